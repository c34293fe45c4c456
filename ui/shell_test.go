package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/draw"
)

// recorder is a view that notes what the shell does with it.
type recorder struct {
	content fyne.CanvasObject
	shown   int
	read    int
	keys    []fyne.KeyName
}

func (r *recorder) Content() fyne.CanvasObject { return r.content }
func (r *recorder) Shown()                     { r.shown++ }
func (r *recorder) Refresh()                   { r.read++ }
func (r *recorder) TypedKey(e *fyne.KeyEvent)  { r.keys = append(r.keys, e.Name) }

type stand struct {
	shell *Shell
	w     fyne.Window
	views []*recorder
	drops []string
	undos int
	redos int
	helps int
	over  bool
}

func newStand(t *testing.T) *stand {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(draw.NewThemeVariant(1))
	text, err := assets.NewText("zh_CN")
	if err != nil {
		t.Fatal(err)
	}
	s := &stand{w: test.NewWindow(container.NewStack())} // the shell closes it
	var items []Item
	for _, id := range []string{"overview", "import", "reconcile", "settings"} {
		v := &recorder{content: widget.NewEntry()}
		s.views = append(s.views, v)
		items = append(items, Item{ID: id, Title: id, Icon: assets.IconOverview, View: v})
	}
	s.shell = NewShell(a, s.w, text, items, Actions{
		Dropped: func(paths []string) { s.drops = append(s.drops, paths...) },
		Undo:    func() { s.undos++ },
		Redo:    func() { s.redos++ },
		Asked:   func() { s.helps++ },
		Leave: func(gone func()) {
			s.over = true
			gone()
		},
	})
	return s
}

// menuItem finds an item of the main menu by its shortcut's name.
func (s *stand) menuItem(t *testing.T, shortcut string) *fyne.MenuItem {
	t.Helper()
	for _, m := range s.w.MainMenu().Items {
		for _, item := range m.Items {
			if item.Shortcut != nil && item.Shortcut.ShortcutName() == shortcut {
				return item
			}
		}
	}
	t.Fatalf("no menu item has the shortcut %s", shortcut)
	return nil
}

func TestShellShowsViews(t *testing.T) {
	s := newStand(t)
	if s.shell.Current() != "overview" || s.views[0].shown != 1 {
		t.Fatalf("starts with %q", s.shell.Current())
	}
	s.menuItem(t, "CustomDesktop:Control+3").Action()
	if s.shell.Current() != "reconcile" || s.views[2].shown != 1 {
		t.Errorf("Ctrl+3 leads to %q", s.shell.Current())
	}
	test.Tap(s.shell.side.navs[1])
	s.shell.Refresh()
	if s.shell.Current() != "import" || s.views[1].read != 1 || s.views[0].read != 0 {
		t.Errorf("the sidebar leads to %q", s.shell.Current())
	}
	s.shell.keyDown(&fyne.KeyEvent{Name: fyne.KeyF5})
	if s.views[1].read != 2 {
		t.Error("F5 does not read again")
	}
	s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyX})
	if !slices.Equal(s.views[1].keys, []fyne.KeyName{fyne.KeyX}) {
		t.Errorf("keys without a focus went to %v", s.views[1].keys)
	}
}

func TestTheSidebarIsWalkedByKeys(t *testing.T) {
	s := newStand(t)
	side := s.shell.side
	s.w.Canvas().Focus(side)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp} {
		s.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
	if s.shell.Current() != "import" || s.w.Canvas().Focused() != fyne.Focusable(side) || side.navs[1].back.StrokeWidth == 0 {
		t.Errorf("at %q, focus on %T", s.shell.Current(), s.w.Canvas().Focused())
	}
	side.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	side.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if s.shell.Current() != "settings" {
		t.Errorf("the end is %q", s.shell.Current())
	}
	s.w.Canvas().FocusNext()
	if s.w.Canvas().Focused() == fyne.Focusable(side) || side.navs[3].back.StrokeWidth != 0 {
		t.Error("the keyboard does not leave the sidebar")
	}
}

