package exceptions

import (
	"maps"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// Tick takes the ticked rows, by their index.
func (p *Presenter) Tick(rows []int) {
	p.ticked = map[string]bool{}
	for _, i := range rows {
		if i >= 0 && i < len(p.rows) {
			p.ticked[p.rows[i].Key] = true
		}
	}
	p.changed(PartHeader | PartDetail)
}

// ClearTicks takes all ticks away.
func (p *Presenter) ClearTicks() {
	if len(p.ticked) > 0 {
		p.ticked = map[string]bool{}
		p.changed(PartAll)
	}
}

// TickSame ticks all rows of the selected one's type and channel, as for a claim about
// many fees at once; where exactly these are ticked it takes the ticks away.
func (p *Presenter) TickSame() {
	at := p.at()
	if at == nil {
		return
	}
	same := map[string]bool{}
	for i := range p.rows {
		if x := p.rows[i].line; x.Type == at.Type && x.Channel == at.Channel && x.ChannelName == at.ChannelName {
			same[p.rows[i].Key] = true
		}
	}
	if maps.Equal(same, p.ticked) {
		same = map[string]bool{}
	}
	p.ticked = same
	p.changed(PartAll)
}

// Ticked is the index of every ticked row, ascending.
func (p *Presenter) Ticked() []int {
	var out []int
	for i := range p.rows {
		if p.ticked[p.rows[i].Key] {
			out = append(out, i)
		}
	}
	return out
}

// picked is what a decision is about: the ticked exceptions, else the selected one.
func (p *Presenter) picked() []*book.ExceptionLine {
	if p.busy {
		return nil
	}
	var out []*book.ExceptionLine
	for _, i := range p.Ticked() {
		out = append(out, p.rows[i].line)
	}
	if x := p.at(); out == nil && x != nil {
		out = append(out, x)
	}
	return out
}

// Summary tells what is ticked, else how many are still to do and how much that
// comes to, and how many wait for somebody else.
func (p *Presenter) Summary() string {
	t := p.deps.Text
	var lines []*book.ExceptionLine
	for _, i := range p.Ticked() {
		lines = append(lines, p.rows[i].line)
	}
	if len(lines) > 0 {
		return t.Count("exceptions.ticked", len(lines), words.Number(len(lines)), sizes(lines))
	}
	waiting := 0
	for i := range p.lines {
		switch x := &p.lines[i]; {
		case kit.Pending(x.State):
			lines = append(lines, x)
		case x.State == book.ExceptionWaiting:
			waiting++
		}
	}
	s, code := "", "exceptions.only_waiting"
	if len(lines) > 0 {
		s, code = t.Count("exceptions.summary", len(lines), words.Number(len(lines)), sizes(lines)), "exceptions.also_waiting"
	}
	if waiting > 0 {
		s += t.Count(code, waiting, words.Number(waiting))
	}
	return s
}

// sizes tells how large the differences of exceptions are together.
func sizes(lines []*book.ExceptionLine) string {
	var total sums
	for _, x := range lines {
		total.add(book.Money{Minor: x.Difference().Minor.Abs(), Currency: x.Currency})
	}
	return total.text(words.Amount)
}

// sums adds money up by currency.
type sums struct {
	money []book.Money
	full  bool // an amount did not fit
}

func (s *sums) add(m book.Money) {
	for i := range s.money {
		if s.money[i].Currency == m.Currency {
			sum, err := s.money[i].Add(m)
			s.money[i], s.full = sum, s.full || err != nil
			return
		}
	}
	s.money = append(s.money, m)
}

// text is the sums beside each other: "¥12.00 · $3.00". A sum that does not fit
// is not told at all.
func (s *sums) text(amount func(book.Minor, book.Currency) string) string {
	if s.full {
		return "–"
	}
	parts := make([]string, len(s.money))
	for i, m := range s.money {
		parts[i] = amount(m.Minor, m.Currency)
	}
	return strings.Join(parts, " · ")
}
