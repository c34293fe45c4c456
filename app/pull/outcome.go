package pull

import (
	"errors"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// fate is the state of a day whose bill did not come.
func fate(err error) (book.PullState, *book.Problem) {
	var p *book.Problem
	if !errors.As(err, &p) {
		p = &book.Problem{Code: channels.CodeUnexpected, Args: []string{""}, Err: err}
	}
	switch p.Code {
	case channels.CodeNotReady:
		return book.PullWaiting, nil
	case channels.CodeNoTrade:
		return book.PullEmpty, nil
	case channels.CodeNoBill:
		return book.PullNever, nil
	}
	return book.PullFailed, p
}

// outcome is the state of a day whose bill came, by what became of its files. One of
// them must be of that day and of the format that the stream's bills have: a bill of
// another day, or another kind of bill, is not what was asked for.
func outcome(receipts []book.Receipt, day book.Day, format string) (book.PullState, *book.Problem) {
	asked := false
	for i := range receipts {
		r := &receipts[i]
		switch r.State {
		case book.ReceiptHeld, book.ReceiptRefused:
			if r.Problem != nil {
				return book.PullAside, r.Problem
			}
			return book.PullAside, &book.Problem{Code: "bill_held", File: r.File}
		case book.ReceiptApplied, book.ReceiptKnown:
			asked = asked || r.Covers.Has(day) && r.Format == format
		}
	}
	if !asked {
		return book.PullAside, &book.Problem{Code: "bill_other"}
	}
	return book.PullDone, nil
}

// formatOf is by which importer the bills of a provider's stream are read; "" for a
// stream that is not known.
func formatOf(provider, stream string) string {
	return map[string]string{
		"alipay/trade": "alipay.trade", "alipay/signcustomer": "alipay.account",
		"wechatpay/tradebill": "wechat.trade", "wechatpay/fundflowbill": "wechat.account",
		"paypal/activity": "paypal.activity", "stripe/balance": "stripe.balance",
	}[provider+"/"+stream]
}
