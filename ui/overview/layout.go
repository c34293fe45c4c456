package overview

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
)

// stackedFrom is the height from which the two small charts stand above each
// other; in a lower window all three stand side by side.
const stackedFrom = 272

// picturesLayout places the large chart and the two small ones.
type picturesLayout struct{}

func (picturesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put := func(i int, x, y, w, h float32) {
		objects[i].Move(fyne.NewPos(x, y))
		objects[i].Resize(fyne.NewSize(w, h))
	}
	if size.Height < stackedFrom {
		small := whole((size.Width - 2*kit.Gap) * 0.27)
		large := size.Width - 2*(small+kit.Gap)
		put(0, 0, 0, large, size.Height)
		put(1, large+kit.Gap, 0, small, size.Height)
		put(2, large+small+2*kit.Gap, 0, small, size.Height)
		return
	}
	large := whole((size.Width - kit.Gap) * 0.575)
	half := whole((size.Height - kit.Gap) / 2)
	put(0, 0, 0, large, size.Height)
	put(1, large+kit.Gap, 0, size.Width-large-kit.Gap, half)
	put(2, large+kit.Gap, half+kit.Gap, size.Width-large-kit.Gap, size.Height-half-kit.Gap)
}

func (picturesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(560, 160) }

// halvesLayout gives the pictures about half of the height, and the rows the rest.
type halvesLayout struct{}

func (halvesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top := min(whole((size.Height-kit.Gap)*0.51), 380)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, top))
	objects[1].Move(fyne.NewPos(0, top+kit.Gap))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-top-kit.Gap))
}

func (halvesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(560, 340) }

func whole(v float32) float32 { return float32(int(v)) }
