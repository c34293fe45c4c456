package sample

import (
	"encoding/json"
	"strconv"

	"zhangfang/app/book"
)

// Channels is a set of the channels whose files are written.
type Channels uint8

// The channels. Orders are always written, and a few are paid in cash.
const (
	WeChatPay Channels = 1 << iota // trade bill
	Alipay                         // trade bill and account bill, in one zip
	POS                            // card acquirer: its rows carry no order number
	Bank                           // bank statement

	AllChannels = WeChatPay | Alipay | POS | Bank
)

// Spec says what shop to invent. The zero value of a field stands for its default.
type Spec struct {
	Seed     uint64
	From     book.Day // first day; default 2025-10-01
	Days     int      // length of the span; default 31
	PerDay   int      // orders on an average day, which are in memory at once; default 40
	Channels Channels // default AllChannels
	Faults   bool     // plant faults and troubles of every type that channels and span allow, at least one each
	ByMonth  bool     // a file per stream and calendar month; default: one file for the whole span
	POSDaily bool     // the acquirer pays each day by itself; default: a weekend's days in one credit
}

// maxDays and maxPerDay keep numbers unique and a slip of the hand harmless.
const (
	maxDays   = 20 * 366
	maxPerDay = 1_000_000
)

// resolve fills in the defaults, or returns a *book.Problem "sample_spec".
func (s Spec) resolve() (Spec, error) {
	if s.From == 0 {
		s.From = book.NewDay(2025, 10, 1)
	}
	if s.Days == 0 {
		s.Days = 31
	}
	if s.PerDay == 0 {
		s.PerDay = 40
	}
	if s.Channels == 0 {
		s.Channels = AllChannels
	}
	switch {
	case s.Days < 1 || s.Days > maxDays:
		return s, &book.Problem{Code: "sample_spec", Args: []string{"days", strconv.Itoa(s.Days), strconv.Itoa(maxDays)}}
	case s.PerDay < 1 || s.PerDay > maxPerDay:
		return s, &book.Problem{Code: "sample_spec", Args: []string{"per-day", strconv.Itoa(s.PerDay), strconv.Itoa(maxPerDay)}}
	}
	return s, nil
}

// Span is the days of a resolved spec, both ends included.
func (s Spec) Span() book.Period {
	return book.Period{From: s.From, To: s.From + book.Day(s.Days) - 1}
}

// periods are the spans of the files of one stream.
func (s Spec) periods() []book.Period {
	span := s.Span()
	if !s.ByMonth {
		return []book.Period{span}
	}
	var out []book.Period
	for from := span.From; from <= span.To; {
		t := from.Time()
		month := book.Month(t.Year(), t.Month())
		out = append(out, book.Period{From: from, To: min(month.To, span.To)})
		from = month.To + 1
	}
	return out
}

// has tells whether the files of a channel are written.
func (s Spec) has(c Channels) bool { return s.Channels&c != 0 }

// wireSpec is a Spec in truth.json.
type wireSpec struct {
	Seed     uint64   `json:"seed"`
	From     string   `json:"from"`
	Days     int      `json:"days"`
	PerDay   int      `json:"per_day"`
	Channels Channels `json:"channels"`
	Faults   bool     `json:"faults"`
	ByMonth  bool     `json:"by_month"`
	POSDaily bool     `json:"pos_daily"`
}

// MarshalJSON writes the first day as "2006-01-02".
func (s Spec) MarshalJSON() ([]byte, error) {
	return json.Marshal(wireSpec{s.Seed, s.From.String(), s.Days, s.PerDay, s.Channels, s.Faults, s.ByMonth, s.POSDaily})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Spec) UnmarshalJSON(b []byte) error {
	var w wireSpec
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	from, err := book.ParseDay(w.From)
	*s = Spec{w.Seed, from, w.Days, w.PerDay, w.Channels, w.Faults, w.ByMonth, w.POSDaily}
	return err
}

// Embedded is the spec of the sample shop that is embedded in the program: see
// assets.SampleShop.
func Embedded() Spec {
	return Spec{Seed: 20251001, From: book.NewDay(2025, 10, 1), Days: 31, PerDay: 40, Channels: AllChannels, Faults: true}
}
