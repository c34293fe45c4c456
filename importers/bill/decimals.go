package bill

import (
	"strings"

	"zhangfang/app/book"
)

// CodeDecimals refuses a file whose amounts may have a decimal point or a decimal
// comma, which is a difference of a thousand. A: one of them, such as 1.234.
const CodeDecimals = "ambiguous_amounts"

// Decimals finds out from the amounts of a file whether the mark before their
// decimals is a point (1,234.56) or a comma (1.234,56).
type Decimals struct {
	point, comma int    // amounts that can only be read that way
	unclear      string // the first that reads both ways
}

// Look looks at an amount as it stands.
func (d *Decimals) Look(s string) {
	switch mark, unclear := decimalMark(s); {
	case mark == '.':
		d.point++
	case mark == ',':
		d.comma++
	case unclear && d.unclear == "":
		d.unclear = clean(s)
	}
}

// Comma tells whether the amounts have a decimal comma: most of those that show it
// do. The others are none then and are refused one by one. Where no amount shows it,
// and it matters, neither may be guessed.
func (d *Decimals) Comma() (bool, *book.Problem) {
	if d.point+d.comma == 0 && d.unclear != "" {
		return false, &book.Problem{Code: CodeDecimals, Args: []string{short(d.unclear)}}
	}
	return d.comma > d.point, nil
}

// decimalMark is the decimal mark that an amount shows, 0 where it shows none. It is
// unclear where one mark stands before three digits, as in 1.234.
func decimalMark(s string) (mark byte, unclear bool) {
	last := strings.LastIndexAny(s, ".,")
	if last < 0 {
		return 0, false
	}
	mark, other := s[last], byte(',')
	if mark == ',' {
		other = '.'
	}
	first := strings.IndexByte(s, mark)
	switch grouped := strings.IndexByte(s, other); {
	case first < last && grouped < 0: // 1.234.567
		return other, false
	case first < last || grouped > first:
		return 0, false // no amount
	case grouped >= 0: // 1.234,56
		return mark, false
	}
	whole := strings.TrimLeft(s[:last], "+- \u00a0")
	if n := strings.IndexFunc(s[last+1:]+" ", func(r rune) bool { return r < '0' || r > '9' }); n != 3 {
		return mark, false
	}
	if len(whole) == 0 || len(whole) > 3 || whole[0] == '0' {
		return mark, false // nothing groups 1234.567 or 0.125 so
	}
	return 0, true
}

// CommaAmount is Amount for a file whose amounts have a decimal comma.
func (r *Record) CommaAmount(f Field) book.Minor {
	s := r.Text(f)
	if blank(s) {
		return 0
	}
	m, exact, ok := ParseAmount(swapMarks(s), r.Money)
	if !ok {
		r.Fail(CodeAmount, f, s)
		return 0
	}
	if !exact {
		r.tally.finer++
	}
	return m
}

// swapMarks turns 1.234,56 into 1,234.56.
func swapMarks(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '.':
			return ','
		case ',', '，':
			return '.'
		}
		return r
	}, s)
}
