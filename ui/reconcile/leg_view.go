package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// legSwitch is the choice of the leg: the standing ones in sight, and those that
// the owner picked in a menu beside them.
type legSwitch struct {
	object   fyne.CanvasObject
	view     *View
	standing *kit.Segmented
	own      *kit.MenuChoice
}

func newLegSwitch(v *View) *legSwitch {
	t := v.deps.Text
	l := &legSwitch{view: v}
	l.standing = kit.NewSegmented([]string{t.T("reconcile.leg.sales"), t.T("reconcile.leg.payouts")}, func(i int) {
		v.presenter.PickLeg([]book.Leg{book.LegSales, book.LegPayouts}[i])
	})
	l.own = kit.NewMenuChoice(t.T("reconcile.leg_own"), l.menu)
	l.object = box.HStack(10, l.standing, l.own)
	return l
}

func (l *legSwitch) show(p *Presenter) {
	leg := p.Leg()
	if isPicked(leg) {
		l.standing.SelectNone()
		l.own.Set(legName(leg), true)
		l.object.Refresh()
		return
	}
	l.standing.Select(map[book.Leg]int{book.LegSales: 0, book.LegPayouts: 1}[leg])
	l.own.Set(l.view.deps.Text.T("reconcile.leg_own"), false)
	l.object.Refresh()
}

// menu lists the picked legs, and what can be done about them.
func (l *legSwitch) menu() []*fyne.MenuItem {
	v, p, t := l.view, l.view.presenter, l.view.deps.Text
	var items []*fyne.MenuItem
	for _, leg := range p.PickedLegs() {
		item := fyne.NewMenuItem(legName(leg), func() { p.PickLeg(leg) })
		item.Checked = leg == p.Leg()
		items = append(items, item)
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items, fyne.NewMenuItem(t.T("reconcile.pick_two"), v.askChannels))
	if isPicked(p.Leg()) {
		items = append(items, fyne.NewMenuItem(t.T("reconcile.drop", legName(p.Leg())), v.askDrop))
	}
	return items
}

// dialogWidth is the width of a dialog's content.
const dialogWidth = 460

// askChannels asks for two channels to match with each other.
func (v *View) askChannels() {
	t, p := v.deps.Text, v.presenter
	names, a, b, ok := p.Pairable()
	if !ok {
		v.deps.Toast(t.T("reconcile.pick_too_few"), "", nil)
		return
	}
	left, right := kit.NewDropdown(names, nil), kit.NewDropdown(names, nil)
	left.Select(a)
	right.Select(b)
	content := box.VStack(box.Gap,
		kit.NewParagraph(t.T("reconcile.pick_text")).Within(dialogWidth).Colored(draw.ColorSecondary),
		kit.FormRow(kit.Captioned(t.T("reconcile.pick_left"), left), kit.Captioned(t.T("reconcile.pick_right"), right)))
	ask.Form(v.deps.Window, t, t.T("reconcile.pick_title"), content, nil, t.T("reconcile.pick_start"), func() ask.Fault {
		return ask.Fault{Text: p.PickChannels(left.Selected(), right.Selected())}
	}, v.list.grid.Focus)
}

func (v *View) askDrop() {
	t := v.deps.Text
	v.presenter.AskDrop(func(name, message string) {
		ask.Confirm(v.deps.Window, t, t.T("reconcile.drop_title", name), message, t.T("reconcile.drop_do"), true, func(yes bool) {
			if yes {
				v.presenter.DropLeg()
			}
			v.list.grid.Focus()
		})
	})
}

// pairing says that two channels are being matched, in place of the panes.
func (v *View) pairing() fyne.CanvasObject {
	t := v.deps.Text
	stop := kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, v.presenter.StopPairing)
	return kit.NewPlainCard(container.NewStack(
		kit.NewEmptyState(assets.IconReconcile, t.T("reconcile.pairing", v.presenter.Pairing()), stop)))
}
