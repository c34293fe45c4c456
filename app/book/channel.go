package book

import "time"

// ChannelID numbers a channel within its book, from 1.
type ChannelID int32

// Channel is a source of entries: a provider's account and one stream of it.
// Name is the owner's label and no part of any identity.
type Channel struct {
	ID       ChannelID
	Name     string
	Role     Role
	Provider string // "alipay", "wechatpay", "bank", "pos", "shop", "ledger"
	Account  string // the provider's account number; "" where files name none
	Stream   string // "trade", "account", "orders", "statement" ...
	Currency Currency
	Zone     *time.Location
	Cutoff   Cutoff // when its business day ends, by the clock of Zone: see DayRule
}

// Source is how a file names where its rows come from; a channel is found by it.
type Source struct {
	Provider string
	Account  string
	Stream   string
	Role     Role
}

// BatchID numbers a batch within its book, from 1.
type BatchID int32

// Batch is one file (a member of a zip is a file) as it went into the book.
type Batch struct {
	ID      BatchID
	Channel ChannelID
	File    string // base name, "outer.zip!inner.csv" in a zip
	Format  string // the importer's name, such as "alipay.trade"
	SHA256  string // of the file's bytes, in hex
	At      time.Time
	Columns []string // headers of the raw cells
	Covers  Coverage
	New     int
	Known   int
	Changed int
	Refused int
	Undone  time.Time // zero while the batch stands
	Notes   []Note
}

// Coverage says which days of a stream a batch covers. A file without a stated
// period covers the days from its first to its last row, the edges in part.
type Coverage struct {
	Period
	PartialEdges bool
}

// Covers tells whether the whole of day d is covered.
func (c Coverage) Covers(d Day) bool {
	if c.From == 0 || !c.Has(d) {
		return false
	}
	return !c.PartialEdges || (d > c.From && d < c.To)
}

// CoversDay tells whether the files of a stream cover the whole of a day
// together, or a part of it. Where one file ends on a day or the day before it
// and the next goes on, the two meet at midnight.
func CoversDay(files []Coverage, d Day) (whole, part bool) {
	seen := func(d Day) bool {
		for _, c := range files {
			if c.From != 0 && c.Has(d) {
				return true
			}
		}
		return false
	}
	for _, c := range files {
		if c.Covers(d) {
			return true, true
		}
	}
	part = seen(d)
	return part && seen(d-1) && seen(d+1), part
}
