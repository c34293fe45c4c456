package review

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"zhangfang/app/book"
)

// TestTwoTellingsInPartsEqualAFullRun does as TestDaysInPartsEqualAFullRun with a shop
// whose payments stand in two bills of one account, most of them in both.
func TestTwoTellingsInPartsEqualAFullRun(t *testing.T) {
	seeds := uint64(4)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dice := rand.New(rand.NewPCG(seed, 9))
			channels, days := toldTwice(dice)
			bringInPieces(t, channels, days, dice)
		})
	}
}

// toldTwice is forty days of orders and of their payments in two bills, by channel. Some
// have no order number, some are charged twice, some go back, and some stand in one
// bill only.
func toldTwice(dice *rand.Rand) (map[book.ChannelID]book.Channel, []channelDay) {
	channels := map[book.ChannelID]book.Channel{
		1: {Name: "店铺", Role: book.RoleOrders, Provider: "shop", Stream: "orders", Currency: "USD", Zone: book.Shanghai},
		2: {Name: "Stripe", Role: book.RolePayments, Provider: "stripe", Stream: book.StreamAccount, Currency: "USD", Zone: book.Shanghai},
		3: {Name: "Stripe 明细", Role: book.RolePayments, Provider: "stripe", Stream: "trade", Currency: "USD", Zone: book.Shanghai},
	}
	var days []channelDay
	id := book.EntryID(0)
	rows := map[book.ChannelID]map[book.Day][]book.Entry{1: {}, 2: {}, 3: {}}
	put := func(ch book.ChannelID, e book.Entry) {
		id++
		e.ID = id // the identity that bring gives it
		e.Gross, e.Currency, e.Status = e.Amount, "USD", book.StatusPaid
		rows[ch][e.Day] = append(rows[ch][e.Day], e)
	}
	first := book.NewDay(2025, 10, 1)
	for n := range 240 {
		day := first + book.Day(n/6)
		at := book.Instant{Unix: int64(day)*86400 + int64(dice.IntN(40000)), Precision: book.PrecisionSecond}
		amount := book.Minor(1000 + 100*dice.IntN(5))
		no, txn := fmt.Sprint("A", n), fmt.Sprint("ch_", n)
		put(1, book.Entry{Kind: book.KindOrder, OrderNo: no, Day: day, At: at, Amount: amount})
		if dice.IntN(5) == 0 {
			no = ""
		}
		charges := 1 + dice.IntN(12)/11
		bills := [][]book.ChannelID{{2, 3}, {2, 3}, {2, 3}, {2}, {3}}[dice.IntN(5)]
		for _, ch := range bills {
			for k := range charges {
				at := book.Instant{Unix: at.Unix + int64(9+60*k), Precision: at.Precision}
				put(ch, book.Entry{Kind: book.KindPayment, OrderNo: no, TxnNo: fmt.Sprint(txn, k), Day: day, At: at, Amount: amount})
			}
		}
		if dice.IntN(8) != 0 {
			continue
		}
		back := day + book.Day(dice.IntN(9))
		late := book.Instant{Unix: at.Unix + int64(back-day)*86400, Precision: at.Precision}
		put(1, book.Entry{Kind: book.KindRefund, OrderNo: fmt.Sprint("A", n), Day: day, Amount: -amount})
		for _, ch := range bills {
			put(ch, book.Entry{Kind: book.KindRefund, OrderNo: no, TxnNo: txn + "r", RefundNo: txn + "r", Day: back, At: late, Amount: -amount})
		}
	}
	for _, ch := range []book.ChannelID{1, 2, 3} {
		for d := first; d < first+50; d++ {
			if r := rows[ch][d]; len(r) > 0 {
				days = append(days, channelDay{ch, d, slices.Clone(r)})
			}
		}
	}
	return channels, days
}
