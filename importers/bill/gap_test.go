package bill

import (
	"slices"
	"testing"

	"zhangfang/app/book"
)

// moved is a row of an account on a day of October 2025.
func moved(day int, amount, balance book.Minor) book.Entry {
	return book.Entry{Line: int32(day), Day: book.NewDay(2025, 10, day), Amount: amount, Balance: &balance, Currency: book.CNY}
}

func gapOf(rows []book.Entry) (Gap, bool) {
	var g Gaps
	for i := range rows {
		g.AddEntry(&rows[i])
	}
	var s Summary
	g.End(&s)
	if len(s.Notes) != 1 {
		return Gap{}, false
	}
	return GapOf(s.Notes[0])
}

// TestGapWhereBalancesRepeat: an account that has the same balance again and again
// still tells where its rows do not follow each other, up or down in time.
func TestGapWhereBalancesRepeat(t *testing.T) {
	rows := []book.Entry{
		moved(1, 500, 700), moved(2, -500, 200), moved(3, 500, 700), moved(5, 500, 1300), moved(6, -600, 700),
		moved(7, 100, 800), moved(8, -600, 200), moved(9, 650, 850),
	}
	want := Gap{Places: 1, Stops: 700, GoesOn: 800, Currency: book.CNY, Since: book.NewDay(2025, 10, 3), Day: book.NewDay(2025, 10, 5)}
	if got, ok := gapOf(rows); !ok || got != want {
		t.Errorf("up: %+v %v", got, ok)
	}
	slices.Reverse(rows)
	for i := range rows {
		rows[i].Line = int32(i + 1)
	}
	if got, ok := gapOf(rows); !ok || got != want {
		t.Errorf("down: %+v %v", got, ok)
	}
}

// TestGapOfEachCurrency: the two sides of a gap are of one currency.
func TestGapOfEachCurrency(t *testing.T) {
	var rows []book.Entry
	for day := 1; day <= 6; day++ {
		rows = append(rows, moved(day, 10, book.Minor(day*10)))
		if day != 3 {
			dollars := moved(day, 7, book.Minor(1000+day*7))
			dollars.Currency = "USD"
			rows = append(rows, dollars)
		}
	}
	got, ok := gapOf(rows)
	want := Gap{Places: 1, Stops: 1014, GoesOn: 1021, Currency: "USD", Since: book.NewDay(2025, 10, 2), Day: book.NewDay(2025, 10, 4)}
	if !ok || got != want {
		t.Errorf("%+v %v", got, ok)
	}
}

func TestBridges(t *testing.T) {
	gap := Gap{Stops: 150, GoesOn: 180, Currency: book.CNY}
	before, missing, behind := moved(1, 50, 150), moved(2, 30, 180), moved(3, 5, 185)
	blind := moved(2, 30, 180)
	blind.Balance = nil
	for _, c := range []struct {
		name string
		rows []book.Entry
		want bool
	}{
		{"the missing row", []book.Entry{before, missing, behind}, true},
		{"in any order", []book.Entry{behind, before, missing}, true},
		{"still missing", []book.Entry{before, behind}, false},
		{"another row", []book.Entry{before, moved(2, 20, 170), behind}, false},
		{"missing, and back where it began", []book.Entry{before, behind, moved(4, -85, 100)}, false},
		{"without a balance", []book.Entry{before, blind, behind}, false},
		{"only what is before", []book.Entry{before}, false},
		{"nothing", nil, false},
	} {
		var g Gaps
		for i := range c.rows {
			g.AddEntry(&c.rows[i])
		}
		if got := g.Bridges(&gap); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestGapOf(t *testing.T) {
	good := []string{"1", "1.00", "2.50", "CNY", "2025-10-01", "2025-10-03"}
	if g, ok := GapOf(book.Note{Code: NoteGap, Args: good}); !ok || !slices.Equal(g.args(), good) {
		t.Errorf("%+v %v", g, ok)
	}
	for i, bad := range []string{"x", "1.001", "", "JPY", "1 Oct", ""} {
		args := slices.Clone(good)
		args[i] = bad
		if _, ok := GapOf(book.Note{Code: NoteGap, Args: args}); ok {
			t.Errorf("%q is taken", args)
		}
	}
	if _, ok := GapOf(book.Note{Code: NoteGap, Args: good[:3]}); ok {
		t.Error("a short note is taken")
	}
	if _, ok := GapOf(book.Note{Code: NoteBalance, Args: good}); ok {
		t.Error("another note is taken")
	}
}
