package store

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app/book"
)

// clocked is a payment at a time of China's clock.
func clocked(no string, day book.Day, hour, minute int, fen book.Minor) book.Entry {
	e := payment(no, day, fen)
	y, m, d := day.Time().Date()
	e.At = book.At(time.Date(y, m, d, hour, minute, 0, 0, book.Shanghai), book.PrecisionMinute)
	return e
}

// dayOnly is a payment of which no time is known.
func dayOnly(no string, day book.Day, fen book.Minor) book.Entry {
	e := clocked(no, day, 0, 0, fen)
	e.At.Precision = book.PrecisionDay
	return e
}

func dayRule(tb testing.TB, zone, cutoff string) book.DayRule {
	tb.Helper()
	r, err := book.NewDayRule(zone, cutoff)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// daysOf is the business day of each payment, by its number.
func daysOf(tb testing.TB, s *Store) map[string]string {
	tb.Helper()
	out := map[string]string{}
	for e, err := range s.ExportEntries(context.Background()) {
		if err != nil {
			tb.Fatal(err)
		}
		out[e.OrderNo] = e.Day.String()[5:]
	}
	return out
}

func wantDays(tb testing.TB, s *Store, want map[string]string) {
	tb.Helper()
	if got := daysOf(tb, s); !maps.Equal(got, want) {
		tb.Errorf("the rows are on %v, want %v", got, want)
	}
}

func TestRowsMoveToTheirBusinessDaysAndBack(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	importRows(t, s, shopChannel, "o.csv", order("O", march(1), 100))
	importRows(t, s, wechatChannel, "p.csv", clocked("A", march(1), 22, 59, 100), clocked("B", march(1), 23, 0, 200), dayOnly("C", march(1), 300))
	if err := s.fill(ctx, 0); err != nil { // the copy in memory has days too
		t.Fatal(err)
	}
	before := map[string]string{"O": "03-01", "A": "03-01", "B": "03-01", "C": "03-01"}
	wantDays(t, s, before)
	to := dayRule(t, "", "23:00")
	plan, err := s.PlanDayRule(ctx, 2, to)
	if err != nil || plan.Rows != 3 || plan.Timed != 2 || plan.Later != 1 || plan.Earlier != 0 || len(plan.Months) != 1 || len(plan.Closed) != 0 {
		t.Errorf("%+v %v", plan, err)
	}
	if _, err := s.SetDayRule(ctx, 2, to, noon); err != nil {
		t.Fatal(err)
	}
	wantDays(t, s, map[string]string{"O": "03-01", "A": "03-01", "B": "03-02", "C": "03-01"})
	ids, err := s.EntryIDs(ctx, book.EntryQuery{Period: book.Period{From: march(2), To: march(2)}})
	if err != nil || len(ids) != 1 {
		t.Errorf("on the second there are %v (%v)", ids, err)
	}
	all, err := s.Channels(ctx)
	if err != nil || all[1].Cutoff.String() != "23:00" || all[0].Cutoff != 0 {
		t.Errorf("%+v %v", all, err)
	}
	head := mustVerify(t, s).Head
	if _, err := s.SetDayRule(ctx, 2, to, noon); err != nil || mustVerify(t, s).Head != head {
		t.Errorf("the same rule once more is an act (%v)", err)
	}
	if _, err := s.SetDayRule(ctx, 2, dayRule(t, "America/Los_Angeles", "24:00"), noon); err != nil {
		t.Fatal(err)
	}
	wantDays(t, s, map[string]string{"O": "03-01", "A": "03-01", "B": "03-01", "C": "03-01"})
	if _, err := s.SetDayRule(ctx, 2, dayRule(t, "", "24:00"), noon); err != nil {
		t.Fatal(err)
	}
	wantDays(t, s, before)
	mustVerify(t, s)
	if _, err := s.SetDayRule(ctx, 9, to, noon); book.CodeOf(err) != "book_changed" {
		t.Errorf("a channel that is not there: %v", err)
	}
}

// What a bank calls a day is kept under another rule, and comes back with the plain one.
func TestTheDayThatAFileStatesIsKept(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	abroad := clocked("A", march(2), 5, 30, 100) // still the first where the bank is
	abroad.Day = march(1)
	importRows(t, s, bankChannel, "b.xml", abroad)
	wantDays(t, s, map[string]string{"A": "03-01"})
	for _, rule := range []struct{ zone, cutoff, day string }{
		{"Asia/Tokyo", "24:00", "03-02"}, {"Europe/Berlin", "22:00", "03-02"}, {"Europe/Berlin", "24:00", "03-01"}, {"", "24:00", "03-01"},
	} {
		if _, err := s.SetDayRule(ctx, 1, dayRule(t, rule.zone, rule.cutoff), noon); err != nil {
			t.Fatal(err)
		}
		wantDays(t, s, map[string]string{"A": rule.day})
		mustVerify(t, s)
	}
}

// Files that come later follow the rule, whatever they hold again; what an undo brings
// back follows the rule that holds then.
func TestImportsFollowTheRule(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	a, b := clocked("A", march(1), 23, 30, 100), clocked("B", march(2), 23, 30, 200)
	importRows(t, s, wechatChannel, "1.csv", a)
	if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", "23:00"), noon); err != nil {
		t.Fatal(err)
	}
	if batch, _ := importRows(t, s, wechatChannel, "2.csv", a, b); batch.New != 1 || batch.Known != 1 {
		t.Errorf("%+v", batch)
	}
	wantDays(t, s, map[string]string{"A": "03-02", "B": "03-03"})
	a.Memo = "other words"
	changed, _ := importRows(t, s, wechatChannel, "3.csv", a)
	wantDays(t, s, map[string]string{"A": "03-02", "B": "03-03"})
	mustVerify(t, s)
	if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", "24:00"), noon); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UndoBatch(ctx, changed.ID, noon); err != nil { // what it changed was kept under the other rule
		t.Fatal(err)
	}
	wantDays(t, s, map[string]string{"A": "03-01", "B": "03-02"})
	mustVerify(t, s)
}

