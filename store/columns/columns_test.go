package columns

import (
	"fmt"
	"slices"
	"testing"

	"zhangfang/app/book"
)

func table(n int) *Table {
	t := &Table{}
	for i := range n {
		t.Add(&Row{
			ID: book.EntryID(i + 1), Channel: book.ChannelID(1 + i%3), Day: book.Day(20000 + i/1000), Time: int64(1.7e9) + int64(i*7919%n),
			Kind: book.KindPayment, Status: book.StatusPaid, Currency: book.CNY, Amount: book.Minor(i * 7919 % 100_000), Gross: book.Minor(i * 7919 % 100_000),
			Texts: [5]string{fmt.Sprintf("S2025%09d", i*7919%n), fmt.Sprintf("4200%024d", i), "", []string{"王晴", "李雷", "Wang"}[i%3], "商品 龙井茶叶"},
		})
	}
	return t
}

func TestJoinKeepsRowsAndTexts(t *testing.T) {
	whole := table(100)
	a, b := &Table{}, &Table{}
	for i := range 100 {
		to := a
		if i >= 37 {
			to = b
		}
		to.Add(&Row{ID: book.EntryID(i + 1), Currency: []book.Currency{"USD", book.CNY, "EUR"}[i%3], Texts: [5]string{0: string(whole.textOf(int32(i), 0)), 3: fmt.Sprint(i)}})
	}
	joined, ok := Join(a, b)
	if !ok || joined.Len() != 100 {
		t.Fatalf("%d rows, %v", joined.Len(), ok)
	}
	for i := range int32(100) {
		if got, want := string(joined.textOf(i, party)), fmt.Sprint(i); got != want {
			t.Errorf("party of row %d is %q", i, got)
		}
		if got, want := joined.currencies[joined.currency[i]], ([]book.Currency{"USD", book.CNY, "EUR"}[i%3]); got != want {
			t.Errorf("currency of row %d is %s, want %s", i, got, want)
		}
	}
	if rows := joined.Find(Query{Found: joined.Search("S2025", nil)}); len(rows) != 100 {
		t.Errorf("%d rows found", len(rows))
	}
}

func TestTextDoesNotReachAcrossTextsOrRows(t *testing.T) {
	tb := &Table{}
	tb.Add(&Row{ID: 1, Texts: [5]string{"ab", "cd", "", "", "ef"}})
	tb.Add(&Row{ID: 2, Texts: [5]string{"gh", "x\x00y"}})
	for text, want := range map[string][]int32{"bc": nil, "fg": nil, "b\x00c": nil, "GH": {1}, "ef": {0}, "x y": {1}} {
		if got := tb.Find(Query{Found: tb.Search(text, nil)}); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestDaysTellsOverflow(t *testing.T) {
	tb := &Table{}
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
