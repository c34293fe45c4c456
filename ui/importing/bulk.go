package importing

import (
	"strings"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// BulkRow is a file that goes in with others at one yes: why it waits, and what
// importing it does.
type BulkRow struct{ File, Why, Will string }

// Bulk tells of all files that a yes lets in.
func (p *Presenter) Bulk() []BulkRow {
	t := p.deps.Text
	var rows []BulkRow
	for i := range p.waiting {
		r := &p.waiting[i].receipt
		if !willing(r) {
			continue
		}
		row := BulkRow{File: wholeName(r.File), Why: remark(t, r)}
		will := rowsIn(t, r)
		if r.State == book.ReceiptRefused {
			will = nil // nothing is counted of a file that may be cut off
		}
		if r.Refused > 0 {
			will = append(will, t.Count("import.bulk_refused", r.Refused, words.Number(r.Refused)))
		}
		row.Will = strings.Join(will, t.T("import.accept_and"))
		rows = append(rows, row)
	}
	return rows
}

// acceptAll imports every willing file, after saying of each why it waits and what
// that means.
func (v *View) acceptAll() {
	t, files := v.deps.Text, v.presenter.Bulk()
	const width = previewWidth - kit.ScrollGutter
	rows := []fyne.CanvasObject{kit.NewParagraph(t.T("import.accept_all_text")).Within(width).Colored(draw.ColorSecondary)}
	for i := range files {
		f := &files[i]
		told := box.VStack(0, kit.NewLabel(f.File).Bold().CutMiddle(), kit.NewParagraph(f.Why).Within(width).Colored(draw.ColorSuggestion))
		if f.Will != "" {
			told.Add(kit.NewSecondary(f.Will).Cut())
		}
		rows = append(rows, told)
	}
	var dialog *ask.Dialog
	cancel := kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, func() { dialog.Close() })
	yes := kit.NewButton(t.T("import.accept_do"), kit.ButtonPrimary, func() {
		dialog.Close()
		for opt, paths := range v.presenter.AcceptAll() {
			v.deps.Start(paths, opt)
		}
	})
	body := sheetBody(box.Gap, rows, v.deps.Window.Canvas().Size().Height)
	dialog = ask.Modal(v.deps.Window, t.Count("import.accept_all", v.presenter.State().Willing), body, cancel, yes).Hesitate()
}
