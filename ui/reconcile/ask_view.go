package reconcile

import (
	"zhangfang/ui/kit"
)

func (v *View) askNote() {
	t := v.deps.Text
	if !v.presenter.Can().Note {
		return
	}
	text := t.T("reconcile.note_text")
	if old := v.presenter.NoteText(); old != "" {
		text = t.T("reconcile.noted", old) + "\n" + text
	}
	kit.Prompt(v.deps.Window, t, t.T("reconcile.note_title"), text, t.T("reconcile.note_hint"),
		t.T("reconcile.save"), true, func(note string, ok bool) {
			if ok {
				v.presenter.SetNote(note)
			}
			v.list.grid.Focus()
		})
}

// askLater asks until when the rows are put off; what is put off is brought back.
func (v *View) askLater() {
	t, p := v.deps.Text, v.presenter
	switch {
	case !p.Can().Later:
		return
	case p.ShowsPutOff():
		p.BringBack()
		return
	}
	tomorrow := (p.Today() + 1).String()
	until := kit.NewTextField(t.T("reconcile.later_until"), tomorrow, tomorrow)
	note := kit.NewTextField(t.T("reconcile.later_note"), p.NoteText(), t.T("reconcile.later_hint"))
	n := len(p.laterRows())
	v.form(t.Count("reconcile.later_title", n, kit.Number(n)), []string{t.T("reconcile.later_text")}, t.T("reconcile.put_off"),
		[]*kit.TextField{until, note}, func() kit.Fault {
			return kit.Fault{Text: p.PutOff(until.Text(), note.Text()), Field: until}
		})
}

// askSplit asks what becomes of the rest of rows that belong together in part.
func (v *View) askSplit() {
	t, p := v.deps.Text, v.presenter
	ask, ok := p.AskSplit()
	if !ok {
		if p.Can().Accept {
			v.deps.Toast(t.T("reconcile.split_even"), "", nil)
		}
		return
	}
	note := kit.NewTextField(t.T("reconcile.split_note"), p.NoteText(), t.T("reconcile.split_hint"))
	fields := []*kit.TextField{note}
	until := kit.NewTextField(t.T("reconcile.split_until"), ask.Until, ask.Until)
	if ask.Waits {
		fields = append(fields, until)
	}
	v.form(t.T("reconcile.split_title"), []string{ask.Text, ask.About}, t.T("reconcile.split"), fields, func() kit.Fault {
		day := until.Text()
		fault := kit.Fault{Text: p.Split(note.Text(), day), Field: note}
		if note.Text() != "" {
			fault.Field = until
		}
		return fault
	})
}

// form asks for values under some sentences and gives the keyboard back.
func (v *View) form(title string, text []string, action string, fields []*kit.TextField, save func() kit.Fault) {
	content := kit.VStack(kit.Gap)
	for i, s := range text {
		x := kit.NewParagraph(s).Within(dialogWidth)
		if i > 0 || len(text) == 1 {
			x.Colored(kit.ColorSecondary)
		}
		content.Add(x)
	}
	for _, f := range fields {
		content.Add(f.Object())
	}
	kit.Form(v.deps.Window, v.deps.Text, title, content, fields, action, save, v.list.grid.Focus)
}
