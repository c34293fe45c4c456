package settings

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// october is the month of which made-up rows move.
var october = book.Month(2025, 10)

func (d *desk) PlanDayRule(_ context.Context, id book.ChannelID, to book.DayRule) (book.DayRuleChange, error) {
	c := book.DayRuleChange{Channel: book.Channel{ID: id}, To: to, Rows: 1234, Timed: 1200}
	now := d.rules[id]
	switch {
	case to.Equal(now):
	case to.Cutoff.String() == "02:00":
		c.Earlier, c.Months = 1, []book.Period{october}
	default:
		c.Later, c.Months = 132, []book.Period{october, book.Month(2025, 11)}
	}
	if c.Moved() > 0 {
		c.Closed = d.closed
	}
	return c, d.err
}

func (d *desk) SetDayRule(ctx context.Context, id book.ChannelID, to book.DayRule) (book.DayRuleChange, error) {
	c, err := d.PlanDayRule(ctx, id, to)
	if err == nil {
		err = c.Refusal()
	}
	if err == nil {
		d.rules[id], err = to, d.unmatched
	}
	return c, err
}

// TestARuleThatStandsIsShown though its rows could not be matched.
func TestARuleThatStandsIsShown(t *testing.T) {
	d := newDesk()
	d.unmatched = &book.Problem{Code: "disk_full"}
	p, w := ready(t, d)
	f := dayForm(t, p)
	f.SetCutoff("23:00")
	if says := f.Save(); says != "" || len(w.errors) != 1 {
		t.Fatalf("%q %+v", says, w)
	}
	if f = dayForm(t, p); f.Cutoff != "23:00" {
		t.Errorf("the form says %s", f.Cutoff)
	}
}

func dayForm(t *testing.T, p *Presenter) *DayForm {
	t.Helper()
	f, ok := p.DayForm(0, func() {})
	if !ok {
		t.Fatal("no form")
	}
	f.Look()
	return f
}

func TestADayRuleIsPreviewedSavedAndTakenBack(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	f := dayForm(t, p)
	if f.Zone != "Asia/Shanghai" || f.Cutoff != "24:00" || f.Says != "没有流水会换日子。" || f.ZoneText() != "北京时间" {
		t.Errorf("%+v %s", f, f.ZoneText())
	}
	f.SetCutoff("23:00")
	if f.Wrong || f.Says != "132 笔会换到后一天（2025 年 10 月 – 2025 年 11 月）。" || f.Example() != "例如 11-02 这一天：从 11-01 23:00 到 11-02 23:00" {
		t.Errorf("%q %q", f.Says, f.Example())
	}
	f.SetCutoff("25:00")
	if !f.Wrong || !strings.Contains(f.Says, "25:00") || f.Example() != "" || f.Save() == "" {
		t.Errorf("%q", f.Says)
	}
	f.SetCutoff("2:00")
	if f.Wrong || f.Save() != "" || d.rules[1].Cutoff.String() != "02:00" || w.toasts[0] != "「西街店」的账单日改为 02:00 · 北京时间，1 笔流水换了日子" {
		t.Errorf("%v %q", d.rules, w.toasts)
	}
	if c, _ := p.Channel(0); c.Zone != "02:00 · 北京时间" {
		t.Errorf("the list shows %q", c.Zone)
	}
	w.undo()
	if d.rules[1] != (book.DayRule{Zone: book.Shanghai}) || len(w.toasts) != 2 || w.undo != nil {
		t.Errorf("%v %q", d.rules, w.toasts)
	}
}

func TestAClosedMonthKeepsItsRule(t *testing.T) {
	d := newDesk()
	d.closed = []book.Period{october}
	p, w := ready(t, d)
	f := dayForm(t, p)
	f.SetCutoff("23:00")
	if !f.Wrong || !strings.Contains(f.Says, "2025-10") || f.Save() == "" || len(w.toasts) > 0 {
		t.Errorf("%q", f.Says)
	}
}

func TestZonesAreFoundByNameAndByDistance(t *testing.T) {
	p, _ := ready(t, newDesk())
	f := dayForm(t, p)
	for text, want := range map[string]string{
		"洛杉矶": "America/Los_Angeles", "new york": "America/New_York", "日本": "Asia/Tokyo", "-08:00": "America/Los_Angeles",
		"Europe/Vienna": "Europe/Vienna", "柏林": "Europe/Berlin",
	} {
		f.Find(text)
		if !slices.ContainsFunc(f.Zones, func(z Zone) bool { return z.ID == want }) {
			t.Errorf("%q finds %v", text, f.Zones)
		}
	}
	if f.Find("没有的地方"); len(f.Zones) != 0 || f.Picked() != -1 {
		t.Errorf("found %v", f.Zones)
	}
	f.Find("纽约")
	f.PickZone(0)
	f.SetCutoff("22:00")
	if f.Example() != "例如 11-02 这一天：从当地 11-01 22:00 到 11-02 22:00（北京时间 11-02 10:00 – 11-03 11:00）" { // summer time ends there
		t.Errorf("%q", f.Example())
	}
}

func TestEveryZoneHasANameInBothLanguages(t *testing.T) {
	for _, locale := range []string{assets.Chinese, assets.English} {
		text, err := assets.NewText(locale)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, id := range zoneNames() {
			z, ok := zoneOf(text, id, time.Now())
			if !ok || z.Name == id && id != "UTC" || seen[z.Name] {
				t.Errorf("%s: %s is %+v", locale, id, z)
			}
			seen[z.Name] = true
		}
	}
}

// TestTheDayDialogByKeys: a time, a zone that is looked for, and Enter.
func TestTheDayDialogByKeys(t *testing.T) {
	d := newDesk()
	v, w, s := shown(t, d)
	v.open(Channels)
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	v.channels.askDay()
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing is asked")
	}
	dialog := v.channels.day
	dialog.cutoff.Focus(w)
	dialog.cutoff.OnText("23:00")
	w.Canvas().Focus(dialog.search)
	dialog.search.Delay = 0
	test.Type(dialog.search, "东京")
	dialog.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.Canvas().Focused() != fyne.Focusable(dialog.list) || dialog.form.Zone != "Asia/Tokyo" || dialog.list.Len() != 1 {
		t.Fatalf("picked %s, focus %T", dialog.form.Zone, w.Canvas().Focused())
	}
	dialog.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	dialog.save.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(s.toasts) != 1 || w.Canvas().Overlays().Top() != nil {
		t.Fatalf("%q, errors %v", s.toasts, s.errors)
	}
}
