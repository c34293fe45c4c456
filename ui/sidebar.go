package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

const (
	sidebarWidth float32 = 188
	navHeight    float32 = 36
	navTop       float32 = 78
	navStep      float32 = 38
)

// sidebar names the program and the shop, leads to the views, and says at its
// foot how the channels and the audit chain stand. The keyboard stops here once, not
// at each entry: the arrow keys go from view to view.
type sidebar struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	edge   *canvas.Rectangle
	name   *kit.Label
	shop   *kit.Label
	navs   []*navItem
	foot   *foot
	show   func(id string)
	chosen int
}

func newSidebar(t *assets.Text, items []Item, show func(id string)) *sidebar {
	s := &sidebar{
		ground: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil),
		name: kit.NewTitle(t.T("app.name")).Sized(19),
		shop: kit.NewSecondary("").Cut(),
		foot: newFoot(t), show: show,
	}
	for _, item := range items {
		s.navs = append(s.navs, newNavItem(item, func() { show(item.ID) }))
	}
	s.ExtendBaseWidget(s)
	return s
}

func (s *sidebar) setShop(shop, month string) {
	line := shop
	if shop != "" && month != "" {
		line += " · "
	}
	s.shop.SetText(line + month)
}

func (s *sidebar) setCounts(counts map[string]int) {
	for _, n := range s.navs {
		n.setCount(counts[n.item.ID])
	}
}

func (s *sidebar) choose(i int) {
	s.chosen = i
	for j, n := range s.navs {
		n.setChosen(i == j)
	}
}

// FocusGained shows where the keyboard is.
func (s *sidebar) FocusGained() { s.focus(true) }

// FocusLost shows it no more.
func (s *sidebar) FocusLost() { s.focus(false) }

func (s *sidebar) focus(on bool) {
	for _, n := range s.navs {
		n.setFocused(on)
	}
}

// TypedRune is part of fyne.Focusable.
func (s *sidebar) TypedRune(rune) {}

// TypedKey goes from view to view and keeps the keyboard.
func (s *sidebar) TypedKey(e *fyne.KeyEvent) {
	to := s.chosen
	switch e.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(s.navs) - 1
	}
	if to == s.chosen || to < 0 || to >= len(s.navs) {
		return
	}
	s.show(s.navs[to].item.ID)
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
}

func (s *sidebar) CreateRenderer() fyne.WidgetRenderer {
	s.paint()
	return &sidebarRenderer{s}
}

func (s *sidebar) paint() {
	s.ground.FillColor = draw.Color(draw.ColorSurface)
	s.edge.FillColor = draw.Color(draw.ColorLine)
}

type sidebarRenderer struct{ s *sidebar }

func (r *sidebarRenderer) Destroy() {}

func (r *sidebarRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.s.ground, r.s.edge, r.s.name, r.s.shop, r.s.foot}
	for _, n := range r.s.navs {
		all = append(all, n)
	}
	return all
}

func (r *sidebarRenderer) Layout(size fyne.Size) {
	s := r.s
	move(s.ground, 0, 0, size.Width, size.Height)
	move(s.edge, size.Width-1, 0, 1, size.Height)
	move(s.name, 20, 15, size.Width-40, 28)
	move(s.shop, 20, 41, size.Width-32, 18)
	for i, n := range s.navs {
		move(n, 12, navTop+float32(i)*navStep, size.Width-25, navHeight)
	}
	top := navTop + float32(len(s.navs))*navStep + box.GapSmall
	move(s.foot, 20, top, size.Width-32, max(size.Height-top-20, 0))
}

func (r *sidebarRenderer) MinSize() fyne.Size {
	return fyne.NewSize(sidebarWidth, navTop+float32(len(r.s.navs))*navStep+80)
}

func (r *sidebarRenderer) Refresh() {
	r.s.paint()
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func move(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}
