package ask

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Secret asks for a passphrase, which is not shown; with fresh it is made up and
// typed twice. done is told it, "" where none was given.
func Secret(w fyne.Window, t *assets.Text, title, message, action string, fresh bool, done func(text string)) *Dialog {
	var d *Dialog
	var first, second string
	answer := func(text string) {
		d.Close()
		done(text)
	}
	cancel := func() { answer("") }
	field := func(code string, typed *string) *kit.CheckedField {
		f := kit.NewCheckedField(t.T(code), "", kit.SecretField, dialogWidth, cancel, nil)
		f.OnText = func(s string) { *typed = s }
		return f
	}
	once, again := field("kit.secret", &first), field("kit.secret_again", &second)
	submit := func() {
		switch {
		case first == "":
			once.Set(first, t.T("kit.secret_empty"), "")
		case fresh && first != second:
			again.Set(second, t.T("kit.secret_differs"), "")
		default:
			answer(first)
		}
	}
	once.OnSubmit, again.OnSubmit = submit, submit
	again.Object().Hidden = !fresh
	d = Modal(w, title, box.VStack(box.Gap, kit.NewParagraph(message).Within(dialogWidth).Colored(draw.ColorSecondary), once.Object(), again.Object()),
		kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, cancel), kit.NewButton(action, kit.ButtonPrimary, submit).WithKey("Enter"))
	kit.NextFrame(func() { once.Focus(w) })
	return d
}
