package importing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// receiptList is the card with what became of the files of a drop that do not wait.
// A drop is a few files, rarely hundreds, so its rows are widgets with a button each.
type receiptList struct {
	text *assets.Text
	open func(i int)
	card *kit.Card
	rows *kit.Scroll
	size *heightLimit
}

// shownAtMost bounds the rows; those that want an eye are on top.
const shownAtMost = 200

// Heights of the lists, in rows: they grow with the drop up to that.
const (
	receiptsAtMost = 6
	besideWaiting  = 4 // receipts, where files wait above them
)

func newReceiptList(t *assets.Text, open func(i int)) *receiptList {
	l := &receiptList{text: t, open: open, rows: kit.NewScroll(0), size: &heightLimit{}}
	body := container.New(l.size, l.rows.Object())
	l.card = kit.NewCard(t.T("import.this_drop"), "", kit.VStack(0, kit.Pad(0, kit.ScrollGutter, 0, 0, l.header()), body))
	l.card.Hide()
	return l
}

func (l *receiptList) set(s *State) {
	l.card.Hidden = len(s.Receipts) == 0
	l.card.SetSubtitle(s.Summary)
	objects := make([]fyne.CanvasObject, 0, len(s.Receipts))
	for i := range s.Receipts[:min(len(s.Receipts), shownAtMost)] {
		objects = append(objects, l.row(i, &s.Receipts[i]))
	}
	most := receiptsAtMost
	if len(s.Waiting) > 0 {
		most = besideWaiting
	}
	l.size.height = float32(min(len(s.Receipts), most)) * (kit.HeightRow + 1)
	l.rows.Set(objects...)
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
	what := kit.NewLabel(r.What).Colored(kit.ColorSecondary).Cut()
	why := kit.NewLabel(r.Remark).Colored(kit.ColorSecondary).Cut()
	if r.of < 0 {
		return kit.NewRow(newLine(kit.NewLabel(""), kit.NewLabel(r.File).CutMiddle(), what, why, nil, nil), nil)
	}
	open := func() { l.open(i) }
	chip := kit.NewChip(r.Chip, r.Tone)
	var file fyne.CanvasObject = kit.NewLabel(r.File).CutMiddle()
	if r.Part {
		file = kit.Pad(0, 0, 0, kit.GapLarge, file)
	}
	button := kit.NewButton(l.text.T("import.look")+" ›", kit.ButtonQuiet, open)
	if r.Uncounted {
		return kit.NewRow(newLine(chip, file, what, why, nil, button), open)
	}
	counts := make([]fyne.CanvasObject, 0, countColumns)
	for n, s := range []string{r.New, r.Known, r.Changed, r.Faulty} {
		c := kit.NewLabel(s).Aligned(fyne.TextAlignTrailing).Cut()
		if n > 0 && s == "0" {
			c.Colored(kit.ColorSecondary)
		}
		counts = append(counts, c)
	}
	return kit.NewRow(newLine(chip, file, what, why, counts, button), open)
}
