package exceptions

import (
	"strings"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// personKey is where it is remembered who decided last.
const personKey = "exceptions.person"

// reason is what a note was written about: it is offered again for the next of its like.
type reason struct {
	way  Way
	kind book.ExceptionType
}

// Question is what a way to deal with exceptions asks before it is done.
type Question struct {
	Way       Way
	Title     string
	Text      string // what it is about
	About     string // what the way does
	Note      string // what was said last of such, as a first answer
	NoteHint  string
	Amount    string // the right amount as a first answer
	Asked     string // which amount that is
	Until     string // the day as a first answer
	UntilHint string // how a day is written
	Person    string
	Action    string // the word on the button
	lines     []*book.ExceptionLine
}

// Answer is what a person says to a Question, as typed.
type Answer struct{ Note, Person, Amount, Until string }

// Field is a field of an Answer.
type Field uint8

// The fields.
const (
	FieldNone Field = iota
	FieldNote
	FieldAmount
	FieldUntil
)

// Fault is what is wrong with an Answer; the zero Fault is nothing.
type Fault struct {
	Text  string
	Field Field
}

// Ask tells what a way asks of the picked exceptions; ok is false where the way
// is closed.
func (p *Presenter) Ask(w Way) (q Question, ok bool) {
	if !p.Can().Has(w) {
		return q, false
	}
	t := p.deps.Text
	q = Question{Way: w, Person: p.person, Action: t.T("exceptions.way_" + w.code()), lines: p.picked()}
	one := q.lines[0]
	if n := len(q.lines); n > 1 {
		q.Title = t.Count("exceptions.ask_many", n, q.Action)
		q.Text = t.Count("exceptions.ticked", n, words.Number(n), sizes(q.lines))
		q.Action = t.T("exceptions.preview")
	} else {
		q.Title = q.Action
		q.Text = words.ExceptionText(t, one)
	}
	q.About = t.T("exceptions.about_" + w.code())
	q.Note = p.said[reason{w, one.Type}]
	q.NoteHint = t.T("exceptions.hint_" + w.code())
	large := p.large(w, q.lines)
	if large > 0 && large == len(q.lines) {
		p.deps.Toast(words.ProblemText(t, &book.Problem{Code: "review_each", Args: []string{words.Amount(p.settings.ReviewLimit, one.Currency)}}), "", nil)
		return q, false
	}
	switch w {
	case WayWriteOff:
		q.About = t.T("exceptions.limit", words.Amount(p.settings.WriteOffLimit, one.Currency))
		if len(q.lines) == 1 && !one.IsLoss() {
			q.About = words.ProblemText(t, notALoss())
		}
	case WayCorrect:
		q.Amount = book.Money{Minor: one.Expected, Currency: one.Currency}.Plain()
		q.Asked = p.askedAmount(one)
	case WayExpect:
		day := book.DayOf(p.deps.Now().In(book.Shanghai)) + usualWait
		q.Until = day.String()
		q.UntilHint = t.T("exceptions.until_hint", q.Until, words.DayShort(day))
	}
	if large > 0 {
		q.About += t.T("exceptions.ask_review_each", words.Number(large), words.Amount(p.settings.ReviewLimit, one.Currency))
	}
	return q, true
}

// large counts those of several exceptions that a way would be done with though each
// of them is to be looked at: the plan would leave them out. What is too much to be
// written off is told by that limit.
func (p *Presenter) large(w Way, lines []*book.ExceptionLine) (n int) {
	if len(lines) < 2 || !w.needsNote() {
		return 0
	}
	for _, x := range lines {
		size := x.Difference().Minor.Abs()
		if w == WayWriteOff && size > p.settings.WriteOffLimit {
			continue
		}
		if w.fits(x) && size >= p.settings.ReviewLimit {
			n++
		}
	}
	return n
}

func notALoss() *book.Problem { return &book.Problem{Code: "not_a_loss"} }

// askedAmount says which side's amount a correction asks for: what should have been
// taken, arrived, or stood on the side that was booked wrong.
func (p *Presenter) askedAmount(x *book.ExceptionLine) string {
	t := p.deps.Text
	expected, actual := words.Amount(x.Expected, x.Currency), words.Amount(x.Actual, x.Currency)
	switch {
	case x.Type == book.FeeMismatch:
		return t.T("exceptions.right_fee", expected, actual)
	case x.Leg == book.LegSales:
		return t.T("exceptions.right_sale", expected, actual)
	case x.Leg == book.LegPayouts:
		return t.T("exceptions.right_payout", expected, actual)
	}
	return t.T("exceptions.right_amount", expected, actual)
}

// usualWait is how many days ahead the first answer to "until when" lies.
const usualWait = 3

// Check tells what is wrong with an answer, as far as the view can know.
func (p *Presenter) Check(q *Question, a Answer) Fault {
	_, fault := p.disposal(q, a)
	return fault
}

// Answer does what the question is about: for one exception at once, for several
// it makes the plan that is to be confirmed.
func (p *Presenter) Answer(q *Question, a Answer) {
	d, fault := p.disposal(q, a)
	if fault.Text != "" || p.busy {
		return
	}
	p.person = d.Person
	kit.Remember(p.deps.Prefs, personKey, p.person)
	if d.Note != "" {
		p.said[reason{q.Way, q.lines[0].Type}] = d.Note
	}
	if len(q.lines) > 1 {
		p.makePlan(q, d)
		return
	}
	one := q.lines[0]
	d.State, d.Files = q.Way.state(one.State), one.Files
	if d.Note == "" {
		d.Note = one.Note
	}
	p.decide([]string{one.Key()}, d, p.deps.Text.T("exceptions.did_"+q.Way.code()), q.Way != WayReopen)
}

// disposal is what an answer comes to.
func (p *Presenter) disposal(q *Question, a Answer) (review.Disposal, Fault) {
	t := p.deps.Text
	problem := func(f Field, code string, args ...string) (review.Disposal, Fault) {
		return review.Disposal{}, Fault{words.ProblemText(t, &book.Problem{Code: code, Args: args}), f}
	}
	d := review.Disposal{Note: strings.TrimSpace(a.Note)}
	d.How, d.Person = q.Way.how(), strings.TrimSpace(a.Person)
	one := q.lines[0]
	switch q.Way {
	case WayCorrect:
		var ok bool
		if d.Correct, ok = parseAmount(a.Amount, one.Currency); !ok {
			return problem(FieldAmount, "correct_missing")
		}
	case WayExpect:
		today := book.DayOf(p.deps.Now().In(book.Shanghai))
		var ok bool
		if d.Until, ok = words.ParseDay(a.Until, today); !ok {
			return review.Disposal{}, Fault{t.T("exceptions.bad_day", (today + usualWait).String(), words.DayShort(today+usualWait)), FieldUntil}
		}
	case WayWriteOff:
		size, limit := one.Difference().Minor.Abs(), p.settings.WriteOffLimit
		switch {
		case len(q.lines) > 1: // each is told in the plan
		case !one.IsLoss():
			return review.Disposal{}, Fault{words.ProblemText(t, notALoss()), FieldNone}
		case size > limit:
			return problem(FieldNone, "write_off_limit", words.Amount(size, one.Currency), words.Amount(limit, one.Currency))
		}
	}
	if q.Way.needsNote() && d.Note == "" {
		return problem(FieldNote, "note_missing")
	}
	return d, Fault{}
}

// parseAmount reads an amount as a person types it: "1,234.50", "¥58.70". Zero is
// none, nor is more precise than the currency.
func parseAmount(s string, c book.Currency) (book.Minor, bool) {
	s = strings.NewReplacer(",", "", "，", "", "¥", "", "￥", "", " ", "", "。", ".").Replace(s)
	d, err := decimal.NewFromString(s)
	if err != nil {
		return 0, false
	}
	m, exact, err := book.FromDecimal(d, c)
	return m, err == nil && exact && m != 0
}
