package reconcile

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

func TestUndoAndRedoGoBackAndForth(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Redo()
	if len(w.toasts) != 1 || w.undo != nil {
		t.Fatalf("toasts %q", w.toasts)
	}
	p.Select(1)
	p.Accept()
	p.Undo()
	if w.toasts[2] != "已撤销上一步：勾对" || p.at() != 2 {
		t.Fatalf("%q, at %d", w.toasts, p.at())
	}
	w.undo() // the toast of an undo does it again
	if d.last() != `confirm [2] [101] ""` || w.toasts[3] != "已重做：勾对" || p.Len() != 5 {
		t.Fatalf("%s, %q, %d rows", d.last(), w.toasts, p.Len())
	}
	w.undo()
	if d.last() != "undo confirm" || p.Len() != 6 {
		t.Errorf("%s, %d rows", d.last(), p.Len())
	}
}

func TestARulesSuggestionsAreAcceptedTogether(t *testing.T) {
	d := newDesk().sorted()
	p, w := ready(t, d)
	shown := 0
	p.LoadBulk(func() { shown++ })
	names, picked := p.BulkRules()
	if shown != 1 || len(names) != 3 || picked != 1 || !strings.HasSuffix(names[1], " · 2 条") {
		t.Fatalf("%d, %q, %d", shown, names, picked)
	}
	rows, ticked := p.BulkRows()
	if len(rows) != 2 || !slices.Equal(ticked, []int{0, 1}) || rows[0].Difference != "¥0.00" || rows[0].Lead != "¥57.80 刷卡" {
		t.Fatalf("%+v %v", rows, ticked)
	}
	p.PickBulkRule(0)
	rows, ticked = p.BulkRows()
	if len(rows) != 3 || !slices.Equal(ticked, []int{0, 1}) && !slices.Equal(ticked, []int{1, 2}) {
		t.Fatalf("what leaves something over is ticked: %+v %v", rows, ticked)
	}
	p.TickBulk([]int{0, 1, 2})
	if text, action := p.BulkText(); action != "勾对 3 条" || text == "" {
		t.Errorf("%q %q", text, action)
	}
	p.TickBulk(nil)
	if _, action := p.BulkText(); action != "" {
		t.Errorf("%q", action)
	}
	p.PickBulkRule(1)
	p.TickBulk([]int{0, 1})
	p.busy = true
	if p.AcceptBulk() {
		t.Error("accepted while another act is under way")
	}
	p.busy = false
	if rows, ticked = p.BulkRows(); len(rows) != 2 || !slices.Equal(ticked, []int{0, 1}) {
		t.Errorf("the preview is gone: %d rows, %v", len(rows), ticked)
	}
	p.AcceptBulk()
	if d.last() != `confirm [5] [102] ""` || w.toasts[0] != "一次勾对了 2 条建议" || p.Len() != 5 || p.at() == 2 || p.at() == 5 {
		t.Errorf("%s, %q, %d rows, at %d", d.last(), w.toasts, p.Len(), p.at())
	}
	p.SwapLead()
	p.LoadBulk(func() { shown++ })
	if shown != 1 || w.toasts[1] != "列出的流水里没有建议" {
		t.Errorf("%d, %q", shown, w.toasts)
	}
}

func TestRowsArePutOffAndBroughtBack(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	if fault := p.PutOff("昨天", ""); fault == "" {
		t.Error("any day will do")
	}
	p.SetTicked([]int{0, 2})
	if fault := p.PutOff("11-7", "等店长"); fault != "" {
		t.Fatal(fault)
	}
	if x := d.log[0]; x.Action != book.Later || !slices.Equal(x.Left, []book.EntryID{1, 3}) || x.Until != book.NewDay(2025, 11, 7) || x.Note != "等店长" {
		t.Fatalf("%+v", x)
	}
	if p.Len() != 4 || p.PutOffCount() != 2 || p.at() != 2 || w.toasts[0] != "2 笔放到 11-07 再看" {
		t.Fatalf("%d rows, %d off, at %d, %q", p.Len(), p.PutOffCount(), p.at(), w.toasts)
	}
	p.ShowPutOff(true)
	r, _ := p.Row(0)
	if p.Len() != 2 || r.State.Text != "到 11-07" || !p.ShowsPutOff() {
		t.Fatalf("%d rows, %+v", p.Len(), r.State)
	}
	p.BringBack()
	if p.ShowsPutOff() || p.Len() != 6 || p.PutOffCount() != 0 {
		t.Errorf("%d rows, %d off", p.Len(), p.PutOffCount())
	}
	p.Redo()
	p.OpenAt(book.LegSales, 3) // from an exception: what is put off is shown
	if !p.ShowsPutOff() || p.at() != 3 {
		t.Errorf("at %d", p.at())
	}
}

