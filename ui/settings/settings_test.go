package settings

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/review"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// desk is made-up settings and lessons behind the interface of the view.
type desk struct {
	settings  review.Settings
	lessons   []book.Lesson
	forgotten []book.Lesson
	saves     int
	err       error
	names     map[book.ChannelID]string
	always    []intake.Always
	machine   machine
	own       map[book.Day]bool
	rules     map[book.ChannelID]book.DayRule
	closed    []book.Period // months that no row may leave or enter
	unmatched error         // of matching the rows that a rule moved
}

func newDesk() *desk {
	at := func(day int) time.Time { return time.Date(2025, 10, day, 1, 0, 0, 0, time.UTC) }
	return &desk{settings: review.DefaultSettings(), names: map[book.ChannelID]string{1: "西街店", 2: "拉卡拉"},
		rules:   map[book.ChannelID]book.DayRule{1: {Zone: book.Shanghai}, 2: {Zone: time.FixedZone("Asia/Tokyo", 9*3600)}},
		always:  []intake.Always{{Format: "shop.plain", Code: "lost_seconds"}, {Format: "alipay.trade", Code: "damaged_id"}},
		machine: newMachine(), lessons: []book.Lesson{
			{Kind: book.LessonAlias, Leg: "建行对公~总账", Subject: "星巴克咖啡杭州", Value: "starbucks", For: 3, Against: 1, Weight: 0.75, At: at(12)},
			{Kind: book.LessonClass, Leg: book.LegPayouts, Subject: "王建国", Value: string(book.ClassRent), For: 3, Against: 1, At: at(28)},
			{Kind: book.LessonPayer, Leg: book.LegPayouts, Subject: "杭州某某科技", Channel: 2, For: 2, At: at(26)},
			{Kind: book.LessonThreshold, Leg: book.LegSales, Suggest: 0.62, Auto: 0.91, For: 24, Against: 7, At: at(29)},
			{Kind: book.LessonNotAlias, Leg: "建行对公~总账", Subject: "云岭茶业", Value: "青瓷坊", For: 1, Weight: 0.5, At: at(3)},
		}}
}

func (d *desk) Settings(context.Context) (review.Settings, error) { return d.settings, d.err }

func (d *desk) SaveSettings(_ context.Context, to review.Settings) error {
	if d.err == nil {
		d.settings = to
		d.saves++
	}
	return d.err
}

func (d *desk) Channels(context.Context) ([]book.Channel, error) {
	return []book.Channel{{ID: 2, Name: "拉卡拉"}}, d.err
}

func (d *desk) OwnDays(context.Context) (map[book.Day]bool, error) { return maps.Clone(d.own), d.err }

func (d *desk) SaveOwnDays(_ context.Context, days map[book.Day]bool) error {
	if d.err == nil {
		d.own = days
	}
	return d.err
}

func (d *desk) Lessons(context.Context) ([]book.Lesson, error) {
	return slices.Clone(d.lessons), d.err
}

func (d *desk) ForgetLesson(_ context.Context, l *book.Lesson) (book.Decision, error) {
	d.lessons = slices.DeleteFunc(d.lessons, func(x book.Lesson) bool { return x.Key() == l.Key() })
	d.forgotten = append(d.forgotten, *l)
	return book.Decision{ID: 9, Action: book.Forget, Lesson: l.Key()}, d.err
}

func (d *desk) UndoDecision(_ context.Context, id book.DecisionID) (book.Decision, error) {
	if id != 9 {
		return book.Decision{}, &book.Problem{Code: "no_decision"}
	}
	d.lessons, d.forgotten = append(d.lessons, d.forgotten...), nil
	return book.Decision{ID: id}, d.err
}

// told is what the view told the window.
type told struct {
	toasts  []string
	undo    func()
	errors  []error
	changes int
	went    string
}

func testDeps(t *testing.T, d *desk, w *told, window fyne.Window, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return Deps{
		Review: d, Book: d, Machine: &d.machine, Holidays: holidays, Text: text, Run: kit.InlineRunner, Window: window,
		Now:      func() time.Time { return time.Date(2025, 11, 3, 9, 30, 0, 0, book.Shanghai) },
		OpenFees: func() { w.went = "fees" }, OpenImport: func() { w.went = "import" },
		Changed:   func() { w.changes++ },
		Toast:     func(s, _ string, undo func()) { w.toasts, w.undo = append(w.toasts, s), undo },
		ShowError: func(err error) { w.errors = append(w.errors, err) },
	}
}

func ready(t *testing.T, d *desk) (*Presenter, *told) {
	t.Helper()
	w := &told{}
	p := newPresenter(testDeps(t, d, w, nil, "zh"), func(Part) {})
	p.Load()
	return p, w
}

