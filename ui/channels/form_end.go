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
			f.Tested, f.TestText = Fails, f.tried(err)
		}
		f.changed()
	})
}

// tried tells why the test failed. What is only for now is tried again by itself once
// the connection is made, but not here.
func (f *Form) tried(err error) string {
	switch code := book.CodeOf(err); code {
	case "gateway_down", "gateway_limited", "gateway_unexpected":
		return f.p.deps.Text.T("channels.try_" + code)
	}
	return f.sentence(err)
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
	if far := farthest(f.driver); back == 0 || back > far {
		back = far
	}
	f.From = (f.p.today() - book.Day(back)).String()
}

// FromText says how far the provider goes back, and how much would be pulled.
func (f *Form) FromText() string {
	t, back := f.p.deps.Text, farthest(f.driver)
	says := t.T("channels.from_back", t.T("provider."+f.Provider), backText(t, back))
	day, ok := readDay(f.From)
	switch {
	case !ok || day >= f.p.today():
		return says
	case int(f.p.today()-day) > back:
		return says + t.T("channels.from_clipped", (f.p.today()-book.Day(back)).String())
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

// The fields of the last step, as Faults names them.
const (
	fieldName = "name"
	fieldFrom = "from"
	fieldAt   = "at"
)

// read is the connection that the last step says, and the fields that are wrong.
func (f *Form) read() (c book.Connection, wrong []string) {
	c = f.made
	c.Provider, c.Name = f.Provider, strings.TrimSpace(f.Name)
	if c.Name == "" {
		wrong = append(wrong, fieldName)
	}
	from, ok := readDay(f.From)
	if !ok || from >= f.p.today() {
		wrong = append(wrong, fieldFrom)
	}
	at, ok := readHour(f.At)
	if !ok {
		wrong = append(wrong, fieldAt)
	}
	c.From, c.At = max(from, f.p.today()-book.Day(farthest(f.driver))), at
	return c, wrong
}

// Mended forgets what was wrong with a field of the last step, as it is changed.
func (f *Form) Mended(field string) { delete(f.Faults, field) }

// faulty says what is wrong with a field of the last step.
func (f *Form) faulty(field, sentence string) {
	if f.Faults == nil {
		f.Faults = map[string]string{}
	}
	f.Faults[field] = sentence
}

// Save keeps the connection. told is told what is wrong that no field of the last step
// says, in a sentence; kept is true when nothing is.
func (f *Form) Save(told func(fault string, kept bool)) {
	t := f.p.deps.Text
	f.Faults = nil
	c, wrong := f.read()
	for _, field := range wrong {
		f.faulty(field, t.T("channels.fault_"+field))
	}
	if len(wrong) > 0 {
		told("", false)
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
		switch {
		case stopped:
			return
		case book.CodeOf(err) == "connection_twice":
			f.faulty(fieldName, f.sentence(err))
			told("", false)
			return
		case err != nil:
			told(f.sentence(err), false)
			return
		}
		delete(f.p.told, c.ID)
		told("", true)
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

// Save keeps what was written; wrong is the first field that is not right, "" for none.
func (x Terms) Save() (wrong string) {
	x.form.Name, x.form.From, x.form.At = x.Name, x.From, x.At
	c, all := x.form.read()
	if len(all) > 0 {
		return all[0]
	}
	p := x.form.p
	p.write(func(ctx context.Context) error { return p.deps.Service.Change(ctx, c) })
	return ""
}
