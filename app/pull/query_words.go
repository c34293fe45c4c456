package pull

import (
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Facts tell an answer in sentences: what the provider says, and what follows for the
// book. Money as plain decimals, times in China.
func Facts(a *book.PaymentAnswer) []book.Fact {
	facts := []book.Fact{stated(a)}
	if next, ok := billOf(a); ok {
		facts = append(facts, next)
	}
	return facts
}

// stated is what the provider says.
func stated(a *book.PaymentAnswer) book.Fact {
	c := a.Connection
	switch a.State {
	case book.PaymentAbsent:
		switch {
		case a.Numbers.RefundNo != "":
			return book.Fact{Code: "asked_refund_absent", Args: []string{c, a.Numbers.RefundNo}}
		case !a.Since.IsZero():
			return book.Fact{Code: "asked_absent_since", Args: []string{c, dayIn(a.Since).String()}}
		}
		return book.Fact{Code: "asked_absent", Args: []string{c}}
	case book.PaymentUnsigned:
		return book.Fact{Code: "asked_unsigned", Args: []string{c}}
	case book.PaymentUnpaid:
		return book.Fact{Code: "asked_unpaid", Args: []string{c}}
	case book.PaymentPaid:
		return book.Fact{Code: "asked_paid", Args: []string{c, plain(a.Amount), minute(a.Paid)}}
	case book.PaymentRefunded:
		return book.Fact{Code: "asked_refunded", Args: []string{c, plain(a.Amount), minute(a.Paid), plain(a.Refunded)}}
	case book.PaymentClosed:
		return book.Fact{Code: "asked_closed", Args: []string{c}}
	case book.RefundDone:
		return book.Fact{Code: "asked_refund_done", Args: []string{c, plain(a.Refunded), minute(a.RefundedAt)}}
	case book.RefundUnderway:
		return book.Fact{Code: "asked_refund_underway", Args: []string{c, plain(a.Refunded)}}
	case book.RefundFailed:
		return book.Fact{Code: "asked_refund_failed", Args: []string{c, plain(a.Refunded), a.Said}}
	}
	return book.Fact{Code: "asked_unknown", Args: []string{c, a.Said}}
}

// billOf names the bill that has the money that moved, where that is known.
func billOf(a *book.PaymentAnswer) (book.Fact, bool) {
	at := a.Paid
	switch a.State {
	case book.PaymentPaid, book.PaymentRefunded:
	case book.RefundDone:
		at = a.RefundedAt
	default:
		return book.Fact{}, false
	}
	switch {
	case at.IsZero():
		return book.Fact{}, false
	case dayIn(at) >= dayIn(a.Asked):
		return book.Fact{Code: "asked_bill_tomorrow"}, true
	}
	return book.Fact{Code: "asked_bill_of", Args: []string{dayIn(at).String()}}, true
}

// plain is an amount with its currency where that is not the yuan; "" where it is not
// told.
func plain(m book.Money) string {
	switch m.Currency {
	case "":
		return ""
	case book.CNY:
		return m.Plain()
	}
	return m.Plain() + " " + string(m.Currency)
}

// minute is a moment in China; "" where it is not told.
func minute(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(channels.China()).Format("2006-01-02 15:04")
}
