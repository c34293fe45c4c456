package channels

import (
	"context"
	"strings"
	"time"

	"zhangfang/app/book"
)

// Try asks the provider whether what was filled in is right.
func (f *Form) Try() {
	t := f.p.deps.Text
	if f.Tested == Testing {
		return
	}
	if ok, _ := f.Filled(); !ok {
		f.Tested, f.TestText = Fails, t.T("channels.not_filled")
		f.changed()
		return
	}
	f.untested()
	ctx, cancel := context.WithCancel(context.Background())
	f.stop, f.Tested, f.TestText = cancel, Testing, t.T("channels.testing")
	f.changed()
	account, provider := f.account(), f.Provider
	f.p.deps.Run(ctx, func(ctx context.Context) error { return f.p.deps.Service.Try(ctx, provider, account) }, func(err error) {
		stopped := ctx.Err() != nil
		cancel()
		if stopped { // by what was changed since, or by closing
			return
		}
		f.stop = nil
		f.Tested, f.TestText = Works, t.T("channels.try_works", t.T("provider."+provider))
		if err != nil {
			f.Tested, f.TestText = Fails, f.sentence(err)
		}
		f.changed()
	})
}

// sentence tells an error in the words of the form.
func (f *Form) sentence(err error) string {
	if problem := problemOf(err); problem != nil {
		return f.p.problemText(f.Provider, problem)
	}
	return f.p.deps.Text.T("kit.unexpected")
}

// spans are the first days that are offered, in days back; 0 is as far as the
// provider goes.
var spans = [...]int{1, 30, 90, 0}

// Spans names them.
func (f *Form) Spans() []string {
	t := f.p.deps.Text
	return []string{t.T("channels.span_yesterday"), t.Count("channels.span_days", 30), t.Count("channels.span_days", 90), t.T("channels.span_all")}
}

// PickSpan writes one of the offered first days into the form.
func (f *Form) PickSpan(i int) {
	back := spans[i]
	if back == 0 || back > f.back() {
		back = f.back()
	}
	f.From = (f.p.today() - book.Day(back)).String()
}

// back is how many days the provider goes back on all of its streams.
func (f *Form) back() int {
	back := 0
	for _, s := range f.driver.Streams() {
		if back == 0 || s.Back < back {
			back = s.Back
		}
	}
	return back
}

// FromText says how far the provider goes back, and how much would be pulled.
func (f *Form) FromText() string {
	t := f.p.deps.Text
	says := t.T("channels.from_back", t.T("provider."+f.Provider), backText(t, f.back()))
	day, ok := readDay(f.From)
	switch {
	case !ok || day >= f.p.today():
		return t.T("channels.fault_from")
	case int(f.p.today()-day) > f.back():
		return says + t.T("channels.from_clipped", (f.p.today()-book.Day(f.back())).String())
	}
	return says + t.Count("channels.from_days", int(f.p.today()-day))
}

// ReadyText says when the provider has the bill of the day before.
func (f *Form) ReadyText() string {
	var ready time.Duration
	for _, s := range f.driver.Streams() {
		ready = max(ready, s.Ready)
	}
	return f.p.deps.Text.T("channels.at_ready", hourText(ready))
}

// readDay reads a day as a person writes it.
func readDay(s string) (book.Day, bool) {
	s = strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "", " ", "").Replace(strings.TrimSpace(s))
	at, err := time.Parse("2006-1-2", s)
	return book.DayOf(at), err == nil
}

// readHour reads an hour of the day as a person writes it; "" is none.
func readHour(s string) (string, bool) {
	if s = strings.ReplaceAll(strings.TrimSpace(s), "：", ":"); s == "" {
		return "", true
	}
	at, err := time.Parse("15:4", s)
	return at.Format("15:04"), err == nil
}

// read is the connection that the last step says, or the field that is wrong: "name",
// "from", "at".
func (f *Form) read() (c book.Connection, wrong string) {
	c = f.made
	c.Provider, c.Name = f.Provider, strings.TrimSpace(f.Name)
	from, ok := readDay(f.From)
	at, timed := readHour(f.At)
	switch {
	case c.Name == "":
		return c, "name"
	case !ok || from >= f.p.today():
		return c, "from"
	case !timed:
		return c, "at"
	}
	c.From, c.At = max(from, f.p.today()-book.Day(f.back())), at
	return c, ""
}

// Save keeps the connection. fault is told what is wrong, in a sentence, "" when it
// is kept.
func (f *Form) Save(told func(fault string)) {
	t := f.p.deps.Text
	c, wrong := f.read()
	if wrong != "" {
		told(t.T("channels.fault_" + wrong))
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	f.stop = cancel
	account := f.account()
	f.p.deps.Run(ctx, func(ctx context.Context) (err error) {
		c, err = f.p.deps.Service.Connect(ctx, c, account)
		return err
	}, func(err error) {
		stopped := ctx.Err() != nil
		cancel()
		f.stop = nil
		if err != nil {
			if !stopped {
				told(f.sentence(err))
			}
			return
		}
		delete(f.p.told, c.ID)
		told("")
		f.p.deps.Toast(t.T("channels.connected", c.Name), "", nil)
		f.p.Load()
		f.p.deps.Changed()
	})
}

// Close ends what runs and forgets what was filled in.
func (f *Form) Close() {
	if f.stop != nil {
		f.stop()
	}
	for i := range f.Fields {
		f.Fields[i].Text = ""
	}
}

// Terms are what can be changed about a connection without its keys.
type Terms struct {
	Name, From, At string
	form           *Form
}

// Terms begins to change a connection's name, first day and hour.
func (p *Presenter) Terms(i int) (Terms, bool) {
	f, ok := p.KeysForm(i, func() {})
	if !ok {
		return Terms{}, false
	}
	return Terms{f.Name, f.From, f.At, f}, true
}

// Save keeps what was written; wrong is the field that is not right, "" for none.
func (x Terms) Save() (wrong string) {
	x.form.Name, x.form.From, x.form.At = x.Name, x.From, x.At
	c, wrong := x.form.read()
	if wrong == "" {
		p := x.form.p
		p.write(func(ctx context.Context) error { return p.deps.Service.Change(ctx, c) })
	}
	return wrong
}