func TestASplitLinksAndKeepsTheRest(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	if _, ok := p.AskSplit(); ok {
		t.Error("there is nothing to split")
	}
	p.Select(2)
	p.SearchAcross("182073840777")
	v, ok := p.AskSplit()
	if !ok || !v.Waits || v.Until != "2025-11-04" || v.Text != "左右是 1 笔 ¥310.50 和 1 笔 ¥200.00，勾对后还余 ¥110.50。" {
		t.Fatalf("%v %+v", ok, v)
	}
	if p.Split(" ", "") == "" || p.Split("下周付", "2025-10-01") == "" {
		t.Error("a split without a reason, or until a day that is gone")
	}
	if fault := p.Split("下周付", "11-8"); fault != "" {
		t.Fatal(fault)
	}
	if d.last() != `part [3] [104] "下周付" 20400` || w.toasts[0] != "已勾对，余 ¥110.50 另等" || p.at() != 4 {
		t.Errorf("%s, %q, at %d", d.last(), w.toasts, p.at())
	}
}

func TestAmountsAreSearchedByRange(t *testing.T) {
	d := newDesk().sorted() // with a refund of 96.00
	p, _ := ready(t, d)
	for text, want := range map[string][]book.EntryID{
		">100": {1, 3}, ">=128": {1, 3}, "＞128": {3}, "<57.8": {4}, "<=57.80": {2, 4, 5}, "90~200": {1, 6, 7}, "¥90 ~ ¥100": {6, 7}, ">1,000": nil,
	} {
		p.Search(text)
		got := slices.Clone(p.ids)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"S2025", "<", "> x", "2025-10", "200~100", "-5"} {
		if s, ok := parseSpan(text); ok {
			t.Errorf("%q is the range %v", text, s)
		}
	}
}

// On a leg that the owner picked, fees and what left a wallet make the order of
// amounts another than that of the nets that are shown.
func TestRangesOnAPickedLegGoByWhatIsShown(t *testing.T) {
	d := ledgers()
	for id, amount := range map[book.EntryID]book.Minor{301: 50000, 302: -70000, 303: 90000, 304: 10000} {
		l := d.lines[id]
		l.Amount, l.Fee = amount, 0
		if id == 302 {
			l.Kind = book.KindWithdrawal // 700.00, first by amount
		}
		if id == 303 {
			l.Fee = 85000 // 50.00, last by amount
		}
		d.lines[id] = l
	}
	p, _ := onLedger(t, d)
	for text, want := range map[string][]book.EntryID{">400": {301, 302}, "<=100": {303, 304}, "500~700": {301, 302}} {
		p.Search(text)
		got := slices.Clone(p.ids)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", text, got, want)
		}
	}
}

func TestFiltersAreKeptByName(t *testing.T) {
	test.NewTempApp(t)
	deps := testDeps(t, newDesk(), &told{}, nil, "zh")
	deps.Prefs = fyne.CurrentApp().Preferences()
	p := newPresenter(deps, func(Part) {})
	p.Load()
	p.PickChannel(1)
	p.Search("S2025")
	p.SortBy("amount", true)
	f := p.Filters()
	f.Save("大单")
	if f = p.Filters(); f.Current != 0 {
		t.Errorf("%+v", f)
	}
	p = newPresenter(deps, func(Part) {})
	p.Load()
	f = p.Filters()
	if !slices.Equal(f.Names, []string{"大单"}) || f.Current != -1 {
		t.Fatalf("%+v", f)
	}
	f.Use(0)
	if p.SearchText() != "S2025" || p.filter.channel != 1 || p.filter.order != (book.Order{By: "amount", Desc: true}) || p.at() != 3 {
		t.Errorf("%+v, at %d", p.filter, p.at())
	}
	f.Remove(0)
	if f = p.Filters(); len(f.Names) != 0 {
		t.Errorf("%q", f.Names)
	}
}

// TestEveryKeyIsListedAndNoneTwice keeps the list of keys whole.
func TestEveryKeyIsListedAndNoneTwice(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	seen := map[string]bool{}
	for _, b := range bindings() {
		if v.deps.Text.T("reconcile."+b.code) == "reconcile."+b.code || b.hint == "" {
			t.Errorf("%v has no words", b)
		}
		for _, k := range b.keys {
			if seen[k] || commandOf(k) != b.command {
				t.Errorf("%s does two things", k)
			}
			seen[k] = true
		}
	}
	v.list.grid.TypedRune('？')
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("? shows nothing")
	}
	buttons := buttonsOf(top)
	buttons[len(buttons)-1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(v.list.grid) {
		t.Errorf("Escape leaves it, focus %T", w.Canvas().Focused())
	}
	press(w, fyne.Key2)
	if v.presenter.Leg() != book.LegPayouts {
		t.Error("2 does not show payouts")
	}
	press(w, fyne.Key1, fyne.KeyV)
	if v.presenter.Leg() != book.LegSales || v.presenter.Lead() != book.Right {
		t.Error("1 and V do not show payments leading")
	}
}

