package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// RuleText says in a sentence how a match came about.
func RuleText(t *assets.Text, r book.Rule) string { return t.T("rule." + string(r)) }

// FactTexts are the sentences of several pieces of evidence, in order; those
// that say the same are told once.
func FactTexts(t *assets.Text, facts []book.Fact) []string {
	out := make([]string, 0, len(facts))
	seen := map[string]bool{}
	for _, f := range facts {
		s := FactText(t, f)
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// ExceptionName is the short name of a type of exceptions: "有单无款".
func ExceptionName(t *assets.Text, x book.ExceptionType) string {
	return t.T("exception." + string(x))
}

// ExceptionText tells an exception in one sentence: where, what, how much. The
// translation "xsentence.<type>" may use .Channel, .Party (a
// short name, else ""), .Number (the order's,
// else the channel's), .Day, .Expected, .Actual and .Size (of the difference).
func ExceptionText(t *assets.Text, x *book.ExceptionLine) string {
	number := x.OrderNo
	if number == "" {
		number = x.TxnNo
	}
	return strings.TrimSpace(t.Data("xsentence."+string(x.Type), map[string]any{
		"Channel":  x.ChannelName,
		"Party":    nameOf(x.Party),
		"Number":   number,
		"Day":      DayShort(x.Day),
		"Expected": Amount(x.Expected.Abs(), x.Currency),
		"Actual":   Amount(x.Actual.Abs(), x.Currency),
		"Size":     Amount(x.Difference().Minor.Abs(), x.Currency),
	}))
}

// nameOf is a counterparty that may stand in a sentence: a short name, whole or
// masked. An id, or a name with remarks in brackets, is "": it has a line of its own.
func nameOf(party string) string {
	const most = 8
	party = strings.TrimSpace(party)
	if utf8.RuneCountInString(party) > most {
		return ""
	}
	for _, c := range party {
		if !unicode.IsLetter(c) && !strings.ContainsRune("*·. ", c) {
			return ""
		}
	}
	return party
}
