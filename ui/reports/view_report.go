package reports

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/words"
)

// reportPane shows the pages of the report, and what can be done with them.
type reportPane struct {
	content fyne.CanvasObject
	buttons *fyne.Container
	all     []*kit.Button
	sheets  *sheets
	days    [2]string // of the report in sight
	at      *kit.Label
}

func newReportPane(v *View) *reportPane {
	t, p := v.deps.Text, v.presenter
	r := &reportPane{at: kit.NewSecondary("")}
	save := func(ending string) func() {
		return func() { p.named(func() { v.deps.Choose(p.FileName(ending), p.Save) }) }
	}
	print := kit.NewButton(t.T("reports.print"), kit.ButtonSecondary, p.Print)
	excel := kit.NewButton(t.T("reports.save_xlsx"), kit.ButtonSecondary, save("xlsx"))
	pdf := kit.NewButton(t.T("reports.save_pdf"), kit.ButtonPrimary, save("pdf"))
	r.all = []*kit.Button{print, excel, pdf}
	r.sheets = newSheets(r.turned)
	back := kit.NewButton("‹", kit.ButtonSecondary, func() { r.sheets.turn(-1) })
	on := kit.NewButton("›", kit.ButtonSecondary, func() { r.sheets.turn(1) })
	r.buttons = box.HStack(box.GapSmall, back, r.at, on, print, excel, pdf)
	r.content = r.sheets.Object()
	return r
}

// turned says which page is in sight.
func (r *reportPane) turned(page, of int) {
	r.at.SetText(words.Number(page) + " / " + words.Number(of))
	r.buttons.Refresh()
}

func (r *reportPane) fill(s *State) {
	enabled(!s.Busy, r.all...)
	days := [2]string{s.From, s.To}
	r.sheets.set(s.Pages, days == r.days)
	r.days = days
}
