package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// SearchIn is the first search field in sight within an object; nil for none.
func SearchIn(o fyne.CanvasObject) *SearchEntry {
	if o == nil || !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *SearchEntry:
		return o
	case *container.Scroll:
		return SearchIn(o.Content)
	case *Card:
		return SearchIn(o.body)
	case *fyne.Container:
		for _, child := range o.Objects {
			if s := SearchIn(child); s != nil {
				return s
			}
		}
	}
	return nil
}
