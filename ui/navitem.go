package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

// navItem is an entry of the sidebar: an icon, a name, and how much waits there.
type navItem struct {
	widget.BaseWidget
	item   Item
	tapped func()

	chosen, over     bool
	focused          bool // the keyboard is in the sidebar
	back, badge      *canvas.Rectangle
	icon             *draw.Icon
	name, nameChosen *kit.Label
	count            *canvas.Text
}

func newNavItem(item Item, tapped func()) *navItem {
	n := &navItem{
		item: item, tapped: tapped,
		back: canvas.NewRectangle(nil), badge: canvas.NewRectangle(nil),
		icon:       draw.NewIcon(item.Icon, draw.ColorSecondary, 20),
		name:       kit.NewLabel(item.Title).Cut(),
		nameChosen: kit.NewLabel(item.Title).Bold().Colored(draw.ColorAccent).Cut(),
		count:      canvas.NewText("", nil),
	}
	n.count.TextSize, n.count.TextStyle.Bold = draw.SizeSmall, true
	n.count.Alignment = fyne.TextAlignCenter
	n.back.CornerRadius, n.badge.CornerRadius = draw.RadiusControl, 9
	n.ExtendBaseWidget(n)
	return n
}

func (n *navItem) setChosen(on bool) {
	if n.chosen != on {
		n.chosen = on
		n.Refresh()
	}
}

func (n *navItem) setFocused(on bool) {
	if n.focused != on {
		n.focused = on
		n.Refresh()
	}
}

// setCount shows how much waits; above 999 it only says so.
func (n *navItem) setCount(count int) {
	s := ""
	switch {
	case count > 999:
		s = "999+"
	case count > 0:
		s = strconv.Itoa(count)
	}
	if n.count.Text != s {
		n.count.Text = s
		n.Refresh()
	}
}

func (n *navItem) Tapped(*fyne.PointEvent)             { n.tapped() }
func (n *navItem) MouseIn(*desktop.MouseEvent)         { n.over = true; n.Refresh() }
func (n *navItem) MouseMoved(*desktop.MouseEvent)      {}
func (n *navItem) MouseOut()                           { n.over = false; n.Refresh() }
func (n *navItem) Cursor() desktop.Cursor              { return desktop.PointerCursor }
func (n *navItem) CreateRenderer() fyne.WidgetRenderer { n.paint(); return &navRenderer{n} }

func (n *navItem) paint() {
	n.back.FillColor = nil
	switch {
	case n.chosen:
		n.back.FillColor = draw.Color(draw.ColorAccentTint)
	case n.over:
		n.back.FillColor = draw.Color(draw.ColorHover)
	}
	n.back.Hidden = !n.chosen && !n.over
	n.back.StrokeWidth, n.back.StrokeColor = 0, nil
	if n.chosen && n.focused {
		n.back.StrokeWidth, n.back.StrokeColor = 2, draw.Color(draw.ColorAccent)
	}
	n.name.Hidden, n.nameChosen.Hidden = n.chosen, !n.chosen
	if n.chosen {
		n.icon.Set(n.item.Icon, draw.ColorAccent)
	} else {
		n.icon.Set(n.item.Icon, draw.ColorSecondary)
	}
	n.badge.Hidden, n.count.Hidden = n.count.Text == "", n.count.Text == ""
	n.badge.FillColor = draw.Color(draw.ColorExceptionTint)
	n.count.Color = draw.Color(draw.ColorException)
}

type navRenderer struct{ n *navItem }

func (r *navRenderer) Destroy()           {}
func (r *navRenderer) MinSize() fyne.Size { return fyne.NewSize(100, navHeight) }

func (r *navRenderer) Objects() []fyne.CanvasObject {
	n := r.n
	return []fyne.CanvasObject{n.back, n.icon, n.name, n.nameChosen, n.badge, n.count}
}

func (r *navRenderer) Layout(s fyne.Size) {
	n := r.n
	move(n.back, 0, 0, s.Width, s.Height)
	move(n.icon, 10, 8, 20, 20)
	w := float32(0)
	if n.count.Text != "" {
		w = float32(int(n.count.MinSize().Width)) + 15
	}
	move(n.badge, s.Width-10-w, 9, w, 18)
	move(n.count, s.Width-10-w, 9, w, 18)
	move(n.name, 39, 0, s.Width-39-w-14, s.Height)
	move(n.nameChosen, 39, 0, s.Width-39-w-14, s.Height)
}

func (r *navRenderer) Refresh() {
	r.n.paint()
	r.Layout(r.n.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

// AccessibilityLabel is the name of the view, and how much waits there.
func (n *navItem) AccessibilityLabel() string { return n.item.Title + " " + n.count.Text }

// AccessibilityRole is that of a link.
func (n *navItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }
