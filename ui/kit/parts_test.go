package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func newTestWindow(t *testing.T, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(NewThemeVariant(1))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1024, 640))
	return w
}

func TestButton(t *testing.T) {
	test.NewTempApp(t)
	taps := 0
	b := NewButton("勾对", ButtonPrimary, func() { taps++ }).WithKey("Enter")
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.Disable()
	test.Tap(b)
	if taps != 2 {
		t.Errorf("%d taps, want 2", taps)
	}
	if with, without := b.MinSize().Width, NewButton("勾对", ButtonPrimary, nil).MinSize().Width; with <= without {
		t.Error("the key has no room")
	}
}

func TestChoices(t *testing.T) {
	test.NewTempApp(t)
	var got []int
	note := func(i int) { got = append(got, i) }
	s := NewSegmented([]string{"一", "二", "三"}, note)
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.Select(2)
	d := NewDropdown([]string{"一", "二"}, note)
	d.choose(1)
	d.choose(1)
	d.SetOptions([]string{"零", "一", "二"})
	if !slices.Equal(got, []int{1, 1}) || s.Selected() != 2 || d.Selected() != 2 {
		t.Errorf("told %v; at %d and %d", got, s.Selected(), d.Selected())
	}
}

func TestSearchTellsEachTextOnce(t *testing.T) {
	var got []string
	s := NewSearchEntry("搜索", func(q string) { got = append(got, q) })
	s.Delay = 0
	newTestWindow(t, s)
	test.Type(s, "张三")
	s.OnSubmitted(s.Text)
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Equal(got, []string{"张", "张三", ""}) {
		t.Errorf("searched for %q", got)
	}
}

func TestShareWidths(t *testing.T) {
	shares := []ShareOf{{Value: 30812}, {Value: 14}, {Value: 0}, {Value: 23}}
	got := shareWidths(shares, 400)
	if want := []float32{396, 2, 0, 2}; !slices.Equal(got, want) {
		t.Errorf("widths %v, want %v", got, want)
	}
	if got := shareWidths([]ShareOf{{}, {}}, 100); got[0] != 0 || got[1] != 0 {
		t.Errorf("shares of nothing are %v wide", got)
	}
}

func TestToastOffersUndo(t *testing.T) {
	s := NewStage(container.NewStack())
	s.ToastFor = 0
	newTestWindow(t, s)
	undone := false
	s.Toast("已勾对", "撤销", func() { undone = true })
	if s.ToastText() != "已勾对" {
		t.Fatalf("the toast says %q", s.ToastText())
	}
	test.Tap(s.toast.action)
	if !undone || s.ToastText() != "" {
		t.Error("undo from the toast did not work")
	}
	s.Toast("完成", "", nil)
	if s.toast.action.Visible() {
		t.Error("a toast without undo offers one")
	}
}

func TestConfirm(t *testing.T) {
	w := newTestWindow(t, container.NewStack())
	var got []bool
	ask := func() {
		Confirm(w, texts(t, "zh"), "撤销", "确定吗？", "撤销", true, func(yes bool) { got = append(got, yes) })
	}
	for _, keys := range [][]fyne.KeyName{{fyne.KeyReturn}, {fyne.KeyEscape}, {fyne.KeyTab, fyne.KeyReturn}} {
		ask()
		for _, key := range keys {
			if key == fyne.KeyTab {
				w.Canvas().(interface{ FocusNext() }).FocusNext()
				continue
			}
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		}
		if w.Canvas().Overlays().Top() != nil {
			t.Errorf("%v left the dialog open", keys)
		}
	}
	if !slices.Equal(got, []bool{false, false, true}) { // Enter at once changes nothing
		t.Errorf("answers %v", got)
	}
}

func TestPromptLineSavesOnEnter(t *testing.T) {
	w := newTestWindow(t, container.NewStack())
	var got []string
	ask := func() *lineEntry {
		PromptLine(w, texts(t, "zh"), "店名", "叫什么？", "西街小馆", "保存", func(text string, ok bool) {
			if ok {
				got = append(got, text)
			}
		})
		return w.Canvas().Focused().(*lineEntry)
	}
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	entry := ask()
	if entry.Text != "西街小馆" {
		t.Errorf("it begins as %q", entry.Text)
	}
	entry.SetText("  ")
	entry.TypedKey(enter)
	if len(got) != 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatal("an empty name was taken")
	}
	entry.SetText(" 东街小馆 ")
	entry.TypedKey(enter)
	ask().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Equal(got, []string{"东街小馆"}) || w.Canvas().Overlays().Top() != nil {
		t.Errorf("names %v", got)
	}
}

