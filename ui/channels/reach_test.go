package channels

import (
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit/figure"
)

// newcomer is a connection whose provider had no bill for any day but some.
func newcomer(in int) *desk {
	st := pull.Status{Connection: book.Connection{ID: 1, Name: "支付宝", Provider: "alipay", From: today - 60}, Last: now.Add(-time.Hour), LastDay: today - 1, Next: now.Add(time.Hour)}
	for i := range book.Day(60) {
		for _, stream := range []string{"trade", "signcustomer"} {
			state := book.PullNever
			if i%2 == 0 {
				state = book.PullEmpty
			}
			if stream == "trade" && int(i) < in {
				state = book.PullDone
			}
			st.Days = append(st.Days, book.Pull{Connection: 1, Stream: stream, Day: today - 60 + i, State: state, At: now.Add(-time.Hour)})
		}
	}
	return &desk{statuses: []pull.Status{st}}
}

func TestDaysWithoutABillAreNotCalledIn(t *testing.T) {
	d := newcomer(0)
	p, _ := testPresenter(t, d)
	c := p.State().Cards[0]
	if c.Facts != "今早 09:30 问过，一份账单也没有 · 昨天为止都问过了 · 0 份账单，60 天服务商没有账单 · 下次 今早 11:30" || c.Chip != "没有账单" || c.Fix != FixAgain ||
		!strings.Contains(c.Trouble, "当时有没有开通") {
		t.Errorf("%+v", c)
	}
	if s := c.Streams[0]; s.Remark != "0/31 天 · 31 天没有账单" || s.Days[0] != figure.DayNone || s.Days[30] != figure.DayNone {
		t.Errorf("%+v", s)
	}
	days, ok := p.Reach(0)
	if p.PullDays(0, days); !ok || len(d.pulled) != 1 || d.pulled[0] != (book.Period{From: today - 60, To: today - 1}) {
		t.Errorf("%v", d.pulled)
	}
	p, _ = testPresenter(t, newcomer(4))
	if c := p.State().Cards[0]; c.Chip != "正常" || c.Trouble != "" || !strings.Contains(c.Facts, "4 份账单，56 天服务商没有账单") {
		t.Errorf("%+v", c)
	}
}

func TestEarlierDaysCanBeSeen(t *testing.T) {
	p, _ := testPresenter(t, newcomer(4))
	if s := p.State().Cards[0].Span; s != (Span{"2025-10-23 – 2025-11-22", true, false}) {
		t.Errorf("%+v", s)
	}
	p.Turn(0, false) // there is nothing after yesterday
	p.Turn(0, true)
	c := p.State().Cards[0]
	if c.Span != (Span{"2025-09-22 – 2025-10-22", false, true}) || c.Streams[0].Remark != "4/29 天 · 25 天没有账单" {
		t.Errorf("%+v %q", c.Span, c.Streams[0].Remark)
	}
	if day, ok := p.Day(0, 0, 2); !ok || day.day != today-60 {
		t.Errorf("%+v", day)
	}
	p.Turn(0, true)
	if again := p.State().Cards[0].Span; again != c.Span {
		t.Errorf("%+v", again)
	}
	p, _ = testPresenter(t, &desk{statuses: []pull.Status{{Connection: book.Connection{ID: 1, Provider: "alipay", From: today - 5}}}})
	if s := p.State().Cards[0].Span; s != (Span{}) {
		t.Errorf("%+v", s)
	}
}

func TestDaysToPullAgainAreRead(t *testing.T) {
	p, _ := testPresenter(t, newDesk())
	for _, x := range []struct{ from, to, wrong string }{
		{"2025-11-01", "2025/11/3", ""}, {"2025-11-23", "2025-11-23", "from"}, {"2025-11-02", "2025-11-01", "to"}, {"2025-11-02", "2025-11-23", "to"},
		{"2001-01-01", "2025-11-01", "from"}, {"gestern", "2025-11-01", "from"},
	} {
		days, wrong := p.ReadDays(0, x.from, x.to)
		if wrong != x.wrong || wrong == "" && days != (book.Period{From: today - 22, To: today - 20}) {
			t.Errorf("%+v: %q %+v", x, wrong, days)
		}
	}
}
