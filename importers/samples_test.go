package importers_test

import (
	"context"
	"errors"
	"os"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

const samples = "/work/shared/samples"

// TestSamples reads every real export that is at hand: each imports, or is
// refused for a reason. Run with -v to see what became of each.
func TestSamples(t *testing.T) {
	if _, err := os.Stat(samples); err != nil {
		t.Skip("no samples here")
	}
	files, refused, err := importers.Expand(context.Background(), []string{samples}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range refused {
		t.Logf("%-70s REFUSED %v", r.File, r.Problem)
	}
	var bills []bill.File
	for _, f := range files {
		parts, err := importers.Parts(context.Background(), f, bill.Options{})
		if err != nil {
			parts = []bill.File{f} // reading it says why
		}
		bills = append(bills, parts...)
	}
	for _, f := range bills {
		t.Logf("%s %s", f.Path[len(samples)+1:], f.Part)
		rows, bad := 0, 0
		s, err := importers.Read(context.Background(), f, bill.Options{}, func(r *bill.Row) error {
			rows++
			if r.Problem != nil {
				if bad++; bad < 3 {
					t.Logf("      line %d: %v", r.Line, r.Problem)
				}
			}
			for _, e := range r.Entries {
				if rows < 4 {
					t.Logf("      %d %v %v %s o=%s t=%s r=%s g=%d a=%d f=%d %s %q %q b=%v", e.Line, e.Kind, e.Status, e.At.Format(book.Shanghai), e.OrderNo, e.TxnNo, e.RefundNo, e.Gross, e.Amount, e.Fee, e.Currency, e.Counterparty, e.Memo, e.Balance != nil)
				}
			}
			return nil
		})
		if err != nil {
			var p *book.Problem
			if !errors.As(err, &p) {
				t.Errorf("      refused without a problem: %v", err)
			}
			t.Logf("      REFUSED %v", err)
			continue
		}
		t.Logf("      %s %+v rows=%d bad=%d covers %v..%v partial=%v notes=%v incomplete=%v", s.Format, s.Source, rows, bad, s.Covers.From, s.Covers.To, s.Covers.PartialEdges, s.Notes, s.Incomplete)
	}
}
