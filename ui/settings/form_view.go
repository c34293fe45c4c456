package settings

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Widths of the form: of a caption, and of a field within its sentence.
const (
	captionWidth float32 = 132
	wideCaption  float32 = 186 // in English
	fieldWidth   float32 = 84
)

// formCard is limits and deadlines, each a sentence with a field in it.
type formCard struct {
	object fyne.CanvasObject
	view   *View
	fields [fieldCount]*kit.InlineField
	units  [fieldCount]*kit.Label
	said   *kit.Label // what is wrong, or not saved yet
	save   *kit.Button
	foot   *fyne.Container
}

func newFormCard(v *View) *formCard {
	t, p := v.deps.Text, v.presenter
	f := &formCard{view: v, said: kit.NewLabel("").Sized(13).Colored(draw.ColorSecondary).Cut()}
	codes := [fieldCount]string{"review", "write_off", "within_high", "within_medium", "within_low", "refunds"}
	var lines [fieldCount]fyne.CanvasObject
	for i, code := range codes {
		lines[i] = f.line(Field(i), t.T("settings."+code))
	}
	note := kit.NewParagraph(t.T("settings.limits_note")).Sized(draw.SizeSmall).Colored(draw.ColorSecondary).Within(520)
	f.save = kit.NewButton(t.T("settings.save"), kit.ButtonPrimary, p.Save)
	f.foot = box.HFill(box.GapSmall, 0, f.said, kit.NewButton(t.T("settings.reset"), kit.ButtonSecondary, p.Reset), f.save)
	f.object = top(kit.NewCard(t.T("settings.limits"), "", box.VStack(box.Gap,
		box.VStack(box.GapSmall, lines[FieldReview], lines[FieldWriteOff], note),
		draw.NewRule(),
		box.VStack(box.GapSmall, lines[FieldHigh], lines[FieldMedium], lines[FieldLow]),
		draw.NewRule(),
		lines[FieldRefunds],
		f.foot)))
	return f
}

// line is a sentence with a field in it.
func (f *formCard) line(i Field, caption string) fyne.CanvasObject {
	p := f.view.presenter
	width := captionWidth
	if f.view.deps.Text.Locale != assets.Chinese {
		width = wideCaption
	}
	f.fields[i] = kit.NewInlineField(fieldWidth, func(s string) { p.Edit(i, s) })
	f.fields[i].OnSubmitted = func(string) { p.Save() }
	f.units[i] = kit.NewLabel("").Cut()
	return box.HFill(box.GapSmall, 2, box.Sized(width, draw.HeightControl, kit.NewLabel(caption).Cut()), f.fields[i], f.units[i])
}

func (f *formCard) show(p *Presenter) {
	t, x := f.view.deps.Text, p.Form()
	for i := range f.fields {
		if f.fields[i].Text != x.Text[i] {
			f.fields[i].SetText(x.Text[i])
		}
		f.units[i].SetText(x.Unit[i])
	}
	switch {
	case x.Fault != "":
		f.said.Set(x.Fault, draw.ColorException)
	case x.Dirty:
		f.said.Set(t.T("settings.unsaved"), draw.ColorSuggestion)
	default:
		f.said.Set("", draw.ColorSecondary)
	}
	if x.Dirty && x.Fault == "" && !p.Busy() {
		f.save.Enable()
	} else {
		f.save.Disable()
	}
}
