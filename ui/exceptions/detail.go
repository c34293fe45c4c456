package exceptions

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Detail is all about one exception.
type Detail struct {
	Key      string // "" where none is selected
	Chip     string
	Tone     kit.Tone
	Text     string
	Advice   string // what can be done about it
	Evidence []string
	Facts    [][2]string // label, value
	Sources  []string    // what stands in which file and line
	Note     string
	Loading  bool
}

// Detail is the selected exception.
func (p *Presenter) Detail() Detail { return p.detail }

// Summary tells how many are shown and how much they come to.
func (p *Presenter) Summary() string {
	t := p.deps.Text
	open, sum, cur := 0, book.Minor(0), book.CNY
	for i := range p.lines {
		x := &p.lines[i]
		if x.State == book.ExceptionResolved {
			continue
		}
		open++
		if open == 1 {
			cur = x.Currency
		}
		if x.Currency == cur {
			sum += x.Difference().Minor.Abs()
		}
	}
	if open == 0 {
		return ""
	}
	return t.Count("exceptions.summary", open, kit.Number(open), kit.Amount(sum, cur))
}

// loadDetail shows the selected exception at once, and its rows when they come.
func (p *Presenter) loadDetail() {
	p.detailing.Stop()
	if p.cursor < 0 || p.cursor >= len(p.rows) {
		p.detail = Detail{}
		return
	}
	x := p.rows[p.cursor].line
	d := makeDetail(p.deps.Text, x)
	ids := entries(x)
	d.Loading = len(ids) > 0
	p.detail = d
	if len(ids) == 0 {
		return
	}
	var lines []book.EntryLine
	p.detailing.Do(func(ctx context.Context) (err error) {
		lines, err = p.deps.Review.EntryLines(ctx, ids)
		return err
	}, func(err error) {
		d.Loading = false
		for i := range lines {
			d.Sources = append(d.Sources, sourceText(p.deps.Text, &lines[i]))
		}
		p.detail = d
		p.changed(PartDetail)
	})
}

func entries(x *book.ExceptionLine) []book.EntryID {
	var ids []book.EntryID
	for _, id := range []book.EntryID{x.Entry, x.Other} {
		if id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

func makeDetail(t *assets.Text, x *book.ExceptionLine) Detail {
	d := Detail{
		Key: x.Key(), Chip: kit.ExceptionName(t, x.Type), Tone: kit.ExceptionTone(x.Type),
		Text: kit.ExceptionText(t, x), Advice: t.T("advice." + string(x.Type)),
		Evidence: kit.FactTexts(t, x.Evidence), Note: x.Note,
	}
	add := func(label, value string) {
		if value != "" {
			d.Facts = append(d.Facts, [2]string{t.T("exceptions." + label), value})
		}
	}
	add("expected", kit.Amount(x.Expected, x.Currency))
	add("actual", kit.Amount(x.Actual, x.Currency))
	add("difference", kit.Signed(x.Difference().Minor, x.Currency))
	add("channel", x.ChannelName)
	add("day", kit.DayWeek(t, x.Day))
	add("order_no", x.OrderNo)
	add("txn_no", x.TxnNo)
	add("refund_no", x.RefundNo)
	add("party", x.Party)
	add("state", t.T("xstate."+x.State.String())+" · "+t.T("severity."+x.Severity.String())+" · "+ageText(t, x.Age))
	return d
}

// sourceText is a row behind an exception: what, when, how much, from where.
func sourceText(t *assets.Text, l *book.EntryLine) string {
	parts := []string{l.ChannelName, t.T("kind." + l.Kind.String()), kit.WhenFull(l.At, nil), kit.Amount(l.Amount, l.Currency)}
	if l.File != "" {
		parts = append(parts, t.T("exceptions.source_line", l.File, kit.Number(int(l.Line))))
	}
	return strings.Join(parts, " · ")
}
