package transit

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

func day(t testing.TB, s string) book.Day {
	t.Helper()
	if s == "" {
		return 0
	}
	d, err := book.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestJudge(t *testing.T) {
	tests := []struct {
		name         string
		day, asOf    string
		net, arrived book.Minor
		due, late    string
		missing      string
		want         State
		estimated    bool
		bucket       string
	}{
		{"due tomorrow", "2025-10-27", "2025-10-27", 100, 0, "2025-10-28", "2025-10-31", "2025-11-06", InTransit, false, "0-1"},
		{"last day of the band", "2025-10-27", "2025-10-31", 100, 0, "2025-10-28", "2025-10-31", "2025-11-06", InTransit, false, "4-7"},
		{"past the band", "2025-10-27", "2025-11-01", 100, 0, "2025-10-28", "2025-10-31", "2025-11-06", Late, false, "4-7"},
		{"last day before missing", "2025-10-27", "2025-11-06", 100, 0, "2025-10-28", "2025-10-31", "2025-11-06", Late, false, "8-14"},
		{"missing", "2025-10-27", "2025-11-07", 100, 0, "2025-10-28", "2025-10-31", "2025-11-06", Missing, false, "8-14"},
		{"arrived", "2025-10-27", "2025-11-07", 100, 100, "2025-10-28", "2025-10-31", "2025-11-06", Arrived, false, "8-14"},
		{"more than the net", "2025-10-27", "2025-11-07", 100, 120, "2025-10-28", "2025-10-31", "2025-11-06", Arrived, false, "8-14"},
		{"a part, late", "2025-10-27", "2025-11-01", 100, 60, "2025-10-28", "2025-10-31", "2025-11-06", Late, false, "4-7"},
		{"over a long holiday", "2025-09-30", "2025-10-13", 100, 0, "2025-10-09", "2025-10-13", "2025-10-17", InTransit, false, "8-14"},
		{"more refunds than sales", "2025-10-27", "2025-11-07", -5, 0, "2025-10-28", "2025-10-31", "2025-11-06", NotExpected, false, "8-14"},
		{"nothing", "2025-10-27", "2025-11-07", 0, 0, "2025-10-28", "2025-10-31", "2025-11-06", NotExpected, false, "8-14"},
		{"into an unannounced year", "2026-12-30", "2026-12-30", 100, 0, "2026-12-31", "2027-01-06", "2027-01-12", InTransit, true, "0-1"},
	}
	m := Learn(nil, nil, calendar.New())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := book.Settlement{Channel: 1, Day: day(t, tt.day), Currency: book.CNY, Net: tt.net, Arrived: tt.arrived}
			age := int(day(t, tt.asOf) - s.Day)
			want := Expectation{
				Settlement: s, From: day(t, tt.due), Due: day(t, tt.due), LateAfter: day(t, tt.late), MissingAfter: day(t, tt.missing),
				State: tt.want, Estimated: tt.estimated, Usual: Terms{Days: 1}, AgeDays: age, Bucket: tt.bucket,
			}
			if diff := cmp.Diff(want, m.Judge(s, day(t, tt.asOf))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestExceptions(t *testing.T) {
	const none = book.ExceptionType("")
	tests := []struct {
		name                string
		arrivedOn, seen     string
		arrived             book.Minor
		asOf                string
		want                book.ExceptionType
		state               book.ExceptionState
		age                 int
		lastFact, lastFact0 string
	}{
		{"within the band", "", "2025-10-31", 0, "2025-10-31", none, 0, 0, "", ""},
		{"late", "", "2025-11-01", 0, "2025-11-01", book.SettlementLate, book.ExceptionOpen, 5, "settlement_not_seen", "2025-11-01"},
		{"missing", "", "2025-11-07", 0, "2025-11-07", book.SettlementMissing, book.ExceptionOpen, 11, "settlement_not_seen", "2025-11-07"},
		{"late, but the statement ends before", "", "2025-10-31", 0, "2025-11-20", none, 0, 0, "", ""},
		{"missing, but the statement only shows late", "", "2025-11-03", 0, "2025-11-20", book.SettlementLate, book.ExceptionOpen, 24, "settlement_not_seen", "2025-11-03"},
		{"no statement at all", "", "", 0, "2025-11-20", none, 0, 0, "", ""},
		{"asked for an earlier day", "", "2025-11-20", 0, "2025-10-30", none, 0, 0, "", ""},
		{"in time", "2025-10-28", "2025-11-20", 800, "2025-11-20", none, 0, 0, "", ""},
		{"came late", "2025-11-03", "2025-11-20", 800, "2025-11-20", book.SettlementLate, book.ExceptionResolved, 24, "settlement_arrived", "2025-11-03"},
		{"a part is missing", "", "2025-11-07", 500, "2025-11-07", book.SettlementMissing, book.ExceptionOpen, 11, "settlement_not_seen", "2025-11-07"},
		{"a part came in time", "2025-10-29", "2025-11-20", 500, "2025-11-20", none, 0, 0, "", ""},
	}
	m := Learn(nil, nil, calendar.New())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := book.Settlement{
				Channel: 3, Terminal: "T7", Day: day(t, "2025-10-27"), Currency: book.CNY, Net: 800, Rows: 2,
				Arrived: tt.arrived, ArrivedOn: day(t, tt.arrivedOn), BankSeen: day(t, tt.seen),
			}
			got := m.Exceptions([]book.Settlement{s}, day(t, tt.asOf))
			if tt.want == none {
				if len(got) != 0 {
					t.Fatalf("got %+v, want none", got)
				}
				return
			}
			if len(got) != 1 {
				t.Fatalf("got %d exceptions, want 1", len(got))
			}
			x := got[0]
			last := x.Evidence[len(x.Evidence)-1]
			if x.Type != tt.want || x.State != tt.state || x.Age != tt.age || last.Code != tt.lastFact || last.Args[0] != tt.lastFact0 {
				t.Errorf("got %+v", x)
			}
			part := slices.ContainsFunc(x.Evidence, func(f book.Fact) bool { return f.Code == "settlement_part" && f.Args[0] == "5.00" })
			if part != (tt.arrived == 500) {
				t.Errorf("told of a part: %t, got %+v", part, x)
			}
			if x.Expected != 800 || x.Actual != tt.arrived || x.Day != s.Day || x.Terminal != s.Terminal || x.Leg != book.LegPayouts {
				t.Errorf("got %+v", x)
			}
		})
	}
}

