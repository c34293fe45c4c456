package report

import (
	"strings"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"zhangfang/assets"
)

const family = "noto"

// style is how a text is set. The zero colour is ink.
type style struct {
	size   float64 // points
	bold   bool
	colour colour
}

// fonts tell which characters there are glyphs for.
type fonts struct{ regular, bold *sfnt.Font }

func loadFonts() (f fonts, err error) {
	if f.regular, err = sfnt.Parse(assets.FontRegular); err != nil {
		return f, err
	}
	f.bold, err = sfnt.Parse(assets.FontBold)
	return f, err
}

// missing stands for a character without a glyph; it has one in both weights.
const missing = '□'

// settle makes a text one that can be set: bold falls back to regular, which has
// far more glyphs, and what neither has shows as a box. Characters beyond the
// basic plane are among those, so the PDF library never sees them.
func (f fonts) settle(text string, st style) (string, style) {
	if st.bold && !covers(f.bold, text) {
		st.bold = false
	}
	if covers(f.regular, text) {
		return text, st
	}
	var buf sfnt.Buffer
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r):
			return -1
		case !has(f.regular, &buf, r):
			return missing
		}
		return r
	}, text), st
}

func covers(f *sfnt.Font, text string) bool {
	var buf sfnt.Buffer
	for _, r := range text {
		if !has(f, &buf, r) {
			return false
		}
	}
	return true
}

func has(f *sfnt.Font, buf *sfnt.Buffer, r rune) bool {
	if r > 0xFFFF {
		return false
	}
	glyph, err := f.GlyphIndex(buf, r)
	return err == nil && glyph != 0
}

// use makes the style the current one, for a text that is settled.
func (s *sheet) use(st style) {
	weight := ""
	if st.bold {
		weight = "B"
	}
	s.pdf.SetFont(family, weight, st.size)
}

// measure is the width of a text in millimetres.
func (s *sheet) measure(text string, st style) float64 {
	text, st = s.fonts.settle(text, st)
	s.use(st)
	return s.pdf.GetStringWidth(text)
}

// put sets a text from x, on the baseline y.
func (s *sheet) put(x, y float64, text string, st style) {
	if text == "" {
		return
	}
	text, st = s.fonts.settle(text, st)
	s.use(st)
	c := st.colour
	if c == (colour{}) {
		c = ink
	}
	s.pdf.SetTextColor(c[0], c[1], c[2])
	s.pdf.Text(x, y, text)
	s.mark(Mark{Kind: MarkText, X: x, Y: y, W: s.pdf.GetStringWidth(text), Text: text, Size: st.size, Bold: st.bold}, c)
}

// putRight sets a text that ends at x.
func (s *sheet) putRight(x, y float64, text string, st style) {
	s.put(x-s.measure(text, st), y, text, st)
}

// fit makes the style smaller, down to a least size, until the text fits.
func (s *sheet) fit(text string, st style, least, room float64) style {
	for st.size > least && s.measure(text, st) > room {
		st.size -= 0.25
	}
	return st
}

// cut shortens a text to the room with an ellipsis. It is for what stands whole
// elsewhere.
func (s *sheet) cut(text string, st style, room float64) string {
	if s.measure(text, st) <= room {
		return text
	}
	runes := []rune(text)
	if n := len(runes); n > 0 && runes[n-1] == '…' {
		runes = runes[:n-1]
	}
	for len(runes) > 0 && s.measure(string(runes)+"…", st) > room {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// wrap breaks a text into lines of a width: after spaces and the marks that ids
// and file names are made of, between Chinese characters but not before closing
// punctuation, and anywhere where nothing else will do. There is always a line.
func (s *sheet) wrap(text string, st style, room float64) []string {
	text, st = s.fonts.settle(strings.TrimSpace(text), st)
	s.use(st)
	var lines []string
	runes := []rune(text)
	for len(runes) > 0 {
		n := s.fitting(runes, room)
		if n < len(runes) {
			n = breakBefore(runes, n)
		}
		lines = append(lines, strings.TrimSpace(string(runes[:n])))
		runes = []rune(strings.TrimLeft(string(runes[n:]), " "))
	}
	if lines == nil {
		return []string{""}
	}
	return lines
}

// fitting is how many of the runes fit in the room in the current font, at least one.
func (s *sheet) fitting(runes []rune, room float64) int {
	used := 0.0
	for i, r := range runes {
		used += s.pdf.GetStringWidth(string(r))
		if used > room+1e-6 && i > 0 {
			return i
		}
	}
	return len(runes)
}

// breakBefore is the best place for a break at or before n.
func breakBefore(runes []rune, n int) int {
	for i := n; i > 0; i-- {
		if mayBreak(runes[i-1], runes[i]) {
			return i
		}
	}
	return n
}

func mayBreak(before, after rune) bool {
	switch {
	case strings.ContainsRune("，。、；：？！）」』》〉】”’…％%,.;:?!)]}", after):
		return false
	case strings.ContainsRune("（「『《〈【“‘¥$([{", before):
		return false
	case unicode.IsDigit(before) && wide(after), before == '第': // a number stays with its unit
		return false
	case after == ' ' || before == ' ' || strings.ContainsRune("-_/!.", before):
		return true
	}
	return wide(before) || wide(after)
}

// wide tells whether a character is Chinese writing or its punctuation.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}
