// Package remark reads what bank statements say in words: who pays, for which
// days, under which number, at what fee, and what a line is. It is a function of
// the text and the day of the line; what a text does not say is left empty.
//
// The words are those of the statements of Chinese banks and acquirers
// (formats.md §7 and §8), with the few English ones that cross-border payouts and
// foreign banks write. Full width, capitals and traditional characters are folded.
package remark

import (
	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// Remark is what a bank line says.
type Remark struct {
	Provider string          // who pays, by the code of a channel's provider: "wechatpay", "alipay", "pos", "paypal", "stripe", or a platform; "" none named
	Merchant string          // the merchant's number with the provider, as book.NormalKey folds it
	Period   book.Period     // the days that the text names, of the sales or of the payment; both 0 where it names none
	Terms    string          // "T+1", "D+0": how the payment day follows the sales; "" unsaid
	Batch    string          // the settlement or batch number, as book.NormalKey folds it
	Count    int             // how many payments it says it pays; 0 unsaid
	Fee      *book.Minor     // the fee that was kept back, hundredths of the line's currency; nil unsaid
	Gross    *book.Minor     // the sum before the fee, likewise
	Foreign  *book.Money     // what came in another currency
	Rate     decimal.Decimal // the exchange rate as written (some banks write it for 100 units); zero unsaid
	Class    book.Class      // by rules; ClassNone where they do not tell
	Party    string          // the counterparty's name as Party normalises it; "" none
}

// Read reads a bank line: the counterparty and memo as the statement has them,
// and its day, from which a date without a year gets one.
func Read(party, memo string, on book.Day) Remark {
	who, what := newText(party), newText(memo)
	r := Remark{Provider: provider(&who, &what), Party: counterparty(who.s, what.s)}
	r.Period = period(&what, on)
	if r.Period == (book.Period{}) {
		r.Period = period(&who, on)
	}
	r.Terms, r.Count = terms(what.s), count(what.s)
	r.Batch = batch(&what)
	r.Merchant = merchant(&what, r.Provider)
	if r.Merchant == "" {
		r.Merchant = merchant(&who, r.Provider)
	}
	r.Fee, r.Gross = labelled(&what, feeLabels[:]), labelled(&what, grossLabels[:])
	r.Foreign, r.Rate = foreign(&what)
	r.Class = class(&who, &what, &r)
	return r
}