func TestClosedMonthsKeepTheirDays(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	importRows(t, s, wechatChannel, "p.csv", clocked("A", march(31), 23, 30, 100), clocked("B", march(31), 23, 30, 100))
	for _, month := range []book.Period{book.Month(2026, 3), book.Month(2026, 4)} {
		if _, err := s.CloseMonth(ctx, book.Closing{Month: month, At: noon}); err != nil {
			t.Fatal(err)
		}
		to := dayRule(t, "", "23:00")
		plan, err := s.PlanDayRule(ctx, 1, to)
		if err != nil || plan.Later != 2 || len(plan.Months) != 2 || len(plan.Closed) != 1 || plan.Closed[0] != month {
			t.Errorf("%+v %v", plan, err)
		}
		if _, err := s.SetDayRule(ctx, 1, to, noon); book.CodeOf(err) != "day_rule_closed" {
			t.Errorf("closed %v: %v", month, err)
		}
		if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", "23:45"), noon); err != nil { // moves no row
			t.Error(err)
		}
		if _, err := s.ReopenMonth(ctx, book.Closing{Month: month, At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	wantDays(t, s, map[string]string{"A": "03-31", "B": "03-31"})
	mustVerify(t, s)
}

// A row that its rule puts into a closed month is refused, though its file states an
// open one.
func TestTheRuleSaysWhichMonthARowEnters(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	importRows(t, s, wechatChannel, "p.csv", clocked("A", march(1), 12, 0, 100))
	if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", "23:00"), noon); err != nil {
		t.Fatal(err)
	}
	if _, err := s.CloseMonth(ctx, book.Closing{Month: book.Month(2026, 4), At: noon}); err != nil {
		t.Fatal(err)
	}
	late := clocked("B", march(31), 23, 30, 100)
	c := wechatChannel
	c.ID, c.Cutoff = 1, 23*60
	_, err := s.Import(ctx, c, book.Batch{File: "q.csv"}, func(w book.BatchWriter) error { return w.Add(&late, markOf(&late)) })
	if book.CodeOf(err) != "month_locked" {
		t.Errorf("%v", err)
	}
}

// What an undo brings back is of the month that the rule says, and not of the one in
// which it was when it was kept.
func TestAnUndoMindsTheMonthThatTheRuleSays(t *testing.T) {
	ctx := context.Background()
	for _, x := range []struct {
		name, before, after string
		closed              time.Month
		want                string
	}{
		{"into a closed month", "24:00", "23:00", 4, "month_locked"},
		{"out of the month in which it was kept", "23:00", "24:00", 4, ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := mustOpen(t)
			if _, err := s.SetDayRule(ctx, newChannel(t, s), dayRule(t, "", x.before), noon); err != nil {
				t.Fatal(err)
			}
			a := clocked("A", march(31), 23, 30, 100)
			importRows(t, s, wechatChannel, "1.csv", a)
			a.At, a.Memo = clocked("A", march(31), 12, 0, 100).At, "other words"
			changed, _ := importRows(t, s, wechatChannel, "2.csv", a)
			if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", x.after), noon); err != nil {
				t.Fatal(err)
			}
			if _, err := s.CloseMonth(ctx, book.Closing{Month: book.Month(2026, x.closed), At: noon}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.UndoBatch(ctx, changed.ID, noon); book.CodeOf(err) != x.want {
				t.Errorf("%v, want %q", err, x.want)
			}
			wantDays(t, s, map[string]string{"A": "03-31"})
			mustVerify(t, s)
		})
	}
}

