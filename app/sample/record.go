package sample

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"zhangfang/app/book"
)

// The accounts of every invented shop.
const (
	WeChatMerchant = wechatMerchant // 商户号 at WeChat Pay
	WeChatApp      = wechatApp
	AlipayUser     = "2088021234567890" // user id at Alipay; with 0156 it is the account that bills name
)

// Record is what WeChat Pay and Alipay hold of an invented shop, day by day: the
// bills of any days can be had of it, as the interfaces of both give them. It is
// not changed once made.
type Record struct {
	Truth *Truth
	span  book.Period
	days  map[book.Day]*recorded
}

// recorded is a day of a record.
type recorded struct {
	wechat, alipay []receipt
	wallet         []walletRow
	funds          []fundRow
	leaves         []book.Minor // what WeChat Pay sends to the bank on that day
}

// Keep invents the shop of a spec, with all channels. Its orders, card sales and
// bank statement are written into a folder as Write does, nowhere where dir is "";
// what WeChat Pay and Alipay hold is kept for their interfaces instead.
func Keep(ctx context.Context, spec Spec, dir string) (_ *Record, err error) {
	spec.Channels = AllChannels
	if spec, err = spec.resolve(); err != nil {
		return nil, err
	}
	if dir == "" {
		if dir, err = os.MkdirTemp("", "zhangfang-shop-"); err != nil {
			return nil, fmt.Errorf("sample shop: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	}
	r := &Record{span: spec.Span(), days: make(map[book.Day]*recorded, spec.Days)}
	if r.Truth, err = write(ctx, spec, dir, r); err != nil {
		return nil, fmt.Errorf("sample shop: %w", err)
	}
	f := &funds{balance: openingFunds}
	for d := r.span.From; d <= r.span.To; d++ {
		f.day(d, r.day(d))
	}
	return r, nil
}

// Span is the days on which the shop was open.
func (r *Record) Span() book.Period { return r.span }

// day is a day of the record, made where it is missing.
func (r *Record) day(d book.Day) *recorded {
	if r.days[d] == nil {
		r.days[d] = &recorded{}
	}
	return r.days[d]
}

// leave notes what WeChat Pay sends to the bank on a day.
func (r *Record) leave(w way, net book.Minor, on book.Day) {
	if w == byWeChat {
		x := r.day(on)
		x.leaves = append(x.leaves, net)
	}
}

// recorder is the stream that fills a record.
type recorder struct {
	record *Record
	wallet *wallet
}

func (*recorder) open(book.Period) error { return nil }

func (k *recorder) day(d book.Day, p *page) {
	x := k.record.day(d)
	x.wechat, x.alipay = slices.Clone(p.rows[byWeChat]), slices.Clone(p.rows[byAlipay])
	k.wallet.day(d, x.alipay, func(r *walletRow) { x.wallet = append(x.wallet, *r) })
}

func (*recorder) close() ([]File, error) { return nil, nil }

// Trade is a payment or a refund, as a channel knows it. Amounts in fen, those of a
// refund negative.
type Trade struct {
	Refund   bool
	OrderNo  string // the merchant's
	TxnNo    string // the channel's
	RefundNo string // the channel's; Alipay gives none
	Request  string // the merchant's number of the refund
	Gross    book.Minor
	Amount   book.Minor
	Fee      book.Minor
	Title    string
	Payer    string
	Made, At time.Time // Made: of the payment, also for a refund
}

// WeChatTrades are the payments and refunds at WeChat Pay on a day, by time.
func (r *Record) WeChatTrades(d book.Day) []Trade { return trades(r.of(d).wechat) }

// AlipayTrades are the payments and refunds at Alipay on a day, by time.
func (r *Record) AlipayTrades(d book.Day) []Trade { return trades(r.of(d).alipay) }

// of is a day of the record, an empty one where nothing was.
func (r *Record) of(d book.Day) *recorded {
	if x := r.days[d]; x != nil && r.span.Has(d) {
		return x
	}
	return &recorded{}
}

func trades(rows []receipt) []Trade {
	out := make([]Trade, len(rows))
	for i := range rows {
		x := &rows[i]
		out[i] = Trade{
			Refund: x.refund, OrderNo: x.orderNo, TxnNo: x.txn, RefundNo: x.refundNo, Request: x.request,
			Gross: x.gross, Amount: x.amount, Fee: x.fee, Title: x.title, Payer: x.payer, Made: local(x.made), At: local(x.at),
		}
	}
	return out
}

// Move is a row of Alipay's account bill. Amounts in fen, with their sign.
type Move struct {
	No, TxnNo, OrderNo string
	Title, Party, Memo string
	Type               string // 业务类型
	At                 time.Time
	Amount, Balance    book.Minor
}

// AlipayMoves are the rows of Alipay's account on a day, by time.
func (r *Record) AlipayMoves(d book.Day) []Move {
	rows := r.of(d).wallet
	out := make([]Move, len(rows))
	for i := range rows {
		x := &rows[i]
		out[i] = Move{x.no, x.txn, x.orderNo, x.title, x.party, x.memo, x.kind.text(), local(x.at), x.amount, x.balance}
	}
	return out
}

// WeChatBalance is what lies in the basic account at a moment, in fen.
func (r *Record) WeChatBalance(at time.Time) book.Minor {
	for d := min(dayOf(at.Unix()), r.span.To); d >= r.span.From; d-- {
		rows := r.of(d).funds
		for i := len(rows) - 1; i >= 0; i-- {
			if rows[i].at <= at.Unix() {
				return rows[i].balance
			}
		}
	}
	return openingFunds
}

// AlipayBalance is what lies in the account at Alipay at a moment, in fen.
func (r *Record) AlipayBalance(at time.Time) book.Minor {
	for d := min(dayOf(at.Unix()), r.span.To); d >= r.span.From; d-- {
		rows := r.of(d).wallet
		for i := len(rows) - 1; i >= 0; i-- {
			if rows[i].at <= at.Unix() {
				return rows[i].balance
			}
		}
	}
	return openingWallet
}
