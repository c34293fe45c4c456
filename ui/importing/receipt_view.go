package importing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// receiptList is the card with what became of each file of a drop. A drop is a
// few files, rarely hundreds, so its rows are widgets with a button each.
type receiptList struct {
	text *assets.Text
	open func(i int)
	card *kit.Card
	head fyne.CanvasObject
	rows *kit.Scroll
	size *heightLimit
}

// receiptsShown bounds the rows; those that want an eye are on top.
const receiptsShown = 200

// rowsAtMost is the height of the list, in rows: it grows with the drop up to that.
const rowsAtMost = 6

func newReceiptList(t *assets.Text, open func(i int)) *receiptList {
	l := &receiptList{text: t, open: open, rows: kit.NewScroll(0), size: &heightLimit{}}
	l.head = l.header()
	body := container.New(l.size, l.rows.Object())
	l.card = kit.NewCard(t.T("import.this_drop"), "", kit.VStack(0, kit.Pad(0, kit.ScrollGutter, 0, 0, l.head), body))
	l.card.Hide()
	return l
}

func (l *receiptList) set(summary string, rows []ReceiptRow) {
	l.card.Hidden = len(rows) == 0
	l.card.SetSubtitle(summary)
	objects := make([]fyne.CanvasObject, 0, len(rows))
	for i, r := range rows[:min(len(rows), receiptsShown)] {
		objects = append(objects, l.row(i, r))
	}
	l.size.height = float32(min(len(rows), rowsAtMost)) * (kit.HeightRow + 1)
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

func (l *receiptList) row(i int, r ReceiptRow) fyne.CanvasObject {
	chip, file := kit.NewChip(r.Chip, r.Tone), kit.NewLabel(shortFile(r.File)).Cut()
	why := kit.NewLabel(r.Remark).Colored(kit.ColorSecondary).Cut()
	var what fyne.CanvasObject
	if r.Mood == kit.ToneNeutral {
		what = kit.NewLabel(r.What).Colored(kit.ColorSecondary).Cut()
	} else {
		why.Colored(r.Mood.Color()) // it takes the place of the content, which the dialog tells
	}
	var button fyne.CanvasObject
	var open func()
	if r.More || r.Held {
		open = func() { l.open(i) }
		label := "import.look"
		if r.Held {
			label = "import.decide"
		}
		button = kit.NewButton(l.text.T(label)+" ›", kit.ButtonQuiet, open)
	}
	if r.Uncounted {
		return kit.NewRow(newLine(chip, file, nil, why, nil, button), open)
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

// heightLimit gives its object a fixed smallest height.
type heightLimit struct{ height float32 }

func (h *heightLimit) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (h *heightLimit) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, h.height) }

// dialogWidth is that of the sheet about one file.
const dialogWidth = 720

// openReceipt shows all about a file of the drop: notes, refused rows, and the
// way to import it anyway.
func (v *View) openReceipt(i int) {
	d, ok := v.presenter.Detail(i)
	if !ok {
		return
	}
	t := v.deps.Text
	body := kit.VStack(kit.GapSmall)
	if d.What != "" {
		body.Add(kit.NewLabel(d.What).Colored(kit.ColorSecondary).Cut())
	}
	for _, s := range d.Counts {
		body.Add(kit.NewLabel(s).Colored(kit.ColorSecondary).Cut())
	}
	if d.Why != "" {
		body.Add(kit.NewParagraph(d.Why).Within(dialogWidth))
	}
	for _, n := range d.Notes {
		body.Add(kit.NewParagraph("· " + n).Within(dialogWidth))
	}
	if len(d.Rejects) > 0 {
		body.Add(kit.NewHeading(t.Count("import.rejects", len(d.Rejects))))
		body.Add(rejectList(t, d.Rejects))
	}
	if d.Accept != "" {
		body.Add(kit.NewParagraph(d.Accept).Within(dialogWidth).Colored(kit.ColorSuggestion))
	}
	var dialog *kit.Dialog
	buttons := []*kit.Button{kit.NewButton(t.T("kit.close"), kit.ButtonSecondary, func() { dialog.Close() })}
	offer := func(code string, do func()) {
		buttons = append(buttons, kit.NewButton(t.T(code), kit.ButtonSecondary, func() {
			dialog.Close()
			do()
		}))
	}
	if path, file, ok := v.presenter.Teachable(i); ok && v.deps.Teach != nil {
		offer("mapping.teach", func() { v.deps.Teach(path, file) })
	}
	switch v.presenter.Standing(i) {
	case standingOffer:
		offer("import.always", func() { v.setAlways(v.presenter.receipts[i], true) })
	case standingSet:
		offer("import.always_off", func() { v.setAlways(v.presenter.receipts[i], false) })
	}
	if paths, opt, ok := v.presenter.Accept(i); ok {
		buttons = append(buttons, kit.NewButton(t.T("import.accept_do"), kit.ButtonPrimary, func() {
			dialog.Close()
			v.deps.Start(paths, opt)
		}))
	}
	dialog = kit.Modal(v.deps.Window, d.Title, kit.Sized(dialogWidth, 0, body), buttons...).Hesitate()
}

func rejectList(t *assets.Text, rejects []Reject) fyne.CanvasObject {
	grid := kit.NewGrid([]kit.Column{
		{ID: "line", Title: t.T("import.col_line"), Width: 64, Align: fyne.TextAlignTrailing},
		{ID: "cell", Title: t.T("import.col_cell"), Width: 100},
		{ID: "reason", Title: t.T("import.col_reason"), Width: 240, Grow: true},
		{ID: "raw", Title: t.T("import.col_raw"), Width: 180},
	}, rejectSource(rejects))
	return container.New(&heightLimit{float32(min(len(rejects), 8))*kit.HeightRow + 40}, grid)
}

type rejectSource []Reject

func (s rejectSource) Len() int { return len(s) }

func (s rejectSource) Row(i int) ([]kit.Cell, bool) {
	r := s[i]
	return []kit.Cell{{Text: r.Line}, {Text: r.Cell}, {Text: r.Reason, Color: kit.ColorException}, {Text: r.Raw, Color: kit.ColorSecondary}}, true
}
