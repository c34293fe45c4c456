package kit

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit/draw"
)

// MenuChoice stands beside a Segmented: one more choice, which is made in a menu.
// It wears the colours of the chosen option while what it names is chosen.
type MenuChoice struct {
	opener
	items  func() []*fyne.MenuItem
	chosen bool
}

// NewMenuChoice is a choice that is not chosen; items are asked for whenever it opens.
func NewMenuChoice(label string, items func() []*fyne.MenuItem) *MenuChoice {
	m := &MenuChoice{items: items}
	m.init(m, label, m.showItems, nil)
	m.maxWidth = 190
	return m
}

// Set changes what it says, and whether that is the chosen option.
func (m *MenuChoice) Set(label string, chosen bool) {
	m.chosen = chosen
	m.setText(label)
}

// Text is what it says.
func (m *MenuChoice) Text() string { return m.whole }

func (m *MenuChoice) showItems() { showMenuBelow(m, m.items()) }

// CreateRenderer is Fyne's.
func (m *MenuChoice) CreateRenderer() fyne.WidgetRenderer {
	r := m.opener.CreateRenderer().(*draw.Drawn)
	plain := r.Repaint
	r.Repaint = func() {
		plain()
		m.paintChosen()
	}
	r.Min = func() fyne.Size { // that of the bold text, so that choosing moves nothing
		w := draw.RoundUp(draw.Measure(m.whole, draw.SizeText, true)) + 40
		return fyne.NewSize(min(w, m.maxWidth), draw.HeightControl)
	}
	m.paintChosen()
	return r
}

// paintChosen puts the colours of a chosen option over the plain ones.
func (m *MenuChoice) paintChosen() {
	bold := m.chosen
	if m.text.TextStyle.Bold != bold {
		m.text.TextStyle.Bold = bold
		m.text.Refresh()
	}
	if !m.chosen {
		return
	}
	width := float32(1)
	if m.focused {
		width = 2
	}
	draw.SetFill(m.frame, draw.ColorAccentTint, draw.ColorAccent, width)
	s, _ := draw.NewRuler(draw.SizeText, true).Cut(m.whole, m.maxWidth-40)
	draw.SetText(m.text, s, draw.ColorAccent)
}

// SelectNone leaves all options unchosen: what is chosen stands beside them.
func (s *Segmented) SelectNone() {
	if s.selected != -1 {
		s.selected = -1
		s.Refresh()
	}
}
