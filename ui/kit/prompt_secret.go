package kit

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
)

// PromptSecret asks for a passphrase, which is not shown; with fresh it is made up and
// typed twice. done is told it, "" where none was given.
func PromptSecret(w fyne.Window, t *assets.Text, title, message, action string, fresh bool, done func(text string)) *Dialog {
	var d *Dialog
	var first, second string
	answer := func(text string) {
		d.Close()
		done(text)
	}
	cancel := func() { answer("") }
	field := func(code string, typed *string) *CheckedField {
		f := NewCheckedField(t.T(code), "", SecretField, dialogWidth, cancel, nil)
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
	d = Modal(w, title, VStack(Gap, NewParagraph(message).Within(dialogWidth).Colored(ColorSecondary), once.Object(), again.Object()),
		NewButton(t.T("kit.cancel"), ButtonSecondary, cancel), NewButton(action, ButtonPrimary, submit).WithKey("Enter"))
	nextFrame(func() { once.Focus(w) })
	return d
}
