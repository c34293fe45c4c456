package exceptions

import (
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Row is an exception in words.
type Row struct {
	Key          string
	Type         string
	Tone         kit.Tone
	Severity     string
	SeverityTone kit.Tone
	Text         string // in a sentence
	Number       string // the order's, else the channel's
	Day          string
	Expected     string
	Actual       string
	Difference   string
	Age          string
	Deadline     string // the time left, or by how much it is over, in one unit; "" for none
	DeadlineTone kit.Tone
	State        string
	StateTone    kit.Tone
	Person       string
	Resolved     bool
	line         *book.ExceptionLine
}

func makeRow(t *assets.Text, x *book.ExceptionLine, now time.Time) Row {
	r := Row{
		Key:          x.Key(),
		Type:         kit.ExceptionName(t, x.Type),
		Tone:         kit.ExceptionTone(x.Type),
		Severity:     t.T("severity." + x.Severity.String()),
		SeverityTone: kit.SeverityTone(x.Severity),
		Text:         kit.ExceptionText(t, x),
		Number:       x.OrderNo,
		Day:          kit.DayShort(x.Day),
		Expected:     kit.Amount(x.Expected, x.Currency),
		Actual:       kit.Amount(x.Actual, x.Currency),
		Difference:   kit.Signed(x.Difference().Minor, x.Currency),
		Age:          ageText(t, x.Age),
		State:        t.T("xstate." + x.State.String()),
		StateTone:    stateTone(x.State),
		Person:       x.Person,
		Resolved:     x.State == book.ExceptionResolved,
		line:         x,
	}
	if r.Number == "" {
		r.Number = x.TxnNo
	}
	r.Deadline, r.DeadlineTone = timeLeft(t, x.Deadline, now, kit.SpanShort)
	if r.Resolved {
		r.Tone, r.SeverityTone = kit.ToneNeutral, kit.ToneNeutral
	}
	return r
}

// whole is the sentence with what a narrow list has no column for: a state that is not
// open, and the time that is left.
func (r *Row) whole() string {
	var parts []string
	if r.line.State != book.ExceptionOpen {
		parts = append(parts, r.State)
	}
	if r.Deadline != "" {
		parts = append(parts, r.Deadline)
	}
	return strings.Join(append(parts, r.Text), " · ")
}

func ageText(t *assets.Text, days int) string {
	if days <= 0 {
		return t.T("exceptions.today")
	}
	return t.Count("exceptions.days", days)
}

// pressing is how long before its deadline an exception begins to press.
const pressing = 2 * time.Hour

// timeLeft tells a deadline as the time left, red once it is over; span tells a
// length of time.
func timeLeft(t *assets.Text, deadline, now time.Time, span func(*assets.Text, time.Duration) string) (string, kit.Tone) {
	left := deadline.Sub(now)
	switch {
	case deadline.IsZero():
		return "", kit.ToneNeutral
	case left < 0:
		return t.T("exceptions.over", span(t, -left)), kit.ToneException
	case left <= pressing:
		return t.T("exceptions.left", span(t, left)), kit.ToneSuggestion
	}
	return t.T("exceptions.left", span(t, left)), kit.ToneNeutral
}

func stateTone(s book.ExceptionState) kit.Tone {
	switch s {
	case book.ExceptionInReview:
		return kit.ToneSuggestion
	case book.ExceptionWaiting:
		return kit.ToneUnderway
	case book.ExceptionResolved:
		return kit.ToneMatched
	}
	return kit.ToneException
}
