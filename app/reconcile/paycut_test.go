package reconcile

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// cutShop is 160 days of a card acquirer that pays whole days, each terminal by
// itself, or days that end at eleven, and changes from one to another now and then;
// some payouts never come, some are short. want says which credit pays which sales.
func cutShop(seed uint64, faults int) (s *shop, want map[book.EntryID]string) {
	s, want = newShop(), map[book.EntryID]string{}
	dice := rand.New(rand.NewPCG(seed, 7))
	for c := range s.p.Coverage {
		s.covers(c, day1-5, day1+200)
	}
	mode, until := 0, book.Day(0)
	var late []int // rows after eleven of the day before, to be paid with this one's
	for d := range book.Day(160) {
		if d >= until && len(late) == 0 {
			mode, until = dice.IntN(3), d+25+book.Day(dice.IntN(20))
		}
		byTerminal := map[string][]int{}
		rows := late
		late = nil
		for _, name := range []string{"T1", "T2"} {
			for _, at := range []string{"09:00:00", "15:00:00", "23:20:00"} {
				s.add(terminal, book.KindPayment, "", day1+d, at, book.Minor(1000+dice.IntN(90000)), swiped(name, ""))
				n := len(s.rows) - 1
				byTerminal[name] = append(byTerminal[name], n)
				if mode == 2 && at > "23" && d+1 < until {
					late = append(late, n)
				} else {
					rows = append(rows, n)
				}
			}
		}
		groups := [][]int{rows}
		if mode == 1 {
			groups = [][]int{byTerminal["T1"], byTerminal["T2"]}
		}
		for _, g := range groups {
			var total book.Minor
			for _, n := range g {
				total += s.rows[n].Amount
			}
			switch {
			case dice.IntN(1000) < faults:
				continue
			case dice.IntN(1000) < faults:
				total -= total / 50
			}
			id := s.credit(day1+d+1+book.Day(dice.IntN(2)), total, "拉卡拉")
			want[id] = fmt.Sprint(g)
		}
	}
	return s, want
}

// Where days are cut otherwise, nearly every credit is explained by exactly its
// rows, but around a change, where nothing tells yet which way it went.
func TestCutDaysAreFound(t *testing.T) {
	right, all := 0, 0
	for seed := range uint64(20) {
		s, want := cutShop(seed, 10)
		got := map[book.EntryID]string{}
		for _, m := range s.solve(book.LegPayouts).matches {
			var rows []int
			for _, id := range m.Left {
				rows = append(rows, int(id)-1)
			}
			for _, id := range m.Right {
				got[id] = fmt.Sprint(rows)
			}
		}
		for id, rows := range want {
			if all++; got[id] == rows {
				right++
			}
		}
	}
	t.Logf("%d of %d credits", right, all)
	if right*100 < all*97 {
		t.Errorf("only %d of %d credits", right, all)
	}
}

func TestReachIsEnoughForCutDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := cutShop(rapid.Uint64().Draw(t, "seed"), 30)
		reach := book.Day(s.p.PayoutReach())
		touched := day1 + book.Day(rapid.IntRange(0, 159).Draw(t, "touched"))
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
