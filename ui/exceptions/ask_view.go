package exceptions

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// ask asks what a way needs to know, and does it. What changes little is done at
// once where it is about one exception: the note can follow.
func (v *View) ask(w Way) {
	p := v.presenter
	q, ok := p.Ask(w)
	if !ok {
		return
	}
	if w == WayReview && len(q.lines) == 1 {
		p.Answer(&q, Answer{Person: q.Person})
		return
	}
	newQuestionForm(v, &q).show()
}

// questionForm is the dialog of a question.
type questionForm struct {
	v             *View
	q             *Question
	note, person  *ask.TextField
	amount, until *ask.TextField // nil where the way does not ask for it
	fields        []*ask.TextField
	content       *fyne.Container
	given         Answer
	answered      bool
}

func newQuestionForm(v *View, q *Question) *questionForm {
	t := v.deps.Text
	f := &questionForm{v: v, q: q}
	f.content = box.VStack(box.Gap, kit.NewParagraph(q.Text).Within(formWidth), kit.NewParagraph(q.About).Within(formWidth).Colored(draw.ColorSecondary))
	why := t.T("exceptions.why_optional")
	if q.Way.needsNote() {
		why = t.T("exceptions.why")
	}
	f.note = ask.NewTextField(why, q.Note, q.NoteHint)
	f.person = ask.NewTextField(t.T("exceptions.person"), q.Person, t.T("exceptions.person_hint"))
	switch q.Way {
	case WayCorrect:
		f.amount = ask.NewTextField(q.Asked, q.Amount, "")
		f.first(f.amount)
	case WayExpect:
		f.until = ask.NewTextField(t.T("exceptions.until"), q.Until, q.UntilHint)
		f.first(f.until)
	}
	f.fields = append(f.fields, f.note, f.person)
	f.content.Add(f.note.Object())
	f.content.Add(f.person.Object())
	return f
}

// formWidth is that of the dialogs of package ask.
const formWidth float32 = 460

func (f *questionForm) first(field *ask.TextField) {
	f.fields = append(f.fields, field)
	f.content.Add(field.Object())
}

func (f *questionForm) show() {
	ask.Form(f.v.deps.Window, f.v.deps.Text, f.q.Title, f.content, f.fields, f.q.Action, f.save, func() {
		f.v.grid.Focus()
		if f.answered {
			f.v.presenter.Answer(f.q, f.given)
		}
	})
}

// save keeps the answer; it is acted on when the form is gone, since a plan is a
// dialog of its own.
func (f *questionForm) save() ask.Fault {
	f.given = Answer{Note: f.note.Text(), Person: f.person.Text()}
	if f.amount != nil {
		f.given.Amount = f.amount.Text()
	}
	if f.until != nil {
		f.given.Until = f.until.Text()
	}
	fault := f.v.presenter.Check(f.q, f.given)
	f.answered = fault.Text == ""
	return ask.Fault{Text: fault.Text, Field: map[Field]*ask.TextField{FieldNote: f.note, FieldAmount: f.amount, FieldUntil: f.until}[fault.Field]}
}

// askNote asks for a note that changes nothing else.
func (v *View) askNote() {
	t, p := v.deps.Text, v.presenter
	if !p.Can().Note {
		return
	}
	if len(p.picked()) > 1 {
		v.deps.Toast(t.T("exceptions.note_one"), "", nil)
		return
	}
	note := ask.NewTextField(t.T("exceptions.note_title"), p.Note(), t.T("exceptions.note_hint"))
	given, saved := "", false
	ask.Form(v.deps.Window, t, t.T("exceptions.note_title"), note.Object(), []*ask.TextField{note}, t.T("exceptions.save"), func() ask.Fault {
		given, saved = note.Text(), true
		return ask.Fault{}
	}, func() {
		v.grid.Focus()
		if saved {
			p.SetNote(given)
		}
	})
}
