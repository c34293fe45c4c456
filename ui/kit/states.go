package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
)

// NewEmptyState says why there is nothing and what the next step is. The icon
// and the action may be nil.
func NewEmptyState(icon fyne.Resource, sentence string, action *Button) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if icon != nil {
		rows = append(rows, container.NewCenter(NewIcon(icon, ColorSecondary, 36)))
	}
	rows = append(rows, NewLabel(sentence).Colored(ColorSecondary).Aligned(fyne.TextAlignCenter))
	if action != nil {
		rows = append(rows, container.NewCenter(action))
	}
	return container.NewCenter(VStack(Gap, rows...))
}

// NewErrorState says what went wrong and what to do; the cause can be copied.
// retry may be nil.
func NewErrorState(t *assets.Text, err error, retry func()) fyne.CanvasObject {
	buttons := HStack(GapSmall)
	if retry != nil {
		buttons.Add(NewButton(t.T("kit.retry"), ButtonPrimary, retry))
	}
	buttons.Add(NewButton(t.T("kit.copy_details"), ButtonSecondary, func() { copyText(err.Error()) }))
	return AtMost(440, VStack(Gap,
		HStack(0, NewChip(t.T("kit.error"), ToneException)),
		NewParagraph(Sentence(t, err)).Within(440),
		buttons))
}

func copyText(s string) { fyne.CurrentApp().Clipboard().SetContent(s) }

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
		bar := canvas.NewRectangle(Color(ColorNeutralTint))
		bar.CornerRadius = 4
		s.bars, s.objects = append(s.bars, bar), append(s.objects, bar)
	}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is Fyne's.
func (s *Skeleton) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{
		objects: s.objects,
		layout: func(size fyne.Size) {
			for i, b := range s.bars {
				width := size.Width * float32(90-(i*17)%40) / 100
				place(b, 0, float32(i)*HeightRow+4, width, 12)
			}
		},
		min: func() fyne.Size { return fyne.NewSize(60, float32(len(s.bars)-1)*HeightRow+20) },
		refresh: func() {
			for _, b := range s.bars {
				setFill(b, ColorNeutralTint, "", 0)
			}
		},
	}
}
