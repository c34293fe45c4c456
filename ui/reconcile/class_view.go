package reconcile

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// classColumns is how many classes stand beside each other in the dialog.
const classColumns = 3

// askClass asks what the ticked bank lines are, or the selected one.
func (v *View) askClass() {
	t, p := v.deps.Text, v.presenter
	n := p.Classable()
	if !p.Can().Classify || n == 0 {
		return
	}
	var d *ask.Dialog
	shut := func() {
		d.Close()
		v.list.grid.Focus()
	}
	rows := box.VStack(box.GapSmall, kit.NewParagraph(t.T("reconcile.class_text")).Within(dialogWidth).Colored(draw.ColorSecondary))
	names := p.ClassNames()
	for from := 0; from < len(names); from += classColumns {
		var line []fyne.CanvasObject
		for i := from; i < min(from+classColumns, len(names)); i++ {
			b := kit.NewButton(names[i], kit.ButtonSecondary, func() {
				shut()
				p.Classify(i)
			})
			b.OnEscape = shut
			line = append(line, b)
		}
		rows.Add(kit.FormRow(line...))
	}
	d = ask.Modal(v.deps.Window, t.Count("reconcile.class_title", n, words.Number(n)), rows,
		kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, shut))
}

// classMenu is the classes as a menu under the rows' own.
func (v *View) classMenu() *fyne.MenuItem {
	p := v.presenter
	var items []*fyne.MenuItem
	for i, name := range p.ClassNames() {
		items = append(items, fyne.NewMenuItem(name, func() { p.Classify(i) }))
	}
	m := fyne.NewMenuItem(v.deps.Text.T("reconcile.classify"), nil)
	m.ChildMenu = fyne.NewMenu("", items...)
	return m
}
