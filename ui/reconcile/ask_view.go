package reconcile

import (
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// askNote asks for a note that decides nothing.
func (v *View) askNote() {
	t, p := v.deps.Text, v.presenter
	if !p.Can().Note {
		return
	}
	note := ask.NewTextField(t.T("reconcile.note_title"), p.NoteText(), t.T("reconcile.note_hint"))
	v.form(t.T("reconcile.note_title"), []string{t.T("reconcile.note_text")}, t.T("reconcile.save"), []*ask.TextField{note}, func() ask.Fault {
		p.SetNote(note.Text())
		return ask.Fault{}
	})
}

// askWriteOff asks for the note that a write-off needs.
func (v *View) askWriteOff() {
	t, p := v.deps.Text, v.presenter
	p.AskWriteOff(func(message string) {
		note := ask.NewTextField(t.T("reconcile.write_off_why"), p.OffNote(), t.T("reconcile.write_off_hint"))
		v.form(t.T("reconcile.write_off_title"), []string{message}, t.T("reconcile.write_off"), []*ask.TextField{note}, func() ask.Fault {
			return ask.Fault{Text: p.WriteOff(note.Text()), Field: note}
		})
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
	until := ask.NewTextField(t.T("reconcile.later_until"), tomorrow, tomorrow)
	note := ask.NewTextField(t.T("reconcile.later_note"), p.NoteText(), t.T("reconcile.later_hint"))
	n := len(p.laterRows())
	v.form(t.Count("reconcile.later_title", n, words.Number(n)), []string{t.T("reconcile.later_text")}, t.T("reconcile.put_off"),
		[]*ask.TextField{until, note}, func() ask.Fault {
			return ask.Fault{Text: p.PutOff(until.Text(), note.Text()), Field: until}
		})
}

// askSplit asks what becomes of the rest of rows that belong together in part.
func (v *View) askSplit() {
	t, p := v.deps.Text, v.presenter
	rest, ok := p.AskSplit()
	if !ok {
		if p.Can().Accept {
			v.deps.Toast(t.T("reconcile.split_even"), "", nil)
		}
		return
	}
	note := ask.NewTextField(t.T("reconcile.split_note"), p.NoteText(), t.T("reconcile.split_hint"))
	fields := []*ask.TextField{note}
	until := ask.NewTextField(t.T("reconcile.split_until"), rest.Until, rest.Until)
	if rest.Waits {
		fields = append(fields, until)
	}
	v.form(t.T("reconcile.split_title"), []string{rest.Text, rest.About}, t.T("reconcile.split"), fields, func() ask.Fault {
		day := until.Text()
		fault := ask.Fault{Text: p.Split(note.Text(), day), Field: note}
		if note.Text() != "" {
			fault.Field = until
		}
		return fault
	})
}

// form asks for values under some sentences and gives the keyboard back.
func (v *View) form(title string, text []string, action string, fields []*ask.TextField, save func() ask.Fault) {
	content := box.VStack(box.Gap)
	for i, s := range text {
		x := kit.NewParagraph(s).Within(dialogWidth)
		if i > 0 || len(text) == 1 {
			x.Colored(draw.ColorSecondary)
		}
		content.Add(x)
	}
	for _, f := range fields {
		content.Add(f.Object())
	}
	ask.Form(v.deps.Window, v.deps.Text, title, content, fields, action, save, v.list.grid.Focus)
}
