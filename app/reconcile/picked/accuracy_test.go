package picked_test

import (
	"flag"
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/reconcile"
	"zhangfang/app/reconcile/picked"
	"zhangfang/app/sample"
)

var seeds = flag.Int("seeds", 3, "how many unseen ledgers of each kind the accuracy test invents")

const (
	bankChannel  book.ChannelID = 1
	booksChannel book.ChannelID = 2
)

// rowsOf makes rows of an invented ledger as the importers would, and tells which
// line each is.
func rowsOf(l *sample.Ledger) (rows []book.Row, lines map[book.EntryID]string) {
	lines = make(map[book.EntryID]string, len(l.Bank)+len(l.Ledger))
	add := func(channel book.ChannelID, role book.Role, x *sample.LedgerLine) {
		id := book.EntryID(len(rows) + 1)
		lines[id] = x.ID
		rows = append(rows, book.Row{ID: id, Key: book.NormalKey(x.Ref), At: int64(x.Day)*86400 - 8*3600, Gross: x.Amount, Amount: x.Amount,
			Currency: book.CNY, Channel: channel, Role: role, Day: x.Day, Precision: book.PrecisionDay,
			Text: &book.RowText{Memo: x.Text, TxnNo: x.ID}})
	}
	for i := range l.Bank {
		add(bankChannel, book.RoleBank, &l.Bank[i])
	}
	for i := range l.Ledger {
		add(booksChannel, book.RoleLedger, &l.Ledger[i])
	}
	return rows, lines
}

// leg is the leg of the tests.
var leg = book.PickedLeg("bank", "ledger")

// run matches the bank with the books.
func run(rows []book.Row, p *reconcile.Parameters) *book.Outcome {
	return runSides(rows, p, bankChannel, booksChannel)
}

// runSides matches a left channel with a right one.
func runSides(rows []book.Row, p *reconcile.Parameters, left, right book.ChannelID) *book.Outcome {
	var all book.Outcome
	for o := range picked.Match(rows, []book.ChannelID{left}, []book.ChannelID{right}, p, leg) {
		all.Rows = append(all.Rows, o.Rows...)
		for _, m := range o.Matches {
			m.Left, m.Right = slices.Clone(m.Left), slices.Clone(m.Right)
			all.Matches = append(all.Matches, m)
		}
		all.Open = append(all.Open, o.Open...)
		all.Exceptions = append(all.Exceptions, o.Exceptions...)
	}
	return &all
}

// pairsOf lists the pairs of the matches that count.
func pairsOf(o *book.Outcome, lines map[book.EntryID]string) (out []sample.PickedPair) {
	for _, m := range o.Matches {
		if m.State == book.MatchSuggested {
			continue
		}
		for _, l := range m.Left {
			for _, r := range m.Right {
				out = append(out, sample.PickedPair{Bank: lines[l], Ledger: lines[r], Rule: m.Rule})
			}
		}
	}
	return out
}

func TestAccuracy(t *testing.T) {
	tests := []struct {
		name      string
		spec      sample.LedgerSpec
		f1        float64
		precision float64
	}{
		{"plain", sample.LedgerSpec{}, 0.995, 0.999},
		{"few lines", sample.LedgerSpec{Lines: 300}, 0.98, 0.99},
		{"many lines", sample.LedgerSpec{Lines: 3000}, 0.995, 0.999},
		{"no numbers", sample.LedgerSpec{NoNumbers: true}, 0.985, 0.99},
		{"dates off", sample.LedgerSpec{DateSlip: 7}, 0.985, 0.99},
		{"nameless", sample.LedgerSpec{Nameless: 30}, 0.98, 0.995},
		{"Chinese", sample.LedgerSpec{Chinese: true}, 0.98, 0.99},
		{"Chinese, no numbers", sample.LedgerSpec{Chinese: true, NoNumbers: true}, 0.98, 0.99},
		{"Chinese, dates off", sample.LedgerSpec{Chinese: true, DateSlip: 7}, 0.98, 0.99},
		{"Chinese, nameless", sample.LedgerSpec{Chinese: true, Nameless: 30}, 0.98, 0.995},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var sum sample.Hits
			missed := map[string]sample.Found{}
			for seed := range *seeds {
				tt.spec.Seed = uint64(seed) + 4001
				l := sample.NewLedger(tt.spec)
				rows, lines := rowsOf(l)
				s := sample.GradePairs(&l.Truth, pairsOf(run(rows, &reconcile.Parameters{}), lines))
				sum.True += s.All.True
				sum.Claimed += s.All.Claimed
				sum.Right += s.All.Right
				for event, f := range s.Events {
					missed[event] = sample.Found{Planted: missed[event].Planted + f.Planted, Found: missed[event].Found + f.Found}
				}
			}
			score := sample.PairScore{All: sum}
			t.Logf("F1 %.4f, precision %.5f, recall %.4f; by event %v", score.F1(), sum.Precision(), sum.Recall(), missed)
			if score.F1() < tt.f1 || sum.Precision() < tt.precision {
				t.Errorf("F1 %.4f, precision %.5f; want %.3f and %.3f", score.F1(), sum.Precision(), tt.f1, tt.precision)
			}
		})
	}
}
