package draw

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Tinted is a drawing of package assets in a colour by meaning; it follows theme
// changes. Fyne's own coloured resources change fills only, and ours are lines.
func Tinted(src fyne.Resource, c fyne.ThemeColorName) fyne.Resource { return &tinted{src, c} }

type tinted struct {
	src   fyne.Resource
	color fyne.ThemeColorName
}

// Name differs by colour, since Fyne keeps drawn pictures under it.
func (t *tinted) Name() string { return t.hex()[1:] + "-" + t.src.Name() }

// Content is the drawing with black replaced.
func (t *tinted) Content() []byte {
	return bytes.ReplaceAll(t.src.Content(), []byte("#000000"), []byte(t.hex()))
}

func (t *tinted) hex() string {
	c := color.NRGBAModel.Convert(Color(t.color)).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

// Icon shows a drawing of package assets.
type Icon struct {
	widget.BaseWidget
	size  float32
	shown string // the name of the picture that was last drawn
	image *canvas.Image
}

// NewIcon is a drawing in a colour, size pixels square.
func NewIcon(src fyne.Resource, c fyne.ThemeColorName, size float32) *Icon {
	i := &Icon{size: size, image: canvas.NewImageFromResource(Tinted(src, c))}
	i.image.FillMode = canvas.ImageFillContain
	i.ExtendBaseWidget(i)
	return i
}

// Set changes drawing and colour.
func (i *Icon) Set(src fyne.Resource, c fyne.ThemeColorName) {
	i.image.Resource = Tinted(src, c)
	i.Refresh()
}

// CreateRenderer is Fyne's.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	return &Drawn{
		Parts: []fyne.CanvasObject{i.image},
		Arrange: func(s fyne.Size) {
			Place(i.image, float32(int((s.Width-i.size)/2)), float32(int((s.Height-i.size)/2)), i.size, i.size)
		},
		Min: func() fyne.Size { return fyne.NewSquareSize(i.size) },
		Repaint: func() {
			if name := i.image.Resource.Name(); name != i.shown {
				i.shown = name
				i.image.Refresh()
			}
		},
	}
}

// NewRule is a thin line across or down, between parts of one card.
func NewRule() fyne.CanvasObject {
	r := &rule{rect: canvas.NewRectangle(Color(ColorLine))}
	r.ExtendBaseWidget(r)
	return r
}

type rule struct {
	widget.BaseWidget
	rect *canvas.Rectangle
}

func (r *rule) CreateRenderer() fyne.WidgetRenderer {
	return &Drawn{
		Parts:   []fyne.CanvasObject{r.rect},
		Arrange: func(s fyne.Size) { r.rect.Resize(s) },
		Min:     func() fyne.Size { return fyne.NewSquareSize(1) },
		Repaint: func() { SetFill(r.rect, ColorLine, "", 0) },
	}
}
