package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// Sizes of the preview's list.
const (
	bulkWidth  float32 = 740
	bulkHeight float32 = 330
)

// bulkDialog is the preview of accepting many suggestions: a list to untick rows of,
// and what accepting the rest comes to.
type bulkDialog struct {
	v      *View
	dialog *ask.Dialog
	grid   *grid.Grid
	text   *kit.Paragraph
	accept *kit.Button
	rows   []BulkRow
}

// showBulk shows the preview that the presenter has loaded.
func (v *View) showBulk() {
	t, p := v.deps.Text, v.presenter
	b := &bulkDialog{v: v, text: kit.NewParagraph("").Within(bulkWidth)}
	b.grid = grid.New(b.columns(), b)
	b.grid.Boxes, b.grid.KeyFirst = true, true
	b.grid.OnTick = func(ticked []int) {
		p.TickBulk(ticked)
		b.tell()
	}
	b.grid.OnKey = b.key
	names, picked := p.BulkRules()
	rules := kit.NewDropdown(names, func(i int) {
		p.PickBulkRule(i)
		b.show()
		b.focus()
	})
	rules.Within(bulkWidth).Select(picked)
	b.accept = kit.NewButton(p.bulkAction(p.bulkLen()), kit.ButtonPrimary, b.carry).WithKey("Enter")
	head := box.HFill(box.GapSmall, 1, rules, container.NewStack())
	b.dialog = ask.Modal(v.deps.Window, t.T("reconcile.bulk_title"),
		box.VStack(box.Gap, head, b.text, box.Sized(bulkWidth, bulkHeight, b.grid)),
		kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, b.shut), b.accept)
	b.show()
	b.focus()
}

func (b *bulkDialog) columns() []grid.Column {
	title := func(code string) string { return b.v.deps.Text.T("reconcile." + code) }
	lead, across := b.v.presenter.sideName(b.v.presenter.Lead()), b.v.presenter.sideName(b.v.presenter.Lead().Other())
	return []grid.Column{
		{ID: "time", Title: title("col_time"), Width: 98},
		{ID: "lead", Title: lead, Width: 168},
		{ID: "across", Title: across, Width: 168},
		{ID: "difference", Title: title("difference"), Width: 92, Align: fyne.TextAlignTrailing, Bold: true},
		{ID: "why", Title: title("col_why"), Width: 150, Grow: true},
	}
}

// Len is part of kit.Source.
func (b *bulkDialog) Len() int { return len(b.rows) }

// Row is part of kit.Source.
func (b *bulkDialog) Row(i int) ([]grid.Cell, bool) {
	r := &b.rows[i]
	color := draw.ColorException
	switch {
	case r.Even:
		color = draw.ColorMatched
	case r.Difference == "–":
		color = draw.ColorSecondary
	}
	return []grid.Cell{{Text: r.Time}, {Text: r.Lead}, {Text: r.Across}, {Text: r.Difference, Color: color, Bold: true}, {Text: r.Why, Color: draw.ColorSecondary}}, true
}

// show draws the list of the picked rule.
func (b *bulkDialog) show() {
	rows, ticked := b.v.presenter.BulkRows()
	b.rows = rows
	b.grid.Refresh()
	b.grid.SetTicked(ticked)
	b.grid.Select(0)
	b.tell()
}

// tell says what accepting comes to.
func (b *bulkDialog) tell() {
	text, action := b.v.presenter.BulkText()
	b.text.SetText(text)
	b.accept.SetText(action)
	if action == "" {
		b.accept.SetText(b.v.deps.Text.T("reconcile.bulk_none_ticked"))
		b.accept.Disable()
		return
	}
	b.accept.Enable()
}

func (b *bulkDialog) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyEscape:
		b.shut()
	case fyne.KeyReturn, fyne.KeyEnter:
		if !b.accept.Disabled() {
			b.carry()
		}
	default:
		return false
	}
	return true
}

func (b *bulkDialog) focus() { b.v.deps.Window.Canvas().Focus(b.grid) }

func (b *bulkDialog) shut() {
	b.dialog.Close()
	b.v.list.grid.Focus()
}

func (b *bulkDialog) carry() {
	if b.v.presenter.AcceptBulk() {
		b.shut()
	}
}
