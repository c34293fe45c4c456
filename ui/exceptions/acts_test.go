package exceptions

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
)

func TestUndoAndRedoGoBackAndForth(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Redo()
	if len(w.toasts) != 1 || w.undo != nil {
		t.Fatalf("%q", w.toasts)
	}
	p.Tick([]int{1, 2})
	q, _ := p.Ask(WayReview)
	p.Answer(&q, Answer{Note: "查"})
	p.Carry()
	p.Undo()
	if d.lines[1].State != book.ExceptionOpen || w.toasts[2] != "已撤销上一步：处理中" {
		t.Fatalf("%s, %q", d.lines[1].State, w.toasts)
	}
	w.undo() // the toast of an undo does it again
	if d.lines[1].State != book.ExceptionInReview || d.lines[2].State != book.ExceptionInReview || w.toasts[3] != "已重做：处理中" {
		t.Fatalf("%s, %q", d.lines[1].State, w.toasts)
	}
	w.undo()
	if d.lines[2].State != book.ExceptionOpen {
		t.Errorf("%s", d.lines[2].State)
	}
}

func TestTheLikeOfARowAreTicked(t *testing.T) {
	d := newDesk()
	fee := d.lines[3]
	fee.Entry = 99
	other := fee
	other.Entry, other.Channel, other.ChannelName = 98, 7, "微信支付"
	d.lines = append(d.lines, fee, other)
	p, _ := ready(t, d)
	p.TickSame()
	if got := p.Ticked(); !slices.Equal(got, []int{0}) {
		t.Errorf("%v", got)
	}
	p.Select(p.index(fee.Key()))
	p.TickSame()
	if n := len(p.Ticked()); n != 2 {
		t.Errorf("%d ticked", n)
	}
	names, _ := p.Kinds()
	if !slices.Contains(names, "手续费不符 3") || !slices.Contains(names, "未到账 1") {
		t.Errorf("%q", names)
	}
	p.TickSame()
	if n := len(p.Ticked()); n != 0 {
		t.Errorf("%d ticked", n)
	}
}

func TestAReasonIsOfferedAgain(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(2)
	q, _ := p.Ask(WayWriteOff)
	if q.Note != "" {
		t.Errorf("%q", q.Note)
	}
	p.Answer(&q, Answer{Note: "客人失联"})
	for i, r := range p.Rows() {
		p.Select(i)
		q, ok := p.Ask(WayWriteOff)
		if want := r.line.Type == book.MissingPayment; ok && (q.Note == "客人失联") != want {
			t.Errorf("%s: %q", r.Type, q.Note)
		}
	}
}

// TestTheFilterIsRemembered keeps the choices, but neither search nor month.
func TestTheFilterIsRemembered(t *testing.T) {
	test.NewTempApp(t)
	deps := testDeps(t, newDesk(), &told{}, nil, "zh")
	deps.Prefs = fyne.CurrentApp().Preferences()
	again := func() *Presenter {
		p := newPresenter(deps, func(Part) {})
		p.Load()
		return p
	}
	p := again()
	p.PickSeverity(1)
	p.PickChannel(2)
	p.PickMonth(1)
	p.Search("x")
	if p = again(); p.filter != (filter{severity: 1, channel: 2}) || !p.Narrowed() {
		t.Errorf("%+v", p.filter)
	}
	deps.Book = "another.zfbook"
	if p = again(); p.filter != (filter{}) {
		t.Errorf("another book begins with %+v", p.filter)
	}
	deps.Book = ""
	p = again()
	p.Search("S2025")
	f := p.Filters()
	f.Save("紧急")
	p.ClearFilter()
	if p = again(); p.filter != (filter{}) || len(p.Rows()) != 5 {
		t.Errorf("%+v", p.filter)
	}
	f = p.Filters()
	f.Use(0)
	if p.filter != (filter{severity: 1, channel: 2, text: "S2025"}) || p.Filters().Current != 0 {
		t.Errorf("%+v", p.filter)
	}
}

func TestTheKeysAreShown(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	v.grid.TypedRune('?')
	if w.Canvas().Overlays().Top() == nil {
		t.Error("? shows nothing")
	}
	seen := map[fyne.KeyName]bool{}
	for _, c := range append(v.commands(), v.looks()...) {
		if seen[c.key] || v.deps.Text.T("exceptions."+c.code) == "exceptions."+c.code {
			t.Errorf("%s does two things, or has no words", c.key)
		}
		seen[c.key] = true
	}
}
