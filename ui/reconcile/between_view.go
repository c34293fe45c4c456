package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// betweenPane is what stands between the panes: the difference, the certainty,
// and what each side adds up to where it is more than a row.
type betweenPane struct {
	width      float32 // of the pane's inside
	size       float32 // of the difference
	object     fyne.CanvasObject
	top        *fyne.Container
	difference *kit.Label
	certainty  *kit.Chip
	chip       *fyne.Container
	ahead      *kit.Paragraph
	hint       *kit.Paragraph
	sums       [2]*kit.Paragraph
}

func newBetweenPane(t *assets.Text) *betweenPane {
	small := func(color fyne.ThemeColorName) *kit.Paragraph {
		return kit.NewParagraph("").Sized(draw.SizeSmall).Colored(color)
	}
	b := &betweenPane{
		difference: kit.NewLabel("–").Sized(figureSize).Bold().Aligned(fyne.TextAlignCenter).Cut(),
		width:      leastBetween - 14, size: figureSize,
		certainty: kit.NewChip("–", draw.ToneNeutral),
		ahead:     small(draw.ColorSecondary),
		hint:      small(draw.ColorText),
		sums:      [2]*kit.Paragraph{small(draw.ColorSecondary), small(draw.ColorSecondary)},
	}
	b.chip = container.NewCenter(b.certainty)
	b.top = box.VStack(box.GapSmall,
		kit.NewSecondary(t.T("reconcile.difference")).Aligned(fyne.TextAlignCenter),
		b.difference, b.chip, b.ahead, b.hint, b.sums[0], b.sums[1])
	b.object = box.Pad(84, 6, box.GapSmall, 6, b.top)
	return b
}

// fit is told the pane's width before it is laid out.
func (b *betweenPane) fit(width float32) {
	b.width = width - 12
	b.fitFigure()
	for _, p := range []*kit.Paragraph{b.ahead, b.hint, b.sums[0], b.sums[1]} {
		p.Within(width - 12)
	}
}

// Sizes of the difference: a long one is set smaller, for it must be read whole.
const (
	figureSize  float32 = 18
	figureLeast float32 = 10
)

func (b *betweenPane) fitFigure() {
	size := figureSize
	whole := kit.NewLabel(b.difference.Text()).Bold()
	for size > figureLeast && whole.Sized(size).MinSize().Width > b.width {
		size--
	}
	if size != b.size {
		b.size = size
		b.difference.Sized(size)
	}
}

func (b *betweenPane) show(x Between) {
	color := draw.ColorException
	switch {
	case x.Difference == "–":
		color = draw.ColorSecondary
	case x.Even:
		color = draw.ColorMatched
	}
	b.difference.Set(x.Difference, color)
	b.fitFigure()
	b.chip.Hidden = x.Certainty.Text == ""
	b.certainty.Set(x.Certainty.Text, x.Certainty.Tone)
	b.ahead.Set(x.Ahead, draw.ColorSecondary)
	if x.Alike != "" {
		b.ahead.Set(x.Alike, draw.ColorSuggestion)
	}
	b.hint.SetText(x.Hint)
	b.ahead.Hidden = x.Ahead == "" && x.Alike == ""
	b.hint.Hidden = x.Hint == ""
	for i, s := range x.Sums {
		b.sums[i].SetText(s)
		b.sums[i].Hidden = s == ""
	}
	b.top.Refresh()
	b.object.Refresh()
}
