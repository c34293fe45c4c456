package fees

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// cardList is the rate cards, with what the chosen one says and what can be done
// about it.
type cardList struct {
	*lists
	body                       fyne.CanvasObject
	grid                       *grid.Grid
	says                       *kit.Label
	agree, edit, leave, remove *kit.Button
	foot                       *fyne.Container
	below                      []fyne.CanvasObject // the foot and its rule
}

func newCardList(l *lists) *cardList {
	t, p := l.view.deps.Text, l.view.presenter
	c := &cardList{lists: l, says: kit.NewLabel("").Cut()}
	c.grid = grid.New(nil, c)
	c.grid.SetEmpty(nothing(t.T("fees.no_cards")))
	c.grid.OnSelect = func(i int) {
		p.PickCard(i)
		c.show()
	}
	c.grid.OnOpen = c.change
	c.grid.OnMenu = c.menu
	at := func(do func(int)) func() {
		return func() {
			c.grid.Focus()
			do(c.grid.Selected())
		}
	}
	c.agree = kit.NewButton("", kit.ButtonSecondary, at(p.Agree))
	c.leave = kit.NewButton(t.T("fees.leave"), kit.ButtonSecondary, at(p.Leave))
	c.edit = kit.NewButton(t.T("fees.edit"), kit.ButtonSecondary, at(c.change))
	c.remove = kit.NewButton(t.T("fees.remove"), kit.ButtonSecondary, at(c.askRemove))
	c.foot = box.HFill(box.GapSmall, 0, c.says, c.agree, c.leave, c.edit, c.remove)
	c.below = []fyne.CanvasObject{draw.NewRule(), box.Pad(box.GapSmall, box.GapLarge, box.GapSmall, box.GapLarge, c.foot)}
	c.body = box.VFill(0, 0, append([]fyne.CanvasObject{c.grid}, c.below...)...)
	return c
}

func (c *cardList) fill() {
	c.grid.Refresh()
	if c.grid.Selected() != c.state.Card {
		c.grid.Select(c.state.Card)
	}
	for _, o := range c.below {
		if c.Len() == 0 {
			o.Hide()
		} else {
			o.Show()
		}
	}
	c.body.Refresh()
	c.show()
}

// show puts the chosen card at the foot.
func (c *cardList) show() {
	t, i := c.view.deps.Text, c.grid.Selected()
	can := c.view.presenter.Can(i)
	text, agree := "", t.T("fees.agree")
	if i >= 0 && i < c.Len() {
		row := &c.state.Cards[i]
		text = row.Says
		if row.Kind == KindChange {
			agree = t.T("fees.agree_change")
		}
	}
	c.says.SetText(text)
	c.agree.SetText(agree)
	for _, b := range []struct {
		button *kit.Button
		on     bool
	}{{c.agree, can.Agree}, {c.leave, can.Leave}, {c.edit, can.Edit}, {c.remove, can.Remove}} {
		b.button.Hidden = !b.on
	}
	c.foot.Refresh()
}

func (c *cardList) change(i int) {
	if f, ok := c.view.presenter.EditCard(i); ok {
		c.view.editCard(f)
	}
}

func (c *cardList) askRemove(i int) {
	v := c.view
	t := v.deps.Text
	if !v.presenter.Can(i).Remove {
		return
	}
	row := c.state.Cards[i]
	ask.Confirm(v.deps.Window, t, t.T("fees.remove_title"), t.T("fees.remove_text", row.Channel, row.Method, row.Rate), t.T("fees.remove"), true, func(yes bool) {
		if yes {
			v.presenter.Remove(i)
		}
		c.grid.Focus()
	})
}

func (c *cardList) menu(i int) []*fyne.MenuItem {
	t, p := c.view.deps.Text, c.view.presenter
	can := p.Can(i)
	var out []*fyne.MenuItem
	for _, x := range []struct {
		on   bool
		code string
		do   func(int)
	}{{can.Agree, "fees.agree", p.Agree}, {can.Leave, "fees.leave", p.Leave}, {can.Edit, "fees.edit", c.change}, {can.Remove, "fees.remove", c.askRemove}} {
		if x.on {
			out = append(out, fyne.NewMenuItem(t.T(x.code), func() { x.do(i) }))
		}
	}
	return append(out, c.grid.CopyItem(t.T("kit.copy")))
}

func (c *cardList) columns() []grid.Column {
	state, channel, method := c.column("state", 92), grow(c.column("channel", 110)), c.column("method", 90)
	rate, terms, valid, basis := right(c.column("rate", 84)), c.column("terms", 170), c.column("valid", 178), c.column("basis", 252)
	rate.Bold = true
	if c.english() {
		state.Width, method.Width, basis.Width = 118, 104, 236
	}
	if !c.wide {
		return []grid.Column{state, channel, method, rate, terms, valid}
	}
	return []grid.Column{state, channel, method, rate, terms, valid, basis}
}

// Len is part of kit.Source.
func (c *cardList) Len() int { return len(c.state.Cards) }

// Row is part of kit.Source.
func (c *cardList) Row(i int) ([]grid.Cell, bool) {
	r := &c.state.Cards[i]
	cells := []grid.Cell{{Text: r.State, Color: r.Tone.Color(), Chip: true}, {Text: r.Channel}, quiet(r.Method), {Text: r.Rate, Bold: true},
		quiet(r.Terms), {Text: r.Valid}, quiet(r.Basis)}
	if !c.wide {
		cells = cells[:6]
	}
	return cells, true
}