func TestKeysOfTheMenus(t *testing.T) {
	s := newStand(t)
	s.menuItem(t, (&fyne.ShortcutRedo{}).ShortcutName()).Action()
	s.shell.keyDown(&fyne.KeyEvent{Name: fyne.KeyF1})
	if s.redos != 1 || s.helps != 1 {
		t.Errorf("%d redone, %d helps", s.redos, s.helps)
	}
	search := kit.NewSearchEntry("", func(string) {})
	s.views[0].content = container.NewStack(search)
	s.shell.Show("import")
	s.shell.Show("overview")
	s.menuItem(t, "CustomDesktop:Control+F").Action()
	if s.w.Canvas().Focused() != fyne.Focusable(search) {
		t.Errorf("Ctrl+F leads to %T", s.w.Canvas().Focused())
	}
}

// TestTheKeysStandInTheMenus: flush right, and as dark as the words.
func TestTheKeysStandInTheMenus(t *testing.T) {
	s := newStand(t)
	for _, m := range s.w.MainMenu().Items {
		var right []float32
		for _, item := range m.Items {
			if item.Shortcut == nil {
				continue
			}
			if _, drawn := item.Shortcut.(fyne.KeyboardShortcut); drawn {
				t.Errorf("%q is drawn by Fyne", item.Label)
			}
			right = append(right, menuWidth(item.Label))
		}
		if len(right) > 1 && slices.Max(right)-slices.Min(right) > menuWidth(" ") {
			t.Errorf("%s: the keys end at %v", m.Label, right)
		}
	}
	if got := s.menuItem(t, "CustomDesktop:Control+P").Label; !strings.HasSuffix(got, "  Ctrl+P") {
		t.Errorf("printing is called %q", got)
	}
	if !isPlus(fyne.KeyEqual, fyne.KeyModifierControl|fyne.KeyModifierShift) || !isPlus(fyne.KeyPlus, fyne.KeyModifierControl) || isPlus(fyne.KeyEqual, fyne.KeyModifierControl) {
		t.Error("the plus is not known")
	}
}

func TestShellNamesTheShop(t *testing.T) {
	s := newStand(t)
	s.shell.SetBook("西街小馆", "店.zfbook", book.Month(2025, time.October))
	if got := s.w.Title(); got != "账房 — 西街小馆 · 店.zfbook" {
		t.Errorf("title %q", got)
	}
	if got := s.shell.side.shop.Text(); got != "西街小馆 · 2025 年 10 月" {
		t.Errorf("sidebar says %q", got)
	}
}

func TestShellCounts(t *testing.T) {
	s := newStand(t)
	s.shell.SetCounts(map[string]int{"import": 23, "reconcile": 4096})
	for i, want := range []string{"", "23", "999+"} {
		if got := s.shell.side.navs[i].count.Text; got != want {
			t.Errorf("entry %d counts %q, want %q", i, got, want)
		}
	}
}

func TestFootTellsWhatFits(t *testing.T) {
	s := newStand(t)
	var f Foot
	for _, name := range []string{"微信支付", "支付宝", "拉卡拉", "建行"} {
		f.Channels = append(f.Channels, ChannelLine{Name: name, Through: book.NewDay(2025, 10, 31)})
	}
	f.Channels[0].Through = book.NewDay(2019, 3, 5)
	f.Channels[1].Through = 0 // its only import was undone
	f.Channels = append(f.Channels, ChannelLine{Name: "微信", Says: "微信 10:05 取到"}, ChannelLine{Name: "店铺", Through: book.NewDay(2025, 11, 1)})
	s.shell.SetFoot(f)
	foot := s.shell.side.foot
	want := []string{"微信 10:05 取到", "店铺 到 11-01", "拉卡拉 到 10-31", "建行 到 10-31", "微信支付 到 2019-03-05"}
	if got := foot.channelLines(9); !slices.Equal(got, want) {
		t.Errorf("with room: %q", got)
	}
	if got := foot.channelLines(3); len(got) != 3 || got[2] != "另有 3 个渠道" {
		t.Errorf("without room: %q", got)
	}
	s.shell.SetFoot(Foot{Channels: []ChannelLine{{Name: "支付宝"}}})
	if got := foot.channelLines(9); len(got) != 1 || got[0] != "支付宝 还没有账单" {
		t.Errorf("a book without rows: %q", got)
	}
}

func TestShellTakesDroppedFiles(t *testing.T) {
	s := newStand(t)
	web, err := storage.ParseURI("https://example.com/a.csv")
	if err != nil {
		t.Fatal(err)
	}
	s.shell.Dropped(fyne.NewPos(5, 5), []fyne.URI{storage.NewFileURI("/账单/10 月.csv"), web})
	if !slices.Equal(s.drops, []string{"/账单/10 月.csv"}) {
		t.Errorf("dropped %q", s.drops)
	}
}

