package channels

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/pull"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
)

// keysPage is the step where ids, keys and certificates are filled in.
type keysPage struct {
	guide   *guideView
	object  fyne.CanvasObject
	scroll  *kit.Scroll
	fields  []*kit.CheckedField
	sandbox *kit.Check
	gateway *kit.CheckedField
	extra   *fyne.Container // what few owners need
	open    *kit.Button
	opener  *fyne.Container // the row of open
	at      int             // the field that has, or last had, the keyboard
}

func newKeysPage(g *guideView) *keysPage {
	t, f := g.view.deps.Text, g.form
	k := &keysPage{guide: g, scroll: kit.NewScroll(box.Gap), at: -1}
	rows := []fyne.CanvasObject{}
	if modes := f.Modes(); len(modes) > 0 {
		pick := kit.NewSegmented(modes, func(i int) {
			f.PickMode(i)
			k.scroll.Object().Refresh()
		})
		pick.Select(f.Mode)
		rows = append(rows, box.HStack(0, pick))
	}
	for i := range f.Fields {
		k.fields = append(k.fields, k.field(i))
		rows = append(rows, k.fields[i].Object())
	}
	k.sandbox = kit.NewCheck(t.T("channels.use_sandbox"), f.SetSandbox)
	k.sandbox.SetChecked(f.Sandbox)
	k.sandbox.Hidden = !f.HasSandbox
	k.gateway = kit.NewCheckedField(t.T("channels.form_gateway"), t.T("channels.hint_gateway"), kit.LineField, fieldWidth, g.leave, nil)
	k.gateway.OnText = func(s string) { f.Gateway = s; f.untested() }
	k.gateway.OnSubmit = g.forward
	k.gateway.OnLeft = func() { f.SetGateway(f.Gateway) }
	k.extra = box.VStack(box.Gap, k.sandbox, k.gateway.Object())
	k.extra.Hidden = f.Gateway == "" && !f.Sandbox
	k.open = kit.NewButton(t.T("channels.advanced")+" ▾", kit.ButtonQuiet, func() {
		k.extra.Hidden = !k.extra.Hidden
		k.scroll.Object().Refresh()
		k.scroll.Reveal(k.extra)
	})
	k.gateway.OnEntered = func() { k.scroll.Reveal(k.extra) }
	k.opener = box.HStack(0, k.open)
	k.scroll.Set(append(rows, k.opener, k.extra)...)
	k.object = k.scroll.Object()
	return k
}

// fieldWidth is that of the fields in the dialog.
const fieldWidth = guideWidth - kit.ScrollGutter

func (k *keysPage) field(i int) *kit.CheckedField {
	t, f := k.guide.view.deps.Text, k.guide.form
	x := &f.Fields[i]
	look := kit.LineField
	var beside []fyne.CanvasObject
	switch {
	case x.Kind != pull.FieldText:
		look = kit.KeyField
		beside = append(beside, kit.NewButton(t.T("channels.choose_file"), kit.ButtonQuiet, func() { k.choose(i) }))
	case x.Secret:
		look = kit.SecretField
	}
	var again *kit.Button
	if look == kit.KeyField {
		again = kit.NewButton(t.T("channels.fill_again"), kit.ButtonQuiet, func() {
			f.Again(i)
			k.focus(i)
		})
	}
	caption := x.Caption
	if f.spares(x.Name) {
		caption = t.T("channels.optional", caption)
	}
	field := kit.NewCheckedField(caption, x.Hint, look, fieldWidth, k.guide.leave, again, beside...)
	field.OnText = func(text string) {
		k.guide.fault.SetText("")
		f.Fill(i, text)
	}
	field.OnSubmit = k.guide.forward
	field.OnEntered = func() {
		k.at = i
		k.scroll.Reveal(field.Object())
		if i == len(f.Fields)-1 { // what comes next is in sight as well
			k.scroll.Reveal(k.opener)
		}
	}
	field.OnLeft = func() {
		if f.Fields[i].Text != "" {
			f.Left()
		}
	}
	return field
}

// choose lets the owner pick the file of a key.
func (k *keysPage) choose(i int) {
	k.guide.view.deps.ChooseFile(func(path string) {
		if k.guide.view.guide == k.guide {
			k.guide.form.Take([]string{path}, i)
		}
	})
}

// focus brings the keyboard into a field; -1 is that of the gateway.
func (k *keysPage) focus(i int) {
	w := k.guide.view.deps.Window
	if i < 0 {
		k.extra.Show()
		k.gateway.Focus(w)
		return
	}
	k.fields[i].Focus(w)
}

// fill shows what stands in the fields, and what is wrong with it.
func (k *keysPage) fill() {
	f := k.guide.form
	moved := false
	for i := range f.Fields {
		x, o := &f.Fields[i], k.fields[i].Object()
		k.fields[i].Set(x.Text, x.Fault, x.Read)
		if o.Hidden == f.Shows(i) {
			o.Hidden, moved = !f.Shows(i), true
		}
	}
	k.gateway.Set(f.Gateway, f.GatewayFault, "")
	if f.GatewayFault != "" && k.extra.Hidden {
		k.extra.Hidden, moved = false, true
	}
	if moved {
		k.scroll.Set(k.scroll.Rows()...)
	}
}
