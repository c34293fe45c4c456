package importing

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// receiptList is the card with what became of the files of a drop that do not wait.
// A drop is a few files, rarely hundreds, so its rows are widgets with a button each.
type receiptList struct {
	text *assets.Text
	open func(i int)
	card *kit.Card
	rows *shortList
}

// How many rows are shown until the owner asks for all.
const (
	receiptsAtMost = 6
	besideWaiting  = 4 // where files wait above them
)

func newReceiptList(v *View) *receiptList {
	t := v.deps.Text
	l := &receiptList{text: t, open: v.openReceipt, rows: newShortList(v)}
	l.card = kit.NewCard(t.T("import.this_drop"), "", box.VStack(0, l.header(), l.rows.object))
	l.card.Hide()
	return l
}

func (l *receiptList) set(s *State) {
	l.card.Hidden = len(s.Receipts) == 0
	l.card.SetSubtitle(s.Summary)
	most := receiptsAtMost
	if len(s.Waiting) > 0 {
		most = besideWaiting
	}
	l.rows.set(len(s.Receipts), most, func(i int) fyne.CanvasObject { return l.row(i, &s.Receipts[i]) })
	l.card.Refresh()
}

func (l *receiptList) header() fyne.CanvasObject {
	label := func(code string) *kit.Label { return kit.NewSecondary(l.text.T("import." + code)).Cut() }
	var counts [countColumns]fyne.CanvasObject
	for i, code := range []string{"col_new", "col_known", "col_changed", "col_refused"} {
		counts[i] = label(code).Aligned(fyne.TextAlignTrailing)
	}
	return kit.NewRow(newLine(label("col_state"), label("col_file"), label("col_what"), label("col_remark"), counts[:], nil), nil)
}

func (l *receiptList) row(i int, r *ReceiptRow) fyne.CanvasObject {
	what := kit.NewLabel(r.What).Colored(draw.ColorSecondary).Cut()
	why := kit.NewLabel(r.Remark).Colored(draw.ColorSecondary).Cut()
	if r.of < 0 {
		return kit.NewRow(newLine(kit.NewLabel(""), kit.NewLabel(r.File).CutMiddle(), what, why, nil, nil), nil)
	}
	open := func() { l.open(i) }
	chip := kit.NewChip(r.Chip, r.Tone)
	var file fyne.CanvasObject = kit.NewLabel(r.File).CutMiddle()
	if r.Part {
		file = box.Pad(0, 0, 0, box.GapLarge, file)
	}
	button := l.rows.view.follow(kit.NewButton(l.text.T("import.look")+" ›", kit.ButtonQuiet, open))
	if r.Uncounted {
		return kit.NewRow(newLine(chip, file, what, why, nil, button), open)
	}
	counts := make([]fyne.CanvasObject, 0, countColumns)
	for n, s := range []string{r.New, r.Known, r.Changed, r.Faulty} {
		c := kit.NewLabel(s).Aligned(fyne.TextAlignTrailing).Cut()
		if n > 0 && s == "0" {
			c.Colored(draw.ColorSecondary)
		}
		counts = append(counts, c)
	}
	return kit.NewRow(newLine(chip, file, what, why, counts, button), open)
}
