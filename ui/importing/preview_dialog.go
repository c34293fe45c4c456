package importing

import (
	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/words"
)

// previewDialog is the sheet about one file that is not written yet, or was.
type previewDialog struct {
	view    *View
	receipt book.Receipt
	dialog  *ask.Dialog
	always  *kit.Check     // nil where it cannot be said
	channel *channelChoice // nil where the file knows its channel
	role    *kit.Segmented // nil where the file knows what it is
	roles   []book.Role
	main    *kit.Button
}

// openWaiting shows a file that waits, with its next step as the main button.
func (v *View) openWaiting(i int) {
	if r := v.presenter.Seen(i); r != nil {
		v.openFile(*r, func() { v.putAside(i) })
	}
}

// openReceipt shows a file of the drop that went in.
func (v *View) openReceipt(i int) {
	if r := v.presenter.Receipt(i); r != nil {
		v.openFile(*r, nil)
	}
}

// openFile shows all about a file; aside puts it aside, nil where it does not wait.
func (v *View) openFile(r book.Receipt, aside func()) {
	t := v.deps.Text
	p := preview(t, &r)
	d := &previewDialog{view: v, receipt: r}
	var below []fyne.CanvasObject
	if len(p.Choices) > 0 {
		d.channel = newChannelChoice(t, p.Choices, d.allow, d.enter, func(o fyne.Focusable) { kit.FocusSoon(v.deps.Window, o) })
		d.channel.pick.OnEscape, d.channel.name.OnEscape = d.close, d.close
		below = append(below, d.channel.object)
	}
	if len(p.Roles) > 0 {
		below = append(below, d.askRole(p.Roles))
	}
	if p.Always {
		d.always = kit.NewCheck(t.T("import.always"), nil)
		d.always.OnKey = d.key
		below = append(below, d.always)
	}
	var buttons []*kit.Button
	offer := func(label string, do func()) {
		buttons = append(buttons, kit.NewButton(label, kit.ButtonSecondary, d.then(do)))
	}
	if aside != nil {
		offer(t.T("import.aside"), aside)
	}
	d.offers(offer)
	shut := kit.NewButton(t.T("kit.close"), kit.ButtonSecondary, d.close)
	if label, do := d.mainAct(); do != nil {
		d.main = kit.NewButton(label, kit.ButtonPrimary, do).WithKey("Enter")
		buttons = append([]*kit.Button{shut}, append(buttons, d.main)...)
	} else { // nothing is left to do: Enter closes
		shut = kit.NewButton(t.T("kit.close"), kit.ButtonPrimary, d.close)
		buttons = append(buttons, shut)
	}
	body := previewBody(t, &p, v.deps.Window.Canvas().Size().Height, below...)
	d.dialog = ask.Modal(v.deps.Window, shortTitle(p.Title), body, buttons...)
	for _, b := range buttons {
		b.OnEscape = d.close
	}
	switch focus := v.deps.Window.Canvas().Focus; { // on what must be said first
	case d.channel != nil:
		focus(d.channel.pick)
	case d.role != nil:
		focus(d.role)
	}
	d.allow()
}

// askRole asks what kind of account a file is of. Nothing is chosen beforehand.
func (d *previewDialog) askRole(roles []book.Role) fyne.CanvasObject {
	t := d.view.deps.Text
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = t.T("role." + r.String())
	}
	d.roles, d.role = roles, kit.NewSegmented(names, func(int) { d.allow() })
	d.role.SelectNone()
	d.role.OnEscape = d.close
	return box.HStack(box.Gap, kit.NewLabel(t.T("import.which_role")), d.role)
}

// offers are what else may be done about a file, beside its main act.
func (d *previewDialog) offers(offer func(label string, do func())) {
	v, r, t := d.view, d.receipt, d.view.deps.Text
	if v.deps.Teach != nil && intake.CanTeach(&r) && (!stands(&r) || stepOf(&r) != StepTeach) {
		label := t.T("import.edit_profile")
		if r.Format != ownFormat {
			label = t.T("mapping.teach")
		}
		offer(label, func() { v.deps.Teach(r.Path, r.File) })
	}
	if waved(&r) {
		offer(t.T("import.always_off"), func() { v.holdAgain(r) })
	}
	if r.Batch != 0 && r.State == book.ReceiptKnown {
		offer(t.T("import.show_batch"), func() { v.openBatch(r.Batch) })
	}
	if r.Batch != 0 && !stands(&r) {
		offer(t.T("import.undo"), func() { v.undoBatch(r.Batch) })
	}
}

// mainAct is what the main button says and does; nil for a file that went in.
func (d *previewDialog) mainAct() (string, func()) {
	r, t := &d.receipt, d.view.deps.Text
	if !stands(r) {
		return "", nil
	}
	switch s := stepOf(r); s {
	case StepRole:
		return t.T("import.accept_do"), d.accept
	case StepLook, StepChannel:
		if r.New+r.Changed > 0 {
			n := r.New + r.Changed
			return t.Count("import.import_rows", n, words.Number(n)), d.accept
		}
		return t.T("import.accept_do"), d.accept
	default:
		return stepText(t, s), d.then(func() { d.view.help(s, *r) })
	}
}

// accept imports the file with what it needs, and lets all like it in where the
// owner ticked that.
func (d *previewDialog) accept() {
	opt, _ := intake.Accepts(&d.receipt)
	if d.channel != nil {
		if opt.Channel = d.channel.value(); opt.Channel == "" {
			return
		}
	}
	if d.role != nil {
		opt.Role = d.roles[d.role.Selected()]
	}
	d.close()
	if d.always != nil && d.always.Checked() {
		d.view.letIn(d.receipt, opt)
		return
	}
	d.view.deps.Start([]string{d.receipt.Path}, opt)
}

func (d *previewDialog) close() { d.dialog.Close() }

// then is an act that closes the sheet first.
func (d *previewDialog) then(do func()) func() {
	return func() {
		d.close()
		do()
	}
}

// allow lets the main button be used once the owner said which channel it is.
func (d *previewDialog) allow() {
	switch {
	case d.main == nil:
	case d.channel != nil && d.channel.value() == "", d.role != nil && d.role.Selected() < 0:
		d.main.Disable()
	default:
		d.main.Enable()
	}
}

// key is Enter and Escape on a control of the sheet that has no use for them.
func (d *previewDialog) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		d.enter()
	case fyne.KeyEscape:
		d.close()
	}
}

// enter does what the main button does.
func (d *previewDialog) enter() {
	if d.main != nil {
		d.main.Tapped(nil)
	}
}

// shortTitle keeps a title within the sheet.
func shortTitle(s string) string {
	const most, front = 44, 12
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:front]) + "…" + string(r[len(r)-(most-front-1):])
}
