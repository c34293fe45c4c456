package mapping

import (
	"slices"
	"strings"

	"zhangfang/app/book"
)

// directionWords sorts what stands in a column of directions into words for money in
// and for money out. ok is false where one of them cannot be told, or where there are
// too many to be directions: the person says it then.
func directionWords(values []string) (in, out []string, ok bool) {
	const most = 6
	for _, v := range values {
		if v = strings.TrimSpace(v); v == "" || slices.Contains(in, v) || slices.Contains(out, v) {
			continue
		}
		switch isIn, isOut := has(v, "收", "入", "进", "贷", "+", "credit", "deposit"), has(v, "支", "出", "付", "借", "-", "debit", "withdraw"); {
		case isIn == isOut || len(in)+len(out) == most:
			return nil, nil, false
		case isIn:
			in = append(in, v)
		default:
			out = append(out, v)
		}
	}
	return in, out, len(in)+len(out) > 0
}

func has(word string, marks ...string) bool {
	word = strings.ToLower(word)
	return slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(word, m) })
}

// fillWords suggests the words of a direction that was mapped and has none yet.
func (p *Presenter) fillWords() {
	f := &p.state.Profile
	at := slices.Index(f.Columns, f.Fields[book.FieldDirection])
	if at < 0 || f.Fields[book.FieldDirection] == "" || len(f.In)+len(f.Out) > 0 {
		return
	}
	var values []string
	for _, cells := range p.state.Rows[p.state.Header+1:] {
		if at < len(cells) {
			values = append(values, cells[at])
		}
	}
	if in, out, ok := directionWords(values); ok {
		f.In, f.Out = in, out
	}
}
