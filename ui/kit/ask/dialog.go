package ask

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

const dialogWidth float32 = 460

// Dialog is a sheet that must be answered before the window goes on.
type Dialog struct {
	popup   *widget.PopUp
	buttons []*kit.Button
}

// Modal shows a dialog: a title, any content, and buttons at its right foot, the
// main one last. Escape does what the first button does.
func Modal(w fyne.Window, title string, content fyne.CanvasObject, buttons ...*kit.Button) *Dialog {
	foot := box.HFill(box.GapSmall, 0, kit.NewLabel(""))
	for _, b := range buttons {
		b.OnEscape = buttons[0].OnTapped
		foot.Add(b)
	}
	head := kit.NewLabel(title).Sized(16).Bold()
	sheet := box.VStack(box.GapLarge, head, content, foot)
	d := &Dialog{buttons: buttons, popup: widget.NewModalPopUp(box.Pad(20, 24, 20, 24, box.Sized(dialogWidth, 0, sheet)), w.Canvas())}
	d.popup.Show()
	if len(buttons) > 0 {
		w.Canvas().Focus(buttons[len(buttons)-1])
	}
	return d
}

// Words is what a dialog says, wrapped to its width.
func Words(text string) *kit.Paragraph { return kit.NewParagraph(text).Within(dialogWidth) }

// Hesitate puts the keyboard on the first button, which changes nothing, and
// returns the dialog: Enter alone shall not do what is hard to take back.
func (d *Dialog) Hesitate() *Dialog {
	d.popup.Canvas.Focus(d.buttons[0])
	return d
}

// Close takes the dialog away.
func (d *Dialog) Close() { d.popup.Hide() }

// Confirm asks before something is done. done is told the answer; Escape is no,
// and so is Enter at once.
func Confirm(w fyne.Window, t *assets.Text, title, message, action string, danger bool, done func(yes bool)) {
	var d *Dialog
	answer := func(yes bool) func() {
		return func() {
			d.Close()
			done(yes)
		}
	}
	kind := kit.ButtonPrimary
	if danger {
		kind = kit.ButtonDanger
	}
	d = Modal(w, title, kit.NewParagraph(message).Within(dialogWidth),
		kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, answer(false)),
		kit.NewButton(action, kind, answer(true))).Hesitate()
}

// Detail is a value with its caption.
type Detail struct {
	Caption string
	Value   string
	Color   fyne.ThemeColorName // none is ColorText
}

const captionWidth float32 = 110

// detailList is details under each other, captions in a column of their own,
// wrapped to a width known beforehand.
func detailList(items []Detail, width float32) fyne.CanvasObject {
	rows := box.VStack(box.GapTight)
	for _, item := range items {
		color := item.Color
		if color == "" {
			color = draw.ColorText
		}
		value := kit.NewParagraph(item.Value).Colored(color)
		if width > 0 {
			value.Within(width - captionWidth - box.Gap)
		}
		caption := kit.NewLabel(item.Caption).Sized(13).Colored(draw.ColorSecondary).Cut()
		rows.Add(box.HFill(box.Gap, 1, box.VStack(0, box.Sized(captionWidth, 22, caption)), value))
	}
	return rows
}

// Details shows values with their captions, all to be copied: where a row comes
// from, or what an error was.
func Details(w fyne.Window, t *assets.Text, title string, items []Detail) {
	var d *Dialog
	list := detailList(items, dialogWidth-kit.ScrollGutter)
	rows := kit.NewScroll(0)
	rows.Set(list)
	all := kit.NewButton(t.T("kit.copy_all"), kit.ButtonSecondary, func() {
		text := ""
		for _, item := range items {
			text += item.Caption + "\t" + item.Value + "\n"
		}
		kit.CopyText(text)
	})
	shut := kit.NewButton(t.T("kit.close"), kit.ButtonPrimary, func() { d.Close() })
	d = Modal(w, title, box.Sized(dialogWidth, min(list.MinSize().Height, 420), rows.Object()), all, shut)
	all.OnEscape, shut.OnEscape = d.Close, d.Close
}

// ShowError says what went wrong and what to do, with the cause to copy. A rule of the
// book that an act goes against is no fault, and has no cause.
func ShowError(w fyne.Window, t *assets.Text, err error) {
	var d *Dialog
	shut := kit.NewButton(t.T("kit.close"), kit.ButtonPrimary, func() { d.Close() })
	if isRule(err) {
		d = Modal(w, t.T("kit.cannot"), Words(words.Sentence(t, err)), shut)
		return
	}
	details := kit.NewButton(t.T("kit.copy_details"), kit.ButtonSecondary, func() { kit.CopyText(err.Error()) })
	d = Modal(w, t.T("kit.error"), Words(words.Sentence(t, err)), details, shut)
	details.OnEscape, shut.OnEscape = d.Close, d.Close
}

// isRule tells whether an error says what may not be done, rather than what failed.
func isRule(err error) bool {
	var p *book.Problem
	return errors.As(err, &p) && p.Err == nil
}
