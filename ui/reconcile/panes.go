package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// panes is the sheet with both panes and what stands between.
type panes struct {
	object *kit.Card
}

func newPanes(left, middle, right fyne.CanvasObject, fit func(left, right float32)) *panes {
	return &panes{kit.NewPlainCard(container.New(&panesLayout{fit}, left, kit.NewRule(), middle, kit.NewRule(), right))}
}

// panesLayout gives the other pane a little more than the leading one, since it
// shows evidence, and the middle no more than a figure needs.
type panesLayout struct {
	fit func(left, right float32) // told the widths of the panes
}

func (l *panesLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	middle := float32(112)
	if size.Width < 900 {
		middle = 92
	}
	left := float32(int((size.Width - middle) * 0.47))
	put := func(i int, x, w float32) {
		o[i].Move(fyne.NewPos(x, 0))
		o[i].Resize(fyne.NewSize(w, size.Height))
	}
	l.fit(left, size.Width-left-middle)
	put(0, 0, left)
	put(1, left, 1)
	put(2, left+1, middle-2)
	put(3, left+middle-1, 1)
	put(4, left+middle, size.Width-left-middle)
}

func (l *panesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(700, 240) }

// summaryStrip is the line of counters under the title.
type summaryStrip struct {
	object                   fyne.CanvasObject
	row                      *fyne.Container
	matched, suggested, open *kit.Line
	bar                      *kit.ShareBar
	gap                      *kit.Label
	all                      *kit.Check
	text                     *assets.Text
}

func newSummaryStrip(t *assets.Text, showMatched func(bool)) *summaryStrip {
	s := &summaryStrip{
		matched: kit.NewLine(), suggested: kit.NewLine(), open: kit.NewLine(),
		bar: kit.NewShareBar(), gap: kit.NewLabel("").Colored(kit.ColorSecondary),
		all: kit.NewCheck(t.T("reconcile.show_matched"), showMatched), text: t,
	}
	counts := kit.HStack(kit.GapLarge, fixed(s.matched, 112), fixed(s.suggested, 92), fixed(s.open, 92))
	s.row = kit.HFill(kit.GapLarge, 1, counts, upright(s.bar), s.gap, s.all)
	s.object = kit.NewPlainCard(kit.Pad(4, kit.GapLarge, 4, kit.GapLarge, s.row))
	return s
}

// fixed gives a line, which would shrink to nothing, its width.
func fixed(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	return kit.Sized(width, kit.HeightRow, o)
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
	count(s.matched, x.Matched, kit.ColorMatched, "reconcile.matched")
	count(s.suggested, x.Suggested, kit.ColorSuggestion, "reconcile.suggested")
	count(s.open, x.Open, kit.ColorException, "reconcile.open")
	s.bar.Set(kit.ShareOf{Value: x.Bar[0], Color: kit.ColorMatched},
		kit.ShareOf{Value: x.Bar[1], Color: kit.ColorSuggestion}, kit.ShareOf{Value: x.Bar[2], Color: kit.ColorException})
	s.gap.SetText(x.Gap)
	s.all.SetChecked(all)
	s.row.Refresh()
}

// betweenPane is what stands between the panes: the difference and the certainty.
type betweenPane struct {
	object     fyne.CanvasObject
	top        *fyne.Container
	difference *kit.Label
	certainty  *kit.Chip
	ahead      *kit.Paragraph
}

func newBetweenPane(t *assets.Text, swap func()) *betweenPane {
	b := &betweenPane{
		difference: kit.NewLabel("–").Sized(18).Bold().Aligned(fyne.TextAlignCenter).Cut(),
		certainty:  kit.NewChip("–", kit.ToneNeutral),
		ahead:      kit.NewParagraph("").Sized(kit.SizeSmall).Colored(kit.ColorSecondary),
	}
	b.top = kit.VStack(kit.GapSmall,
		kit.NewSecondary(t.T("reconcile.difference")).Aligned(fyne.TextAlignCenter),
		b.difference, container.NewCenter(b.certainty), b.ahead)
	turn := kit.NewButton(t.T("reconcile.swap_short"), kit.ButtonQuiet, swap)
	b.object = kit.Pad(84, 6, kit.GapSmall, 6, kit.VFill(0, 1, b.top, container.NewStack(), container.NewCenter(turn)))
	return b
}

func (b *betweenPane) show(x Between) {
	color := kit.ColorException
	switch {
	case x.Difference == "–":
		color = kit.ColorSecondary
	case x.Even:
		color = kit.ColorMatched
	}
	b.difference.Set(x.Difference, color)
	b.certainty.Hidden = x.Certainty.Text == ""
	b.certainty.Set(x.Certainty.Text, x.Certainty.Tone)
	b.ahead.SetText(x.Ahead)
	b.top.Refresh()
	b.object.Refresh()
}
