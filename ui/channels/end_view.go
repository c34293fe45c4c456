package channels

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// testPage is the step where the provider is asked.
type testPage struct {
	guide  *guideView
	object fyne.CanvasObject
	chip   *fyne.Container
	says   *kit.Paragraph
	again  *kit.Button
}

func newTestPage(g *guideView) *testPage {
	t := g.view.deps.Text
	p := &testPage{guide: g, chip: container.NewStack()}
	p.says = kit.NewParagraph("").Within(guideWidth)
	p.again = kit.NewButton(t.T("channels.test_again"), kit.ButtonSecondary, g.form.Try)
	intro := kit.NewParagraph(t.T("channels.test_intro", t.T("provider."+g.form.Provider))).Within(guideWidth).Colored(draw.ColorSecondary)
	p.object = box.VStack(box.GapLarge, intro, box.HStack(0, p.chip), p.says, box.HStack(0, p.again))
	return p
}

func (p *testPage) fill() {
	t, f := p.guide.view.deps.Text, p.guide.form
	code, tone, color := "untested", draw.ToneNeutral, draw.ColorText
	switch f.Tested {
	case Testing:
		code, tone = "testing", draw.ToneUnderway
	case Works:
		code, tone, color = "works", draw.ToneMatched, draw.ColorMatched
	case Fails:
		code, tone, color = "fails", draw.ToneException, draw.ColorException
	}
	p.chip.Objects = []fyne.CanvasObject{kit.NewChip(t.T("channels.test_"+code), tone)}
	p.says.Set(f.TestText, color)
	p.again.Hidden = f.Tested != Fails && f.Tested != Works
	p.object.Refresh()
}

// startPage is the step that says from when on and at what hour bills are pulled.
type startPage struct {
	guide          *guideView
	object         fyne.CanvasObject
	name, from, at *kit.CheckedField
	far            *kit.Paragraph
}

func newStartPage(g *guideView) *startPage {
	t, f := g.view.deps.Text, g.form
	p := &startPage{guide: g}
	line := func(code, hint, value string, typed func(string)) *kit.CheckedField {
		field := kit.NewCheckedField(t.T("channels.form_"+code), hint, kit.LineField, guideWidth, g.leave, nil)
		field.Set(value, "", "")
		field.OnText = func(s string) {
			typed(s)
			f.Mended(code)
			p.fill()
		}
		field.OnSubmit = g.forward
		return field
	}
	p.far = kit.NewParagraph("").Sized(13).Colored(draw.ColorSecondary).Within(guideWidth)
	p.name = line(fieldName, t.T("channels.hint_name"), f.Name, func(s string) { f.Name = s })
	p.from = line(fieldFrom, "", f.From, func(s string) { f.From = s })
	p.at = line(fieldAt, f.ReadyText(), f.At, func(s string) { f.At = s })
	spans := kit.NewSegmented(f.Spans(), nil)
	spans.SelectNone()
	spans.Changed = func(i int) {
		f.PickSpan(i)
		f.Mended(fieldFrom)
		p.fill()
	}
	p.object = box.VStack(box.Gap, p.name.Object(), p.from.Object(), box.HStack(0, spans), p.far, p.at.Object())
	p.fill()
	return p
}

// fill shows what stands in the fields and what is wrong with it, and how far back the
// first day is.
func (p *startPage) fill() {
	f := p.guide.form
	p.name.Set(f.Name, f.Faults[fieldName], "")
	p.from.Set(f.From, f.Faults[fieldFrom], "")
	p.at.Set(f.At, f.Faults[fieldAt], "")
	p.far.SetText(f.FromText())
	if p.guide.fault != nil {
		p.guide.fault.SetText("")
	}
}

// focus brings the keyboard to what is wrong.
func (p *startPage) focus() {
	for _, x := range []struct {
		field string
		line  *kit.CheckedField
	}{{fieldName, p.name}, {fieldFrom, p.from}, {fieldAt, p.at}} {
		if p.guide.form.Faults[x.field] != "" {
			x.line.Focus(p.guide.view.deps.Window)
			return
		}
	}
}
