package picked

import "strings"

// withoutReplaced leaves out what a text says about the row that its own replaces:
// that one's number and party are not its own. instead tells whether it replaces
// one.
func withoutReplaced(words []word) (rest []word, instead bool) {
	for n, w := range words {
		switch w.script {
		case latin:
			if strings.HasPrefix(w.text, "REPLAC") || strings.HasPrefix(w.text, "SUPERSED") {
				return words[:n], true
			}
			instead = instead || strings.HasPrefix(w.text, "REISSU")
		case han:
			for _, says := range []string{"替换", "替代", "代替"} {
				if before, _, ok := strings.Cut(w.text, says); ok {
					return append(words[:n:n], word{before, han, w.joined}), true
				}
			}
			instead = instead || containsAny(w.text, "重开", "重新开", "补开", "重付", "重发")
		}
	}
	return words, instead
}
