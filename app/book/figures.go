package book

// ChannelFigures sums a channel over a period. One currency each.
type ChannelFigures struct {
	Channel  Channel
	Currency Currency
	Sales    Minor // amounts of payments
	SaleRows int
	Refunds  Minor // amounts of refunds, negative
	RefRows  int
	Fees     Minor // fees of payments and refunds; > 0 is a cost
	Net      Minor // Sales + Refunds - Fees
	Arrived  Minor // of Net, what reached the bank
	Transit  Minor // not at the bank and not late
	Late     Minor // past its band
	Balance  Minor // left in the wallet
	Matched  int   // rows of the sales leg with a match that counts
	Rows     int   // rows of the sales leg that expect one
}

// DayFigures sums a day over the channels picked. One currency each.
type DayFigures struct {
	Day      Day
	Currency Currency
	Sales    Minor
	Refunds  Minor // negative
	Fees     Minor
	Net      Minor
	Arrived  Minor // of the sales of this day, what has reached the bank
	Late     Minor
	SaleRows int
	RefRows  int
}

// ExceptionFigures sums the exceptions of a type.
type ExceptionFigures struct {
	Type     ExceptionType
	Currency Currency
	Open     int
	Resolved int
	Amount   Minor // sum of the sizes of open differences
}

// BankFigures sums what came to the bank in a period.
type BankFigures struct {
	Channel     Channel
	Currency    Currency
	Credits     Minor
	CreditRows  int
	Explained   Minor // of Credits, what a payout explains
	Debits      Minor // negative
	DebitRows   int
	Unexplained int // open exceptions of credits that nothing explains
}

// MonthFigures is what a monthly report tells; see report and the overview.
type MonthFigures struct {
	Book       string // the shop's name
	Period     Period
	AsOf       Day
	Channels   []ChannelFigures
	Days       []DayFigures
	Bank       []BankFigures
	Exceptions []ExceptionFigures
	Worst      []ExceptionLine // the open ones with the most money, at most 40
	Gaps       []Gap
	ChainHead  string // SHA-256 of the newest audit line, in hex
	ChainLen   int64
	ChainOK    bool
}

// ExceptionLine is an exception with what a list shows of its rows.
type ExceptionLine struct {
	Exception
	ChannelName string
	Kind        Kind
	File        string
	Line        int32
	OrderNo     string
	TxnNo       string
	RefundNo    string
	Party       string
}

// Gap is a run of days of a stream that no file covers, between files that do.
type Gap struct {
	Channel string
	Period  Period
}

// ChannelStatus is a channel with what the book holds of it.
type ChannelStatus struct {
	Channel
	Rows     int
	Covered  Period // from the first to the last day covered
	Gaps     []Period
	None     map[Day]bool // days of which the provider says that it has no bill; they are no gaps
	LastFile string
}

// Knowing is the status with days of which the provider says that it has no bill.
func (s ChannelStatus) Knowing(none map[Day]bool) ChannelStatus {
	if len(none) == 0 || s.Covered.From == 0 {
		return s
	}
	s.None = none
	var gaps []Period
	for _, g := range s.Gaps {
		for d := g.From; d <= g.To; d++ {
			switch n := len(gaps); {
			case none[d]:
			case n > 0 && gaps[n-1].To == d-1:
				gaps[n-1].To = d
			default:
				gaps = append(gaps, Period{d, d})
			}
		}
	}
	s.Gaps = gaps
	for none[s.Covered.To+1] {
		s.Covered.To++
	}
	return s
}
