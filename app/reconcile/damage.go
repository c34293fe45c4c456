package reconcile

import (
	"strconv"
	"strings"
)

// minNearKey is the shortest number that can be recognised when it is damaged,
// and longNearKey from where on a piece of one is hardly another's by chance.
const (
	minNearKey  = 8
	longNearKey = 12
)

// sequenceTail is how many characters at the end of numbers given in sequence
// differ from one to the next: another digit there is another number, and so may
// be two that changed places.
const sequenceTail = 4

// Likeness of a number to a damaged one, by the damage.
const (
	likeMarks    = 0.98 // hyphens and blanks
	likeQuoted   = 0.96 // stands in a text
	likeEnd      = 0.94 // cut off at an end, or something stands before or after it
	likeSwap     = 0.92 // two neighbours changed places
	likeSheet    = 0.92 // a spreadsheet rounded it
	likeDigit    = 0.88 // one character is another
	likeInside   = 0.86 // something stands before and after it
	likeTailSwap = 0.86 // two neighbours in the tail: another number unless the time is near too
	shortPenalty = 0.08 // of a piece shorter than longNearKey
)

// nearKeys tells whether two different numbers may be one, damaged.
func nearKeys(a, b string) bool { return likeness(a, b) > 0 }

// likeness tells how sure two different numbers are one of which a spreadsheet, a
// channel or a typist has damaged the other; 0 when nothing speaks for it.
func likeness(a, b string) float64 {
	if len(a) < minNearKey || len(b) < minNearKey || a == b {
		return 0
	}
	if spreadsheet(a, b) || spreadsheet(b, a) {
		return likeSheet
	}
	if a, b = bare(a), bare(b); len(a) < len(b) {
		a, b = b, a
	}
	switch {
	case len(b) < minNearKey:
		return 0
	case a == b:
		return likeMarks
	case len(a) == len(b):
		return typo(a, b)
	case strings.HasPrefix(a, b) || strings.HasSuffix(a, b):
		return piece(likeEnd, b)
	case strings.Contains(a, b):
		return piece(likeInside, b)
	}
	return 0
}

func piece(like float64, b string) float64 {
	if len(b) < longNearKey {
		like -= shortPenalty
	}
	return like
}

// bare is a number without what only separates its parts.
func bare(s string) string {
	if strings.IndexFunc(s, separates) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if separates(r) {
			return -1
		}
		return r
	}, s)
}

func separates(r rune) bool { return strings.ContainsRune(" -_./:#", r) }

// typo is the likeness of two texts of equal length: two neighbours that changed
// places, or one character that is another. Where numbers given in sequence differ
// the first says less, and the second nothing.
func typo(a, b string) float64 {
	i := 0
	for a[i] == b[i] {
		i++
	}
	tail := i >= len(a)-sequenceTail
	switch {
	case i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]:
		if tail {
			return likeTailSwap
		}
		return likeSwap
	case a[i+1:] == b[i+1:] && !tail:
		return likeDigit
	}
	return 0
}

// sheetDigits is how many significant digits a spreadsheet keeps of a number.
const sheetDigits = 15

// spreadsheet tells whether b is what a spreadsheet makes of the digits a: zeros
// after the first fifteen, or a mantissa with an exponent.
func spreadsheet(a, b string) bool {
	if len(a) <= sheetDigits && !strings.Contains(b, "E+") || !digits(a) {
		return false
	}
	if mantissa, exponent, ok := scientific(b); ok {
		return len(a) == exponent+1 && len(mantissa) < len(a) && rounds(a, mantissa)
	}
	return len(a) == len(b) && a[:sheetDigits] == b[:sheetDigits] && strings.Trim(b[sheetDigits:], "0") == ""
}

// scientific reads "4.00123E+27" as the digits 400123 and the exponent 27.
func scientific(s string) (mantissa string, exponent int, ok bool) {
	m, e, ok := strings.Cut(s, "E+")
	if !ok {
		return "", 0, false
	}
	exponent, err := strconv.Atoi(e)
	whole, rest, _ := strings.Cut(m, ".")
	mantissa = strings.TrimRight(whole+rest, "0")
	return mantissa, exponent, err == nil && len(whole) == 1 && digits(mantissa) && len(mantissa) >= 3
}

// rounds tells whether the digits a, cut or rounded to as many as m has, are m.
func rounds(a, m string) bool {
	n := len(m)
	if a[:n] == m {
		return true
	}
	cut, err := strconv.ParseUint(a[:n], 10, 64)
	if err != nil || a[n] < '5' {
		return false
	}
	return strconv.FormatUint(cut+1, 10) == m
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// numbersIn lists the runs of letters and digits in a text that are long enough
// for an order number, as matching compares numbers.
func numbersIn(text string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	}) {
		if len(word) >= minNearKey {
			out = append(out, word)
		}
	}
	return out
}