func TestTipFitsItsText(t *testing.T) {
	s := NewStage(container.NewStack())
	newTestWindow(t, s)
	for _, text := range []string{"短", strings.Repeat("一个很长的说明", 12), "2088_202510_业务明细.zip!业务明细.csv", "短"} {
		s.tip.set(text, fyne.NewPos(10, 10))
		s.tip.Show()
		s.Refresh()
		lines := float32(len(s.tip.text.lines))
		if want := lines*lineHeight(tipSize) + 12; s.tip.Size().Height != want {
			t.Errorf("%q: %v high, its text %v", text, s.tip.Size().Height, want)
		}
		if last := s.tip.text.lines[len(s.tip.text.lines)-1]; last.Text == "" {
			t.Errorf("%q ends in an empty line", text)
		}
	}
}

func TestTipGoesWithWhatItIsAbout(t *testing.T) {
	rows := NewScroll(0)
	s := NewStage(rows.Object())
	newTestWindow(t, s)
	for name, change := range map[string]func(){
		"other rows": func() { rows.Set(NewLabel("乙")) },
		"scrolling":  func() { rows.scroll.ScrollToBottom() },
	} {
		many := make([]fyne.CanvasObject, 60)
		for i := range many {
			many[i] = NewRow(NewLabel("甲"), nil)
		}
		rows.Set(many...)
		rows.ToTop()
		s.tip.set("甲甲甲", fyne.NewPos(10, 10))
		s.tip.Show()
		change()
		if s.tip.Visible() {
			t.Errorf("%s left the tip", name)
		}
	}
}

func TestDialogFitsItsMessage(t *testing.T) {
	w := newTestWindow(t, container.NewStack())
	for _, message := range []string{"确定吗？", strings.Repeat("这一批的行都会拿掉，", 12)} {
		Confirm(w, texts(t, "zh"), "撤销", message, "撤销", true, func(bool) {})
		var text *Paragraph
		var button *Button
		for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
			switch o := o.(type) {
			case *Paragraph:
				text = o
			case *Button:
				button = o
			}
		}
		place := fyne.CurrentApp().Driver().AbsolutePositionForObject
		used := float32(len(text.lines)) * lineHeight(SizeText)
		if gap := place(button).Y - place(text).Y - used; gap != GapLarge {
			t.Errorf("%.12s: %v between the message and the buttons", message, gap)
		}
		button.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
}

func TestFigureSaysLessWhereThereIsLessRoom(t *testing.T) {
	f := NewFigure("待处理差异")
	newTestWindow(t, f)
	f.Set("7 笔", ColorText, Span{Text: "共 ¥12,345.67 · "}, Span{Text: "最久 27 天"})
	f.SetShorter(Span{Text: "最久 27 天"})
	for width, want := range map[float32]string{400: "共 ¥12,345.67 · ", 150: "最久 27 天"} {
		f.Resize(fyne.NewSize(width, 104))
		if got := f.sub.texts[0].Text; got != want {
			t.Errorf("%v wide: %q, want %q", width, got, want)
		}
	}
}

func TestPromptNeedsANote(t *testing.T) {
	w := newTestWindow(t, container.NewStack())
	var got []string
	Prompt(w, texts(t, "zh"), "写销", "为什么？", "原因", "写销", true, func(note string, ok bool) {
		if ok {
			got = append(got, note)
		}
	})
	send := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	entry := w.Canvas().Focused().(*noteEntry)
	entry.TypedShortcut(send)
	if len(got) != 0 || w.Canvas().Overlays().Top() == nil {
		t.Fatal("an empty note was taken")
	}
	test.Type(entry, "顾客付了现金")
	entry.TypedShortcut(send)
	if !slices.Equal(got, []string{"顾客付了现金"}) {
		t.Errorf("notes %v", got)
	}
}

func TestRunsLeaveNoGaps(t *testing.T) {
	test.NewTempApp(t)
	hidden := NewLabel("无")
	hidden.Hide()
	a, b := NewButton("甲", ButtonSecondary, nil), NewButton("乙", ButtonSecondary, nil)
	row := HFill(10, 0, a, hidden, b)
	row.Resize(fyne.NewSize(300, 32))
	if got := a.Size().Width + 10 + b.Size().Width; got != 300 {
		t.Errorf("the row is %v wide", got)
	}
	cols := Columns(10, []float32{1, 2}, a, b)
	cols.Resize(fyne.NewSize(310, 32))
	if a.Size().Width != 100 || b.Size().Width != 200 || b.Position().X != 110 {
		t.Errorf("columns %v and %v at %v", a.Size(), b.Size(), b.Position())
	}
}

func TestFigureIsNeverCut(t *testing.T) {
	f := NewFigure("本月已到账")
	newTestWindow(t, f)
	f.Resize(fyne.NewSize(150, 104))
	f.Set("¥1,103,877,123.45", ColorText)
	if f.value.t.Text != "¥1,103,877,123.45" || f.value.t.MinSize().Width > 150 {
		t.Errorf("shows %q, %v wide", f.value.t.Text, f.value.t.MinSize().Width)
	}
}
