package transit

import (
	"math/rand/v2"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// The channels of an invented shop: as app/sample pays them.
const (
	wechat book.ChannelID = iota + 1 // the net of each day, the next working day
	card                             // merged over days off, the next working day
	wallet                           // what the owner draws: at once, or the next day
)

// shop invents what the channels of a shop pay, as app/sample does: four in a
// hundred credits a working day late, and planted faults.
type shop struct {
	rng     *rand.Rand
	china   *calendar.China
	from    book.Day
	days    int
	perDay  int  // sales of a channel on an average day
	faults  bool // late, missing and short credits, each about one in forty
	planted map[int]book.ExceptionType
	out     []book.Settlement
}

func newShop(seed uint64, from book.Day, days, perDay int, faults bool) *shop {
	s := &shop{rng: rand.New(rand.NewPCG(seed, 7)), china: calendar.New(), from: from, days: days, perDay: perDay, faults: faults,
		planted: map[int]book.ExceptionType{}}
	next := from + 2
	for n := range days {
		d := from + book.Day(n)
		s.net(wechat, d)
		s.net(card, d)
		if d >= next {
			s.draw(d)
			next = d + 2 + book.Day(s.rng.IntN(4))
		}
	}
	return s
}

func (s *shop) last() book.Day { return s.from + book.Day(s.days) - 1 }

func (s *shop) takings(d book.Day) (sum book.Minor) {
	percent := 93
	switch d.Weekday() {
	case time.Friday:
		percent = 103
	case time.Saturday:
		percent = 116
	case time.Sunday:
		percent = 109
	}
	percent += s.rng.IntN(21) - 10
	for range max(s.perDay*percent/100, 1) {
		sum += book.Minor(1000 + s.rng.IntN(20000))
	}
	return sum
}

func (s *shop) workdays(d book.Day, n int) book.Day {
	return book.Day(s.china.AddWorkdays(int32(d), n))
}

func (s *shop) net(c book.ChannelID, d book.Day) {
	x := book.Settlement{Channel: c, Day: d, Currency: book.CNY, Net: s.takings(d), Rows: s.perDay}
	due := s.workdays(d, 1)
	on := due
	if s.rng.IntN(100) < 4 {
		on = s.workdays(due, 1)
	}
	paid := x.Net
	if s.faults {
		switch s.rng.IntN(120) {
		case 0:
			on = s.workdays(due, lateWorkdays+1+s.rng.IntN(2))
			s.planted[len(s.out)] = book.SettlementLate
		case 1:
			on = 0
			s.planted[len(s.out)] = book.SettlementMissing
		case 2:
			paid -= paid / 50
		}
	}
	s.add(x, on, paid)
}

func (s *shop) draw(d book.Day) {
	x := book.Settlement{Channel: wallet, Day: d, Entry: book.EntryID(len(s.out) + 1), Currency: book.CNY, Net: 3 * s.takings(d), Rows: 1}
	on := d
	if s.rng.IntN(10) < 3 {
		on++
	}
	s.add(x, on, x.Net)
}

// add keeps a settlement as the bank shows it by the last day.
func (s *shop) add(x book.Settlement, on book.Day, paid book.Minor) {
	if on != 0 && on <= s.last() {
		x.Arrived, x.ArrivedOn = paid, on
	}
	x.BankSeen = s.last()
	s.out = append(s.out, x)
}

// steady is a channel that pays every day's net by one rule.
func steady(c book.ChannelID, from book.Day, n int, pay func(book.Day) book.Day) []book.Settlement {
	out := make([]book.Settlement, n)
	for i := range out {
		d := from + book.Day(i)
		out[i] = book.Settlement{Channel: c, Day: d, Currency: book.CNY, Net: 1000, Rows: 1, Arrived: 1000, ArrivedOn: pay(d), BankSeen: from + book.Day(n) + 40}
	}
	return out
}
