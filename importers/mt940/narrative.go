package mt940

import (
	"strings"
	"unicode/utf8"
)

// fullLine is the length at which lines of a text are broken within a word.
const fullLine = 65

// coded is the sign of a structured text, which begins with a code of three digits
// and then has subfields of two digits each behind a sign of the bank's choice; "" of
// others.
func coded(s string) (sign string) {
	if len(s) < 6 || !digits(s[:3]) || !strings.Contains("?<~^", s[3:4]) || !digits(s[4:6]) {
		return ""
	}
	return s[3:4]
}

// narrative is the text of a line and the other party where the text tells it.
func narrative(f *field) (text, party string) {
	first := f.first()
	switch sign := coded(first); {
	case f.tag == "NS":
		return numbered(f.lines)
	case sign != "":
		return subfields(strings.TrimLeft(strings.Join(f.lines, ""), " ")[3:], sign)
	case strings.HasPrefix(first, "/"):
		text = oneLine(strings.Join(f.lines, ""))
		return text, slashParty(text)
	}
	var b strings.Builder
	for i, line := range f.lines {
		b.WriteString(line)
		if utf8.RuneCountInString(line) < fullLine && i+1 < len(f.lines) {
			b.WriteByte(' ')
		}
	}
	return oneLine(b.String()), ""
}

// subfields reads "?00text?20purpose?32name" (Germany, Poland): 00 names the kind,
// 20 to 29 and 60 to 63 are the purpose, cut anywhere, 32 and 33 the name.
func subfields(s, sign string) (text, party string) {
	var kind, purpose, name strings.Builder
	into := &kind
	for _, part := range strings.Split(s, sign)[1:] {
		if len(part) < 2 || !digits(part[:2]) {
			into.WriteString(sign + part) // the sign itself, in a text
			continue
		}
		switch code := part[:2]; {
		case code == "00":
			into = &kind
		case code[0] == '2' || code >= "60" && code <= "63":
			into = &purpose
		case code == "32" || code == "33":
			into = &name
		default:
			into = new(strings.Builder) // bank codes, accounts, keys
		}
		into.WriteString(part[2:])
	}
	return oneLine(kind.String() + " " + purpose.String()), oneLine(name.String())
}

// slashParty finds the name in "/ORDP//NAME/R. SMITH/REMI/..." and
// "/CNTP/account/bank/name/..." (the Netherlands).
func slashParty(s string) string {
	if _, rest, ok := strings.Cut(s, "/NAME/"); ok {
		name, _, _ := strings.Cut(rest, "/")
		return strings.TrimSpace(name)
	}
	if _, rest, ok := strings.Cut(s, "/CNTP/"); ok {
		if part := strings.Split(rest, "/"); len(part) > 2 {
			return strings.TrimSpace(part[2])
		}
	}
	return ""
}

// numbered reads the older lines of field :NS:, each with a number of two digits:
// 01 to 14 are the purpose, 15 and 16 the name, 17 the kind.
func numbered(lines []string) (text, party string) {
	var purpose, name []string
	for _, line := range lines {
		if len(line) < 3 || !digits(line[:2]) {
			continue
		}
		switch code := line[:2]; {
		case code <= "14" || code == "17":
			purpose = append(purpose, line[2:])
		case code == "15" || code == "16":
			name = append(name, line[2:])
		}
	}
	return oneLine(strings.Join(purpose, " ")), oneLine(strings.Join(name, " "))
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
