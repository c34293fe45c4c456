package reconcile

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// torn is 200 days of two channels and a bank of which many days are not in the
// book: what is left open meets what else is left open. of tells the sale that a
// credit pays; 0 where it is not in the book.
func torn(seed uint64) (s *shop, of map[book.EntryID]book.EntryID) {
	s, of = newShop(), map[book.EntryID]book.EntryID{}
	dice := rand.New(rand.NewPCG(seed, 11))
	for c := range s.p.Coverage {
		s.covers(c, day1-5, day1+230)
	}
	said := map[book.ChannelID]string{weChat: "财付通 商户结算款", terminal: "拉卡拉 POS清算"}
	var lost [3]book.Day // channels and the bank: days up to here are not in the book
	for d := range book.Day(200) {
		for k := range lost {
			if d >= lost[k] && dice.IntN(12) == 0 {
				lost[k] = d + book.Day(1+dice.IntN(6))
			}
		}
		for k, c := range []book.ChannelID{weChat, terminal} {
			net := book.Minor(20000 + dice.IntN(100000))
			sale := book.EntryID(0)
			if d >= lost[k] {
				sale = s.sold(c, day1+d, net)
			}
			if d < lost[2] {
				continue
			}
			first := len(s.rows)
			switch due := day1 + d + 1 + book.Day(dice.IntN(5)/4); dice.IntN(12) {
			case 0:
				s.credit(due, net/3, said[c])
				s.credit(due, net-net/3, said[c])
			case 1:
				s.credit(due, net-net/40, said[c])
			case 2:
				s.credit(due+6, net, said[c])
			default:
				s.credit(due, net, said[c])
			}
			for _, r := range s.rows[first:] {
				of[r.ID] = sale
			}
		}
	}
	return s, of
}

// Where half of what would explain the rest is missing, nothing is made up: hardly
// a match that adds up is of the wrong days, and few of those that lack something.
func TestATornBookIsNotGuessed(t *testing.T) {
	var all, wrong, wrongShort int
	for seed := range uint64(40) {
		s, of := torn(seed)
		for _, m := range s.solve(book.LegPayouts).matches {
			all++
			if !slices.ContainsFunc(m.Right, func(id book.EntryID) bool { return !slices.Contains(m.Left, of[id]) }) {
				continue
			}
			if lacks, _ := s.lack(m); lacks == 0 {
				wrong++
			} else {
				wrongShort++
			}
		}
	}
	t.Logf("%d matches, %d wrong, %d wrong with a difference", all, wrong, wrongShort)
	if wrong*1000 > all || wrongShort*50 > all {
		t.Errorf("%d matches, %d wrong, %d wrong with a difference", all, wrong, wrongShort)
	}
}

func TestReachIsEnoughForATornBook(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := torn(rapid.Uint64().Draw(t, "seed"))
		reach := book.Day(s.p.PayoutReach())
		touched := day1 + book.Day(rapid.IntRange(0, 199).Draw(t, "touched"))
		var part []book.Row
		for _, r := range s.rows {
			if r.Day >= touched-2*reach && r.Day <= touched+2*reach {
				part = append(part, r)
			}
		}
		near := func(id book.EntryID) bool {
			return id > 0 && s.rows[id-1].Day >= touched-reach && s.rows[id-1].Day <= touched+reach
		}
		want := solveRows(book.LegPayouts, s.rows, &s.p).only(near)
		if got := solveRows(book.LegPayouts, part, &s.p).only(near); got != want {
			t.Fatalf("touched %s\ngot\n%s\nwant\n%s", touched, got, want)
		}
	})
}
