package monthly

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

// checked is a book of which only what the checklist asks is known.
type checked struct {
	Book
	statuses []book.ChannelStatus
	counts   map[book.Leg]book.LegCounts
	broken   bool
	acts     []book.Closing
}

func (c *checked) Statuses(context.Context) ([]book.ChannelStatus, error) { return c.statuses, nil }
func (c *checked) Closings(context.Context) ([]book.Closing, error)       { return c.acts, nil }
func (c *checked) Counts(_ context.Context, q book.EntryQuery) (book.LegCounts, error) {
	return c.counts[q.Leg], nil
}
func (c *checked) ChainHead(context.Context) (book.AuditLine, bool, error) {
	return book.AuditLine{Seq: 12}, !c.broken, nil
}
func (c *checked) CloseMonth(_ context.Context, x book.Closing) (book.Closing, error) {
	c.acts = append(c.acts, x)
	return x, nil
}

var (
	november = book.Month(2025, time.November)
	newYear  = time.Date(2026, 1, 5, 9, 0, 0, 0, book.Shanghai)
)

func checking(c *checked, lines []book.ExceptionLine, now time.Time) *Service {
	exceptions := func(context.Context, book.ExceptionQuery) ([]book.ExceptionLine, error) { return lines, nil }
	return New(c, exceptions, func() time.Time { return now }, calendar.New())
}

