package columns

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
)

func table(n int) *Table {
	t := New(n)
	for i := range n {
		t.Add(&Row{
			ID: book.EntryID(i + 1), Channel: book.ChannelID(1 + i%3), Day: book.Day(20000 + i/1000), Time: int64(1.7e9) + int64(i*7919%n),
			Kind: book.KindPayment, Status: book.StatusPaid, Currency: book.CNY, Amount: book.Minor(i * 7919 % 100_000), Gross: book.Minor(i * 7919 % 100_000),
			Numbers: [3]string{fmt.Sprintf("S2025%09d", i*7919%n), fmt.Sprintf("4200%024d", i)},
			Party:   []string{"王晴", "李雷", "Wang"}[i%3], Memo: "商品 龙井茶叶",
		})
	}
	return Join(t)
}

func TestJoinKeepsRowsAndTexts(t *testing.T) {
	currencies := []book.Currency{"USD", book.CNY, "EUR"}
	parts := []*Table{New(37), New(0), New(63)}
	row := func(i int) Row {
		return Row{
			ID: book.EntryID(i + 1 + i/50*7), Currency: currencies[i%3], Amount: book.Minor(i%9) << (i % 60), Time: int64(i) << 30,
			Numbers: [3]string{fmt.Sprintf("N%d", i)}, Party: fmt.Sprint(i % 7), Memo: fmt.Sprint(i % 11),
		}
	}
	for i := range 100 {
		r := row(i)
		parts[min(2, i/37*2)].Add(&r)
	}
	joined := Join(parts...)
	if joined.Len() != 100 {
		t.Fatalf("%d rows", joined.Len())
	}
	for i := range int32(100) {
		want := row(int(i))
		got := Row{
			ID: joined.IDs([]int32{i})[0], Currency: joined.traits[joined.trait[i]].currency, Amount: book.Minor(joined.amount.at(i)), Time: joined.time.at(i) + middle,
			Numbers: [3]string{strings.ToUpper(string(joined.texts.piece(i, 0)))},
			Party:   string(joined.known.piece(int32(joined.party[i]), 0)), Memo: string(joined.known.piece(int32(joined.memo[i]), 0)),
		}
		if got != want {
			t.Errorf("row %d is\n%+v, want\n%+v", i, got, want)
		}
		if at, ok := joined.Place(want.ID); at != i || !ok {
			t.Errorf("row %d stands at %d, %v", i, at, ok)
		}
	}
	for _, id := range []book.EntryID{0, 51, 57, 115} {
		if at, ok := joined.Place(id); ok {
			t.Errorf("entry %d stands at %d", id, at)
		}
	}
	if n := joined.known.len(); n != 11 {
		t.Errorf("%d texts are shared, want 11", n)
	}
}

// Every piece of every text is found in its rows and no others, also where blocks
// and parts of the work begin.
func TestSearchFindsWhatStandsThere(t *testing.T) {
	const n = 60_000
	tb := table(n)
	if len(tb.texts.blocks) < 3 {
		t.Fatalf("%d blocks, too few to tell", len(tb.texts.blocks))
	}
	for _, text := range []string{"1", "20250000", "59999", "4200000000000000000000030000", "s2025000012345", "0000", "李", "wa", "叶", "x"} {
		found := tb.Search(text, nil)
		for i := range int32(n) {
			want := false
			for _, s := range [][]byte{tb.texts.piece(i, 0), tb.texts.piece(i, 1), tb.known.piece(int32(tb.party[i]), 0), tb.known.piece(int32(tb.memo[i]), 0)} {
				want = want || bytes.Contains(s, []byte(text))
			}
			if found.Has(i) != want {
				t.Fatalf("%q: row %d is found: %v", text, i, !want)
			}
		}
	}
}

func TestTextDoesNotReachAcrossTextsOrRows(t *testing.T) {
	tb := New(2)
	tb.Add(&Row{ID: 1, Numbers: [3]string{"ab", "cd"}, Memo: "ef"})
	tb.Add(&Row{ID: 2, Numbers: [3]string{"gh", "x\x00y"}})
	tb = Join(tb)
	for text, want := range map[string][]int32{"bc": nil, "fg": nil, "b\x00c": nil, "GH": {1}, "ef": {0}, "x y": {1}} {
		if got := tb.Find(Query{Found: tb.Search(text, nil)}); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// Rows come in the order of a number, equal ones by id, also where the numbers do not
// fit into 32 bits or are far apart.
func TestSortIsStable(t *testing.T) {
	for _, wide := range []int{0, 20, 31, 40, 57} {
		tb := New(3000)
		for i := range 3000 {
			n := int64((i*7919%50)-25) << wide
			tb.Add(&Row{ID: book.EntryID(i + 1), Amount: book.Minor(n), Time: n})
		}
		tb = Join(tb)
		want := tb.Find(Query{})
		slices.SortStableFunc(want, func(a, b int32) int { return cmp.Compare(tb.amount.at(a), tb.amount.at(b)) })
		got := tb.Find(Query{})
		tb.Sort(got, book.Order{By: "amount"}, nil)
		if !slices.Equal(got, want) {
			t.Errorf("wrong order of numbers of %d bits", wide+6)
		}
		got = tb.Find(Query{})
		if tb.Sort(got, book.Order{By: "time"}, nil); !slices.Equal(got, want) {
			t.Errorf("wrong order of times of %d bits", wide+6)
		}
		slices.Reverse(want)
		got = tb.Find(Query{})
		if tb.Sort(got, book.Order{By: "amount", Desc: true}, nil); !slices.Equal(got, want) {
			t.Errorf("wrong order backwards of numbers of %d bits", wide+6)
		}
	}
}

func TestDaysTellsOverflow(t *testing.T) {
	tb := New(2)
	for i := range 2 {
		tb.Add(&Row{ID: book.EntryID(i + 1), Channel: 1, Day: 1, Status: book.StatusPaid, Amount: 1 << 62})
	}
	if _, err := tb.Days(book.Period{}, map[book.ChannelID]bool{1: true}); err == nil {
		t.Error("no error")
	}
}

func BenchmarkMillion(b *testing.B) {
	t := table(1_000_000)
	t.Rank()
	for _, text := range []string{"123456", "晴", "没有的字", "2"} {
		b.Run("search/"+text, func(b *testing.B) {
			for b.Loop() {
				t.Find(Query{Found: t.Search(text, nil)})
			}
		})
	}
	all := t.Find(Query{})
	for _, by := range []string{"time", "amount", "order_no", "counterparty"} {
		b.Run("sort/"+by, func(b *testing.B) {
			for b.Loop() {
				t.Sort(slices.Clone(all), book.Order{By: by}, nil)
			}
		})
	}
	b.Run("days", func(b *testing.B) {
		for b.Loop() {
			if _, err := t.Days(book.Period{}, map[book.ChannelID]bool{1: true, 2: true, 3: true}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
