package book

import "strings"

// shownDigits is how many digits at its end a masked account must show to be told
// from others.
const shownDigits = 4

// MayBeAccount tells whether two account numbers may be those of one account: they
// are equal, or one of them hides a part of itself (6222****1111) and the other has
// what it shows. How long the hidden part is tells nothing: many banks write as many
// stars for any number.
func MayBeAccount(a, b string) bool {
	a, b = bareAccount(a), bareAccount(b)
	if a == "" || b == "" || a == b {
		return a == b && a != ""
	}
	x, y := shownOf(a), shownOf(b)
	if !x.masked && !y.masked || min(len(x.tail), len(y.tail)) < shownDigits {
		return false
	}
	return begin(x.head, y.head) && end(x.tail, y.tail)
}

// FullerAccount is the one of two numbers of one account that shows more of it, the
// first where both show the same.
func FullerAccount(a, b string) string {
	if shownCount(b) > shownCount(a) {
		return b
	}
	return a
}

// shown is what a number shows at its ends: all of it at both where nothing is hidden.
type shown struct {
	head, tail string
	masked     bool
}

// shownOf finds the ends of a bare number. A single x is a letter of an account, as
// those of other countries have them.
func shownOf(number string) shown {
	first, last := strings.IndexByte(number, '*'), strings.LastIndexByte(number, '*')
	if first < 0 {
		first, last = strings.Index(number, "XX"), strings.LastIndex(number, "XX")+1
	}
	if first < 0 {
		return shown{number, number, false}
	}
	return shown{number[:first], number[last+1:], true}
}

func shownCount(number string) int {
	s := shownOf(bareAccount(number))
	if !s.masked {
		return len(s.head)
	}
	return len(s.head) + len(s.tail)
}

func begin(a, b string) bool { return strings.HasPrefix(a, b) || strings.HasPrefix(b, a) }
func end(a, b string) bool   { return strings.HasSuffix(a, b) || strings.HasSuffix(b, a) }

// bareAccount is a number without spaces, in capital letters, with one sign for what
// is hidden.
func bareAccount(s string) string {
	return strings.NewReplacer(" ", "", "\u00a0", "", "-", "", "＊", "*", "•", "*", "●", "*").Replace(strings.ToUpper(s))
}
