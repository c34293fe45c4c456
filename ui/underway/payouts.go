// Package underway is the view of money on its way: what channels owe, when it
// should reach the bank, what is late, and what arrives on the next days.
package underway

import (
	"context"

	"zhangfang/app/book"
)

// Payouts is what the view needs of the use case of matching: see FromReview. All
// of it is as of the latest day that any stream of the payouts leg covers.
type Payouts interface {
	Channels(ctx context.Context) ([]book.Channel, error)
	AsOf(ctx context.Context) (book.Day, error)
	Owed(ctx context.Context) ([]Owed, error)
	Delays(ctx context.Context) ([]Delay, error)
	Ageing(ctx context.Context) ([]Bucket, error)
	Forecast(ctx context.Context) ([]ForecastDay, error)
	ForecastError(ctx context.Context) ([]Horizon, error)
	SaveTerms(ctx context.Context, id book.ChannelID, terms string) error
}

// The states of money that is not at the bank, by their stable codes; others need
// nobody's eye.
const (
	stateMissing   = "missing"
	stateLate      = "late"
	stateInTransit = "in_transit"
)

// Owed is what a channel should pay to the bank: the net of a day, or a
// withdrawal. Its band is the days From to LateAfter.
type Owed struct {
	book.Settlement
	Row          book.EntryID // that stands for it on Reconcile
	From         book.Day
	Due          book.Day
	LateAfter    book.Day // the last day of its band
	MissingAfter book.Day // the last day on which it is late rather than missing
	State        string
	Rest         book.Minor // what of Net is not at the bank
	Estimated    bool       // some of these days rest on holidays not announced yet
	AgeDays      int
}

// Delay is how long a channel, or a terminal that is paid by itself, takes.
type Delay struct {
	Channel  book.ChannelID
	Terminal string
	Source   string // "learned", "contract" or "default"
	Agreed   string // "T+1"; "" where nothing is agreed
	Usual    string // by which money is due
	Natural  bool   // From and To count days of any kind, else working days
	From, To int    // days in which 5 % and 99 % have come
	Arrivals int
	Late     int // of Arrivals, those past their band
}

// Bucket is money not at the bank that has been owed for From to To days.
type Bucket struct {
	Currency  book.Currency
	From, To  int // To is -1 where there is no end
	InTransit book.Minor
	Late      book.Minor
	Missing   book.Minor
}

// ForecastDay is what should reach the bank on a day: four times in five between
// Low and High. Sold is the part of Expected that is already sold and under way.
type ForecastDay struct {
	Day                       book.Day
	Currency                  book.Currency
	Expected, Low, High, Sold book.Minor
}

// Horizon is how far the forecast of days From to To ahead was off in the past,
// as a share of what came.
type Horizon struct {
	Currency book.Currency
	From, To int
	Error    float64
}
