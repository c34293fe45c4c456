package kit

import (
	"encoding/json"

	"fyne.io/fyne/v2"
)

// Prefs is where small things about the window are remembered between runs;
// fyne.Preferences is one. Nothing of the book goes there.
type Prefs interface {
	StringWithFallback(key, fallback string) string
	SetString(key, value string)
	FloatWithFallback(key string, fallback float64) float64
	SetFloat(key string, value float64)
}

var _ Prefs = fyne.Preferences(nil)

// Remember stores a value (a filter, column widths) as JSON under a key.
func Remember(p Prefs, key string, value any) {
	if p == nil {
		return
	}
	if b, err := json.Marshal(value); err == nil {
		p.SetString(key, string(b))
	}
}

// Recall reads what Remember stored into value. It leaves value as it is and
// tells false where nothing fitting is stored.
func Recall(p Prefs, key string, value any) bool {
	if p == nil {
		return false
	}
	s := p.StringWithFallback(key, "")
	return s != "" && json.Unmarshal([]byte(s), value) == nil
}

// The smallest window that every view can be used in.
const (
	minWindowWidth  = 1024
	minWindowHeight = 640
)

// WindowSize is the remembered size of the window, 1280×800 at first, never
// smaller than 1024×640. Fyne cannot read positions, so these are not kept.
func WindowSize(p Prefs) fyne.Size {
	w := p.FloatWithFallback("window.width", 1280)
	h := p.FloatWithFallback("window.height", 800)
	return fyne.NewSize(float32(max(w, minWindowWidth)), float32(max(h, minWindowHeight)))
}

// RememberWindowSize stores the size for the next run.
func RememberWindowSize(p Prefs, s fyne.Size) {
	p.SetFloat("window.width", float64(s.Width))
	p.SetFloat("window.height", float64(s.Height))
}
