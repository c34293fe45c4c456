package remark

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Party is the normal form of a counterparty's name, by which lessons are kept and
// names compared: width, case and traditional characters folded, punctuation and
// legal forms dropped, the provider before the shop's name too (支付宝-云岭茶业).
// Regions stay. It is "" where the name says nothing: 转账, 网银, CHECK #4679.
//
// Party of a normal form is that form.
func Party(name string) string { return partyOf(fold(name)) }

// partyOf is Party of a folded name.
func partyOf(s string) string {
	for {
		next := normal(unwrap(s))
		if next == s {
			break
		}
		s = next
	}
	if saysNothing(s) {
		return ""
	}
	return s
}

// wrappers are providers that statements write before the name of the shop.
var wrappers = [...]string{"支付宝", "财付通", "微信支付", "微信", "云闪付", "银联", "京东支付", "美团支付", "抖音支付", "alipay", "paypal", "wechat"}

// unwrap is what stands behind the provider, up to the next dash behind a Chinese
// character: 支付宝-李四-余额提现 is 李四.
func unwrap(s string) string {
	trimmed := strings.TrimLeft(s, " ")
	for _, w := range wrappers {
		rest, ok := strings.CutPrefix(trimmed, w)
		if !ok {
			continue
		}
		name := strings.TrimLeft(rest, " ")
		if name == "" || !strings.ContainsRune("-*_:/", rune(name[0])) {
			return s
		}
		name = strings.Trim(name, " -*_:/")
		if i := strings.IndexAny(name, "-_:"); i > 0 && name[i-1] >= utf8.RuneSelf {
			name = name[:i]
		}
		if name != "" {
			return name
		}
		return w
	}
	return s
}

// normal is one round of folding a name: its parts without legal forms.
func normal(s string) string {
	parts := split(s)
	for i, p := range parts {
		if p[0] >= utf8.RuneSelf {
			parts[i] = dropForms(p)
		}
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return join(dropBoilerplate(dropLatinForms(parts)))
}

// numberDigits is from how many digits on a part is a number of something, and no
// part of a name as 58 of 58同城 is.
const numberDigits = 5

// split cuts a name into runs of Chinese and words of other letters and digits.
// An apostrophe, a dot or & inside a word does not part it.
func split(s string) []string {
	parts := make([]string, 0, 8)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isHan(r) || r == '*' && masks(s[i+1:]):
			end := i + size
			for end < len(s) {
				r, size := utf8.DecodeRuneInString(s[end:])
				if !isHan(r) && (r != '*' || !masks(s[end+1:])) {
					break
				}
				end += size
			}
			parts = append(parts, s[i:end])
			i = end
		case partOfWord(r):
			end, w := word(s, i)
			if w != "" && (i == 0 || s[i-1] != '#') {
				parts = append(parts, w)
			}
			i = end
		default:
			i += size
		}
	}
	return parts
}

// masks tells whether a star before rest hides a character of a name: 张*三, **三.
func masks(rest string) bool {
	for range 3 {
		r, _ := utf8.DecodeRuneInString(rest)
		if r != '*' {
			return isHan(r)
		}
		rest = rest[1:]
	}
	return false
}

// partOfWord tells whether the folded character is of a word that is not Chinese.
func partOfWord(r rune) bool {
	return r < utf8.RuneSelf && isWord(byte(r)) || r >= 0xc0 && !isHan(r) && r != '×' && r != '÷' && !(r >= 0x2000 && r < 0x3040)
}

// word is the word at i without the marks inside it; "" where it is a number.
func word(s string, i int) (end int, w string) {
	digits, marked, start := 0, false, i
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !partOfWord(r) {
			next, _ := utf8.DecodeRuneInString(s[i+size:])
			if !strings.ContainsRune("'.&’", r) || !partOfWord(next) {
				break
			}
			marked = true
		} else if r < utf8.RuneSelf && isDigit(byte(r)) {
			digits++
		}
		i += size
	}
	if digits >= numberDigits {
		return i, ""
	}
	if w = s[start:i]; marked {
		w = strings.NewReplacer("'", "", ".", "", "&", "", "’", "").Replace(w)
	}
	return i, w
}

// forms are Chinese legal forms, longer ones before their parts.
var forms = [...]string{"有限责任公司", "股份有限公司", "有限公司", "责任公司", "股份公司", "集团公司", "分公司", "总公司", "子公司", "公司", "股份", "集团", "有限合伙", "普通合伙", "个体工商户", "个人独资企业"}

func dropForms(s string) string {
	for _, f := range forms {
		if strings.Contains(s, f) {
			s = strings.ReplaceAll(s, f, "")
		}
	}
	return s
}

var latinForms = [...]string{"inc", "incorporated", "ltd", "limited", "llc", "llp", "lp", "corp", "corporation", "co", "company", "plc", "gmbh", "ag", "kg", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "oy", "as", "pty", "pte", "kk"}

// dropLatinForms drops legal forms from the end, but never the whole name.
func dropLatinForms(parts []string) []string {
	for len(parts) > 1 && slices.Contains(latinForms[:], parts[len(parts)-1]) {
		parts = parts[:len(parts)-1]
	}
	return parts
}

// boilerplate is what foreign banks write before a name, longer phrases first.
var boilerplate = [...][]string{
	{"debit", "card", "purchase"}, {"card", "purchase"}, {"ach", "credit"}, {"ach", "debit"}, {"pos", "debit"}, {"pos", "purchase"}, {"e", "payment"}, {"epayment"}, {"auto", "pay"}, {"autopay"},
	{"wire", "transfer"}, {"online", "transfer"}, {"online", "payment"}, {"incoming", "wire"}, {"outgoing", "wire"}, {"direct", "deposit"}, {"mobile", "deposit"}, {"bank", "transfer"}, {"inward", "remittance"}, {"remittance"},
	{"transfer", "from"}, {"transfer", "to"}, {"payment", "from"}, {"payment", "to"}, {"transfer"}, {"payment"}, {"deposit"}, {"withdrawal"}, {"check"}, {"cheque"}, {"ach"}, {"wire"}, {"credit"}, {"debit"},
}

func dropBoilerplate(parts []string) []string {
next:
	for len(parts) > 0 {
		for _, phrase := range boilerplate {
			if len(parts) >= len(phrase) && slices.Equal(parts[:len(phrase)], phrase) {
				parts = parts[len(phrase):]
				continue next
			}
		}
		break
	}
	return parts
}

// join writes the parts of a name with a space between two that are not Chinese.
func join(parts []string) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 && p[0] < utf8.RuneSelf && parts[i-1][0] < utf8.RuneSelf {
			b.WriteByte(' ')
		}
		b.WriteString(p)
	}
	return b.String()
}
