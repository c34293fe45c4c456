package exceptions

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Detail is all about one exception.
type Detail struct {
	Key          string // "" where none is selected
	Chip         string
	Tone         draw.Tone
	Severity     string
	SeverityTone draw.Tone
	Text         string
	Advice       string // what can be done about it
	Evidence     []string
	Facts        []Fact
	Sources      []string // what stands in which file and line
	Note         string
	History      []Step
	Files        []File
	Asked        Asked
	Loading      bool
}

// Fact is a value with its caption.
type Fact struct {
	Label, Value string
	Tone         draw.Tone
}

// Detail is the selected exception.
func (p *Presenter) Detail() Detail { return p.detail }

// about is what is read of an exception when it is selected.
type about struct {
	rows    []book.EntryLine
	history []book.ExceptionEvent
	files   []book.Attachment // all that its history names
	match   *book.Match       // what explains its row now; nil for nothing
	subject subject           // to ask a provider about
}

// loadDetail shows the selected exception at once, and what lies behind it when
// that has come.
func (p *Presenter) loadDetail() {
	p.detailing.Stop()
	x := p.at()
	p.subject = subject{}
	if x == nil {
		p.detail = Detail{}
		return
	}
	d := p.makeDetail(x)
	d.Loading = true
	p.detail = d
	var a about
	channels := p.channels
	p.detailing.Do(func(ctx context.Context) (err error) {
		if a, err = p.read(ctx, x); err == nil {
			a.subject, err = p.subjectOf(ctx, channels, a.rows)
		}
		return err
	}, func(err error) {
		d.Loading = false
		if err != nil {
			d.Sources = []string{words.Sentence(p.deps.Text, err)}
		}
		for i := range a.rows {
			d.Sources = append(d.Sources, sourceText(p.deps.Text, &a.rows[i]))
		}
		d.History = steps(p.deps.Text, x, &a)
		d.Files = files(a.files, evidenceOf(x, a.history))
		p.subject = a.subject
		d.Asked = p.asked(d.Key)
		p.detail = d
		p.changed(PartDetail)
	})
}

func (p *Presenter) read(ctx context.Context, x *book.ExceptionLine) (a about, err error) {
	from := p.deps.Review
	if ids := entries(x); len(ids) > 0 {
		if a.rows, err = from.EntryLines(ctx, ids); err != nil {
			return a, err
		}
	}
	if a.history, err = from.History(ctx, x.Key()); err != nil {
		return a, err
	}
	if ids := everFiles(x, a.history); len(ids) > 0 {
		if a.files, err = from.Attachments(ctx, ids); err != nil {
			return a, err
		}
	}
	if x.Entry != 0 && closedItself(a.history) {
		a.match, err = from.MatchOf(ctx, x.Leg, x.Entry)
	}
	return a, err
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

func (p *Presenter) makeDetail(x *book.ExceptionLine) Detail {
	t := p.deps.Text
	d := Detail{
		Key: x.Key(), Chip: words.ExceptionName(t, x.Type), Tone: kit.ExceptionTone(x.Type),
		Severity: t.T("severity." + x.Severity.String()), SeverityTone: kit.SeverityTone(x.Severity),
		Text: words.ExceptionText(t, x), Advice: t.T("advice." + string(x.Type)),
		Evidence: words.FactTexts(t, words.InMoney(x.Evidence, x.Currency)), Note: x.Note,
	}
	if x.State == book.ExceptionResolved {
		d.Tone, d.SeverityTone = draw.ToneNeutral, draw.ToneNeutral // as in the list
	}
	add := func(label, value string, tone draw.Tone) {
		if value != "" {
			d.Facts = append(d.Facts, Fact{t.T("exceptions." + label), value, tone})
		}
	}
	add("expected", words.Amount(x.Expected, x.Currency), draw.ToneNeutral)
	add("actual", words.Amount(x.Actual, x.Currency), draw.ToneNeutral)
	add("difference", words.Signed(x.Difference().Minor, x.Currency), draw.ToneNeutral)
	add("channel", x.ChannelName, draw.ToneNeutral)
	add("terminal", x.Terminal, draw.ToneNeutral)
	add("day", words.DayWeek(t, x.Day)+" · "+ageText(t, x.Age), draw.ToneNeutral)
	add("order_no", x.OrderNo, draw.ToneNeutral)
	add("txn_no", x.TxnNo, draw.ToneNeutral)
	add("refund_no", x.RefundNo, draw.ToneNeutral)
	add("party", x.Party, draw.ToneNeutral)
	add("state", stateText(t, x), stateTone(x.State))
	left, tone := timeLeft(t, x.Deadline, p.deps.Now())
	add("deadline", left, tone)
	add("person", x.Person, draw.ToneNeutral)
	return d
}

// stateText is how far an exception has come, and how it was disposed of.
func stateText(t *assets.Text, x *book.ExceptionLine) string {
	s := t.T("xstate." + x.State.String())
	if x.State != book.ExceptionResolved && x.State != book.ExceptionWaiting {
		return s
	}
	if how := howText(t, &x.Work, x.Currency); how != "" {
		s += " · " + how
	}
	return s
}

// sourceText is a row behind an exception: what, when, how much, from where.
func sourceText(t *assets.Text, l *book.EntryLine) string {
	when := words.WhenFull(l.At, l.Zone)
	if when == "" {
		when = l.Day.String() // as of a refund that an order tells without its time
	}
	parts := []string{l.ChannelName, t.T("kind." + l.Kind.String()), when, words.Amount(l.Amount, l.Currency)}
	if l.File != "" {
		parts = append(parts, t.T("exceptions.source_line", l.File, words.Number(int(l.Line))))
	}
	return strings.Join(parts, " · ")
}
