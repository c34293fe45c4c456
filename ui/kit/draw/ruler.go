package draw

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

const ellipsis = "…"

// Ruler measures text by adding the advances of its runes, each measured once.
// That is a thousand times cheaper than shaping every cell of a grid, and exact
// for the program's font but for a pixel of Latin kerning.
type Ruler struct {
	size  float32
	Style fyne.TextStyle
	ascii [128]float32
	wide  float32 // a Han character: all are one em
	other map[rune]float32
}

// NewRuler measures texts of a size.
func NewRuler(size float32, bold bool) *Ruler {
	return &Ruler{size: size, Style: fyne.TextStyle{Bold: bold}, other: map[rune]float32{}}
}

func (r *Ruler) rune(c rune) float32 {
	switch {
	case c < 128:
		if r.ascii[c] == 0 {
			r.ascii[c] = r.measure(c)
		}
		return r.ascii[c]
	case c >= 0x4e00 && c <= 0x9fff:
		if r.wide == 0 {
			r.wide = r.measure('账')
		}
		return r.wide
	}
	w, ok := r.other[c]
	if !ok {
		w = r.measure(c)
		r.other[c] = w
	}
	return w
}

func (r *Ruler) measure(c rune) float32 {
	return fyne.MeasureText(string(c), r.size, r.Style).Width
}

// Width is the width of a text.
func (r *Ruler) Width(s string) (w float32) {
	for _, c := range s {
		w += r.rune(c)
	}
	return w
}

// Cut is the longest beginning of s that fits into width, with an ellipsis where
// something is left off, and whether it was.
func (r *Ruler) Cut(s string, width float32) (string, bool) {
	dots := r.rune('…')
	var w float32
	fits := 0 // bytes of s that leave room for the ellipsis
	for i, c := range s {
		if w+dots <= width {
			fits = i
		}
		w += r.rune(c)
		if w > width+0.5 {
			return s[:fits] + ellipsis, true
		}
		_ = i
	}
	return s, false
}

// Wrap breaks a text into lines no wider than width. Chinese may break between
// any two characters but never before closing punctuation; Latin words and
// numbers stay whole unless one alone is too wide.
func (r *Ruler) Wrap(s string, width float32) []string {
	var lines []string
	start, w := 0, float32(0)       // of the line being filled
	brk, brkWidth := -1, float32(0) // last place to break at, and the width up to it
	var prev rune
	for i, c := range s {
		if c == '\n' {
			lines = append(lines, s[start:i])
			start, w, brk = i+1, 0, -1
			prev = 0
			continue
		}
		if i > start && mayBreak(prev, c) {
			brk, brkWidth = i, w
		}
		cw := r.rune(c)
		if w+cw > width && i > start {
			if brk <= start {
				brk, brkWidth = i, w
			}
			lines = append(lines, trimSpace(s[start:brk]))
			w -= brkWidth
			start, brk = brk, -1
			for start < len(s) && s[start] == ' ' && start < i {
				w -= r.rune(' ')
				start++
			}
		}
		if c == ' ' && i == start {
			start += utf8.RuneLen(c)
			prev = c
			continue
		}
		w += cw
		prev = c
	}
	return append(lines, trimSpace(s[start:]))
}

func trimSpace(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

func mayBreak(before, after rune) bool {
	switch after {
	case '，', '。', '、', '；', '：', '！', '？', '）', '」', '』', '》', '”', '’', ',', '.', ';', ':', '!', '?', ')', '%', '…', ' ':
		return false
	}
	switch before {
	case '（', '「', '『', '《', '“', '‘', '(', '¥', '-':
		return false
	case ' ':
		return true
	}
	return before >= 0x2e80 || after >= 0x2e80
}
