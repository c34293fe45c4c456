package box

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit/draw"
)

// Above puts pictures above rows: the pictures get a share of the height (0 to 1),
// but no more than most, and the rows get the rest. Under least the page scrolls.
func Above(share, most float32, least fyne.Size, pictures, rows fyne.CanvasObject) *fyne.Container {
	return container.New(&above{share, most, least}, pictures, rows)
}

type above struct {
	share, most float32
	least       fyne.Size
}

func (a *above) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := min(float32(int((size.Height-Gap)*a.share)), a.most)
	draw.Place(o[0], 0, 0, size.Width, top)
	draw.Place(o[1], 0, top+Gap, size.Width, size.Height-top-Gap)
}

func (a *above) MinSize([]fyne.CanvasObject) fyne.Size { return a.least }

// Fitted tells fit the width of an object before it is laid out, so that a list
// can choose its columns.
func Fitted(fit func(width float32), o fyne.CanvasObject) *fyne.Container {
	return container.New(fitted(fit), o)
}

type fitted func(width float32)

func (f fitted) Layout(o []fyne.CanvasObject, size fyne.Size) {
	f(size.Width)
	draw.Place(o[0], 0, 0, size.Width, size.Height)
}

func (f fitted) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
