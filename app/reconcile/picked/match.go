// Package picked matches two channels that the owner picked as a leg, such as a
// bank statement and an accounting ledger, which share no key. It learns from the
// rows themselves what speaks for a pair: which words name a party, how many days
// lie between the sides, how often a name is misspelt (the log ratios of Fellegi
// and Sunter), and needs no truth for it: amounts that are alone on both sides are
// nearly always pairs.
//
// Like package reconcile it is a function: rows are sorted by content, so their
// order does not matter, and a re-run gives what the first run gave.
package picked

import (
	"cmp"
	"iter"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
)

// Match matches the rows of the left channels with those of the right ones. Passes
// go from the strongest evidence to the weakest, all rows through one before the
// next: decisions, pairs that cancel each other, equal amounts, sums, amounts that
// differ by a fee or by swapped digits, suggestions. What is left is open. The one
// exception raised is the difference of what a person linked (amount_mismatch). An
// outcome is valid until the next one.
//
// The sides may be given either way round: the same rows go together.
func Match(rows []book.Row, left, right []book.ChannelID, p *reconcile.Parameters, leg book.Leg) iter.Seq[*book.Outcome] {
	return func(yield func(*book.Outcome) bool) {
		w := &work{leg: leg, yield: yield, rules: newRules(p)}
		w.swapped = statementRight(rows, left, right)
		w.take(rows, left, right)
		w.faceSigns()
		w.decided()
		for _, part := range w.byCurrency() {
			w.solve(part)
		}
		w.flush()
	}
}

// solve runs the passes over the rows of one currency.
func (w *work) solve(rows [2][]int32) {
	w.part = rows
	w.readTexts()
	w.learn()
	for _, pass := range []func(){w.cancelPass, w.sumPass, w.nearPass, w.offerEqualPass, w.offerPass, w.lastCancelPass, w.leftovers} {
		if w.ended {
			return
		}
		pass()
	}
}

// take makes items of the rows of both sides, sorted by content. A row that never
// happened expects nothing.
func (w *work) take(rows []book.Row, left, right []book.ChannelID) {
	for side := range w.items {
		w.items[side] = make([]item, 0, len(rows)/2)
	}
	for i := range rows {
		r := &rows[i]
		side := w.turn(book.Left)
		switch {
		case slices.Contains(left, r.Channel):
		case slices.Contains(right, r.Channel):
			side = w.turn(book.Right)
		default:
			continue
		}
		if r.Status == book.StatusFailed {
			w.out.Rows = append(w.out.Rows, r.ID)
			continue
		}
		w.items[side] = append(w.items[side], item{row: r, amount: compared(r), day: r.Day, name: noName})
	}
	for side := range w.items {
		w.items[side] = sorted(w.items[side])
	}
	w.flush()
}

// compared is what is compared of a row: what the channel moves after its fee, and
// of a withdrawal what the bank sees of it.
func compared(r *book.Row) book.Minor {
	if r.Kind == book.KindWithdrawal && r.Role != book.RoleBank {
		return -(r.Amount - r.Fee)
	}
	return r.Amount - r.Fee
}

// sorted are the items by content. Items are large: they are moved but once.
func sorted(items []item) []item {
	order := make([]*item, len(items))
	for i := range items {
		order[i] = &items[i]
	}
	slices.SortFunc(order, byContent)
	out := make([]item, len(items))
	for i, it := range order {
		out[i] = *it
	}
	return out
}

// byContent orders items by what their rows say, and by their ids only where they
// say the same.
func byContent(a, b *item) int {
	if c := cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.row.At, b.row.At), cmp.Compare(a.amount, b.amount)); c != 0 {
		return c
	}
	x, y := a.text(), b.text()
	return cmp.Or(
		cmp.Compare(a.row.Key, b.row.Key), cmp.Compare(x.TxnNo, y.TxnNo), cmp.Compare(x.Counterparty, y.Counterparty),
		cmp.Compare(x.Memo, y.Memo), cmp.Compare(a.row.ID, b.row.ID),
	)
}

// byCurrency splits what is not decided by currency, in the order of its code:
// amounts of two currencies are never compared.
func (w *work) byCurrency() [][2][]int32 {
	parts := map[book.Currency]*[2][]int32{}
	var order []book.Currency
	for side := range w.items {
		for i := range w.items[side] {
			it := &w.items[side][i]
			if it.done {
				continue
			}
			c := it.row.Currency
			if parts[c] == nil {
				parts[c] = &[2][]int32{}
				order = append(order, c)
			}
			parts[c][side] = append(parts[c][side], int32(i))
		}
	}
	slices.Sort(order)
	out := make([][2][]int32, 0, len(order))
	for _, c := range order {
		out = append(out, *parts[c])
	}
	return out
}
