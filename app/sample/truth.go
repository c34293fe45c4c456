package sample

import (
	"encoding/json"
	"fmt"

	"zhangfang/app/book"
)

// Providers as truth names them, the words of book.Channel.Provider.
const (
	providerShop   = "shop"
	providerWeChat = "wechatpay"
	providerAlipay = "alipay"
	providerPOS    = "pos"
	providerBank   = "bank"
)

// Truth is what truly happened in an invented shop, as far as its files tell.
type Truth struct {
	Spec       Spec
	Files      []File
	SalesPairs []Pair
	Payouts    []Payout
	Faults     []Fault
	Ambiguous  []Group
	Edges      []Edge
	Voids      []Void
	Lines      []Line
}

// Rows is the number of records in all files.
func (t *Truth) Rows() int {
	n := 0
	for _, f := range t.Files {
		n += f.Rows
	}
	return n
}

// File is a file that was written; a member of a zip is a file.
type File struct {
	Name     string `json:"name"` // "outer.zip!inner.csv" in a zip
	Provider string `json:"provider"`
	Rows     int    `json:"rows"`
}

// Pair is an order and a channel's payment, or an order's refund and a channel's
// refund, that belong together. Of a card acquirer TxnNo is the 参考号; RefundNo is
// the channel's refund number (Alipay: the merchant's), which card refunds lack.
type Pair struct {
	OrderNo   string    `json:"order_no"`
	TxnNo     string    `json:"txn_no"`
	RefundNo  string    `json:"refund_no,omitempty"`
	Kind      book.Kind `json:"-"`                   // of the channel's row: KindPayment or KindRefund
	Keyed     bool      `json:"keyed"`               // both rows carry the order number
	Ambiguous bool      `json:"ambiguous,omitempty"` // member of a Group
	Trouble   Trouble   `json:"trouble,omitempty"`
}

// Payout is a bank credit with what it pays: all rows of a channel of some days,
// or one withdrawal from a wallet.
type Payout struct {
	Channel    string             `json:"channel"`              // provider
	Days       []book.Day         `json:"-"`                    // days of the rows, or the day of the withdrawal
	Withdrawal string             `json:"withdrawal,omitempty"` // 业务流水号 of the wallet's row
	BankTxn    string             `json:"bank_txn"`
	Further    []string           `json:"further,omitempty"` // the other credits, where there are several
	Net        book.Minor         `json:"net"`               // what should arrive, in fen
	Arrived    book.Minor         `json:"arrived"`           // what did
	Rows       int                `json:"rows"`              // payments and refunds; 1 for a withdrawal
	Fault      book.ExceptionType `json:"fault,omitempty"`   // settlement_late or settlement_short
	Trouble    Trouble            `json:"trouble,omitempty"`
}

// Fault is something wrong that was planted, under the type of exception that it
// should raise. The numbers are those of the faulty row and, where both sides are
// there, the order's number and the channel's.
type Fault struct {
	Type     book.ExceptionType `json:"type"`
	Channel  string             `json:"channel"` // provider; of a missing row where it should be
	Day      book.Day           `json:"-"`       // business day; for settlements the day of the sales
	OrderNo  string             `json:"order_no,omitempty"`
	TxnNo    string             `json:"txn_no,omitempty"`
	RefundNo string             `json:"refund_no,omitempty"`
	Expected book.Minor         `json:"expected"` // in fen; 0 for an absent side
	Actual   book.Minor         `json:"actual"`
}

// Group is card payments of equal amount that cannot be told apart: by what the
// files say, any of these orders may belong to any of these payments.
type Group struct {
	Orders  []string `json:"orders"`
	Txns    []string `json:"txns"`
	Planted bool     `json:"planted"` // also a Fault; else it came about by chance
}

// Edge is a row whose counterpart lies outside the span, across its first or last
// midnight: it waits for the next file and is no fault.
type Edge struct {
	Channel string `json:"channel"`
	OrderNo string `json:"order_no"`
	TxnNo   string `json:"txn_no,omitempty"` // empty where it is the order that is in the files
}

// Void is a payment that a channel took back by itself: two of its rows that
// cancel each other, of which no order knows.
type Void struct {
	Channel  string  `json:"channel"`
	Payment  string  `json:"payment"` // the payment's number
	TxnNo    string  `json:"txn_no"`  // of the row that takes it back; see Pair
	RefundNo string  `json:"refund_no,omitempty"`
	Trouble  Trouble `json:"trouble"`
}

// Line is a bank line that no channel pays, and what it is.
type Line struct {
	BankTxn string     `json:"bank_txn"`
	Class   book.Class `json:"class"`
}

// MarshalJSON writes the kind as its text.
func (p Pair) MarshalJSON() ([]byte, error) {
	type plain Pair
	return json.Marshal(struct {
		Kind string `json:"kind"`
		plain
	}{p.Kind.String(), plain(p)})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Pair) UnmarshalJSON(b []byte) error {
	type plain Pair
	w := struct {
		Kind string `json:"kind"`
		*plain
	}{plain: (*plain)(p)}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	kind, err := book.ParseKind(w.Kind)
	p.Kind = kind
	return err
}

// MarshalJSON writes the days as "2006-01-02".
func (p Payout) MarshalJSON() ([]byte, error) {
	type plain Payout
	days := make([]string, len(p.Days))
	for i, d := range p.Days {
		days[i] = d.String()
	}
	return json.Marshal(struct {
		Days []string `json:"days"`
		plain
	}{days, plain(p)})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Payout) UnmarshalJSON(b []byte) error {
	type plain Payout
	w := struct {
		Days []string `json:"days"`
		*plain
	}{plain: (*plain)(p)}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	for _, s := range w.Days {
		d, err := book.ParseDay(s)
		if err != nil {
			return fmt.Errorf("payout %s: %w", p.BankTxn, err)
		}
		p.Days = append(p.Days, d)
	}
	return nil
}

// MarshalJSON writes the day as "2006-01-02".
func (f Fault) MarshalJSON() ([]byte, error) {
	type plain Fault
	return json.Marshal(struct {
		plain
		Day string `json:"day"`
	}{plain(f), f.Day.String()})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (f *Fault) UnmarshalJSON(b []byte) error {
	type plain Fault
	w := struct {
		*plain
		Day string `json:"day"`
	}{plain: (*plain)(f)}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	day, err := book.ParseDay(w.Day)
	f.Day = day
	return err
}
