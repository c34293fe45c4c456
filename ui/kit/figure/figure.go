package figure

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Figure is a card with one key figure: a caption, the figure, and a line that
// says where it comes from.
type Figure struct {
	widget.BaseWidget
	OnTapped func() // leads to what the figure counts; nil where there is nothing

	frame   *canvas.Rectangle
	caption *kit.Label
	value   *kit.Label
	sub     *kit.Line
	loading *kit.Skeleton
	hovered bool
	focused bool
}

// New makes a figure that is still loading.
func New(caption string) *Figure {
	f := &Figure{
		frame:   canvas.NewRectangle(nil),
		caption: kit.NewSecondary(caption).Cut(),
		value:   kit.NewLabel("").Sized(draw.SizeFigure).Bold(),
		sub:     kit.NewSecondaryLine(),
		loading: kit.NewSkeleton(1),
	}
	f.frame.CornerRadius = draw.RadiusCard
	f.ExtendBaseWidget(f)
	return f
}

// Set shows a value in a colour and the line under it.
func (f *Figure) Set(value string, color fyne.ThemeColorName, sub ...kit.Span) {
	f.loading.Hide()
	f.value.Set(value, color)
	f.fit(f.Size().Width - 2*box.GapLarge)
	f.sub.Set(sub...)
	kit.HideTip(f)
}

// SetShorter is what the line under the figure says where there is no room for
// all of it.
func (f *Figure) SetShorter(sub ...kit.Span) { f.sub.SetShorter(sub...) }

// fit makes a long figure smaller rather than cut: money is never cut.
func (f *Figure) fit(width float32) {
	size := draw.SizeFigure
	if w := draw.Measure(f.value.Text(), size, true); width > 0 && w > width {
		size = max(float32(int(size*width/w)), draw.SizeText)
	}
	f.value.SetSize(size)
}

// SetCaption changes the caption.
func (f *Figure) SetCaption(s string) { f.caption.SetText(s) }

// SetLoading shows that the value is on its way.
func (f *Figure) SetLoading() {
	f.value.SetText("")
	f.sub.Set()
	f.loading.Show()
}

// Value is the value shown, for tests.
func (f *Figure) Value() string { return f.value.Text() }

// CreateRenderer is Fyne's.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	paint := func() {
		stroke, width := draw.ColorLine, float32(1)
		if (f.hovered || f.focused) && f.OnTapped != nil {
			stroke = draw.ColorAccent
		}
		if f.focused && f.OnTapped != nil {
			width = 2
		}
		draw.SetFill(f.frame, draw.ColorSurface, stroke, width)
	}
	paint()
	return &draw.Drawn{
		Parts: []fyne.CanvasObject{f.frame, f.caption, f.value, f.sub, f.loading},
		Arrange: func(s fyne.Size) {
			draw.Place(f.frame, 0, 0, s.Width, s.Height)
			w := s.Width - 2*box.GapLarge
			draw.Place(f.caption, box.GapLarge, 14, w, 20)
			f.fit(w)
			draw.Place(f.value, box.GapLarge, 36, w, 34)
			draw.Place(f.sub, box.GapLarge, 70, w, 20)
			draw.Place(f.loading, box.GapLarge, 44, min(w, 120), 20)
		},
		Min: func() fyne.Size { return fyne.NewSize(150, 104) },
		Repaint: func() {
			paint()
			for _, o := range []fyne.CanvasObject{f.caption, f.value, f.sub, f.loading} {
				o.Refresh()
			}
		},
	}
}
