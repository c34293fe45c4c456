package ask

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// ShowLocked says that a month is closed, which is no fault, and offers the way to
// where it is opened again.
func ShowLocked(w fyne.Window, t *assets.Text, err error, open func()) {
	var d *Dialog
	stay := kit.NewButton(t.T("kit.close"), kit.ButtonSecondary, func() { d.Close() })
	there := kit.NewButton(t.T("kit.go_closing"), kit.ButtonPrimary, func() {
		d.Close()
		open()
	})
	d = Modal(w, t.T("kit.locked"), kit.NewParagraph(words.Sentence(t, err)).Within(dialogWidth), stay, there)
}
