package reconcile

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// SplitView is what a link of unequal amounts would do, to be confirmed: the rows
// belong together, and something is left over.
type SplitView struct {
	Text  string // both sums and what is left over
	About string // what becomes of the rest
	Waits bool   // it can be said until when the rest is waited for
	Until string // as a first answer
}

// usualWait is how many days ahead the first answer to "until when" lies.
const usualWait = 3

// splits tells whether what stands side by side belongs together in part.
func (p *Presenter) splits() (proposal, book.Money, bool) {
	x, ok := p.propose()
	if !ok || p.proposesAlone() {
		return x, book.Money{}, false
	}
	d, known := p.difference(x)
	return x, d, known && d.Minor != 0
}

// AskSplit tells what linking rows of unequal amounts would do; ok is false where
// nothing is left over.
func (p *Presenter) AskSplit() (v SplitView, ok bool) {
	x, d, ok := p.splits()
	if !ok || !p.Can().Split {
		return v, false
	}
	t := p.deps.Text
	v.Text = t.T("reconcile.split_text", p.sideSum(x.lead, len(x.leadIDs)), p.sideSum(x.across, len(x.acrossIDs)), words.Amount(d.Minor.Abs(), d.Currency))
	v.Waits = p.filter.leg == book.LegSales
	code := "reconcile.split_noted"
	if v.Waits {
		code, v.Until = "reconcile.split_waits", (p.Today() + usualWait).String()
	}
	v.About = t.T(code)
	return v, true
}

// Split links the rows and says what the rest is; until is the day until which it is
// waited for, as typed, "" for none. It says what is wrong, "" for nothing.
func (p *Presenter) Split(note, until string) (fault string) {
	t := p.deps.Text
	x, d, ok := p.splits()
	note = strings.TrimSpace(note)
	switch {
	case !ok || !p.Can().Split:
		return ""
	case note == "":
		return words.ProblemText(t, &book.Problem{Code: "note_missing"})
	}
	var day book.Day
	if until != "" {
		if day, ok = words.ParseDay(until, p.Today()); !ok {
			return t.T("reconcile.bad_day", (p.Today() + usualWait).String(), words.DayShort(p.Today()+usualWait))
		}
	}
	leg := p.filter.leg
	left, right := p.sides(x.leadIDs, x.acrossIDs)
	p.decide(func(ctx context.Context) (book.Decision, error) {
		return p.deps.Review.AcceptPart(ctx, leg, left, right, note, day)
	}, t.T("reconcile.did_split", words.Amount(d.Minor.Abs(), d.Currency)), x.leadIDs)
	return ""
}
