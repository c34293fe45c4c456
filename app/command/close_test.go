package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/command"
	"zhangfang/app/intake"
	"zhangfang/app/review"
	"zhangfang/app/sample"
	"zhangfang/assets"
)

// shop is a book filled with two invented months, and what runs commands on it.
type shop struct {
	t     *testing.T
	path  string
	files string
	now   time.Time
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{t: t, path: filepath.Join(t.TempDir(), "shop.zfbook"), files: t.TempDir(), now: time.Date(2026, 3, 1, 9, 0, 0, 0, book.Shanghai)}
	if _, err := sample.Write(context.Background(), sample.Spec{Seed: 11, Days: 45, PerDay: 20, Faults: true}, s.files); err != nil {
		t.Fatal(err)
	}
	if code, _ := s.run("import", s.files); code > 1 { // files of odd faults may be held
		t.Fatal("import failed")
	}
	return s
}

// run runs a command with --json and gives its exit code and what it printed.
func (s *shop) run(args ...string) (int, string) {
	s.t.Helper()
	text, err := assets.NewText("en")
	if err != nil {
		s.t.Fatal(err)
	}
	var out, errs bytes.Buffer
	env := command.Env{Out: &out, Err: &errs, Now: func() time.Time { return s.now }, Text: text}
	code := command.Run(context.Background(), env, append([]string{"--book", s.path, "--json"}, args...))
	return code, out.String() + errs.String()
}

// open opens the book for what there is no command for.
func (s *shop) open(f func(*app.Book)) {
	s.t.Helper()
	b, err := app.Open(context.Background(), s.path, func() time.Time { return s.now })
	if err != nil {
		s.t.Fatal(err)
	}
	f(b)
	if err := b.Close(); err != nil {
		s.t.Fatal(err)
	}
}

// digest is what a month's report tells of the month, but for what arrives later.
func (s *shop) digest(month book.Period) string {
	s.t.Helper()
	var out string
	s.open(func(b *app.Book) {
		f, err := b.Monthly.Figures(context.Background(), month, nil)
		if err != nil {
			s.t.Fatal(err)
		}
		type row struct {
			Name                      string
			Sales, Refunds, Fees, Net book.Minor
			Rows                      int
		}
		var rows []row
		for _, c := range f.Channels {
			rows = append(rows, row{c.Channel.Name, c.Sales, c.Refunds, c.Fees, c.Net, c.SaleRows + c.RefRows})
		}
		j, err := json.Marshal(rows)
		if err != nil {
			s.t.Fatal(err)
		}
		out = string(j)
	})
	return out
}

func TestCloseAndReopen(t *testing.T) {
	s := newShop(t)
	month := book.Month(2025, time.October)
	if code, out := s.run("close", "--month", "2025-10"); code != 1 || !strings.Contains(out, "Points still open") {
		t.Errorf("closed with points open and no note: %d %s", code, out)
	}
	code, out := s.run("close", "--month", "2025-10", "--check")
	var state struct {
		Closed bool
		Head   string
		Checks []struct {
			Check string
			OK    bool
		}
	}
	if err := json.Unmarshal([]byte(out), &state); err != nil || code != 0 || state.Closed || len(state.Checks) != 7 {
		t.Fatalf("check: %d %v %s", code, err, out)
	}
	if code, out := s.run("close", "--month", "2026-03", "--note", "x"); code != 1 || !strings.Contains(out, "2026-03-31") {
		t.Errorf("closed a month that is not over: %s", out)
	}
	code, out = s.run("close", "--month", "2025-10", "--note", "the rest is asked for", "--by", "Li")
	if err := json.Unmarshal([]byte(out), &state); err != nil || code != 0 || !state.Closed || len(state.Head) != 64 {
		t.Fatalf("close: %d %v %s", code, err, out)
	}
	before := s.digest(month)
	s.closedMonthStays(month)
	if after := s.digest(month); after != before {
		t.Errorf("the closed month changed\nfrom %s\nto   %s", before, after)
	}
	if code, out := s.run("close", "--month", "2025-10", "--reopen"); code != 1 || !strings.Contains(out, "Say why") {
		t.Errorf("reopened without a reason: %s", out)
	}
	if code, out := s.run("close", "--month", "2025-10", "--reopen", "--reason", "a late file"); code != 0 || !strings.Contains(out, `"closed": false`) {
		t.Errorf("reopen: %s", out)
	}
	if code, out := s.run("verify"); code != 0 {
		t.Errorf("verify: %s", out)
	}
}

