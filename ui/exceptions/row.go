package exceptions

import (
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Row is an exception in words.
type Row struct {
	Key          string
	Type         string
	Tone         draw.Tone
	Severity     string
	SeverityTone draw.Tone
	Text         string // in a sentence
	Number       string // the order's, else the channel's
	Day          string
	Expected     string
	Actual       string
	Difference   string
	Age          string
	Deadline     string // the time left, or by how much it is over, in one unit; "" for none
	DeadlineTone draw.Tone
	State        string
	StateTone    draw.Tone
	Person       string
	Resolved     bool
	line         *book.ExceptionLine
}

func makeRow(t *assets.Text, x *book.ExceptionLine, now time.Time) Row {
	r := Row{
		Key:          x.Key(),
		Type:         words.ExceptionName(t, x.Type),
		Tone:         kit.ExceptionTone(x.Type),
		Severity:     t.T("severity." + x.Severity.String()),
		SeverityTone: kit.SeverityTone(x.Severity),
		Text:         words.ExceptionText(t, x),
		Number:       x.OrderNo,
		Day:          words.DayShort(x.Day),
		Expected:     words.Amount(x.Expected, x.Currency),
		Actual:       words.Amount(x.Actual, x.Currency),
		Difference:   words.Signed(x.Difference().Minor, x.Currency),
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
	r.Deadline, r.DeadlineTone = timeLeft(t, x.Deadline, now)
	if r.Resolved {
		r.Tone, r.SeverityTone = draw.ToneNeutral, draw.ToneNeutral
	}
	return r
}

// whole is the sentence with what a narrow list has no column for: a state that is not
// open.
func (r *Row) whole() string {
	if r.line.State == book.ExceptionOpen {
		return r.Text
	}
	return r.State + " · " + r.Text
}

func ageText(t *assets.Text, days int) string {
	if days <= 0 {
		return t.T("exceptions.today")
	}
	return t.Count("exceptions.days", days)
}

// pressing is how long before its deadline an exception begins to press.
const pressing = 2 * time.Hour

// timeLeft tells a deadline as the time left, red once it is over.
func timeLeft(t *assets.Text, deadline, now time.Time) (string, draw.Tone) {
	left := deadline.Sub(now)
	switch {
	case deadline.IsZero():
		return "", draw.ToneNeutral
	case left < 0:
		return t.T("exceptions.over", words.SpanShort(t, -left)), draw.ToneException
	case left <= pressing:
		return t.T("exceptions.left", words.SpanShort(t, left)), draw.ToneSuggestion
	}
	return t.T("exceptions.left", words.SpanShort(t, left)), draw.ToneNeutral
}

func stateTone(s book.ExceptionState) draw.Tone {
	switch s {
	case book.ExceptionInReview:
		return draw.ToneSuggestion
	case book.ExceptionWaiting:
		return draw.ToneUnderway
	case book.ExceptionResolved:
		return draw.ToneMatched
	}
	return draw.ToneException
}
