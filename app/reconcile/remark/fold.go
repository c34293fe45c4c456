package remark

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold makes texts comparable: half width, small letters, simplified characters,
// every kind of space a space.
func fold(s string) string {
	if isFolded(s) {
		return s
	}
	return strings.Map(foldRune, s)
}

// isFolded tells whether s is plain ASCII without capitals, which needs no copy.
func isFolded(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || c < ' ' {
			return false
		}
	}
	return true
}

func foldRune(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		if r < ' ' {
			return ' '
		}
		return r
	case r >= '！' && r <= '～':
		return foldRune(r - '！' + '!')
	case r == '￥':
		return '¥'
	case r == '—', r == '–', r == '―', r == '－', r == '−':
		return '-'
	case isHan(r):
		return simplified(r)
	case unicode.IsSpace(r), r == '\ufeff', r == '\u200b':
		return ' '
	case r == utf8.RuneError:
		return ' '
	}
	return unicode.ToLower(r)
}

func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9fff || r >= 0x20000 && r <= 0x3134f }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool { return isLetter(c) || isDigit(c) }
