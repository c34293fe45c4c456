package bill_test

import (
	"math"
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

func eur(minor book.Minor) *book.Money { return &book.Money{Minor: minor, Currency: "EUR"} }

// mover makes rows of one amount cell.
func mover(money book.Currency) *bill.Record {
	h, _ := bill.MapHeader([]string{"amount"}, []bill.Column{{Names: []string{"amount"}}})
	return &bill.Record{Header: h, Money: money, Row: bill.Row{Cells: []string{"1"}}}
}

func TestStatements(t *testing.T) {
	type one struct {
		open, close *book.Money
		moves       []book.Minor
		page        bool
		refused     bool
	}
	tests := []struct {
		name   string
		all    []one
		notes  []string
		linked bool // the last one
		missed bool
	}{
		{"it adds up", []one{{eur(100), eur(130), []book.Minor{50, -20}, false, false}}, nil, false, false},
		{"nothing moved", []one{{eur(100), eur(100), nil, false, false}}, nil, false, false},
		{"a row is missing", []one{{eur(100), eur(131), []book.Minor{50, -20}, false, false}}, []string{bill.NoteFooter}, false, false},
		{"a page need not add up", []one{{eur(100), eur(131), nil, true, false}}, nil, false, false},
		{"a refused row is told by itself", []one{{eur(100), eur(131), nil, false, true}}, nil, false, false},
		{"the refused row of another day", []one{{eur(100), eur(131), nil, false, true}, {eur(131), eur(132), nil, false, false}}, []string{bill.NoteFooter}, true, false},
		{"without an opening balance", []one{{nil, eur(131), []book.Minor{50}, false, false}}, nil, false, false},
		{"another currency", []one{{eur(1), &book.Money{Minor: 1, Currency: "SEK"}, nil, false, false}}, []string{bill.NoteFooter}, false, false},
		{"two days", []one{{eur(0), eur(5), []book.Minor{5}, false, false}, {eur(5), eur(3), []book.Minor{-2}, false, false}}, nil, true, false},
		{"the newest first", []one{{eur(5), eur(3), []book.Minor{-2}, false, false}, {eur(0), eur(5), []book.Minor{5}, false, false}}, nil, true, false},
		{"a day is missing", []one{{eur(0), eur(5), []book.Minor{5}, false, false}, {eur(6), eur(3), []book.Minor{-3}, false, false}}, []string{bill.NoteMissed}, false, true},
		{"a statement without an end", []one{{eur(0), nil, []book.Minor{5}, false, false}, {eur(6), eur(3), []book.Minor{-3}, false, false}}, nil, false, false},
		{"more than money can hold", []one{{eur(math.MaxInt64), eur(5), []book.Minor{5}, false, false}}, []string{bill.NoteFooter}, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var s bill.Statements
			linked := false
			for _, o := range tt.all {
				for _, m := range o.moves {
					s.Move(mover("EUR"), 0, m)
				}
				if o.refused {
					s.Refuse()
				}
				linked = s.End(bill.Stated{Line: 7, Name: "CLBD", Open: o.open, Close: o.close, Page: o.page})
			}
			var codes []string
			for _, n := range s.Notes() {
				codes = append(codes, n.Code)
			}
			if !slices.Equal(codes, tt.notes) || linked != tt.linked || s.Missed() != tt.missed {
				t.Errorf("notes %v, linked %v, missed %v", s.Notes(), linked, s.Missed())
			}
		})
	}
}

func TestStatementSums(t *testing.T) {
	var s bill.Statements
	for _, m := range []book.Minor{50, -20, 5} {
		s.Move(mover("EUR"), 0, m)
	}
	if c, ok := s.Currency(); c != "EUR" || !ok {
		t.Errorf("currency %s %v", c, ok)
	}
	s.In("in", *eur(55))
	s.Out("out", *eur(20))
	if len(s.Notes()) != 0 {
		t.Errorf("notes %v", s.Notes())
	}
	s.In("in", *eur(56))
	s.Out("out", book.Money{Minor: 20, Currency: "SEK"})
	if n := s.Notes(); len(n) != 2 || !slices.Equal(n[0].Args, []string{"in", "0.56 EUR", "0.55 EUR"}) || !slices.Equal(n[1].Args, []string{"out", "0.20 SEK", "0.00 SEK"}) {
		t.Errorf("notes %v", n)
	}
	s.Move(mover("SEK"), 0, 1)
	if _, ok := s.Currency(); ok {
		t.Error("two currencies are one")
	}
	s.Begin()
	if _, ok := s.Currency(); ok {
		t.Error("no row has a currency")
	}
}

func TestStatementOverflow(t *testing.T) {
	var s bill.Statements
	s.Move(mover("EUR"), 0, math.MaxInt64)
	r := mover("EUR")
	if s.Move(r, 0, 1); r.Problem == nil || r.Problem.Code != bill.CodeAmount || r.Problem.Cell != "amount" {
		t.Errorf("%v", r.Problem)
	}
}

func TestSpans(t *testing.T) {
	days := func(from, to book.Day) book.Period { return book.Period{From: from, To: to} }
	tests := []struct {
		name   string
		all    []book.Period
		linked bool
		want   book.Period
		apart  bool
	}{
		{"one", []book.Period{days(3, 5)}, false, days(3, 5), false},
		{"beside each other", []book.Period{days(3, 5), days(6, 7)}, false, days(3, 7), false},
		{"the newest first", []book.Period{days(6, 7), days(3, 5)}, false, days(3, 7), false},
		{"within", []book.Period{days(3, 9), days(4, 5)}, false, days(3, 9), false},
		{"apart", []book.Period{days(3, 5), days(7, 8)}, false, days(7, 8), true},
		{"apart, the newest first", []book.Period{days(7, 8), days(3, 5)}, false, days(7, 8), true},
		{"a weekend between two that are linked", []book.Period{days(3, 5), days(8, 9)}, true, days(3, 9), false},
		{"half a year between two that are linked", []book.Period{days(3, 5), days(188, 189)}, true, days(188, 189), true},
	}
	for _, tt := range tests {
		var s bill.Spans
		for _, p := range tt.all {
			s.Add(p, tt.linked)
		}
		if s.Period != tt.want || s.Apart != tt.apart {
			t.Errorf("%s: %v apart=%v", tt.name, s.Period, s.Apart)
		}
	}
}
