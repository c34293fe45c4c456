package transit

import (
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
)

var (
	spring   = book.NewDay(2025, 3, 3)  // a Monday
	national = book.NewDay(2025, 9, 30) // the day before National Day
)

// later moves every nth credit by some working days.
func later(pay func(book.Day) book.Day, nth, days int) func(book.Day) book.Day {
	china, n := calendar.New(), 0
	return func(d book.Day) book.Day {
		if n++; n%nth == 0 {
			return book.Day(china.AddWorkdays(int32(pay(d)), days))
		}
		return pay(d)
	}
}

func working(n int) func(book.Day) book.Day {
	china := calendar.New()
	return func(d book.Day) book.Day { return book.Day(china.AddWorkdays(int32(d), n)) }
}

func natural(n int) func(book.Day) book.Day {
	return func(d book.Day) book.Day { return d + book.Day(n) }
}

// What a channel's habit makes of the money of 30 September 2025, before eight
// days off, and of 14 February 2026, a worked Saturday before nine.
func TestLearn(t *testing.T) {
	tests := []struct {
		name      string
		days      int
		pay       func(book.Day) book.Day
		terms     Terms
		source    Source
		usual     string
		due, late string // of 30 September
		spring    string // due, of 14 February
	}{
		{"nothing known", 0, nil, Terms{}, SourceDefault, "T+1", "2025-10-09", "2025-10-13", "2026-02-24"},
		{"agreed", 0, nil, Terms{2, false, true}, SourceContract, "T+2", "2025-10-10", "2025-10-14", "2026-02-25"},
		{"agreed, natural days", 0, nil, Terms{1, true, true}, SourceContract, "D+1", "2025-10-01", "2025-10-11", "2026-02-15"},
		{"fourteen arrivals are too few", 14, working(2), Terms{}, SourceDefault, "T+1", "2025-10-09", "2025-10-13", "2026-02-24"},
		{"fifteen are enough, but not to be strict", 15, working(1), Terms{}, SourceLearned, "T+1", "2025-10-09", "2025-10-13", "2026-02-24"},
		{"T+1", 60, working(1), Terms{}, SourceLearned, "T+1", "2025-10-09", "2025-10-11", "2026-02-24"},
		{"T+1, some a day later", 60, later(working(1), 20, 1), Terms{}, SourceLearned, "T+1", "2025-10-09", "2025-10-11", "2026-02-24"},
		{"T+1, some held up", 60, later(working(1), 20, 5), Terms{}, SourceLearned, "T+1", "2025-10-09", "2025-10-13", "2026-02-24"},
		{"T+1, a fourth takes two more weeks", 60, later(working(1), 4, 8), Terms{}, SourceLearned, "T+1", "2025-10-09", "2025-10-21", "2026-02-24"},
		{"T+0", 60, working(0), Terms{}, SourceLearned, "D+0", "2025-09-30", "2025-10-10", "2026-02-14"},
		{"T+3 though T+1 was agreed", 60, working(3), Terms{1, false, true}, SourceLearned, "T+3", "2025-10-11", "2025-10-14", "2026-02-26"},
		{"D+1", 60, natural(1), Terms{}, SourceLearned, "D+1", "2025-10-01", "2025-10-10", "2026-02-15"},
		{"D+1 though T+1 was agreed", 60, natural(1), Terms{1, false, true}, SourceLearned, "D+1", "2025-10-01", "2025-10-10", "2026-02-15"},
		{"D+1, some held up", 60, later(natural(1), 20, 5), Terms{}, SourceLearned, "D+1", "2025-10-01", "2025-10-13", "2026-02-15"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Learn(steady(1, spring, tt.days, tt.pay), map[book.ChannelID]Terms{1: tt.terms}, calendar.New())
			e := m.Judge(book.Settlement{Channel: 1, Day: national, Currency: book.CNY, Net: 1}, national)
			if e.Source != tt.source || e.Usual.String() != tt.usual || e.Due.String() != tt.due || e.LateAfter.String() != tt.late {
				t.Errorf("%v %v, due %v, late after %v; want %v %v, due %v, late after %v",
					e.Source, e.Usual, e.Due, e.LateAfter, tt.source, tt.usual, tt.due, tt.late)
			}
			if e.From > e.Due || e.MissingAfter != m.workdays(e.LateAfter, missingAfterLate) {
				t.Errorf("band from %v, due %v, late after %v, missing after %v", e.From, e.Due, e.LateAfter, e.MissingAfter)
			}
			e = m.Judge(book.Settlement{Channel: 1, Day: book.NewDay(2026, 2, 14), Currency: book.CNY, Net: 1}, national)
			if e.Due.String() != tt.spring {
				t.Errorf("due over Spring Festival %v, want %v", e.Due, tt.spring)
			}
		})
	}
}

