package reports

import (
	"context"
	"fmt"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/ui/kit/words"
)

// Closing is how far the month is from being closed, in words.
type Closing struct {
	Points  []Point
	Open    int
	Closed  bool
	Over    bool   // its last day has passed
	Status  string // of the month as a whole
	Detail  string // who closed it, and the head of the audit chain then
	History []string
	Missing string // what the owner did not write although it is needed; "" for nothing
}

// Point is a point of the checklist.
type Point struct {
	Code   monthly.CheckCode
	Title  string
	Figure string // what there is to do, or that nothing is
	OK     bool
	Jump   string // what the way there is called; "" where there is none
}

// backup tells, off the UI goroutine, when the newest copy of the book was made; the
// zero time for never.
func (p *Presenter) backup() func() (time.Time, error) {
	dir := p.deps.BackupDir()
	return func() (time.Time, error) {
		all, err := p.deps.Backups(dir)
		if err != nil || len(all) == 0 {
			return time.Time{}, err
		}
		return all[0].At, nil
	}
}

func (p *Presenter) closingOf(l *monthly.Checklist) Closing {
	t := p.deps.Text
	c := Closing{Open: l.Open(), Closed: l.Closed != nil, Over: l.Over}
	for i := range l.Checks {
		check := &l.Checks[i]
		point := Point{Code: check.Code, Title: t.T("close.check." + string(check.Code)), OK: check.OK, Figure: p.figure(check)}
		if _, ok := p.deps.Jumps[check.Code]; ok && !check.OK {
			point.Jump = t.T("close.jump." + string(check.Code))
		}
		c.Points = append(c.Points, point)
	}
	month := words.MonthName(t, l.Month)
	switch {
	case c.Closed:
		c.Status = t.T("close.status.closed", month, shown(l.Closed.At))
		c.Detail = t.T("close.head", orDash(l.Closed.By), l.Closed.Head)
	case !l.Over:
		c.Status = t.T("close.status.running", month, l.Month.To.String())
	case c.Open > 0:
		c.Status = t.Count("close.status.open", c.Open, month, words.Number(c.Open))
	default:
		c.Status = t.T("close.status.ready", month)
	}
	for i := len(l.History) - 1; i >= 0; i-- {
		h := &l.History[i]
		code := "close.history.closed"
		if h.Reopened {
			code = "close.history.reopened"
		}
		c.History = append(c.History, t.T(code, shown(h.At), orDash(h.By), orDash(h.Note)))
	}
	return c
}

// figure is what a point comes to in words.
func (p *Presenter) figure(c *monthly.Check) string {
	t := p.deps.Text
	code := "close.figure." + string(c.Code)
	if c.OK {
		if c.Code == monthly.CheckBackup {
			return t.T(code+".ok", shown(c.At))
		}
		return t.T(code+".ok", words.Number(c.Count))
	}
	switch c.Code {
	case monthly.CheckFiles:
		return strings.Join(gapTexts(p.deps.Text.T("close.and"), c), "")
	case monthly.CheckBackup:
		switch {
		case c.At.IsZero():
		case book.DayOf(c.At.In(book.Shanghai)) <= p.period.To:
			return t.T(code+".old", shown(c.At))
		default:
			return t.T(code+".behind", shown(c.At))
		}
	}
	var sums []string
	for _, m := range c.Sums {
		sums = append(sums, m.String())
	}
	return t.Count(code+".open", c.Count, words.Number(c.Count), strings.Join(sums, " + "))
}

// gapTexts names the days without a file, the first few of them.
func gapTexts(and string, c *monthly.Check) []string {
	const most = 4
	var out []string
	for i, g := range c.Gaps {
		switch {
		case i == most:
			return append(out, "…")
		case i > 0:
			out = append(out, and)
		}
		out = append(out, g.Channel+" "+words.PeriodShort(g.Period))
	}
	return out
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// Close closes the month in sight; note says why where points are open, and is asked
// for where it does not. A copy of the book is put aside then.
func (p *Presenter) Close(by, note string) {
	if open := p.state.Closing.Open; open > 0 && strings.TrimSpace(note) == "" {
		p.miss(&book.Problem{Code: "close_needs_note", Args: []string{words.Number(open)}})
		return
	}
	var copied string
	var failed error
	backup, put := p.backup(), func(context.Context) (string, error) { return "", nil }
	if p.deps.Copy != nil {
		put = p.deps.Copy()
	}
	p.act(func(ctx context.Context, month book.Period) error {
		at, err := backup()
		if err == nil {
			_, err = p.deps.Monthly.CloseMonth(ctx, month, by, note, at)
		}
		if err == nil {
			copied, failed = put(ctx)
		}
		return err
	}, func(month string) {
		t := p.deps.Text
		switch {
		case failed != nil:
			p.deps.ShowError(fmt.Errorf("copy the book after closing: %w", failed))
		case copied != "":
			p.deps.Toast(t.T("close.done_copied", month, copied), "", nil)
		default:
			p.deps.Toast(t.T("close.done", month), "", nil)
		}
	})
}

// Reopen opens the month in sight again; reason says why, and is asked for where it
// does not.
func (p *Presenter) Reopen(by, reason string) {
	if strings.TrimSpace(reason) == "" {
		p.miss(&book.Problem{Code: "reopen_needs_reason"})
		return
	}
	p.act(func(ctx context.Context, month book.Period) error {
		_, err := p.deps.Monthly.ReopenMonth(ctx, month, by, reason)
		return err
	}, func(month string) { p.deps.Toast(p.deps.Text.T("close.reopened", month), "", nil) })
}

// miss says what is still to be written, where it is written.
func (p *Presenter) miss(what *book.Problem) {
	p.state.Closing.Missing = words.ProblemText(p.deps.Text, what)
	p.changed()
}

func (p *Presenter) act(do func(ctx context.Context, month book.Period) error, done func(month string)) {
	month := p.period
	p.busy(func(ctx context.Context) error { return do(ctx, month) }, func() {
		done(words.MonthName(p.deps.Text, month))
		p.Load()
		if p.deps.Changed != nil {
			p.deps.Changed()
		}
	})
}

// Jump goes to where the open point of the checklist is worked on.
func (p *Presenter) Jump(code monthly.CheckCode) {
	if do := p.deps.Jumps[code]; do != nil {
		do()
	}
}
