package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/figure"
)

// panes is the sheet with both panes and what stands between.
type panes struct {
	object *kit.Card
}

func newPanes(left, middle, right fyne.CanvasObject, list *listPane, between *betweenPane, other *otherPane) *panes {
	return &panes{kit.NewPlainCard(container.New(&panesLayout{list, between, other}, left, draw.NewRule(), middle, draw.NewRule(), right))}
}

// panesLayout gives the other pane a little more than the leading one, since it
// shows evidence, unless the columns of the leading one need it; the middle gets
// no more than a figure needs.
type panesLayout struct {
	list    *listPane
	between *betweenPane
	other   *otherPane
}

// Widths of a window's sheet under which the middle is slimmer and both panes
// leave out what they can, and what is always left to the other pane.
const (
	narrowSheet float32 = 900
	leastOther  float32 = 268

	leastBetween float32 = 92
)

func (l *panesLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	narrow, middle := size.Width < narrowSheet, float32(112)
	if narrow {
		middle = leastBetween
	}
	l.list.fit(narrow)
	left := max(float32(int((size.Width-middle)*0.47)), l.list.least())
	left = min(left, size.Width-middle-leastOther)
	put := func(i int, x, w float32) {
		o[i].Move(fyne.NewPos(x, 0))
		o[i].Resize(fyne.NewSize(w, size.Height))
	}
	l.between.fit(middle - 2)
	l.other.fit(size.Width-left-middle, narrow)
	put(0, 0, left)
	put(1, left, 1)
	put(2, left+1, middle-2)
	put(3, left+middle-1, 1)
	put(4, left+middle, size.Width-left-middle)
}

func (l *panesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(700, 240) }

// summaryStrip is the line of counters under the title.
type summaryStrip struct {
	object        fyne.CanvasObject
	row           *fyne.Container
	matched, open *kit.Line
	suggested     *kit.Label
	bar           *figure.ShareBar
	gap           *kit.Label
	all           *kit.Check
	text          *assets.Text
}

func newSummaryStrip(t *assets.Text, showMatched func(bool)) *summaryStrip {
	s := &summaryStrip{
		matched: kit.NewLine(), open: kit.NewLine(), suggested: kit.NewLabel("").Colored(draw.ColorSuggestion),
		bar: figure.NewShareBar(), gap: kit.NewLabel("").Colored(draw.ColorSecondary),
		all: kit.NewCheck(t.T("reconcile.show_matched"), showMatched), text: t,
	}
	counts := box.HStack(box.GapLarge, fixed(s.matched, 140), box.HStack(box.GapSmall, fixed(s.open, 118), s.suggested))
	s.row = box.HFill(box.GapLarge, 1, counts, upright(s.bar), s.gap, s.all)
	s.object = kit.NewPlainCard(box.Pad(4, box.GapLarge, 4, box.GapLarge, container.New(&stripLayout{s}, s.row)))
	return s
}

// stripLayout leaves out what a narrow window has no room for: the sum of the
// differences first, then how many rows have suggestions, which stand on top anyway.
type stripLayout struct{ strip *summaryStrip }

func (l *stripLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	s := l.strip
	s.gap.Hidden, s.suggested.Hidden = s.gap.Text() == "", s.suggested.Text() == ""
	for _, x := range []*kit.Label{s.gap, s.suggested} {
		if s.row.MinSize().Width > size.Width {
			x.Hidden = true
		}
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(size)
}

func (l *stripLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	least := o[0].MinSize()
	for _, x := range []*kit.Label{l.strip.gap, l.strip.suggested} {
		if !x.Hidden {
			least.Width -= x.MinSize().Width
		}
	}
	return least
}

// fixed gives a line, which would shrink to nothing, its width.
func fixed(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	return box.Sized(width, draw.HeightRow, o)
}

// upright keeps a thin object in the middle of its height, over all its width.
func upright(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&middleLayout{}, o)
}

type middleLayout struct{}

func (*middleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, float32(int((size.Height-h)/2))))
	o[0].Resize(fyne.NewSize(size.Width, h))
}

func (*middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (s *summaryStrip) show(x Summary, all bool) {
	count := func(l *kit.Line, n string, color fyne.ThemeColorName, code string) {
		l.Set(kit.Span{Text: n, Color: color, Bold: true}, kit.Span{Text: " " + s.text.T(code)})
	}
	count(s.matched, x.Matched, draw.ColorMatched, "reconcile.matched")
	count(s.open, x.Open, draw.ColorException, "reconcile.open")
	s.suggested.SetText(x.Suggested)
	s.bar.Set(figure.ShareOf{Value: x.Bar[0], Color: draw.ColorMatched},
		figure.ShareOf{Value: x.Bar[1], Color: draw.ColorSuggestion}, figure.ShareOf{Value: x.Bar[2], Color: draw.ColorException})
	s.gap.SetText(x.Gap)
	s.all.SetChecked(all)
	s.row.Refresh()
	s.object.Refresh()
}
