package fees

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/sample"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// bills reads the payments of an invented shop, and their numbers by row.
func bills(t *testing.T, dir string) (rows []book.Row, txn map[book.EntryID]string) {
	t.Helper()
	channels := map[string]book.ChannelID{"wechat.trade": 1, "alipay.trade": 2, "pos.trade": 3}
	txn = map[book.EntryID]string{}
	read := func(name string, size int64, open func() (io.ReadCloser, error)) {
		var own []bill.Entry
		s, err := importers.Read(context.Background(), bill.File{Name: name, Path: name, Size: size, Open: open}, bill.Options{}, func(r *bill.Row) error {
			own = append(own, r.Entries...)
			return nil
		})
		if err != nil || channels[s.Format] == 0 {
			return // a summary, orders, or a statement
		}
		for _, e := range own {
			r := book.Row{ID: book.EntryID(len(rows) + 1), Key: e.Key(), Gross: e.Gross, Amount: e.Amount, Fee: e.Fee, Currency: e.Currency,
				Text: &book.RowText{Method: e.Method}, Channel: channels[s.Format], Day: e.Day, Role: book.RolePayments, Kind: e.Kind, Status: e.Status}
			rows, txn[r.ID] = append(rows, r), e.TxnNo
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if filepath.Ext(path) != ".zip" {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			read(filepath.Base(path), info.Size(), func() (io.ReadCloser, error) { return os.Open(path) })
			continue
		}
		z, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		for i, m := range z.File {
			read(fmt.Sprintf("%d.csv", i), int64(m.UncompressedSize64), m.Open)
		}
	}
	return rows, txn
}

// Invented shops with planted faults: cards are read from the bills, a rate that
// was bargained for among them, and rows are checked against them. A refund repeats
// the number of its payment, but for a card's; the planted fee is the payment's.
func TestInventedShops(t *testing.T) {
	var found, planted, alarms, all int
	for seed := range uint64(5) {
		dir := t.TempDir()
		truth, err := sample.Write(t.Context(), sample.Spec{Seed: 900 + seed, Days: 30 + 10*int(seed), PerDay: 60 + 30*int(seed), Faults: true}, dir)
		if err != nil {
			t.Fatal(err)
		}
		rows, txn := bills(t, dir)
		cards := propose(rows, nil)
		wrong := map[string]bool{}
		for _, f := range truth.Faults {
			if f.Type == book.FeeMismatch {
				wrong[f.TxnNo] = true
			}
		}
		got := NewChecker(cards).Check(rows)
		for _, r := range rows {
			_, raised := got[r.ID]
			switch faulty := wrong[txn[r.ID]] && (r.Kind == book.KindPayment || r.Channel == 3); {
			case faulty && raised:
				found++
			case raised:
				alarms++
				if alarms < 30 {
					t.Logf("seed %d: channel %d row %+v %s", 900+seed, r.Channel, got[r.ID], r.Kind)
				}
			case faulty:
				t.Logf("seed %d: not found: channel %d %s %+v", 900+seed, r.Channel, r.Day, r)
			}
		}
		planted, all = planted+len(wrong), all+len(rows)
		var lines []string
		for _, c := range cards {
			lines = append(lines, fmt.Sprint(c.Channel, " ", told(c), " ", c.Fits, "/", c.Rows))
		}
		t.Logf("seed %d, %d rows, %d wrong:\n%s", 900+seed, len(rows), len(wrong), strings.Join(lines, "\n"))
	}
	t.Logf("wrong fees found %d of %d; false alarms %d of %d rows", found, planted, alarms, all)
	if found*1000 < planted*990 || alarms*1000 > all {
		t.Error("worse than the goals of DESIGN 7")
	}
}
