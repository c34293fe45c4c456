package kit

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// LockedMonth is the month, "2025-11", that an error says is closed; "" for an error
// that says something else.
func LockedMonth(err error) string {
	var p *book.Problem
	if errors.As(err, &p) && len(p.Args) > 0 && slices.Contains([]string{"month_locked", "rate_month_locked", "terms_month_locked"}, p.Code) {
		return p.Args[0]
	}
	return ""
}

// ShowLocked says that a month is closed, which is no fault, and offers the way to
// where it is opened again.
func ShowLocked(w fyne.Window, t *assets.Text, err error, open func()) {
	var d *Dialog
	stay := NewButton(t.T("kit.close"), ButtonSecondary, func() { d.Close() })
	there := NewButton(t.T("kit.go_closing"), ButtonPrimary, func() {
		d.Close()
		open()
	})
	d = Modal(w, t.T("kit.locked"), NewParagraph(Sentence(t, err)).Within(dialogWidth), stay, there)
}
