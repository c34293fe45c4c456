package picked_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

// sheet makes rows from lines "L|R day amount key text"; L is the bank. Ids count
// from 1.
func sheet(t *testing.T, lines ...string) (rows []book.Row) {
	for n, line := range lines {
		var side, key string
		var day int
		var amount int64
		head, memo, _ := strings.Cut(line, " : ")
		if _, err := fmt.Sscan(head, &side, &day, &amount, &key); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		r := book.Row{ID: book.EntryID(n + 1), Channel: bankChannel, Day: book.Day(20000 + day), Amount: book.Minor(amount), Gross: book.Minor(amount),
			Currency: book.CNY, Text: &book.RowText{Memo: memo}}
		if side == "R" {
			r.Channel = booksChannel
		}
		if key != "-" {
			r.Key = key
		}
		rows = append(rows, r)
	}
	return rows
}

// told is the matches as text: rule, state, members, and the codes of evidence.
func told(o *book.Outcome) (out []string) {
	for _, m := range o.Matches {
		codes := make([]string, len(m.Evidence))
		for i, f := range m.Evidence {
			codes[i] = f.Code
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %v~%v %s", m.Rule, m.State, m.Left, m.Right, strings.Join(codes, ","))))
	}
	slices.Sort(out)
	return out
}

func TestMatch(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  []string
	}{
		{"a number that both name", []string{"L 3 -61234 - : CHQ PAID #4711", "R 1 -61234 CHK-4711 : Harbor Foods"},
			[]string{"key auto [1]~[2] amount_equal,number_same,earlier_days"}},
		{"amount and name", []string{"L 3 -61234 - : BILLPAY HARBOR FOODS", "R 1 -61234 AP-1 : Harbor Foods LLC, rent"},
			[]string{"score auto [1]~[2] amount_equal,name_same,earlier_days"}},
		{"a batch of one party", []string{"L 5 -154321 - : BILLPAY HARBOR FOODS", "R 1 -100017 AP-1 : Harbor Foods LLC", "R 3 -54304 AP-2 : Harbor Foods LLC", "R 3 -7003 AP-3 : Quarry Tools"},
			[]string{"sum auto [1]~[2 3] sum_of_rows,name_same,earlier_days"}},
		{"a batch on the other side", []string{"R 5 -154321 - : BILLPAY HARBOR FOODS", "L 1 -100017 AP-1 : Harbor Foods LLC", "L 3 -54304 AP-2 : Harbor Foods LLC", "L 3 -7003 AP-3 : Quarry Tools"},
			[]string{"sum auto [2 3]~[1] sum_of_rows,name_same,later_days"}},
		{"rows that cannot be told apart", []string{"L 3 -61234 - : CHQ PAID", "L 3 -61234 - : CHQ PAID", "R 1 -61234 AP-1 : Harbor Foods", "R 1 -61234 AP-2 : Harbor Foods"},
			[]string{"indistinct suggested [1 2]~[3 4] indistinct_amount"}},
		{"void and re-issue", []string{"L 9 -61234 - : CHQ PAID", "R 1 -61234 CHK-4711 : Harbor Foods", "R 3 61234 CHK-4711-V : Void, Harbor Foods", "R 5 -61234 CHK-4712 : Harbor Foods, replaces voided #4711"},
			[]string{"cancel auto []~[2 3] cancels,number_same", "score auto [1]~[4] amount_equal,earlier_days"}},
		{"money sent back is on both sides", []string{"L 2 -61234 - : BILLPAY HARBOR FOODS", "L 4 61234 - : ACH CREDIT HARBOR FOODS", "R 1 -61234 AP-1 : Harbor Foods", "R 3 61234 AP-1-R : Harbor Foods reversal"},
			[]string{"score auto [1]~[3] amount_equal,name_same,earlier_days", "score auto [2]~[4] amount_equal,name_same,earlier_days"}},
		{"two digits swapped", []string{"L 2 4312305 - : WIRE HARBOR FOODS", "R 1 4132305 AR-1 : Harbor Foods"},
			[]string{"score auto [1]~[2] digits_swapped,name_same,earlier_days"}},
		{"a number with another amount", []string{"L 2 4312305 - : WIRE INV 88123", "R 1 4100000 INV-88123 : Harbor Foods"},
			[]string{"key+difference suggested [1]~[2] amount_differs,number_same,earlier_days"}},
		{"红字", []string{"R 1 -61234 记-12 : 付杭州星辰科技有限公司货款", "R 2 61234 记-13 : 红字冲销 付杭州星辰科技有限公司货款"},
			[]string{"cancel auto []~[1 2] cancels"}},
		{"nothing fits", []string{"L 2 4312305 - : WIRE", "R 1 99 AR-1 : Harbor Foods"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(run(sheet(t, tt.lines...), &reconcile.Parameters{})); !slices.Equal(got, tt.want) {
				t.Errorf("\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(tt.want, "\n     "))
			}
		})
	}
}

// opposite is lines of so many pairs in which the books write money out as plus.
func opposite(n int) (lines []string) {
	for k := range n {
		lines = append(lines, fmt.Sprintf("L %d %d - : BILLPAY", k%9, -61234-971*k), fmt.Sprintf("R %d %d AP-%d : rent", k%9, 61234+971*k, k))
	}
	return lines
}

func TestOppositeSigns(t *testing.T) {
	o := run(sheet(t, opposite(30)...), &reconcile.Parameters{})
	if len(o.Matches) != 30 {
		t.Fatalf("%d matches, want 30", len(o.Matches))
	}
	for _, m := range told(o) {
		if !strings.HasPrefix(m, "score auto") || !strings.HasSuffix(m, "signs_opposite") {
			t.Errorf("got %s", m)
		}
	}
}

func TestDecisions(t *testing.T) {
	rows := sheet(t, "L 3 -61234 - : BILLPAY HARBOR FOODS", "R 1 -61234 AP-1 : Harbor Foods LLC, rent", "R 1 -9 AP-2 : Other", "R 1 -5 AP-3 : Other")
	ids := func(list ...book.EntryID) []book.EntryID { return list }
	tests := []struct {
		name string
		what []book.Decision
		want []string
	}{
		{"linked by hand", []book.Decision{{Action: book.Confirm, Left: ids(1), Right: ids(3, 4)}}, []string{"manual confirmed [1]~[3 4]"}},
		{"declined", []book.Decision{{Action: book.Decline, Left: ids(1), Right: ids(2)}}, nil},
		{"written off", []book.Decision{{Action: book.WriteOff, Right: ids(2)}}, []string{"write_off confirmed []~[2]"}},
		{"the earlier holds", []book.Decision{{Action: book.WriteOff, Right: ids(2)}, {Action: book.Confirm, Left: ids(1), Right: ids(2)}}, []string{"write_off confirmed []~[2]"}},
	}
	for _, tt := range tests {
		if got := told(run(rows, &reconcile.Parameters{Decisions: tt.what})); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestLinkedDiffers: what a person linked holds, and the difference is raised.
func TestLinkedDiffers(t *testing.T) {
	ids := func(list ...book.EntryID) []book.EntryID { return list }
	signs := append(opposite(12), "L 20 -5000 - : WIRE", "R 20 5100 - : rent")
	usd := sheet(t, "L 3 -61234 - : A", "L 3 -500 - : B", "R 1 -61234 AP-1 : A", "R 1 -700 AP-2 : B")
	usd[1].Currency, usd[3].Currency = "USD", "USD"
	foreign := sheet(t, "L 3 -500 - : A", "R 1 -3500 AP-1 : A")
	foreign[0].Currency = "USD"
	tests := []struct {
		name             string
		rows             []book.Row
		left, right      []book.EntryID
		expected, actual []book.Minor
		gap              string
	}{
		{"equal", sheet(t, "L 3 -300 - : A", "R 1 -100 - : A", "R 1 -200 - : A"), ids(1), ids(2, 3), nil, nil, ""},
		{"different", sheet(t, "L 3 -300 - : A", "R 1 -100 - : A", "R 1 -250 - : A"), ids(1), ids(2, 3), []book.Minor{-300}, []book.Minor{-350}, "-0.50"},
		{"opposite signs", sheet(t, signs...), ids(25), ids(26), []book.Minor{-5000}, []book.Minor{-5100}, "-1.00"},
		{"two currencies", usd, ids(1, 2), ids(3, 4), []book.Minor{-500}, []book.Minor{-700}, "-2.00"},
		{"none in common", foreign, ids(1), ids(2), nil, nil, ""},
	}
	for _, tt := range tests {
		o := run(tt.rows, &reconcile.Parameters{Decisions: []book.Decision{{Action: book.Confirm, Left: tt.left, Right: tt.right}}})
		var expected, actual []book.Minor
		for _, x := range o.Exceptions {
			expected, actual = append(expected, x.Expected), append(actual, x.Actual)
			if x.Type != book.AmountMismatch || x.Leg != leg || x.Evidence[0].Code != "linked_by_hand" || x.Evidence[1].Args[0] != tt.gap ||
				!slices.Contains(tt.right, x.Entry) || !slices.Contains(tt.left, x.Other) {
				t.Errorf("%s: %+v", tt.name, x)
			}
		}
		if !slices.Equal(expected, tt.expected) || !slices.Equal(actual, tt.actual) {
			t.Errorf("%s: expected %v and actual %v, want %v and %v", tt.name, expected, actual, tt.expected, tt.actual)
		}
	}
}

// TestDeclinedCancel: a pair of one side that was declined is not offered again.
func TestDeclinedCancel(t *testing.T) {
	rows := sheet(t, "R 1 -61234 CHK-4711 : Harbor Foods", "R 3 61234 CHK-4711-V : Void, Harbor Foods")
	if got := told(run(rows, &reconcile.Parameters{})); len(got) != 1 {
		t.Fatalf("got %q, want a pair that cancels", got)
	}
	d := book.Decision{Action: book.Decline, Right: []book.EntryID{1, 2}}
	if got := told(run(rows, &reconcile.Parameters{Decisions: []book.Decision{d}})); got != nil {
		t.Errorf("got %q, want none", got)
	}
}

func TestLessons(t *testing.T) {
	rows := sheet(t, "L 3 -60000 - : BILLPAY SHENTONG LTD", "R 1 -60000 AP-1 : 申通快递", "R 9 -60000 AP-2 : 星辰科技")
	for i := range rows { // names in a column of their own
		rows[i].Text.Counterparty, rows[i].Text.Memo = strings.TrimPrefix(rows[i].Text.Memo, "BILLPAY "), ""
	}
	alias := book.Lesson{Kind: book.LessonAlias, Leg: leg, Subject: "shentong", Value: "申通快递", Weight: 1}
	against := book.Lesson{Kind: book.LessonNotAlias, Leg: leg, Subject: "shentong", Value: "申通快递", Weight: 1}
	never := book.Lesson{Kind: book.LessonThreshold, Leg: leg, Suggest: 0.2, Auto: 0.99999999}
	tests := []struct {
		name    string
		lessons []book.Lesson
		want    []string
	}{
		{"an alias", []book.Lesson{alias}, []string{"score auto [1]~[2] amount_equal,name_alias,earlier_days"}},
		{"a threshold", []book.Lesson{alias, never}, []string{"score suggested [1]~[2] amount_equal,name_alias,earlier_days"}},
	}
	for _, tt := range tests {
		if got := told(run(rows, &reconcile.Parameters{Lessons: tt.lessons})); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	batch := sheet(t, "L 5 -154321 - : SHENTONG LTD", "R 1 -100017 AP-1 : 申通快递", "R 3 -54304 AP-2 : 申通快递")
	for i := range batch {
		batch[i].Text.Counterparty, batch[i].Text.Memo = batch[i].Text.Memo, ""
	}
	if got, want := told(run(batch, &reconcile.Parameters{Lessons: []book.Lesson{alias}})), []string{"sum auto [1]~[2 3] sum_of_rows,name_alias,earlier_days"}; !slices.Equal(got, want) {
		t.Errorf("a batch under an alias: got %q, want %q", got, want)
	}
	for _, m := range run(rows[:2], &reconcile.Parameters{Lessons: []book.Lesson{against}}).Matches {
		if m.State != book.MatchSuggested {
			t.Errorf("names that were declined together count by themselves: %v", m)
		}
	}
}
