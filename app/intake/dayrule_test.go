package intake_test

import (
	"context"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/store"
)

// clockHead is the header of a statement whose rows have a time, and no number.
const clockHead = "交易时间,收入,支出,余额,对方户名,摘要\n"

// cut gives the only channel of the desk another rule.
func (d *desk) cut(cutoff string) {
	d.t.Helper()
	ctx := context.Background()
	all, err := d.st.Channels(ctx)
	if err != nil || len(all) != 1 {
		d.t.Fatal(all, err)
	}
	to, err := book.NewDayRule("", cutoff)
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.st.SetDayRule(ctx, all[0].ID, to, time.Unix(1, 0)); err != nil {
		d.t.Fatal(err)
	}
}

// TestARuleSaysWhichMonthAFileEnters: a file of days of an open month may bring rows of
// a closed one, of the day behind it or the day before.
func TestARuleSaysWhichMonthAFileEnters(t *testing.T) {
	for _, c := range []struct {
		cutoff, row string
		closed      time.Month
		month       string
	}{
		{"23:00", "2025-10-31 23:30:00,8.00,,108.00,张三,货款\n", 11, "2025-11"},
		{"02:00", "2025-10-01 01:30:00,8.00,,108.00,张三,货款\n", 9, "2025-09"},
	} {
		t.Run(c.cutoff, func(t *testing.T) {
			d := newDesk(t)
			d.bring(d.write("a.csv", clockHead+"2025-10-15 12:00:00,100.00,,100.00,张三,货款\n"))
			d.cut(c.cutoff)
			d.close(book.Month(2025, c.closed))
			r := d.bringAs(intake.Options{AcceptIncomplete: true}, d.write("b.csv", clockHead+c.row))[0]
			if r.State != book.ReceiptRefused || r.Problem.Code != "month_locked" || r.Problem.Args[0] != c.month || r.Problem.Line != 2 {
				t.Errorf("%+v %v", r, r.Problem)
			}
		})
	}
}

// TestRowsToldAgainAreHeldOnTheDaysOfTheirRule: rows that the rule moved out of the days
// that the file states are found all the same.
func TestRowsToldAgainAreHeldOnTheDaysOfTheirRule(t *testing.T) {
	const first, second = "2025-10-05 23:10:00,100.00,", "2025-10-05 23:20:00,30.00,"
	for _, cutoff := range []string{"24:00", "23:00"} {
		d := newDesk(t)
		d.bring(d.write("a.csv", clockHead+first+",1100.00,张三,货款\n"+second+",1130.00,李四,货款\n"))
		d.cut(cutoff)
		r := d.bringAs(intake.Options{Channel: "银行"}, d.write("b.csv", "交易时间,收入,支出,对方户名,摘要\n"+first+",张三,货款\n"+second+",李四,货款\n"))[0]
		if r.State != book.ReceiptHeld || r.Problem.Code != "held_rows_alike" {
			t.Errorf("%s: %s %v", cutoff, r.State, r.Problem)
		}
	}
}

// meanwhile is a book in which something happens once while an import is planned.
type meanwhile struct {
	*store.Store
	do func()
}

func (m *meanwhile) LockedMonths(ctx context.Context) ([]book.Period, error) {
	months, err := m.Store.LockedMonths(ctx)
	if do := m.do; do != nil {
		m.do = nil
		do()
	}
	return months, err
}

// TestAnImportIsPlannedAgainUnderAnotherRule: what the former rule would have put into a
// closed month is of an open one now, and what is of a closed one now is refused.
func TestAnImportIsPlannedAgainUnderAnotherRule(t *testing.T) {
	for _, c := range []struct {
		planned, now string
		added        int
	}{{"02:00", "24:00", 2}, {"24:00", "02:00", 1}} {
		d := newDesk(t)
		d.bring(d.write("a.csv", clockHead+"2025-10-15 12:00:00,100.00,,100.00,张三,货款\n"))
		d.cut(c.planned)
		d.close(book.Month(2025, 9))
		raced := &meanwhile{d.st, func() { d.cut(c.now) }}
		d.Service = intake.New(raced, time.Now)
		path := d.write("b.csv", clockHead+"2025-10-01 01:30:00,8.00,,108.00,张三,货款\n2025-10-16 12:00:00,9.00,,117.00,张三,货款\n")
		r := d.bringAs(intake.Options{AcceptPartial: true, AcceptIncomplete: true, AcceptSuspicious: true}, path)[0]
		if r.State != book.ReceiptApplied || r.New != c.added || r.Refused != 2-c.added {
			t.Errorf("%s, then %s: %s, %d new, %d refused, %v", c.planned, c.now, r.State, r.New, r.Refused, r.Problem)
		}
	}
}
