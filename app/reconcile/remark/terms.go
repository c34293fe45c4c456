package remark

import "strings"

// terms is how the payment day follows the sales, as the text writes it: T+1 (the
// next working day), D+1 (the next day), T+0; "" unsaid. Which days these are, the
// calendar tells, not the text.
func terms(s string) string {
	for i := 0; i+1 < len(s); i++ {
		if s[i] != 't' && s[i] != 'd' || i > 0 && isWord(s[i-1]) {
			continue
		}
		rest, plus := strings.CutPrefix(s[i+1:], "+")
		if rest == "" || !isDigit(rest[0]) || len(rest) > 1 && (isWord(rest[1]) || rest[1] == '.') {
			continue
		}
		if !plus && !beginsWith(rest[1:], "结到提清划") {
			continue // T1 may be a terminal
		}
		return strings.ToUpper(s[i:i+1]) + "+" + rest[:1]
	}
	return ""
}
