package importing

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/words"
)

// shortList is the rows of a card that scroll with the page: the first of many, and a
// button that shows all of them.
type shortList struct {
	view   *View
	rows   *fyne.Container
	all    *kit.Button
	object fyne.CanvasObject
	whole  bool // the owner asked for all
	again  func()
}

// shownAtMost bounds the rows: those that want an eye are on top.
const shownAtMost = 200

func newShortList(v *View) *shortList {
	l := &shortList{view: v, rows: box.VStack(0)}
	l.all = v.follow(kit.NewButton("", kit.ButtonQuiet, func() {
		l.whole = !l.whole
		l.again()
	}))
	l.object = box.VStack(box.GapTight, l.rows, box.HStack(0, l.all))
	return l
}

// set shows the first few of n rows, or all of them once the owner asked for that.
func (l *shortList) set(n, few int, row func(i int) fyne.CanvasObject) {
	l.again = func() {
		l.show(n, few, row)
		l.view.content.Refresh()
	}
	l.show(n, few, row)
}

func (l *shortList) show(n, few int, row func(i int) fyne.CanvasObject) {
	t := l.view.deps.Text
	shown := min(n, shownAtMost)
	if !l.whole && n > few+1 { // a button in the place of one row helps nobody
		shown = few
	}
	objects := make([]fyne.CanvasObject, 0, shown)
	for i := range shown {
		objects = append(objects, row(i))
	}
	l.rows.Objects = objects
	l.all.Hidden = n <= few+1
	switch rest := n - shown; {
	case !l.whole:
		l.all.SetText(t.Count("import.show_all", n-few, words.Number(n-few)) + " ▾")
	case rest > 0:
		l.all.SetText(t.T("import.show_few") + " ▴ · " + t.Count("import.and_more", rest, words.Number(rest)))
	default:
		l.all.SetText(t.T("import.show_few") + " ▴")
	}
	l.rows.Refresh()
	l.object.Refresh()
}