// A channel that changes its way is followed.
func TestNewerArrivalsWeighMore(t *testing.T) {
	china := calendar.New()
	list := append(steady(1, spring, 200, working(1)), steady(1, spring+200, 90, working(3))...)
	if d := Learn(list, nil, china).Delays()[0]; d.Usual.String() != "T+3" {
		t.Errorf("after 200 days of T+1 and 90 of T+3 the channel takes %v", d.Usual)
	}
}

// A terminal goes by its own habit once it has one, until then by its channel's.
func TestTerminals(t *testing.T) {
	china := calendar.New()
	list := steady(1, spring, 60, working(2))
	for i := range list {
		list[i].Terminal = "T1"
	}
	few := steady(1, spring, 10, working(5))
	for i := range few {
		few[i].Terminal = "T2"
	}
	own := steady(1, spring, 40, natural(1))
	for i := range own {
		own[i].Terminal = "T3"
	}
	m := Learn(append(append(list, few...), own...), nil, china)
	for terminal, want := range map[string]string{"T1": "T+2", "T3": "D+1", "T2": m.habits[payer{1, ""}].usual.String(), "T9": m.habits[payer{1, ""}].usual.String()} {
		e := m.Judge(book.Settlement{Channel: 1, Terminal: terminal, Day: national, Currency: book.CNY, Net: 1}, national)
		if e.Usual.String() != want || e.Source != SourceLearned {
			t.Errorf("%s: %v %v, want %v", terminal, e.Source, e.Usual, want)
		}
	}
	var names []string
	for _, d := range m.Delays() {
		names = append(names, d.Terminal)
	}
	if len(names) != 4 || names[0] != "" || names[1] != "T1" || names[2] != "T2" || names[3] != "T3" {
		t.Errorf("delays of %q", names)
	}
}

// Money that came before its day, after months, or not at all teaches no delay;
// what never came weighs against what may still come.
func TestWhatTeachesNothing(t *testing.T) {
	list := steady(1, spring, 40, working(1))
	odd := steady(1, spring+40, 3, working(1))
	odd[0].ArrivedOn = odd[0].Day - 1
	odd[1].ArrivedOn = odd[1].Day + 100
	odd[2].Arrived, odd[2].ArrivedOn = 0, 0
	refunds := steady(1, spring+50, 1, natural(9))
	refunds[0].Net = -5
	m := Learn(append(append(list, odd...), refunds...), nil, calendar.New())
	h := m.habits[payer{channel: 1}]
	if h.arrivals != 40 || h.delay.within(95) != 1 || h.delay.never != one/2+one {
		t.Errorf("%d arrivals, 95 %% within %d, never %d", h.arrivals, h.delay.within(95), h.delay.never)
	}
}

// The invented shop: its ways are found, no credit within the band of DESIGN 4 is
// called late, and planted late and missing money is.
func TestTheShopsPayouts(t *testing.T) {
	for seed := range uint64(20) {
		s := newShop(seed, book.NewDay(2025, 8, 1), 120, 40, true)
		m := Learn(s.out, nil, s.china)
		d := m.Delays()
		if d[0].Usual.String() != "T+1" || d[1].Usual.String() != "T+1" || d[2].Usual.Days > 1 {
			t.Fatalf("seed %d: delays %+v", seed, d)
		}
		byDefault := Learn(nil, nil, s.china)
		found := map[book.Day]map[book.ChannelID]book.Exception{}
		for _, x := range m.Exceptions(s.out, s.last()) {
			if found[x.Day] == nil {
				found[x.Day] = map[book.ChannelID]book.Exception{}
			}
			found[x.Day][x.Channel] = x
		}
		planted := 0
		for i, x := range s.out {
			got, raised := found[x.Day][x.Channel]
			e := byDefault.Judge(x, s.last())
			switch typ, _, ok := e.exception(s.last()); {
			case s.planted[i] != "" && ok && (!raised || got.Type != typ && typ != book.SettlementLate):
				t.Errorf("seed %d: planted %s of %s is %q", seed, s.planted[i], x.Day, got.Type)
			case s.planted[i] != "" && ok:
				planted++
			case s.planted[i] == "" && raised:
				t.Errorf("seed %d: false alarm %s on %s, arrived %s", seed, got.Type, x.Day, x.ArrivedOn)
			}
		}
		if planted == 0 {
			t.Errorf("seed %d: nothing planted was seen", seed)
		}
	}
}

func TestParseTerms(t *testing.T) {
	for text, want := range map[string]string{"T+1": "T+1", "d + 0": "D+0", "Ｔ＋30": "T+30", "T+31": "", "T+-1": "", "X+1": "", "T1": "", "": ""} {
		got, err := ParseTerms(text)
		if (err == nil) != (want != "") || err == nil && (got.String() != want || !got.Known) {
			t.Errorf("%q: %v %v, want %q", text, got, err, want)
		}
	}
	if got := TermsSetting(7); got != "terms.7" {
		t.Errorf("terms of channel 7 are kept as %s", got)
	}
}
