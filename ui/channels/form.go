package channels

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// FormField is a field of the guided dialog.
type FormField struct {
	pull.Field
	Caption string
	Hint    string // stands in the field while it is empty
	Text    string
	Fault   string // what is wrong with it; "" while nothing is, or it is not known yet
	Read    string // what was read from it, where it is a key that need not be seen any more
}

// Tested says what became of the test of a form.
type Tested uint8

// What became of the test.
const (
	Untested Tested = iota
	Testing
	Works
	Fails
)

// Form is the guided dialog without its looks: what the owner filled in, what is
// wrong with it, and what the provider says to it. Secrets live in it until it is
// closed, and nowhere else in the window.
type Form struct {
	Provider     string
	Fields       []FormField
	Mode         int // of Modes
	Name         string
	From         string // the first day to pull, as written
	At           string // the hour, as written; "" is when the provider is ready
	Gateway      string
	GatewayFault string
	Sandbox      bool
	HasSandbox   bool // the provider has one that the owner must choose
	Tested       Tested
	TestText     string            // what the provider said, in words
	Faults       map[string]string // what is wrong with name, first day and hour, once the owner wanted to connect

	p       *Presenter
	driver  pull.Driver
	modes   []mode
	changed func()
	asked   bool // the owner wanted to go on: from then on what is missing is said as well
	made    book.Connection
	stop    context.CancelFunc // of a test or save under way
}

// NewForm begins to connect a provider. changed is called when the form is to be
// drawn again.
func (p *Presenter) NewForm(provider string, changed func()) *Form {
	f := p.form(provider, changed)
	f.Name = p.freeName(p.deps.Text.T("provider." + provider))
	f.PickSpan(1)
	return f
}

// KeysForm begins to change the keys of a connection; what is no secret is filled in.
func (p *Presenter) KeysForm(i int, changed func()) (*Form, bool) {
	c, ok := p.connection(i)
	if !ok || p.driver(c.Provider) == nil {
		return nil, false
	}
	f := p.form(c.Provider, changed)
	f.made, f.Name, f.From, f.At, f.Gateway, f.Sandbox = c, c.Name, c.From.String(), c.At, c.Gateway, c.Sandbox
	for k := range f.Fields {
		x := &f.Fields[k]
		x.Text = c.Fields[x.Name]
		if x.Secret {
			x.Hint = p.deps.Text.T("channels.kept_secret")
		}
	}
	for k, m := range f.modes {
		if slices.ContainsFunc(m.fields, func(name string) bool { return c.Fields[name] != "" }) {
			f.Mode = k
			break
		}
	}
	f.judge()
	return f, true
}

func (p *Presenter) form(provider string, changed func()) *Form {
	d := p.driver(provider)
	f := &Form{Provider: provider, p: p, driver: d, modes: modesOf(provider), changed: changed}
	plain, _ := d.Address(pull.Account{})
	sandbox, _ := d.Address(pull.Account{Sandbox: true})
	f.HasSandbox = plain != sandbox
	for _, x := range d.Fields() {
		f.Fields = append(f.Fields, FormField{Field: x, Caption: p.deps.Text.T("field." + provider + "." + x.Name),
			Hint: p.deps.Text.T("channels.hint_" + provider + "_" + x.Name)})
	}
	return f
}

// freeName is a name that no connection has.
func (p *Presenter) freeName(name string) string {
	taken := func(s string) bool {
		return slices.ContainsFunc(p.cards, func(st pull.Status) bool { return st.Connection.Name == s })
	}
	for n, free := 2, name; ; n++ {
		if !taken(free) {
			return free
		}
		free = name + " " + strconv.Itoa(n)
	}
}

// New tells whether a connection is made, not changed.
func (f *Form) New() bool { return f.made.ID == 0 }

// Shows tells whether the field at a place belongs to the chosen way.
func (f *Form) Shows(i int) bool { return f.inSight(f.Fields[i].Name) }

// Fill takes what the owner typed, before it is judged.
func (f *Form) Fill(i int, text string) {
	x := &f.Fields[i]
	if x.Text == text {
		return
	}
	faulty := x.Fault != ""
	x.Text, x.Read, x.Fault = text, "", ""
	f.untested()
	if faulty { // it was said of what stood there before
		f.changed()
	}
}

