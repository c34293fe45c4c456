package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/kittest"
)

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
	kittest.Window(t, s)
	test.Type(s, "张三")
	s.OnSubmitted(s.Text)
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Equal(got, []string{"张", "张三", ""}) {
		t.Errorf("searched for %q", got)
	}
}

func TestToastOffersUndo(t *testing.T) {
	s := NewStage(container.NewStack())
	s.ToastFor = 0
	kittest.Window(t, s)
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

func TestTipFitsItsText(t *testing.T) {
	s := NewStage(container.NewStack())
	kittest.Window(t, s)
	for _, text := range []string{"短", strings.Repeat("一个很长的说明", 12), "2088_202510_业务明细.zip!业务明细.csv", "短"} {
		s.tip.set(text, fyne.NewPos(10, 10))
		s.tip.Show()
		s.Refresh()
		lines := float32(len(s.tip.text.lines))
		if want := lines*draw.LineHeight(tipSize) + 12; s.tip.Size().Height != want {
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
	kittest.Window(t, s)
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

func TestAShortNameIsNotCut(t *testing.T) {
	test.NewTempApp(t)
	l := NewLabel("a.csv").CutMiddle()
	l.Resize(fyne.NewSize(160, 22))
	if l.short {
		t.Error("a short name is cut")
	}
}
