package ask

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Secret asks for a passphrase, which is not shown; with fresh it is made up and
// typed twice. check tells what is wrong with what was typed, in a sentence, "" for
// nothing: the dialog stays open until that. done is told the passphrase, "" where none
// was given.
func Secret(w fyne.Window, t *assets.Text, title, message, action string, fresh bool, check func(text string, told func(fault string)), done func(text string)) *Dialog {
	var d *Dialog
	var first, second string
	given := kit.NewButton(action, kit.ButtonPrimary, nil).WithKey("Enter")
	answered := false
	answer := func(text string) {
		if !answered { // who gives up while it is being checked is not asked again
			answered = true
			d.Close()
			done(text)
		}
	}
	cancel := func() { answer("") }
	field := func(code string, typed *string) *kit.CheckedField {
		f := kit.NewCheckedField(t.T(code), "", kit.SecretField, dialogWidth, cancel, nil)
		f.OnText = func(s string) {
			*typed = s
			f.Set(s, "", "") // what was wrong is being changed
		}
		return f
	}
	once, again := field("kit.secret", &first), field("kit.secret_again", &second)
	submit := func() {
		switch {
		case given.Disabled(): // it is being checked
		case first == "":
			once.Set(first, t.T("kit.secret_empty"), "")
		case fresh && first != second:
			again.Set(second, t.T("kit.secret_differs"), "")
		default:
			text := first
			given.SetOff(true)
			check(text, func(fault string) {
				given.SetOff(false)
				if fault == "" {
					answer(text)
					return
				}
				once.Set(first, fault, "")
				once.Focus(w)
			})
		}
	}
	given.OnTapped = submit
	once.OnSubmit, again.OnSubmit = submit, submit
	again.Object().Hidden = !fresh
	d = Modal(w, title, box.VStack(box.Gap, kit.NewParagraph(message).Within(dialogWidth).Colored(draw.ColorSecondary), once.Object(), again.Object()),
		kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, cancel), given)
	kit.NextFrame(func() { once.Focus(w) })
	return d
}