// closedMonthStays tries every use case that would change a closed month.
func (s *shop) closedMonthStays(month book.Period) {
	t, ctx := s.t, context.Background()
	late := s.t.TempDir()
	// Another shop's files of the same days: rows that the closed month does not have.
	if _, err := sample.Write(ctx, sample.Spec{Seed: 12, Days: 45, PerDay: 5, Channels: sample.WeChatPay}, late); err != nil {
		t.Fatal(err)
	}
	s.open(func(b *app.Book) {
		refused := func(what string, err error) {
			t.Helper()
			if book.CodeOf(err) != "month_locked" {
				t.Errorf("%s: %v", what, err)
			}
		}
		receipts, err := b.Import(ctx, []string{late}, intake.Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		kept := 0
		for i := range receipts {
			kept += receipts[i].Refused
		}
		if kept == 0 {
			t.Error("no row of the closed month was put in quarantine")
		}
		batches, err := b.Intake.Batches(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, batch := range batches {
			if batch.Covers.Has(month.From + 3) {
				_, err = b.UndoBatch(ctx, batch.ID)
				break
			}
		}
		refused("undo a batch", err)
		lines, err := b.Review.Exceptions(ctx, book.ExceptionQuery{Period: month})
		if err != nil || len(lines) == 0 {
			t.Fatal(len(lines), err)
		}
		for i := range lines {
			_, err = b.Review.Dispose(ctx, []string{lines[i].Key()}, review.Disposal{Note: "right as it is", Work: book.Work{How: book.HowAccepted}})
			refused("dispose of "+lines[i].Key(), err)
		}
		ids, err := b.Review.EntryIDs(ctx, book.EntryQuery{Leg: book.LegSales, Side: book.Left, Show: book.ShowOpen, Period: month})
		if err != nil || len(ids) == 0 {
			t.Fatal(len(ids), err)
		}
		right, err := b.Review.EntryIDs(ctx, book.EntryQuery{Leg: book.LegSales, Side: book.Right, Show: book.ShowOpen, Period: month})
		if err != nil || len(right) == 0 {
			t.Fatal(len(right), err)
		}
		_, err = b.Review.Accept(ctx, book.LegSales, ids[:1], right[:1], "")
		refused("link by hand", err)
		matched, err := b.Review.EntryIDs(ctx, book.EntryQuery{Leg: book.LegSales, Side: book.Left, Show: book.ShowMatched, Period: month})
		if err != nil || len(matched) == 0 {
			t.Fatal(len(matched), err)
		}
		m, err := b.Review.MatchOf(ctx, book.LegSales, matched[0])
		if err != nil || m == nil {
			t.Fatal(m, err)
		}
		_, err = b.Review.Decline(ctx, book.LegSales, m.Left, m.Right)
		refused("decline", err)
	})
}

// Vouchers and reports of every period and program come out through the commands.
func TestReportsOfPeriods(t *testing.T) {
	s := newShop(t)
	dir := t.TempDir()
	for name, args := range map[string][]string{
		"month.pdf":    {"report", "--month", "2025-10"},
		"quarter.pdf":  {"report", "--quarter", "2025Q4"},
		"quarter.xlsx": {"report", "--quarter", "2025-q4"},
		"year.xlsx":    {"report", "--year", "2025"},
		"span.pdf":     {"report", "--from", "2025-10-20", "--to", "2025-11-05"},
		"k.xlsx":       {"export", "accounting", "--for", "kingdee", "--month", "2025-10"},
		"y.txt":        {"export", "accounting", "--for", "yonyou", "--month", "2025-10"},
		"q.csv":        {"export", "accounting", "--for", "quickbooks", "--quarter", "2025Q4"},
		"x.csv":        {"export", "accounting", "--for", "xero", "--month", "2025-10"},
		"b.beancount":  {"export", "accounting", "--for", "beancount", "--year", "2025"},
	} {
		path := filepath.Join(dir, name)
		if code, out := s.run(append(args, "-o", path)...); code != 0 {
			t.Errorf("%s: %d %s", name, code, out)
		} else if info, err := os.Stat(path); err != nil || info.Size() < 300 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, args := range [][]string{
		{"report", "-o", "x.pdf"}, {"report", "--month", "2025-10", "--year", "2025", "-o", "x.pdf"}, {"report", "--from", "2025-10-01", "-o", "x.pdf"},
		{"report", "--quarter", "2025Q5", "-o", "x.pdf"}, {"report", "--from", "2025-10-02", "--to", "2025-10-01", "-o", "x.pdf"},
	} {
		if code, out := s.run(args...); code != 2 {
			t.Errorf("%q: %d %s", args, code, out)
		}
	}
	if code, out := s.run("export", "accounting", "--for", "sap", "--month", "2025-10", "-o", filepath.Join(dir, "s")); code != 1 || !strings.Contains(out, "sap") {
		t.Errorf("an unknown program: %d %s", code, out)
	}
}