// Left judges what was filled in so far, as the keyboard leaves a field.
func (f *Form) Left() { f.judge() }

// Again empties a field whose key was read, for another.
func (f *Form) Again(i int) {
	f.Fill(i, "")
	f.judge()
}

// SetGateway takes another address to connect to.
func (f *Form) SetGateway(s string) {
	if s = strings.TrimSpace(s); s != f.Gateway {
		f.Gateway = s
		f.untested()
	}
	f.judge()
}

// SetSandbox chooses the provider's sandbox.
func (f *Form) SetSandbox(on bool) {
	f.Sandbox = on
	f.untested()
	f.judge()
}

func (f *Form) untested() {
	if f.stop != nil {
		f.stop()
	}
	f.Tested, f.TestText = Untested, ""
}

// Begun tells whether the owner filled in something that closing would lose.
func (f *Form) Begun() bool {
	return slices.ContainsFunc(f.Fields, func(x FormField) bool { return x.Text != f.made.Fields[x.Name] })
}

// account is what the owner filled in, without the fields out of sight.
func (f *Form) account() pull.Account {
	a := pull.Account{Gateway: f.Gateway, Sandbox: f.Sandbox, Fields: map[string]string{}}
	for i := range f.Fields {
		if x := &f.Fields[i]; f.inSight(x.Name) {
			a.Fields[x.Name] = x.Text
		}
	}
	return a
}

// judge says at each field what is wrong with it, and tells whether nothing is. What
// is missing is said once the owner wanted to go on.
func (f *Form) judge() bool {
	f.GatewayFault = ""
	fine := true
	for i := range f.Fields {
		x := &f.Fields[i]
		x.Fault, x.Read = "", ""
		switch {
		case !f.inSight(x.Name):
			continue
		case x.Text == "" && f.asked && f.wants(x):
			x.Fault, fine = f.p.problemText(f.Provider, &book.Problem{Code: "field_missing", Cell: x.Name}), false
			continue
		case x.Text == "":
			continue
		}
		if err := pull.CheckField(x.Field, x.Text); err != nil {
			x.Fault, fine = f.p.problemText(f.Provider, problemOf(err)), false
		} else if x.Kind != pull.FieldText {
			x.Read = f.p.deps.Text.T("channels.read_" + kindWord(x.Kind))
		}
	}
	_, err := f.driver.Check(f.account())
	if problem := problemOf(err); problem != nil {
		fine = false
		f.blame(problem)
	}
	f.changed()
	return fine && err == nil
}

// wants tells whether a field must be filled in: some that a provider can do without
// are needed in the way that they belong to.
func (f *Form) wants(x *FormField) bool {
	return !x.Optional || f.inMode(x.Name) && !f.spares(x.Name)
}

// spares tells whether a field in sight may stay empty in the chosen way.
func (f *Form) spares(name string) bool {
	return f.Provider == "wechatpay" && name == "apiv3_key" && f.modes[f.Mode].code == "key"
}

// blame puts a problem to its field, unless the field has one already.
func (f *Form) blame(problem *book.Problem) {
	text := f.p.problemText(f.Provider, problem)
	if problem.Cell == "" {
		f.GatewayFault = text
		return
	}
	for i := range f.Fields {
		x := &f.Fields[i]
		if x.Name == problem.Cell && x.Fault == "" && (f.asked || problem.Code != "field_missing") {
			x.Fault, x.Read = text, ""
		}
	}
}

func kindWord(k pull.FieldKind) string {
	switch k {
	case pull.FieldPrivateKey:
		return "private"
	case pull.FieldPublicKey:
		return "public"
	}
	return "certificate"
}

// Filled tells whether all fields are right, and says at each what is not; wrong is
// the first such field, -1 for none or where it is the gateway's.
func (f *Form) Filled() (ok bool, wrong int) {
	f.asked = true
	ok = f.judge()
	return ok, slices.IndexFunc(f.Fields, func(x FormField) bool { return x.Fault != "" })
}
