package underway

import (
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// editTerms asks when the channel of a line has agreed to pay.
func (l *lists) editTerms(i int) {
	if i < 0 || i >= len(l.habits) {
		return
	}
	v, r := l.view, l.habits[i]
	t := v.deps.Text
	count, days := splitTerms(r.terms)
	field := ask.NewTextField(t.T("underway.terms_days"), days, "1")
	counts := kit.NewSegmented([]string{t.T("underway.terms_none"), t.T("underway.terms_working"), t.T("underway.terms_natural")},
		func(i int) { field.Enable(i != countNone) })
	counts.Select(count)
	field.Enable(count != countNone)
	content := box.VStack(box.Gap,
		kit.NewParagraph(t.T("underway.terms_text")).Within(formWidth).Colored(draw.ColorSecondary),
		kit.Captioned(t.T("underway.terms_count"), box.HStack(0, counts)), field.Object())
	ask.Form(v.deps.Window, t, t.T("underway.terms_title", r.name), content, []*ask.TextField{field}, t.T("underway.terms_save"), func() ask.Fault {
		terms, ok := joinTerms(counts.Selected(), field.Text())
		if !ok {
			return ask.Fault{Text: t.T("underway.terms_fault"), Field: field}
		}
		v.presenter.SaveTerms(r.id, terms)
		return ask.Fault{}
	}, l.delays.Focus)
}

// formWidth is the width of a dialog's content.
const formWidth = 460
