package exceptions

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Row is an exception in words.
type Row struct {
	Key        string
	Leg        book.Leg
	Entry      book.EntryID
	Type       string
	Tone       kit.Tone
	Text       string // in a sentence
	Number     string // the order's, else the channel's
	Day        string
	Expected   string
	Actual     string
	Difference string
	Age        string
	State      string
	StateTone  kit.Tone
	Resolved   bool
	line       *book.ExceptionLine
}

func makeRow(t *assets.Text, x *book.ExceptionLine) Row {
	r := Row{
		Key:        x.Key(),
		Leg:        x.Leg,
		Entry:      x.Entry,
		Type:       kit.ExceptionName(t, x.Type),
		Tone:       kit.ExceptionTone(x.Type),
		Text:       kit.ExceptionText(t, x),
		Number:     x.OrderNo,
		Day:        kit.DayShort(x.Day),
		Expected:   kit.Amount(x.Expected, x.Currency),
		Actual:     kit.Amount(x.Actual, x.Currency),
		Difference: kit.Signed(x.Difference().Minor, x.Currency),
		Age:        ageText(t, x.Age),
		State:      t.T("xstate." + x.State.String()),
		StateTone:  stateTone(x.State),
		Resolved:   x.State == book.ExceptionResolved,
		line:       x,
	}
	if r.Number == "" {
		r.Number = x.TxnNo
	}
	if r.Resolved {
		r.Tone = kit.ToneNeutral
	}
	return r
}

func ageText(t *assets.Text, days int) string {
	if days <= 0 {
		return t.T("exceptions.today")
	}
	return t.Count("exceptions.days", days)
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

// order is how the list is sorted; the zero order is worst first.
type order struct {
	by   string // "type", "day", "difference", "age", "state", "number"
	desc bool
}

func (o order) sorted(lines []book.ExceptionLine) []book.ExceptionLine {
	out := slices.Clone(lines)
	compare := o.compare()
	if compare == nil {
		return out
	}
	slices.SortStableFunc(out, func(a, b book.ExceptionLine) int {
		if o.desc {
			a, b = b, a
		}
		return compare(&a, &b)
	})
	return out
}

func (o order) compare() func(a, b *book.ExceptionLine) int {
	switch o.by {
	case "type":
		return func(a, b *book.ExceptionLine) int {
			return cmp.Compare(slices.Index(book.ExceptionTypes, a.Type), slices.Index(book.ExceptionTypes, b.Type))
		}
	case "day":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.Day, b.Day) }
	case "difference":
		return func(a, b *book.ExceptionLine) int {
			return cmp.Compare(a.Difference().Minor.Abs(), b.Difference().Minor.Abs())
		}
	case "age":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.Age, b.Age) }
	case "state":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.State, b.State) }
	case "number":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.OrderNo+a.TxnNo, b.OrderNo+b.TxnNo) }
	}
	return nil
}