func TestUndoGoesToTheFieldFirst(t *testing.T) {
	s := newStand(t)
	entry := s.views[0].content.(*widget.Entry)
	s.w.Canvas().Focus(entry)
	test.Type(entry, "a")
	undo := s.menuItem(t, (&fyne.ShortcutUndo{}).ShortcutName())
	undo.Action()
	if s.undos != 0 || entry.Text != "" {
		t.Errorf("undo in a field left %q and undid %d decisions", entry.Text, s.undos)
	}
	s.w.Canvas().Unfocus()
	undo.Action()
	if s.undos != 1 {
		t.Error("undo did not take the decision back")
	}
}

func TestNothingPassesThroughADialog(t *testing.T) {
	s := newStand(t)
	answers := 0
	ask.Confirm(s.w, s.shell.text, "?", "?", "!", false, func(bool) { answers++ })
	s.w.Canvas().Unfocus() // as by a click beside the dialog's buttons
	for _, key := range []fyne.KeyName{fyne.KeyA, fyne.KeyReturn} {
		s.w.Canvas().Unfocus()
		s.shell.typedKey(&fyne.KeyEvent{Name: key})
		if s.w.Canvas().Focused() == nil {
			t.Errorf("%s did not bring the keyboard back into the dialog", key)
		}
	}
	s.shell.keyDown(&fyne.KeyEvent{Name: fyne.KeyF5})
	for _, m := range s.w.MainMenu().Items {
		for _, item := range m.Items {
			if item.Action != nil && !item.IsQuit {
				item.Action()
			}
		}
	}
	if v := s.views[0]; len(v.keys) != 0 || v.read != 0 || v.shown != 1 || s.undos != 0 || s.shell.Current() != "overview" || answers != 0 {
		t.Errorf("through the dialog came keys %v, %d refreshes, %d undos, %d answers; the view is %s", v.keys, v.read, s.undos, answers, s.shell.Current())
	}
	s.w.Canvas().Unfocus()
	s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if answers != 1 || kit.Covered(s.w) {
		t.Error("Escape does not end a dialog that lost the keyboard")
	}
	s.shell.typedKey(&fyne.KeyEvent{Name: fyne.KeyA})
	if !slices.Equal(s.views[0].keys, []fyne.KeyName{fyne.KeyA}) {
		t.Errorf("after the dialog came keys %v", s.views[0].keys)
	}
}

func TestSettingsHaveAShortcut(t *testing.T) {
	s := newStand(t)
	s.menuItem(t, "CustomDesktop:Control+,").Action()
	if s.shell.Current() != "settings" {
		t.Errorf("Ctrl+, leads to %q", s.shell.Current())
	}
}

func TestNineEntriesFitTheSmallestWindow(t *testing.T) {
	s := newStand(t)
	side := newSidebar(s.shell.text, make([]Item, 9), func(string) {})
	if got := side.MinSize().Height; got > 600 {
		t.Errorf("the sidebar needs %v of a window's 640, the menu bar among them", got)
	}
}

func TestClosingAsksWhileWorkIsUnderWay(t *testing.T) {
	s := newStand(t)
	cancelled := false
	s.shell.Progress(book.Progress{Stage: "read", What: "a.csv", Done: 1, Total: 9}, func() { cancelled = true })
	s.shell.Close()
	if s.over || s.w.Canvas().Overlays().Top() == nil {
		t.Fatal("closed without asking")
	}
	focused := s.w.Canvas().Focused()
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.over || cancelled {
		t.Fatal("Escape closed the window")
	}
	s.shell.Close()
	s.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.over || cancelled {
		t.Fatal("Enter alone closed the window")
	}
	s.shell.Close()
	s.w.Canvas().FocusNext()
	s.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !s.over || !cancelled {
		t.Errorf("after yes: closed %v, cancelled %v", s.over, cancelled)
	}
}

func TestWindowSizeIsRemembered(t *testing.T) {
	s := newStand(t)
	s.w.Resize(fyne.NewSize(1500, 900))
	prefs := fyne.CurrentApp().Preferences()
	want := s.w.Canvas().Size()
	s.shell.Close()
	if got := kit.WindowSize(prefs); got != want || want.Width != 1500 {
		t.Errorf("remembered %v of %v", got, want)
	}
}
