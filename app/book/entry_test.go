package book_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"zhangfang/app/book"
)

func TestNormalKeyFoldsWhatSpreadsheetsAdd(t *testing.T) {
	for _, in := range []string{"S2025-0001", "`S2025-0001", "\tS2025-0001\t", "s2025-0001", `="S2025-0001"`, `"S2025-0001"`, "'S2025-0001", "Ｓ2025-0001", " S2025-0001\u00a0", "\ufeffS2025-0001"} {
		if got := book.NormalKey(in); got != "S2025-0001" {
			t.Errorf("NormalKey(%q) = %q", in, got)
		}
	}
	if got := book.NormalKey("`"); got != "" {
		t.Errorf("an empty cell of a bill = %q", got)
	}
}

func TestNormalKeyIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := book.NormalKey(rapid.String().Draw(t, "s"))
		if twice := book.NormalKey(once); twice != once {
			t.Fatalf("%q becomes %q", once, twice)
		}
	})
}

func TestDay(t *testing.T) {
	d := book.NewDay(2025, time.October, 1)
	if d.String() != "2025-10-01" || d.Weekday() != time.Wednesday {
		t.Errorf("%s is a %s", d, d.Weekday())
	}
	if m := book.Month(2024, time.February); m.Days() != 29 || !m.Has(m.To) || m.Has(m.To+1) {
		t.Errorf("February 2024 = %s to %s", m.From, m.To)
	}
	late := time.Date(2025, 10, 1, 23, 30, 0, 0, book.Shanghai)
	if book.DayOf(late) != d || book.DayOf(late.UTC()) != d {
		t.Errorf("a Shanghai evening is on %s", book.DayOf(late))
	}
}

func TestInstantFormat(t *testing.T) {
	at := time.Date(2025, 10, 26, 12, 4, 52, 0, book.Shanghai)
	for p, want := range map[book.Precision]string{book.PrecisionNone: "", book.PrecisionDay: "2025-10-26", book.PrecisionSecond: "2025-10-26T12:04:52+08:00"} {
		if got := book.At(at, p).Format(book.Shanghai); got != want {
			t.Errorf("precision %d: %q, want %q", p, got, want)
		}
	}
}

func TestCoverageEdges(t *testing.T) {
	c := book.Coverage{Period: book.Period{From: 10, To: 12}}
	if !c.Covers(10) || !c.Covers(12) || c.Covers(13) {
		t.Error("a stated period covers its ends")
	}
	c.PartialEdges = true
	if c.Covers(10) || !c.Covers(11) || c.Covers(12) {
		t.Error("edges known only from rows are covered in part")
	}
	if (book.Coverage{}).Covers(0) {
		t.Error("no coverage covers a day")
	}
}

func TestMatchIDDependsOnMembersAndLegOnly(t *testing.T) {
	a := book.Match{Leg: book.LegSales, Rule: book.RuleKey, Left: []book.EntryID{1}, Right: []book.EntryID{2}}
	b := book.Match{Leg: book.LegSales, Rule: book.RuleManual, State: book.MatchConfirmed, Left: []book.EntryID{1}, Right: []book.EntryID{2}}
	if a.ID() != b.ID() {
		t.Error("the id moved although the members stayed")
	}
	for _, other := range []book.Match{{Leg: book.LegPayouts, Left: a.Left, Right: a.Right}, {Leg: book.LegSales, Left: []book.EntryID{1, 2}}} {
		if other.ID() == a.ID() {
			t.Errorf("%+v has the id of another match", other)
		}
	}
}
