package bill

import "strings"

// clean takes off what channels and spreadsheets put around a cell: spaces,
// tabs, a leading backtick or apostrophe, ="..." and wide or unbreakable spaces.
func clean(s string) string {
	s = trim(s)
	if s != "" && (s[0] == '`' || s[0] == '\'') {
		s = trim(s[1:])
	}
	if strings.HasPrefix(s, `="`) && strings.HasSuffix(s, `"`) && len(s) >= 3 {
		s = trim(s[2 : len(s)-1])
	}
	return s
}

func trim(s string) string {
	for s != "" && space(s[0]) {
		s = s[1:]
	}
	for s != "" && space(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if s != "" && wide(s) {
		return strings.Trim(s, " \t\r\n\u00a0\u3000\ufeff\u200b")
	}
	return s
}

// wide tells whether a space other than ASCII's may stand at an end of s: U+3000, U+00A0,
// U+FEFF or U+200B. Most Chinese characters show by one byte that they are none.
func wide(s string) bool {
	switch s[0] {
	case 0xE3, 0xC2, 0xEF, 0xE2:
		return true
	}
	switch s[len(s)-1] {
	case 0x80, 0xA0, 0xBF, 0x8B:
		return true
	}
	return false
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// blank tells whether a cell says "nothing": empty, or a dash or slash alone.
func blank(s string) bool {
	if len(s) > 3 && s[0] != '-' {
		return false
	}
	return s == "" || s == "-" || s == "--" || s == "—" || s == "/" || s == "无" || strings.Trim(s, "-") == ""
}

// Empty tells whether no cell of a record holds anything.
func Empty(cells []string) bool {
	for _, c := range cells {
		if c != "" && clean(c) != "" {
			return false
		}
	}
	return true
}

// Filled is the number of cells that hold something, and the first of them.
func Filled(cells []string) (n int, first string) {
	for _, c := range cells {
		if c == "" {
			continue
		}
		if c = clean(c); c != "" {
			if n++; n == 1 {
				first = c
			}
		}
	}
	return n, first
}