func TestTheFormIsInPlainUnits(t *testing.T) {
	d := newDesk()
	d.settings.WriteOffLimit = 19_950
	p, _ := ready(t, d)
	f := p.Form()
	if f.Text != [fieldCount]string{"500", "199.50", "2", "24", "168", "10"} || f.Dirty || f.Fault != "" {
		t.Errorf("form %+v", f)
	}
	if f.Unit[FieldHigh] != "小时内处理" || f.Unit[FieldLow] != "小时内处理（7 天）" {
		t.Errorf("units %q", f.Unit)
	}
}

func TestWhatIsWrittenIsSavedAndTakenBack(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Save()
	if d.saves != 0 {
		t.Fatal("saved though nothing was changed")
	}
	p.Edit(FieldWriteOff, " ¥1,000.5 ")
	p.Edit(FieldHigh, "0.5")
	if !p.Form().Dirty {
		t.Fatal("not dirty")
	}
	p.Load()
	if p.Form().Text[FieldHigh] != "0.5" {
		t.Error("reading again loses what was typed")
	}
	p.Save()
	if d.settings.WriteOffLimit != 100_050 || d.settings.Within[book.High] != 30*time.Minute || d.settings.Within[book.Low] != 7*24*time.Hour || w.changes != 1 {
		t.Fatalf("saved %+v, told %d times", d.settings, w.changes)
	}
	if f := p.Form(); f.Dirty || f.Text[FieldWriteOff] != "1000.50" {
		t.Errorf("form %+v", f)
	}
	w.undo()
	if d.settings != review.DefaultSettings() || p.Form().Dirty || w.toasts[1] != "已改回原来的设置" {
		t.Errorf("back to %+v, %q", d.settings, w.toasts)
	}
	p.Edit(FieldReview, "1")
	p.Reset()
	if p.Form().Dirty || d.saves != 2 {
		t.Error("defaults are not what they were")
	}
}

func TestNonsenseIsNotSaved(t *testing.T) {
	for text, f := range map[string]Field{"abc": FieldReview, "-5": FieldReview, "1.234": FieldWriteOff, "": FieldWriteOff,
		"99999999999999999999": FieldReview, "0": FieldHigh, "-2": FieldMedium, "两天": FieldLow, "9000": FieldLow, "0.001": FieldHigh} {
		d := newDesk()
		p, _ := ready(t, d)
		p.Edit(f, text)
		if x := p.Form(); x.Fault == "" || x.Wrong != f {
			t.Errorf("%q: %+v", text, x)
		}
		p.Save()
		if d.saves != 0 {
			t.Errorf("%q is saved", text)
		}
	}
}

func TestLessonsAreToldNewestFirst(t *testing.T) {
	p, _ := ready(t, newDesk())
	var got []string
	for i := range p.Len() {
		l, _ := p.Lesson(i)
		got = append(got, strings.Join([]string{l.Kind, l.Leg, l.Votes, l.When}, "|"))
	}
	want := []string{"把握的标准|销售|24 / 7|10-29", "归类|到账|3 / 1|10-28", "谁来打款|到账|2 / 0|10-26", "同一个对方|建行对公 ~ 总账|3 / 1|10-12", "不是一家|建行对公 ~ 总账|1 / 0|10-03"}
	if !slices.Equal(got, want) || p.Count() != "5 条，来自您的处理" {
		t.Errorf("%q, %q", got, p.Count())
	}
	if l, _ := p.Lesson(2); !strings.Contains(l.Says, "「杭州某某科技」打来的是「拉卡拉」的结算款") {
		t.Errorf("%q", l.Says)
	}
}

func TestALessonIsForgottenAndRemembered(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	l, _ := p.Lesson(1)
	p.Forget(l.Key)
	if p.Len() != 4 || len(d.forgotten) != 1 || d.forgotten[0].Kind != book.LessonClass || w.changes != 1 {
		t.Fatalf("%d lessons, forgot %v", p.Len(), d.forgotten)
	}
	p.Forget(l.Key)
	if p.Len() != 4 || len(d.forgotten) != 1 {
		t.Error("what is gone is forgotten again")
	}
	w.undo()
	if p.Len() != 5 || w.changes != 2 || w.toasts[1] != "又记住了" {
		t.Errorf("%d lessons, %q", p.Len(), w.toasts)
	}
}

func TestFailures(t *testing.T) {
	d := newDesk()
	d.err = errors.New("broken")
	p, w := ready(t, d)
	if phase, err := p.Phase(); phase != Failed || err == nil {
		t.Errorf("phase %d", phase)
	}
	d.err = nil
	p.Load()
	p.Edit(FieldReview, "1")
	d.err = errors.New("broken")
	p.Save()
	if len(w.errors) != 1 || p.Busy() || p.Form().Text[FieldReview] != "1" {
		t.Errorf("%v, busy %v, form %+v", w.errors, p.Busy(), p.Form())
	}
}
