package book

import "fmt"

// AccountUse is what an account of the books is for, by a stable code.
type AccountUse string

// The uses. Clearing and bank accounts are one a channel.
const (
	UseSales    AccountUse = "sales"
	UseRefunds  AccountUse = "refunds"
	UseFees     AccountUse = "fees"
	UseClearing AccountUse = "clearing" // what a payment channel owes the shop
	UseBank     AccountUse = "bank"
	UseSuspense AccountUse = "suspense" // bank rows that no sale explains, until somebody says what they are
)

// AccountKey names one account of the mapping; Channel is 0 but for clearing and
// bank accounts.
type AccountKey struct {
	Use     AccountUse
	Channel ChannelID
}

// Account is an account of the owner's books: its number and its name there.
type Account struct{ Code, Name string }

// AccountLine is a line of the account mapping.
type AccountLine struct {
	AccountKey
	ChannelName string // of a channel's account
	Account
	Default bool // nobody chose it yet
}

// Posting is a line of a voucher: plus is debit, minus is credit.
type Posting struct {
	Account
	Use    AccountUse
	Memo   string
	Amount Minor
}

// Voucher is a journal entry of one day, channel and currency. Its postings add up
// to zero.
type Voucher struct {
	No       int // from 1 within the journal
	Day      Day
	Channel  ChannelID
	Currency Currency
	Memo     string
	Postings []Posting
}

// Journal is what a period comes to in double entry, by day.
type Journal struct {
	Book     string // the shop's name
	Period   Period
	Accounts []AccountLine
	Opened   []Posting // the accounts that vouchers before the period post to, once each, without amounts; only where they were asked for
	Vouchers []Voucher
}

// Balance is the sum of the postings; zero in a voucher that holds. ErrOverflow.
func (v *Voucher) Balance() (Minor, error) {
	var sum Minor
	for i := range v.Postings {
		var err error
		if sum, err = sum.Add(v.Postings[i].Amount); err != nil {
			return 0, fmt.Errorf("voucher %d: %w", v.No, err)
		}
	}
	return sum, nil
}

// Arrival sums the credits of a bank channel on a day that payouts of one channel
// explain.
type Arrival struct {
	Bank     ChannelID
	Day      Day
	From     ChannelID // who paid; 0 where rows of several channels explain the credit and none can be told its part
	Currency Currency  // of the credits
	Sold     Currency  // of the rows that were paid; "" where they have several
	Amount   Minor
	Rows     int
}
