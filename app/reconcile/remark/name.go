package remark

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Counterparty is the normal form of who stands across: of the name that the
// statement gives, or where that says nothing of the best name in the memo.
func Counterparty(party, memo string) string {
	return counterparty(fold(party), fold(memo))
}

func counterparty(party, memo string) string {
	if name := partyOf(party); name != "" {
		return name
	}
	return nameOf(memo)
}

// Name is the best name of a counterparty that a memo holds, as Party normalises
// it: what ends like a firm, else the first part that is no word of banks, no
// purpose and no number, else the channel that it names. It is "" where the memo
// names nobody.
func Name(memo string) string { return nameOf(fold(memo)) }

func nameOf(memo string) string {
	best, channel := "", ""
	for part := range phrases(cutBehindName(unwrap(memo))) {
		name := partyOf(part)
		if !isName(name) {
			continue
		}
		t := newText(name)
		switch {
		case meant(&t, payers[:]) != "":
			channel = cmp.Or(channel, name)
		case endsLikeFirm(part):
			return name
		case best == "":
			best = name
		}
	}
	return cmp.Or(best, channel)
}

// cutBehindName cuts what ledgers write behind a Latin name: "Eastgate LP - visit, INV-2564".
func cutBehindName(s string) string {
	if i := strings.Index(s, " - "); i > 0 && isWord(s[i-1]) {
		return s[:i]
	}
	return s
}

// phrases are the parts of a memo. A space or a dash parts Chinese, not Latin words.
func phrases(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start, gap, behindHan := 0, -1, false
		for i, r := range s {
			switch {
			case r == ' ' || r == '-' || r == '_':
				if gap < 0 {
					gap = i
				}
				continue
			case strings.ContainsRune(",;|/:，；、。[]【】《》<>+=~", r):
				if i > start && !yield(s[start:i]) {
					return
				}
				start = i + utf8.RuneLen(r)
			case gap > start && (behindHan || isHan(r)):
				if !yield(s[start:gap]) {
					return
				}
				start = i
			}
			gap, behindHan = -1, isHan(r)
		}
		if start < len(s) {
			yield(s[start:])
		}
	}
}

// isName tells whether a normal form can be a name: two characters at least, and
// no purpose of a payment.
func isName(name string) bool {
	if utf8.RuneCountInString(name) < 2 || terms(name) != "" || strings.HasSuffix(name, "款") || strings.HasSuffix(name, "费") || strings.HasSuffix(name, "税") {
		return false
	}
	t := newText(name)
	return meant(&t, exact[:]) == "" && meant(&t, purposes[:]) == "" && !namesCurrency(&t)
}

func endsLikeFirm(part string) bool {
	part = strings.TrimRight(part, " )")
	for _, end := range []string{"公司", "商行", "店", "厂", "集团", "合作社", "事务所", "经营部", "门市部", "中心", "工作室", "inc", "ltd", "llc", "corp", "gmbh"} {
		if strings.HasSuffix(part, end) {
			return true
		}
	}
	return false
}

// Gist is what a memo says without numbers, dates and punctuation, so that 短信费
// 202510 and 短信费 202511 are the same.
func Gist(memo string) string {
	var parts []string
	for _, p := range split(fold(memo)) {
		behindNumber := len(parts) > 0 && parts[len(parts)-1] == ""
		switch p = strings.Trim(p, "0123456789"); {
		case p == "":
			parts = append(parts, "")
		case behindNumber:
			parts = append(parts, strings.TrimLeft(p, "年月日号份"))
		default:
			parts = append(parts, p)
		}
	}
	return join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }))
}
