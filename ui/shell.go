package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/words"
)

// View answers one question of the owner's in the right part of the window.
type View interface {
	Content() fyne.CanvasObject // made once
	Shown()                     // it came into sight
	Refresh()                   // the book may have changed: read again
}

// Keyed is a view that takes keys while nothing has the focus, so that its keys
// still work after a click on a button.
type Keyed interface{ TypedKey(*fyne.KeyEvent) }

// Item is an entry of the sidebar with its view.
type Item struct {
	ID    string // "overview", "import", "reconcile", "exceptions", "reports"
	Title string
	Icon  fyne.Resource
	View  View
}

// Actions are what the shell asks of the program. Each may be nil.
type Actions struct {
	OpenFiles  func()                               // the menu's "choose files"
	OpenFolder func()                               // the menu's "import a folder"
	Dropped    func(paths []string)                 // files were dropped on the window
	Undo, Redo func()                               // take the last decision back, and make it again
	Print      func()                               // print the month's report
	Rename     func()                               // give the shop its name
	Backup     func()                               // put a copy of the book aside
	Asked      func()                               // help on the view in sight
	Leave      func(gone func())                    // end the work before the window closes, which gone does
	Stopping   func(says string, tell func(string)) // what closing now would stop, in a sentence; says is what the strip says
	Books      []*fyne.MenuItem                     // ways to other books
	Exports    []*fyne.MenuItem                     // what can be written into files
	Looks      []*fyne.MenuItem                     // theme and size of text
	Larger     func()                               // make the text larger
	Help       []*fyne.MenuItem                     // more of the help
}

// Shell is the frame of the window: sidebar, the view in sight, a strip for long
// work, toasts, the menu, drops and closing.
type Shell struct {
	app    fyne.App
	window fyne.Window
	text   *assets.Text
	items  []Item
	act    Actions

	side    *sidebar
	place   *fyne.Container // of the view in sight
	right   *fyne.Container // place and strip
	strip   *progressStrip
	stage   *kit.Stage
	current int
	asking  bool // whether it is to close although work is under way
	leaving bool // the window is about to close
}

// NewShell fills the window and shows the first item. The window is not shown.
func NewShell(a fyne.App, w fyne.Window, t *assets.Text, items []Item, act Actions) *Shell {
	s := &Shell{app: a, window: w, text: t, items: items, act: act, current: -1}
	s.side = newSidebar(t, items, s.Show)
	s.place = container.NewStack()
	s.strip = newProgressStrip(t)
	s.right = box.VFill(0, 0, s.place, s.strip)
	s.stage = kit.NewStage(box.HFill(0, 1, s.side, s.right))
	w.SetTitle(t.T("app.name"))
	w.SetPadded(false)
	w.SetContent(s.stage)
	s.stage.OnHelp, s.stage.HelpTip = s.uncovered(act.Asked), t.T("shell.menu.manual")+"  F1"
	w.SetMainMenu(s.menu())
	w.SetMaster()
	w.SetOnDropped(s.Dropped)
	w.SetCloseIntercept(s.Close)
	w.Canvas().SetOnTypedKey(s.typedKey)
	if c, ok := w.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(s.keyDown)
	}
	w.Resize(kit.WindowSize(a.Preferences()))
	if len(items) > 0 {
		s.Show(items[0].ID)
	}
	return s
}

// Remenu makes the menus anew, after something changed that they show.
func (s *Shell) Remenu(act Actions) {
	s.act = act
	s.window.SetMainMenu(s.menu())
}

// SetBook names the shop, the file of its book, and the month that the window is about.
func (s *Shell) SetBook(shop, file string, month book.Period) {
	title := s.text.T("app.name") + " — "
	if shop != "" {
		title += shop + " · "
	}
	s.window.SetTitle(title + file)
	s.side.setShop(shop, words.MonthName(s.text, month))
}

// SetCounts shows at the entries how much waits, by item ID.
func (s *Shell) SetCounts(counts map[string]int) { s.side.setCounts(counts) }

// SetFoot shows the state of the channels and of the audit chain.
func (s *Shell) SetFoot(f Foot) { s.side.foot.set(f) }

// Show brings a view into sight by its ID.
func (s *Shell) Show(id string) {
	for i, item := range s.items {
		if item.ID != id {
			continue
		}
		if i != s.current {
			s.current = i
			s.stage.HideTip()
			s.window.Canvas().Unfocus()
			s.side.choose(i)
			s.place.Objects = []fyne.CanvasObject{item.View.Content()}
			s.place.Refresh()
		}
		item.View.Shown()
		return
	}
}

// Current is the ID of the view in sight.
func (s *Shell) Current() string {
	if s.current < 0 {
		return ""
	}
	return s.items[s.current].ID
}

// View is the view in sight; nil before there is one.
func (s *Shell) View() View {
	if s.current < 0 {
		return nil
	}
	return s.items[s.current].View
}

// Refresh lets the view in sight read the book again; the others do so when they
// are shown.
func (s *Shell) Refresh() {
	if s.current >= 0 {
		s.items[s.current].View.Refresh()
	}
}

// Progress shows long work with a way to cancel it, which may be nil.
func (s *Shell) Progress(p book.Progress, cancel func()) {
	was := s.Busy()
	s.strip.set(p, cancel)
	if !was {
		s.stage.SetLift(stripHeight)
		s.right.Refresh()
	}
}

// HideProgress takes the strip away: the work is done.
func (s *Shell) HideProgress() {
	s.strip.clear()
	s.stage.SetLift(0)
	s.right.Refresh()
}

// Busy tells whether long work is under way.
func (s *Shell) Busy() bool { return s.strip.Visible() }

// Dropped hands the files that were dropped on the window to the program. It is
// a method so that tests can call it: their driver drops nothing.
func (s *Shell) Dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	if len(paths) > 0 && s.act.Dropped != nil {
		s.act.Dropped(paths)
	}
}

// keyDown sees F1, F5 and the plus before what has the focus does. Fyne's menus show a
// shortcut without Ctrl, but only those with it work.
func (s *Shell) keyDown(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyF1:
		s.uncovered(s.act.Asked)()
	case fyne.KeyF5:
		s.uncovered(s.Refresh)()
	case fyne.KeyEqual, fyne.KeyPlus:
		if d, ok := s.app.Driver().(desktop.Driver); ok && isPlus(e.Name, d.CurrentKeyModifiers()) {
			s.uncovered(s.act.Larger)()
		}
	}
}

// isPlus tells whether keys are Ctrl and the plus, as it is typed on the main keyboard
// or the number pad; Ctrl with the key of the plus alone is the menu's.
func isPlus(key fyne.KeyName, held fyne.KeyModifier) bool {
	const ctrl, both = fyne.KeyModifierShortcutDefault, fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
	return held == both || held == ctrl && key == fyne.KeyPlus
}

// uncovered is an act that is only done while no dialog lies over the views: a
// dialog asks about what is under it, which must stay as it is.
func (s *Shell) uncovered(do func()) func() {
	return func() {
		if !kit.Covered(s.window) {
			call(do)
		}
	}
}

// typedKey hands keys to the view in sight while nothing has the focus; under a
// dialog they bring the keyboard back into it instead.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	if kit.Covered(s.window) {
		kit.KeyToCover(s.window, e)
		return
	}
	if s.current < 0 {
		return
	}
	if v, ok := s.items[s.current].View.(Keyed); ok {
		v.TypedKey(e)
	}
}