// A month's files are missed from the first day that a channel ever had any, to the
// month's end; a channel that fell silent before the month is not used any more.
func TestChecklistMissesFiles(t *testing.T) {
	day := func(month time.Month, d int) book.Day { return book.NewDay(2025, month, d) }
	status := func(name string, role book.Role, from, to book.Day, gaps ...book.Period) book.ChannelStatus {
		return book.ChannelStatus{Channel: book.Channel{Name: name, Role: role}, Covered: book.Period{From: from, To: to}, Gaps: gaps}
	}
	c := &checked{statuses: []book.ChannelStatus{
		status("whole", book.RolePayments, day(1, 1), day(12, 31)),
		status("begins", book.RolePayments, day(11, 15), day(12, 31)),
		status("ends", book.RoleBank, day(1, 1), day(11, 20)),
		status("gap", book.RoleOrders, day(1, 1), day(12, 31), book.Period{From: day(10, 28), To: day(11, 2)}, book.Period{From: day(12, 3), To: day(12, 4)}),
		status("given up", book.RolePayments, day(1, 1), day(9, 15)),
		status("later", book.RolePayments, day(12, 1), day(12, 31)),
		status("ledger", book.RoleLedger, day(1, 1), day(11, 3)),
		status("no file yet", book.RoleBank, 0, 0),
	}}
	l, err := checking(c, nil, newYear).Checklist(context.Background(), november, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	got := l.check(CheckFiles)
	want := Check{Code: CheckFiles, Count: 12, Gaps: []book.Gap{
		{Channel: "ends", Period: book.Period{From: day(11, 21), To: day(11, 30)}}, {Channel: "gap", Period: book.Period{From: day(11, 1), To: day(11, 2)}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Each point has the figure that it is decided from.
func TestChecklistCounts(t *testing.T) {
	line := func(typ book.ExceptionType, severity book.Severity, state book.ExceptionState, how book.Resolution, expected, actual book.Minor, cur book.Currency) book.ExceptionLine {
		return book.ExceptionLine{Exception: book.Exception{Type: typ, Severity: severity, State: state, Expected: expected, Actual: actual, Currency: cur, Work: book.Work{How: how}}}
	}
	lines := []book.ExceptionLine{
		line(book.SettlementMissing, book.High, book.ExceptionOpen, "", 500, 0, book.CNY),
		line(book.DuplicateCharge, book.High, book.ExceptionReopened, "", 0, 300, book.CNY),
		line(book.SettlementShort, book.High, book.ExceptionInReview, "", 9, 0, "USD"),
		line(book.SettlementLate, book.High, book.ExceptionWaiting, book.HowExpected, 70, 0, book.CNY), // taken care of
		line(book.MissingOrder, book.High, book.ExceptionResolved, book.HowAccepted, 0, 80, book.CNY),
		line(book.FeeMismatch, book.Low, book.ExceptionOpen, "", 10, 12, book.CNY),
		line(book.FeeMismatch, book.Low, book.ExceptionOpen, "", 10, 7, book.CNY), // taken too little
		line(book.FeeMismatch, book.Low, book.ExceptionWaiting, book.HowClaimed, 10, 50, book.CNY),
	}
	c := &checked{broken: true, counts: map[book.Leg]book.LegCounts{
		book.LegSales:   {Open: [2]int{5, 4}, Suggested: [2]int{2, 1}},
		book.LegPayouts: {Open: [2]int{900, 3}, Suggested: [2]int{800, 1}}, // the rows of a day stand in the bank's as one
	}}
	early := time.Date(2025, 11, 30, 12, 0, 0, 0, book.Shanghai)
	l, err := checking(c, lines, newYear).Checklist(context.Background(), november, early)
	if err != nil {
		t.Fatal(err)
	}
	want := []Check{
		{Code: CheckFiles, OK: true},
		{Code: CheckSuggestions, Count: 4}, {Code: CheckUnmatched, Count: 8},
		{Code: CheckHigh, Count: 3, Sums: []book.Money{{Minor: 800, Currency: book.CNY}, {Minor: 9, Currency: "USD"}}},
		{Code: CheckClaims, Count: 1, Sums: []book.Money{{Minor: 2, Currency: book.CNY}}},
		{Code: CheckChain, Count: 12}, {Code: CheckBackup, At: early},
	}
	if diff := cmp.Diff(want, l.Checks); diff != "" || l.Open() != 6 || !l.Over {
		t.Errorf("%d open, over %v\n%s", l.Open(), l.Over, diff)
	}
}

func TestCloseMonth(t *testing.T) {
	ctx := context.Background()
	after := time.Date(2025, 12, 2, 0, 0, 0, 0, book.Shanghai)
	half := book.Period{From: november.From, To: november.To - 1}
	for name, tt := range map[string]struct {
		book   checked
		month  book.Period
		now    time.Time
		backup time.Time
		note   string
		want   string
	}{
		"ready":             {month: november, now: newYear, backup: after},
		"no backup":         {month: november, now: newYear, want: "close_needs_note"},
		"no backup, said":   {month: november, now: newYear, note: " on a stick "},
		"only spaces":       {month: november, now: newYear, note: "  ", want: "close_needs_note"},
		"broken chain":      {month: november, now: newYear, backup: after, note: "x", book: checked{broken: true}, want: "chain_broken"},
		"its last evening":  {month: november, now: time.Date(2025, 11, 30, 23, 59, 0, 0, book.Shanghai), note: "x", want: "month_not_over"},
		"its first morning": {month: november, now: time.Date(2025, 12, 1, 0, 0, 1, 0, book.Shanghai), note: "x"},
		"closed":            {month: november, now: newYear, note: "x", book: checked{acts: []book.Closing{{Month: november}}}, want: "month_locked"},
		"opened again":      {month: november, now: newYear, note: "x", book: checked{acts: []book.Closing{{Month: november}, {Month: november, Reopened: true}}}},
		"no month":          {month: half, now: newYear, note: "x", want: "month_not_whole"},
	} {
		c, err := checking(&tt.book, nil, tt.now).CloseMonth(ctx, tt.month, " Li ", tt.note, tt.backup)
		if book.CodeOf(err) != tt.want || err != nil && tt.want == "" {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
		if tt.want == "" && (c.By != "Li" || c.At != tt.now || c.Month != november) {
			t.Errorf("%s: %+v", name, c)
		}
	}
	if _, err := checking(&checked{}, nil, newYear).ReopenMonth(ctx, november, "Li", " "); book.CodeOf(err) != "reopen_needs_reason" {
		t.Errorf("opened without a reason: %v", err)
	}
}
