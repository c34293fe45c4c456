package exceptions

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// detailPane tells all about the selected exception.
type detailPane struct {
	card   *kit.Card
	text   *assets.Text
	rows   *kit.Scroll
	width  float32 // of a sentence; text must know it before the first layout
	shown  Detail
	can    Can
	attach func()
	open   func(File)
	remove func(File)
	fees   func()
	query  func()
	cancel func()
}

func newDetailPane(v *View) *detailPane {
	p := v.presenter
	d := &detailPane{text: v.deps.Text, rows: kit.NewScroll(box.GapSmall), width: 258}
	d.attach, d.fees = v.keepFocus(p.Attach), v.keepFocus(p.OpenFees)
	d.query, d.cancel = v.keepFocus(p.AskProvider), v.keepFocus(p.CancelAsk)
	d.open = func(f File) { v.keepFocus(func() { p.OpenFile(f) })() }
	d.remove = func(f File) { v.keepFocus(func() { p.Detach(f) })() }
	d.card = kit.NewCard("", "", d.rows.Object())
	return d
}

// fit is told the card's width before it is laid out.
func (d *detailPane) fit(width float32) {
	if w := width - 2*box.GapLarge - kit.ScrollGutter; w != d.width {
		d.width = w
		d.show(d.shown, d.can)
	}
}

func (d *detailPane) show(x Detail, can Can) {
	if x.Key != d.shown.Key {
		d.rows.ToTop()
	}
	d.shown, d.can = x, can
	t := d.text
	if x.Key == "" {
		d.rows.Set(d.sentence(t.T("exceptions.pick")).Colored(draw.ColorSecondary))
		return
	}
	rows := []fyne.CanvasObject{
		box.HStack(box.GapTight, kit.NewChip(x.Chip, x.Tone), kit.NewChip(x.Severity, x.SeverityTone)),
		d.sentence(x.Text),
	}
	rows = d.part(rows, "advice", x.Advice)
	if can.Fees {
		rows = append(rows, box.HStack(0, kit.NewButton(t.T("exceptions.fees"), kit.ButtonSecondary, d.fees)))
	}
	rows = append(d.asked(rows, &x.Asked), draw.NewRule(), d.facts(x.Facts))
	if x.Note != "" {
		rows = d.part(rows, "note", x.Note)
	}
	rows = d.part(rows, "evidence", x.Evidence...)
	rows = d.part(rows, "sources", x.Sources...)
	rows = d.files(rows, x.Files, can.Attach)
	d.rows.Set(d.history(rows, x.History)...)
}

// asked is the way to ask the provider, and what it said.
func (d *detailPane) asked(rows []fyne.CanvasObject, a *Asked) []fyne.CanvasObject {
	t := d.text
	switch {
	case a.Names == "":
		return rows
	case a.Running:
		return append(rows, d.sentence(t.T("exceptions.asking", a.Names)).Colored(draw.ColorSecondary),
			box.HStack(0, kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, d.cancel)))
	case a.When == "":
		return append(rows, box.HStack(0, kit.NewButton(t.T("exceptions.ask_provider"), kit.ButtonSecondary, d.query).WithKey("Q")))
	}
	rows = append(rows, draw.NewRule(), kit.NewSecondary(t.T("exceptions.asked_at", a.When)))
	for _, s := range a.Said {
		rows = append(rows, d.sentence(s))
	}
	if a.Fault != "" {
		rows = append(rows, d.sentence(a.Fault).Colored(draw.ColorException))
	}
	return append(rows, d.sentence(t.T("exceptions.asked_only")).Colored(draw.ColorSecondary),
		box.HStack(0, kit.NewButton(t.T("exceptions.ask_again"), kit.ButtonSecondary, d.query).WithKey("Q")))
}

func (d *detailPane) sentence(s string) *kit.Paragraph { return kit.NewParagraph(s).Within(d.width) }

const captionWidth = 64

// facts is short values, captions in a narrow column of their own.
func (d *detailPane) facts(facts []Fact) fyne.CanvasObject {
	rows := box.VStack(2)
	for _, f := range facts {
		caption := kit.NewSecondary(f.Label).Sized(13).Cut()
		rows.Add(box.HFill(box.GapSmall, 1, box.Sized(captionWidth, 22, caption),
			kit.NewParagraph(f.Value).Within(d.width-captionWidth-box.GapSmall).Colored(f.Tone.Color())))
	}
	return rows
}

// part adds a heading and sentences, where there are any.
func (d *detailPane) part(rows []fyne.CanvasObject, code string, sentences ...string) []fyne.CanvasObject {
	if len(sentences) == 0 {
		return rows
	}
	rows = append(rows, draw.NewRule(), kit.NewSecondary(d.text.T("exceptions."+code)))
	for _, s := range sentences {
		rows = append(rows, d.sentence(s))
	}
	return rows
}

// files lists the attached evidence, each to be opened, and the way to add more.
func (d *detailPane) files(rows []fyne.CanvasObject, files []File, add bool) []fyne.CanvasObject {
	if len(files) == 0 && !add {
		return rows
	}
	t := d.text
	head := box.HFill(box.GapSmall, 1, kit.NewSecondary(t.T("exceptions.files")), container.NewStack())
	if add {
		head.Add(kit.NewButton(t.T("exceptions.attach"), kit.ButtonQuiet, d.attach))
	}
	rows = append(rows, draw.NewRule(), head)
	for _, f := range files {
		line := box.HFill(box.GapSmall, 1, draw.NewIcon(assets.IconFile, draw.ColorSecondary, 16),
			kit.NewLabel(f.Name).Cut(), kit.NewSecondary(f.Size),
			kit.NewButton(t.T("exceptions.open_file"), kit.ButtonQuiet, func() { d.open(f) }))
		if add {
			line.Add(kit.NewButton(t.T("exceptions.remove_file"), kit.ButtonQuiet, func() { d.remove(f) }))
		}
		rows = append(rows, line)
	}
	return rows
}

// history tells the life of the exception, newest step first.
func (d *detailPane) history(rows []fyne.CanvasObject, steps []Step) []fyne.CanvasObject {
	if len(steps) == 0 {
		return rows
	}
	rows = append(rows, draw.NewRule(), kit.NewSecondary(d.text.T("exceptions.history")))
	for _, s := range steps {
		step := box.VStack(0, kit.NewSecondary(s.When), d.sentence(s.What))
		if s.Note != "" {
			step.Add(d.sentence(s.Note).Colored(draw.ColorSecondary))
		}
		rows = append(rows, step)
	}
	return rows
}