// Keys tell two withdrawals of a day apart, and do not move with the day asked for.
func TestExceptionKeys(t *testing.T) {
	m := Learn(nil, nil, calendar.New())
	d := day(t, "2025-10-27")
	seen := d + 30
	settlements := []book.Settlement{
		{Channel: 1, Day: d, Currency: book.CNY, Net: 100, BankSeen: seen},
		{Channel: 1, Terminal: "T1", Day: d, Currency: book.CNY, Net: 100, BankSeen: seen},
		{Channel: 1, Day: d, Currency: "USD", Net: 100, BankSeen: seen},
		{Channel: 1, Day: d, Entry: 7, Currency: book.CNY, Net: 100, BankSeen: seen},
		{Channel: 1, Day: d, Entry: 8, Currency: book.CNY, Net: 100, BankSeen: seen},
	}
	keys := func(asOf book.Day) (out []string) {
		for _, x := range m.Exceptions(settlements, asOf) {
			out = append(out, x.Key())
		}
		return out
	}
	a, b := keys(d+20), keys(d+30)
	if !slices.Equal(a, b) {
		t.Errorf("keys moved: %v, then %v", a, b)
	}
	if slices.Sort(a); len(slices.Compact(a)) != 5 {
		t.Errorf("keys are not distinct: %v", a)
	}
}