// newChannel makes the WeChat channel of a book, and no row of it.
func newChannel(t *testing.T, s *Store) book.ChannelID {
	t.Helper()
	b, err := s.Import(context.Background(), wechatChannel, book.Batch{File: "0.csv"}, func(book.BatchWriter) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	return b.Channel
}

// An import that was planned with another rule than holds now is planned again.
func TestAnImportIsOfTheRuleItWasPlannedWith(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	c := wechatChannel
	c.ID = newChannel(t, s)
	if _, err := s.SetDayRule(ctx, c.ID, dayRule(t, "", "23:00"), noon); err != nil {
		t.Fatal(err)
	}
	write := func(book.BatchWriter) error { return nil }
	if _, err := s.Import(ctx, c, book.Batch{File: "1.csv"}, write); book.CodeOf(err) != "book_changed" {
		t.Errorf("by the former rule: %v", err)
	}
	c.Cutoff = 23 * 60
	if _, err := s.Import(ctx, c, book.Batch{File: "1.csv"}, write); err != nil {
		t.Errorf("by this rule: %v", err)
	}
}

// TestVerifySeesADayRuleThatNobodySet: neither a rule that no act gave, nor rows that
// do not follow theirs, though every seal holds.
func TestVerifySeesADayRuleThatNobodySet(t *testing.T) {
	ctx := context.Background()
	for _, by := range []string{"UPDATE channel SET zone = 'Asia/Tokyo'", "UPDATE channel SET cutoff = 60"} {
		path := filepath.Join(t.TempDir(), "r.zfbook")
		s := reopen(t, path)
		importRows(t, s, wechatChannel, "p.csv", dayOnly("A", march(1), 100))
		execute(t, path, by)
		if v, err := s.Verify(ctx); err != nil || len(v.Faults) != 1 {
			t.Errorf("%s: %v %v", by, v.Faults, err)
		}
	}
	for _, by := range []string{"day = 20520, stated = 0", "day = day + 1", "stated = day"} {
		s := mustOpen(t)
		importRows(t, s, wechatChannel, "p.csv", clocked("A", march(1), 23, 30, 100), clocked("B", march(1), 12, 0, 100))
		if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", "23:00"), noon); err != nil {
			t.Fatal(err)
		}
		mustVerify(t, s)
		err := s.change(ctx, "tamper", func(t *tx) error {
			if err := t.exec("UPDATE entry SET " + by + " WHERE id = 2"); err != nil {
				return err
			}
			if err := t.reseal(map[int64]bool{blockOf(2): true}); err != nil {
				return err
			}
			return t.audit(actCutDays, dayRuleSubject{1, "Asia/Shanghai", "23:00", "Asia/Shanghai 23:00", 1}, nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		if v, err := s.Verify(ctx); err != nil || len(v.Faults) != 1 {
			t.Errorf("%s: %v %v", by, v.Faults, err)
		}
	}
}

func TestVerifySeesDaysChangedByHand(t *testing.T) {
	for _, by := range []string{
		"UPDATE channel SET cutoff = 60", "UPDATE channel SET zone = 'Asia/Tokyo'", "UPDATE channel SET cutoff = 0",
		"UPDATE entry SET stated = 0 WHERE stated <> 0", "UPDATE entry SET day = stated WHERE stated <> 0",
	} {
		ctx := context.Background()
		path := filepath.Join(t.TempDir(), "r.zfbook")
		s := reopen(t, path)
		importRows(t, s, wechatChannel, "p.csv", clocked("A", march(1), 23, 30, 100))
		if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", "23:00"), noon); err != nil {
			t.Fatal(err)
		}
		execute(t, path, by)
		if v, err := s.Verify(ctx); err != nil || len(v.Faults) == 0 {
			t.Errorf("%s is not seen: %v", by, err)
		}
	}
}

// Sales go by the days that files state, payouts by business days.
func TestALegReadsTheDaysThatItGoesBy(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	importRows(t, s, wechatChannel, "p.csv", clocked("A", march(1), 23, 30, 100))
	saveRunOf(t, s, book.LegSales, true)
	saveRunOf(t, s, book.LegPayouts, true)
	if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", "23:00"), noon); err != nil {
		t.Fatal(err)
	}
	for leg, want := range map[book.Leg]book.Day{book.LegSales: march(1), book.LegPayouts: march(2)} {
		rows, err := s.Rows(ctx, book.RowScope{Leg: leg})
		if err != nil || len(rows) != 1 || rows[0].Day != want {
			t.Errorf("%s: %+v %v", leg, rows, err)
		}
		touched, err := s.Touched(ctx, leg)
		if err != nil || touched.Full != (leg == book.LegPayouts) {
			t.Errorf("%s: %+v %v", leg, touched, err)
		}
	}
	missing := book.Exception{Type: book.MissingOrder, Leg: book.LegSales, Channel: 1, Entry: 1, Day: march(1), Currency: book.CNY}
	saveRunOf(t, s, book.LegSales, true, &book.Outcome{Rows: []book.EntryID{1}, Exceptions: []book.Exception{missing}})
	if xs, err := s.Exceptions(ctx); err != nil || len(xs) != 1 || xs[0].Day != march(2) {
		t.Errorf("%+v %v", xs, err)
	}
}

func TestMigrateABookOfTheFifthVersion(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "fifth.zfbook")
	files := upTo(t, firstMigration, "00002_rates_and_work.sql", "00003_profiles.sql", "00004_pending.sql", "00005_connections.sql")
	var rows []book.Entry
	for i := range 300 { // more than a block
		rows = append(rows, clocked(fmt.Sprint("A", i), march(1+i%20), i%24, 30, 100))
	}
	fillOld(t, path, files, func(s *Store) { importRows(t, s, wechatChannel, "p.csv", rows...) })
	s := reopen(t, path)
	if v := mustVerify(t, s); v.Entries != 300 {
		t.Errorf("%d entries", v.Entries)
	}
	before := daysOf(t, s)
	change, err := s.SetDayRule(ctx, 1, dayRule(t, "", "04:00"), noon)
	if err != nil || change.Earlier == 0 || change.Later != 0 {
		t.Fatalf("%+v %v", change, err)
	}
	mustVerify(t, s)
	if _, err := s.SetDayRule(ctx, 1, dayRule(t, "", "24:00"), noon); err != nil {
		t.Fatal(err)
	}
	wantDays(t, s, before)
	mustVerify(t, s)
	if copies, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "fifth-v5-*.zfbook")); len(copies) != 1 {
		t.Errorf("copies: %q", copies)
	}
}