func TestARowLeadsToItsException(t *testing.T) {
	_, w, s := shown(t, newDesk())
	press(w, fyne.KeyDown, fyne.KeyE)
	if s.opened != "" {
		t.Errorf("row 2 has no exception, but leads to %s", s.opened)
	}
	press(w, fyne.KeyUp, fyne.KeyE)
	if s.opened != "sales|missing_payment|e1" {
		t.Errorf("leads to %q", s.opened)
	}
}

func TestCtrlShiftZDoesAgain(t *testing.T) {
	d := newDesk()
	v, w, _ := shown(t, d)
	press(w, fyne.KeyDown, fyne.KeyReturn)
	v.Undo()
	v.list.grid.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	if d.last() != `confirm [2] [101] ""` {
		t.Error(d.last())
	}
}

// TestASearchAcrossGoesOnByKeys finds, chooses and accepts without the mouse.
func TestASearchAcrossGoesOnByKeys(t *testing.T) {
	d := newDesk()
	v, w, _ := shown(t, d)
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyG)
	test.Type(w.Canvas().Focused(), "200")
	press(w, fyne.KeyReturn)
	if !v.other.keys.focused || len(v.presenter.Across().Candidates) != 1 {
		t.Fatalf("%d found", len(v.presenter.Across().Candidates))
	}
	press(w, fyne.KeySpace, fyne.KeyReturn)
	if d.last() != `confirm [3] [104] ""` {
		t.Error(d.last())
	}
}

// TestTheMouseTicksOnBothSides ticks with boxes, and the sums follow.
func TestTheMouseTicksOnBothSides(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	if !v.list.grid.Boxes {
		t.Fatal("the list has no boxes")
	}
	press(w, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	if b := v.presenter.Between(); b.Sums != [2]string{"左 2 笔 ¥115.60", "右 0 笔"} || b.Difference != "-¥115.60" {
		t.Errorf("nothing is ticked across: %+v", b)
	}
	test.Tap(v.other.rows[0].tick)
	if b := v.presenter.Between(); b.Sums != [2]string{"左 2 笔 ¥115.60", "右 1 笔 ¥57.80"} || b.Difference != "-¥57.80" {
		t.Errorf("%+v", b)
	}
	press(w, fyne.KeyEscape)
	if b := v.presenter.Between(); b.Sums[0] != "" || len(v.list.grid.Ticked()) != 0 {
		t.Errorf("Escape leaves ticks: %+v", b)
	}
}

func TestTheFormsAnswerByKeys(t *testing.T) {
	d := newDesk().sorted()
	v, w, _ := shown(t, d)
	press(w, fyne.KeyRight)
	if !v.other.keys.focused {
		t.Error("→ does not go to the other pane")
	}
	press(w, fyne.KeyLeft)
	buttons := func() []*kit.Button { return buttonsOf(w.Canvas().Overlays().Top()) }
	last := func() *kit.Button { b := buttons(); return b[len(b)-1] }
	press(w, fyne.KeyB)
	press(w, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn)
	if d.last() != `confirm [2] [101] ""` || v.presenter.Len() != 6 {
		t.Errorf("%s, %d rows", d.last(), v.presenter.Len())
	}
	press(w, fyne.KeyL)
	test.Tap(last())
	if v.presenter.PutOffCount() != 1 {
		t.Errorf("%s", d.last())
	}
	press(w, fyne.KeyK)
	if !v.presenter.ShowsPutOff() || v.actions.button(CommandLater).Text() != "现在就看" {
		t.Error("K does not show what is put off")
	}
	press(w, fyne.KeyL)
	if v.presenter.PutOffCount() != 0 || v.presenter.ShowsPutOff() {
		t.Error("L does not bring it back")
	}
}

// TestNoCandidatesOfAnotherRow holds the answer about a row back and looks at what
// stands beside it meanwhile.
func TestNoCandidatesOfAnotherRow(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	press(w, fyne.KeyDown)
	if len(v.other.list.Objects) == 0 {
		t.Fatal("row 2 has no candidates")
	}
	var held []func()
	v.presenter.crossing.Run = func(ctx context.Context, work func(context.Context) error, done func(error)) {
		held = append(held, func() { kit.InlineRunner(ctx, work, done) })
	}
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if n := len(v.other.list.Objects); n != 0 {
		t.Errorf("%d candidates of another row", n)
	}
	held[len(held)-1]()
	if len(v.other.list.Objects) == 0 {
		t.Error("row 5 has no candidates")
	}
}
