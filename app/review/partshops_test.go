package review

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"zhangfang/app/book"
)

// TestOddShopsInPartsEqualAFullRun does as TestDaysInPartsEqualAFullRun with shops
// that pay in ways in which what lies far away may matter.
func TestOddShopsInPartsEqualAFullRun(t *testing.T) {
	if testing.Short() {
		t.Skip("solves whole books again and again")
	}
	for name, way := range map[string]oddShop{
		"weekends in one by terminal": {terminals: 2, weekends: true},
		"begins to end days at 23":    {terminals: 1, cutFrom: 40},
		"credits name their days":     {terminals: 1, weekends: true, names: true},
		"two currencies":              {terminals: 1, weekends: true, currencies: 2},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(2) {
				dice := rand.New(rand.NewPCG(seed, 5))
				channels, days := way.days(dice)
				bringInPieces(t, channels, days, dice)
			}
		})
	}
}

// oddShop is how a channel pays.
type oddShop struct {
	terminals  int  // each paid by itself, where there are more than one; all but the first are closed on Sundays
	currencies int  // 0 is one
	weekends   bool // Friday to Sunday come in one credit
	names      bool // credits name the days that they pay
	cutFrom    int  // day from which on days end at 23:00; 0: never
}

// days is seventy days of the shop by channel. A payout in twenty never comes.
func (o oddShop) days(dice *rand.Rand) (map[book.ChannelID]book.Channel, []channelDay) {
	channels := map[book.ChannelID]book.Channel{1: acquirer(), 2: current()}
	rows := map[netDay][]book.Entry{}
	id := book.EntryID(0)
	put := func(ch book.ChannelID, e book.Entry) {
		id++
		e.ID = id // the identity that bring gives it
		k := netDay{ch, e.Day}
		rows[k] = append(rows[k], e)
	}
	for n := range o.terminals * max(o.currencies, 1) {
		terminal, currency := "", book.CNY
		if o.terminals > 1 {
			terminal = fmt.Sprint("T", n)
		}
		if o.currencies > 1 && n > 0 {
			currency = "USD"
		}
		owed, kept, first := book.Minor(0), book.Minor(0), book.Day(0)
		for k := range book.Day(70) {
			d, weekday := monday+k, k%7
			late := book.Minor(0)
			for i, clock := range []string{"10:00", "23:30"} {
				if n > 0 && weekday == 6 {
					break
				}
				e := sale(fmt.Sprint("S", n, int(k), i), d, clock, book.Minor(1000+dice.IntN(90000)))
				e.Terminal, e.Currency = terminal, currency
				put(1, e)
				if owed += e.Amount; i == 1 {
					late = e.Amount
				}
			}
			if first == 0 {
				first = d
			}
			if o.weekends && (weekday == 4 || weekday == 5) {
				continue
			}
			c := inflow(fmt.Sprint("C", n, int(k)), d+1, owed+kept)
			if kept = 0; o.cutFrom > 0 && int(k) >= o.cutFrom {
				c.Amount, kept = c.Amount-late, late
				c.Gross = c.Amount
			}
			if c.Currency = currency; o.names {
				c.Memo = "商户结算款 " + compactDay(first) + "-" + compactDay(d)
			}
			if dice.IntN(20) > 0 && c.Amount > 0 {
				put(2, c)
			}
			owed, first = 0, 0
		}
	}
	var days []channelDay
	for k, list := range rows {
		days = append(days, channelDay{k.channel, k.day, list})
	}
	slices.SortFunc(days, func(a, b channelDay) int { return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.day, b.day)) })
	return channels, days
}

func compactDay(d book.Day) string { return d.Time().Format("20060102") }
