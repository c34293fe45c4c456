package book

import (
	"time"

	"github.com/shopspring/decimal"
)

// RateCardID numbers a rate card within its book, from 1.
type RateCardID int64

// RateCard is what a channel takes for a payment, from a day to a day. The fee of
// an amount is amount × Rate + Fixed, at least Min and at most Cap, rounded.
type RateCard struct {
	ID       RateCardID
	Channel  ChannelID
	Method   string // the product or card type as rows name it; "" for every row no other card names
	Valid    Period // From 0: always; To 0: until further notice
	Currency Currency
	Base     FeeBase
	Rate     decimal.Decimal // 0.006 is 0.60 %
	Fixed    Minor
	Min      Minor
	Cap      Minor // 0: none
	Rounding Rounding
	Refund   RefundFee
	State    CardState
	Rows     int // of a proposed card: the rows it was read from
	Fits     int // of Rows, those it explains to the cent
	At       time.Time
}

// FeeBase is the amount of a row that a channel reckons its fee on.
type FeeBase uint8

// The bases. WeChat Pay takes its rate of 应结订单金额 and Alipay of 商家实收, both
// after what the merchant's own coupons took off, so FeeOnAmount is the rule; card
// acquirers know one amount only.
const (
	FeeOnAmount FeeBase = iota // what the merchant gets before the fee
	FeeOnGross                 // what was billed
)

// Of is the amount of a row that the fee is reckoned on.
func (b FeeBase) Of(r *Row) Minor {
	if b == FeeOnGross {
		return r.Gross
	}
	return r.Amount
}

// Rounding is how a channel makes whole cents of a fee.
type Rounding uint8

// The roundings. RoundAny accepts what any of the others gives.
const (
	RoundAny Rounding = iota
	RoundHalfUp
	RoundHalfEven
	RoundDown
	RoundUp
)

var roundingNames = []string{"any", "half_up", "half_even", "down", "up"}

func (r Rounding) String() string { return enumText(roundingNames, r) }

// RefundFee is what becomes of the fee when a payment is refunded.
type RefundFee uint8

// The policies.
const (
	RefundFeeReturned RefundFee = iota // in proportion
	RefundFeeKept                      // the channel keeps it
	RefundFeeCharged                   // a refund costs as much as a payment
)

var refundFeeNames = []string{"returned", "kept", "charged"}

func (r RefundFee) String() string { return enumText(refundFeeNames, r) }

// CardState says who stands behind a rate card.
type CardState uint8

// The states: a proposed card was read from the data, an agreed one was put in or
// confirmed by the owner.
const (
	CardProposed CardState = iota
	CardAgreed
)

var cardStateNames = []string{"proposed", "agreed"}

func (s CardState) String() string { return enumText(cardStateNames, s) }

// FXRate is what one unit of From was worth in To on a day.
type FXRate struct {
	From, To Currency
	Day      Day
	Rate     decimal.Decimal
	Source   string // "agreed" with the provider, or "market"
}

// The sources of an FXRate.
const (
	RateAgreed = "agreed"
	RateMarket = "market"
)
