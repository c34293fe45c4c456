package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// NewEmptyState says why there is nothing and what the next step is. The icon
// and the action may be nil.
func NewEmptyState(icon fyne.Resource, sentence string, action *Button) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if icon != nil {
		rows = append(rows, container.NewCenter(draw.NewIcon(icon, draw.ColorSecondary, 36)))
	}
	rows = append(rows, NewLabel(sentence).Colored(draw.ColorSecondary).Aligned(fyne.TextAlignCenter))
	if action != nil {
		rows = append(rows, container.NewCenter(action))
	}
	return container.NewCenter(box.VStack(box.Gap, rows...))
}

// NewErrorState says what went wrong and what to do; the cause can be copied.
// retry may be nil.
func NewErrorState(t *assets.Text, err error, retry func()) fyne.CanvasObject {
	buttons := box.HStack(box.GapSmall)
	if retry != nil {
		buttons.Add(NewButton(t.T("kit.retry"), ButtonPrimary, retry))
	}
	buttons.Add(NewButton(t.T("kit.copy_details"), ButtonSecondary, func() { CopyText(err.Error()) }))
	return box.AtMost(440, box.VStack(box.Gap,
		box.HStack(0, NewChip(t.T("kit.error"), draw.ToneException)),
		NewParagraph(words.Sentence(t, err)).Within(440),
		buttons))
}

// CopyText puts a text on the clipboard.
func CopyText(s string) { fyne.CurrentApp().Clipboard().SetContent(s) }

// Skeleton stands where rows will be while they load. It does not move: movement
// would cost a redraw of the window sixty times a second.
type Skeleton struct {
	widget.BaseWidget
	bars    []*canvas.Rectangle
	objects []fyne.CanvasObject
}

// NewSkeleton is as many bars as rows are expected.
func NewSkeleton(rows int) *Skeleton {
	s := &Skeleton{}
	for range max(rows, 1) {
		bar := canvas.NewRectangle(draw.Color(draw.ColorNeutralTint))
		bar.CornerRadius = 4
		s.bars, s.objects = append(s.bars, bar), append(s.objects, bar)
	}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is Fyne's.
func (s *Skeleton) CreateRenderer() fyne.WidgetRenderer {
	return &draw.Drawn{
		Parts: s.objects,
		Arrange: func(size fyne.Size) {
			for i, b := range s.bars {
				width := size.Width * float32(90-(i*17)%40) / 100
				draw.Place(b, 0, float32(i)*draw.HeightRow+4, width, 12)
			}
		},
		Min: func() fyne.Size { return fyne.NewSize(60, float32(len(s.bars)-1)*draw.HeightRow+20) },
		Repaint: func() {
			for _, b := range s.bars {
				draw.SetFill(b, draw.ColorNeutralTint, "", 0)
			}
		},
	}
}
