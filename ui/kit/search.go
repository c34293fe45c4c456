package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

// SearchEntry is a field that searches while one types. It uses OnChanged, not a
// binding: bound entries cut text that comes from an input method (fyne#2777).
type SearchEntry struct {
	widget.Entry
	Delay   time.Duration // after the last key; 0 searches at once
	OnLeave func()        // Escape was pressed: the keyboard goes elsewhere; nil keeps it here

	width   float32
	changed func(string)
	last    string
	timer   *time.Timer
}

// searchDelay lets a word be typed before the search starts.
const searchDelay = 120 * time.Millisecond

// NewSearchEntry makes a field; changed is called with each new text once.
func NewSearchEntry(placeholder string, changed func(string)) *SearchEntry {
	s := &SearchEntry{Delay: searchDelay, width: searchWidth, changed: changed}
	s.ExtendBaseWidget(s)
	s.PlaceHolder = placeholder
	s.Icon = draw.Tinted(assets.IconSearch, draw.ColorSecondary)
	s.OnChanged = s.typed
	s.OnSubmitted = func(string) { s.tell() }
	return s
}

// Widths of a field: for an order number, and where a title line has little room.
const (
	searchWidth float32 = 190
	searchLeast float32 = 130
)

// MinSize is wide enough for an order number, unless its title line is narrow.
func (s *SearchEntry) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	return fyne.NewSize(s.width, draw.HeightControl)
}

// CreateRenderer is Fyne's, with its border mended.
func (s *SearchEntry) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return NewBordered(s.Entry.CreateRenderer())
}

// Clear empties the field and tells it at once.
func (s *SearchEntry) Clear() {
	s.SetText("")
	s.tell()
}

// FocusByKey gives the field the keyboard on a key, the letter of which follows and
// must not end up in it.
func (s *SearchEntry) FocusByKey(w fyne.Window) {
	NextFrame(func() { w.Canvas().Focus(s) })
}

// TypedKey clears the field on Escape and leaves it.
func (s *SearchEntry) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		s.Clear()
		if s.OnLeave != nil {
			s.OnLeave()
		}
		return
	}
	s.Entry.TypedKey(e)
}

func (s *SearchEntry) typed(string) {
	if s.timer != nil {
		s.timer.Stop()
	}
	if s.Delay <= 0 {
		s.tell()
		return
	}
	s.timer = time.AfterFunc(s.Delay, func() { fyne.Do(s.tell) })
}

func (s *SearchEntry) tell() {
	if s.timer != nil {
		s.timer.Stop()
	}
	if s.Text != s.last {
		s.last = s.Text
		s.changed(s.Text)
	}
}
