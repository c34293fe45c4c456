package kit

import "fyne.io/fyne/v2"

// Reveal scrolls so that a row is in sight: where the keyboard is.
func (s *Scroll) Reveal(row fyne.CanvasObject) {
	top, high := row.Position().Y, row.Size().Height
	offset := s.scroll.Offset.Y
	if top < offset {
		offset = top
	} else if low := top + high - s.scroll.Size().Height; low > offset {
		offset = low
	} else {
		return
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, offset))
}
