package monthly_test

import (
	"context"
	"testing"
	"time"

	"zhangfang/app/book"
)

// The report of a quarter lists the same days without files as the closing checklist
// of its months does: those after the last file too.
func TestReportMissesTheSameFilesAsTheChecklist(t *testing.T) {
	b, ctx := filled(t), context.Background()
	quarter := book.Period{From: october.From, To: book.NewDay(2025, 12, 31)}
	drawn, err := b.Monthly.Preview(ctx, quarter, chinese(t))
	if err != nil {
		t.Fatal(err)
	}
	days := func(gaps []book.Gap, month book.Period) map[book.Gap]bool {
		out := map[book.Gap]bool{}
		for _, g := range gaps {
			for d := max(g.Period.From, month.From); d <= min(g.Period.To, month.To); d++ {
				out[book.Gap{Channel: g.Channel, Period: book.Period{From: d, To: d}}] = true
			}
		}
		return out
	}
	whole := 0
	for _, month := range []book.Period{october, book.Month(2025, 11)} {
		l, err := b.Monthly.Checklist(ctx, month, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		want, got := days(l.Checks[0].Gaps, month), days(drawn.Figures.Gaps, month)
		whole += len(want)
		for g := range want {
			if !got[g] {
				t.Errorf("%s of %s is not in the report", g.Period.From, g.Channel)
			}
		}
		for g := range got {
			if !want[g] {
				t.Errorf("%s of %s is not in the checklist", g.Period.From, g.Channel)
			}
		}
	}
	if whole == 0 {
		t.Error("no file is missing at all")
	}
}

// A shop whose day ends at two in the morning needs the file of the day after a month,
// and one whose day ends at eleven that of the day before it.
func TestTheFilesOfAMonthAreThoseOfItsBusinessDays(t *testing.T) {
	ctx := context.Background()
	for cutoff, want := range map[string]book.Period{"24:00": {}, "02:00": {From: october.To + 1, To: october.To + 1}, "23:00": {}} {
		b := filled(t)
		channels, err := b.Review.Channels(ctx)
		if err != nil {
			t.Fatal(err)
		}
		to, err := book.NewDayRule("", cutoff)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Review.SetDayRule(ctx, channels[0].ID, to); err != nil {
			t.Fatal(err)
		}
		l, err := b.Monthly.Checklist(ctx, october, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		var got book.Period
		for _, g := range l.Checks[0].Gaps {
			if g.Channel == channels[0].Name {
				got = g.Period
			}
		}
		if got != want {
			t.Errorf("until %s the files of %s are missing, want %s", cutoff, got, want)
		}
	}
}
