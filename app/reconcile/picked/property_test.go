package picked_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

// drawRows invents rows in which everything meets everything: few amounts, names
// and numbers, close days.
func drawRows(t *rapid.T) []book.Row {
	var rows []book.Row
	for range rapid.IntRange(0, 40).Draw(t, "rows") {
		amount := book.Minor(rapid.SampledFrom([]int{1000, 2000, 3000, 12345, 13245, 5077, 17422}).Draw(t, "amount"))
		if rapid.Bool().Draw(t, "out") {
			amount = -amount
		}
		day := book.Day(20000 + rapid.IntRange(0, 12).Draw(t, "day"))
		rows = append(rows, book.Row{
			ID: book.EntryID(len(rows) + 1), Channel: book.ChannelID(rapid.IntRange(1, 2).Draw(t, "channel")), Amount: amount, Gross: amount, Day: day,
			Currency: rapid.SampledFrom([]book.Currency{book.CNY, book.CNY, "USD"}).Draw(t, "currency"),
			Key:      rapid.SampledFrom([]string{"", "", "CHK-1201", "CHK-1201-V", "AP-77"}).Draw(t, "key"),
			Text: &book.RowText{Memo: rapid.SampledFrom([]string{"", "CHECK #1201", "ACH HARBOR FOODS", "Harbor Foods LLC - rent", "VOID Harbor Foods",
				"转账 杭州星辰科技", "付杭州星辰科技有限公司货款", "作废 杭州星辰科技"}).Draw(t, "memo")},
		})
	}
	return rows
}

// drawDecisions lets a person decide on a few rows.
func drawDecisions(t *rapid.T, rows []book.Row) (out []book.Decision) {
	if len(rows) == 0 {
		return nil
	}
	for range rapid.IntRange(0, 4).Draw(t, "decisions") {
		d := book.Decision{ID: book.DecisionID(len(out) + 1), Leg: leg,
			Action: rapid.SampledFrom([]book.Action{book.Confirm, book.Decline, book.WriteOff}).Draw(t, "action")}
		for range rapid.IntRange(1, 3).Draw(t, "members") {
			r := rapid.SampledFrom(rows).Draw(t, "member")
			list := &d.Left
			if r.Channel == booksChannel {
				list = &d.Right
			}
			if !slices.Contains(*list, r.ID) {
				*list = append(*list, r.ID)
			}
		}
		out = append(out, d)
	}
	return out
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := drawRows(t)
		p := &reconcile.Parameters{Decisions: drawDecisions(t, rows)}
		o := run(rows, p)
		everyRowOnce(t, rows, o)
		sumsAddUp(t, rows, o)
		decisionsHold(t, p.Decisions, o)

		shuffled := rapid.Permutation(rows).Draw(t, "order")
		if diff := cmp.Diff(o.Matches, run(shuffled, p).Matches); diff != "" {
			t.Fatalf("the order of input matters:\n%s", diff)
		}
	})
}

// everyRowOnce: each row is decided once, and is in one match, or open, or both as
// a suggestion.
func everyRowOnce(t *rapid.T, rows []book.Row, o *book.Outcome) {
	decided, matched, open := map[book.EntryID]int{}, map[book.EntryID]int{}, map[book.EntryID]book.OpenReason{}
	for _, id := range o.Rows {
		decided[id]++
	}
	for _, m := range o.Matches {
		for _, id := range slices.Concat(m.Left, m.Right) {
			matched[id]++
			if m.State == book.MatchSuggested {
				matched[id] += 10
			}
		}
	}
	for _, x := range o.Open {
		if _, twice := open[x.Entry]; twice {
			t.Fatalf("row %d is open twice", x.Entry)
		}
		open[x.Entry] = x.Why
	}
	for _, x := range o.Exceptions {
		if _, isOpen := open[x.Entry]; isOpen || x.Type != book.AmountMismatch || x.Expected == x.Actual {
			t.Fatalf("%v is not the difference of what a person linked", x)
		}
	}
	for _, r := range rows {
		why, isOpen := open[r.ID]
		ok := false
		switch matched[r.ID] {
		case 0:
			ok = isOpen && why == book.OpenWaiting
		case 1:
			ok = !isOpen
		case 11:
			ok = isOpen && why == book.OpenSuggested
		}
		if !ok || decided[r.ID] != 1 {
			t.Fatalf("row %d: decided %d times, in matches %d, open %v (%v)", r.ID, decided[r.ID], matched[r.ID], isOpen, why)
		}
	}
}

// sumsAddUp: the sides of a match are equal to the cent, but for what its evidence
// states.
func sumsAddUp(t *rapid.T, rows []book.Row, o *book.Outcome) {
	byID := map[book.EntryID]book.Row{}
	for _, r := range rows {
		byID[r.ID] = r
	}
	for _, m := range o.Matches {
		if m.State == book.MatchConfirmed || m.Rule == book.RuleIndistinct {
			continue
		}
		var gap book.Minor
		for _, id := range m.Left {
			gap += byID[id].Amount
		}
		for _, id := range m.Right {
			gap -= byID[id].Amount
		}
		stated := slices.ContainsFunc(m.Evidence, func(f book.Fact) bool {
			shown := book.Money{Minor: -gap, Currency: book.CNY}.Plain()
			return (f.Code == "fee_difference" || f.Code == "amount_differs") && f.Args[0] == shown || f.Code == "digits_swapped"
		})
		turned := slices.ContainsFunc(m.Evidence, func(f book.Fact) bool { return f.Code == "signs_opposite" })
		if gap != 0 && !stated && !turned {
			t.Fatalf("%s of %v and %v is off by %d: %v", m.Rule, m.Left, m.Right, gap, m.Evidence)
		}
	}
}

// decisionsHold: what was confirmed or written off is so, as far as an earlier
// decision left it, and no pair that was declined is matched again.
func decisionsHold(t *rapid.T, decisions []book.Decision, o *book.Outcome) {
	in := map[book.EntryID]string{}
	for _, m := range o.Matches {
		for _, id := range slices.Concat(m.Left, m.Right) {
			in[id] = fmt.Sprint(m.State)
		}
		if m.State == book.MatchConfirmed {
			continue
		}
		for _, d := range decisions {
			if d.Action != book.Decline {
				continue
			}
			left, right := d.Left, d.Right
			if len(left) == 0 {
				left = right
			}
			if len(right) == 0 {
				right = left
			}
			for _, l := range left {
				for _, r := range right {
					if in := slices.Concat(m.Left, m.Right); l != r && slices.Contains(in, l) && slices.Contains(in, r) {
						t.Fatalf("%d and %d were declined, and matched by %s", l, r, m.Rule)
					}
				}
			}
		}
	}
	for _, d := range decisions {
		if d.Action == book.WriteOff {
			for _, id := range slices.Concat(d.Left, d.Right) {
				if in[id] != book.MatchConfirmed.String() {
					t.Fatalf("row %d was written off, and is %q", id, in[id])
				}
			}
		}
	}
}
