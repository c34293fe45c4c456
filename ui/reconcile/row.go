package reconcile

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// Row is a row of either pane, in words.
type Row struct {
	ID       book.EntryID
	Time     string // the day alone where the time is not known
	Minute   string // Time without its seconds, for a narrow pane
	Date     string // the day alone
	Party    string // who, or by which method or channel
	Memo     string // what the row says of itself; of a picked leg only
	Number   string // the order's on the side of orders, else the channel's
	Amount   string
	Value    book.Minor // what the leg compares
	Currency book.Currency
	Kind     string // "" where it is the ordinary one of its side
	Source   string // file and line; "" for the net of a day
	Matched  bool
	Open     bool            // waits for something on the leg
	Why      book.OpenReason // what for
	State    Chip            // the same in a word
	Class    string          // what an open bank line is, in a word; "" where nothing is known
	ClassBy  string          // the same in a sentence, with whose word it is
	plainly  bool            // of a picked leg: told by what it says itself
	line     *book.EntryLine
}

func makeRow(t *assets.Text, leg book.Leg, l *book.EntryLine) Row {
	v := comparable(leg, l)
	r := Row{
		ID:       l.ID,
		Time:     when(l.At, l.Day),
		Minute:   when(minute(l.At), l.Day),
		Date:     words.DayShort(l.Day),
		Party:    party(t, l),
		Number:   number(l),
		Amount:   words.Amount(v, l.Currency),
		Value:    v,
		Currency: l.Currency,
		Kind:     kindWord(t, l),
		Source:   source(t, l),
		line:     l,
	}
	if isPicked(leg) {
		r.plain()
	}
	return r
}

// plain tells a row of a picked leg by what it says itself: each side is one
// channel, whose name stands above, and money out is plain by its sign.
func (r *Row) plain() {
	r.plainly = true
	r.Party, r.Memo, r.Kind = r.line.Counterparty, r.line.Memo, ""
	if r.Party == "" {
		r.Party, r.Memo = r.Memo, ""
	}
	if r.Party == "" {
		r.Party = "–"
	}
}

// when is an instant in lists; a refund that an order tells without its time
// has the day alone.
func when(i book.Instant, day book.Day) string {
	if i.Precision == book.PrecisionNone {
		return words.DayShort(day)
	}
	return words.When(i, nil)
}

// minute is an instant without its seconds.
func minute(i book.Instant) book.Instant {
	if i.Precision == book.PrecisionSecond {
		i.Precision = book.PrecisionMinute
	}
	return i
}

// comparable is the amount that a leg compares: sales what the merchant gets
// before the fee, payouts what should reach the bank; a withdrawal leaves the
// wallet, so its sign is turned (DESIGN 4).
func comparable(leg book.Leg, l *book.EntryLine) book.Minor {
	if leg == book.LegSales {
		return l.Amount
	}
	if l.Kind == book.KindWithdrawal {
		return -l.Net().Minor
	}
	return l.Net().Minor
}

// isNet tells whether a line is the net of a channel's day, which stands for
// all rows of it: review gives it a negative id.
func isNet(id book.EntryID) bool { return id < 0 }

func party(t *assets.Text, l *book.EntryLine) string {
	var parts []string
	if l.Role != book.RoleOrders && l.Role != book.RoleBank {
		parts = append(parts, l.ChannelName)
	}
	switch {
	case isNet(l.ID):
		parts = append(parts, t.T("reconcile.day_net", strings.TrimPrefix(l.Memo, "×")))
	case l.Counterparty != "":
		parts = append(parts, l.Counterparty)
	case l.Card != "":
		parts = append(parts, "*"+l.Card)
	case l.Method != "":
		parts = append(parts, words.MethodName(t, l.Method))
	case l.Memo != "":
		parts = append(parts, l.Memo)
	}
	if len(parts) == 0 {
		return l.ChannelName
	}
	return strings.Join(parts, " ")
}

func number(l *book.EntryLine) string {
	switch {
	case isNet(l.ID):
		return ""
	case l.Role == book.RoleOrders && l.OrderNo != "":
		return l.OrderNo
	case l.Kind == book.KindRefund && l.RefundNo != "":
		return l.RefundNo
	case l.TxnNo != "":
		return l.TxnNo
	}
	return l.OrderNo
}

// kindWord is what a row is, unless that goes without saying.
func kindWord(t *assets.Text, l *book.EntryLine) string {
	switch l.Kind {
	case book.KindOrder, book.KindPayment, book.KindDeposit, book.KindNone:
		return ""
	}
	return t.T("kind." + l.Kind.String())
}

// who is the party with what the row is, where that is not plain: the amount of
// a refund has its sign already.
func (r *Row) who() string {
	if r.Kind == "" || r.line != nil && r.line.Kind == book.KindRefund {
		return r.Party
	}
	return r.Party + " · " + r.Kind
}

// join puts what is known of a row into one line.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

func source(t *assets.Text, l *book.EntryLine) string {
	if l.File == "" {
		return ""
	}
	return t.T("reconcile.source_line", l.File, words.Number(int(l.Line)))
}

// sum adds the values of rows; false across currencies or out of range.
func sum(rows []Row) (book.Money, bool) {
	var total book.Money
	for _, r := range rows {
		var err error
		if total, err = total.Add(book.Money{Minor: r.Value, Currency: r.Currency}); err != nil {
			return book.Money{}, false
		}
	}
	return total, true
}
