package review

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/intake"
	"zhangfang/app/upkeep"
	"zhangfang/store"
)

// statementRows is a bank statement whose balance runs on.
var statementRows = []string{
	"2025-10-01,100.00,,1100.00,T1,张三\n", "2025-10-02,50.00,,1150.00,T2,李四\n", "2025-10-03,,20.00,1130.00,T3,王五\n",
	"2025-10-04,70.00,,1200.00,T4,赵六\n", "2025-10-05,,10.00,1190.00,T5,孙七\n", "2025-10-06,5.00,,1195.00,T6,周八\n",
	"2025-10-07,5.00,,1200.00,T7,吴九\n", "2025-10-08,5.00,,1205.00,T8,郑十\n",
}

// account is a book of one bank account.
type account struct {
	*testing.T
	st *store.Store
	in *intake.Service
	s  *Service
}

func newAccount(t *testing.T) *account {
	now := func() time.Time { return time.Date(2025, 11, 1, 9, 0, 0, 0, book.Shanghai) }
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "gaps.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return &account{T: t, st: st, in: intake.New(st, now), s: New(st, now, calendar.New())}
}

// bring imports a statement of some rows and matches.
func (a *account) bring(name string, rows ...string) book.BatchID {
	a.Helper()
	path := filepath.Join(a.TempDir(), name)
	text := "账号：6222020200001111\n交易日期,收入,支出,余额,流水号,对方户名\n" + strings.Join(rows, "")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		a.Fatal(err)
	}
	got, err := a.in.Import(context.Background(), []string{path}, intake.Options{}, nil)
	if err != nil || len(got) != 1 || got[0].State != book.ReceiptApplied {
		a.Fatalf("%+v %v", got, err)
	}
	a.match()
	return got[0].Batch
}

func (a *account) match() {
	a.Helper()
	if _, err := a.s.Reconcile(context.Background(), false, nil); err != nil {
		a.Fatal(err)
	}
}

func (a *account) undo(id book.BatchID) {
	a.Helper()
	if _, err := a.in.Undo(context.Background(), id); err != nil {
		a.Fatal(err)
	}
	a.match()
}

// gaps lists the gaps, resolved ones too.
func (a *account) gaps() []book.ExceptionLine {
	a.Helper()
	out, err := a.s.Exceptions(context.Background(), book.ExceptionQuery{Types: []book.ExceptionType{book.BalanceGap}, Resolved: true})
	if err != nil {
		a.Fatal(err)
	}
	return out
}

// without is the statement but for the rows from i to j.
func without(i, j int) []string { return slices.Delete(slices.Clone(statementRows), i, j) }

func TestGapIsAnException(t *testing.T) {
	for name, reverse := range map[string]bool{"oldest first": false, "newest first": true} {
		t.Run(name, func(t *testing.T) {
			a, rows, line := newAccount(t), without(3, 4), int32(6)
			if reverse {
				slices.Reverse(rows)
				line = 7
			}
			a.bring("十月.csv", rows...)
			got := a.gaps()
			if len(got) != 1 {
				t.Fatalf("%d gaps", len(got))
			}
			x := got[0]
			if x.Raised.IsZero() {
				t.Error("not noted when it was first seen")
			}
			if x.Day != book.NewDay(2025, 10, 5) || x.Expected != 1200_00 || x.Actual != 1130_00 || x.Currency != book.CNY ||
				x.File != "十月.csv" || x.Line != line || x.ChannelName == "" || x.State != book.ExceptionOpen {
				t.Errorf("%+v", x)
			}
			want := []book.Fact{{Code: "balance_gap", Args: []string{"十月.csv", map[bool]string{false: "6", true: "7"}[reverse], "70.00", "1"}}}
			if d := cmp.Diff(want, x.Evidence); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestGapIsExported(t *testing.T) {
	a := newAccount(t)
	a.bring("十月.csv", without(3, 4)...)
	var out bytes.Buffer
	if err := upkeep.New(a.st, a.s).Export(context.Background(), upkeep.Exceptions, "csv", &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"balance_gap", "十月.csv", "1200.00", "1130.00", "-70.00"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestGapGoes(t *testing.T) {
	t.Run("its file is undone", func(t *testing.T) {
		a := newAccount(t)
		id := a.bring("十月.csv", without(3, 4)...)
		a.undo(id)
		if got := a.gaps(); len(got) != 0 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("the whole statement comes, and goes again", func(t *testing.T) {
		a := newAccount(t)
		a.bring("缺.csv", without(3, 4)...)
		whole := a.bring("全.csv", statementRows...)
		if got := a.gaps(); len(got) != 0 {
			t.Errorf("%+v", got)
		}
		a.undo(whole)
		if got := a.gaps(); len(got) != 1 {
			t.Errorf("%d gaps after the whole file went", len(got))
		}
	})
	t.Run("only a part of the rows comes", func(t *testing.T) {
		a := newAccount(t)
		a.bring("缺.csv", without(2, 4)...)
		a.bring("补一.csv", statementRows[3])
		if got := a.gaps(); len(got) != 1 {
			t.Errorf("%d gaps while a row is missing", len(got))
		}
		a.bring("补二.csv", statementRows[2])
		if got := a.gaps(); len(got) != 0 {
			t.Errorf("%+v", got)
		}
	})
}

// TestGapDecided: what a person decides holds, and two files with the same gap are
// one exception.
func TestGapDecided(t *testing.T) {
	a := newAccount(t)
	a.bring("一.csv", without(3, 4)...)
	key := a.gaps()[0].Key()
	d := Disposal{Note: "银行漏导，已电话核实"}
	d.How = book.HowAccepted
	if _, err := a.s.Dispose(context.Background(), []string{key}, d); err != nil {
		t.Fatal(err)
	}
	a.bring("二.csv", append(without(3, 4), "2025-10-09,1.00,,1206.00,T9,冯一\n")...)
	got := a.gaps()
	if len(got) != 1 || got[0].Key() != key || got[0].State != book.ExceptionResolved || len(got[0].Evidence) != 2 {
		t.Errorf("%+v", got)
	}
}
