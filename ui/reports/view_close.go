package reports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// closingPane is the checklist of the month, and the act of closing it.
type closingPane struct {
	v       *View
	content fyne.CanvasObject
	points  *fyne.Container
	status  *kit.Paragraph
	detail  *kit.Paragraph
	by      *kit.InlineField
	note    *widget.Entry
	hint    *kit.Paragraph
	missing *kit.Paragraph
	act     *kit.Button
	history *fyne.Container
	past    *kit.Card
	closed  bool
}

func newClosingPane(v *View) *closingPane {
	t := v.deps.Text
	c := &closingPane{v: v, points: box.VStack(0), status: kit.NewParagraph(""), detail: kit.NewParagraph("").Sized(draw.SizeSmall).Colored(draw.ColorSecondary),
		hint: kit.NewParagraph("").Sized(draw.SizeSmall).Colored(draw.ColorSecondary), history: box.VStack(box.GapTight),
		missing: kit.NewParagraph("").Sized(draw.SizeSmall).Colored(draw.ColorException)}
	c.by = kit.NewInlineField(120, nil)
	c.by.PlaceHolder = t.T("close.by")
	c.note = widget.NewMultiLineEntry()
	c.note.Wrapping = fyne.TextWrapBreak
	c.note.SetMinRowsVisible(3)
	c.act = kit.NewButton(t.T("close.close"), kit.ButtonPrimary, c.do)
	list := kit.NewCard(t.T("close.list"), t.T("close.list_note"), c.points)
	seal := kit.NewCard(t.T("close.title"), "", box.VStack(box.GapSmall, c.status, c.detail, c.hint, c.note, c.missing, box.HFill(box.GapSmall, 1, c.by, kit.NewLabel(""), c.act)))
	c.past = kit.NewCard(t.T("close.history"), "", c.history)
	c.content = container.NewVScroll(box.Pad(0, box.Gap, 0, 0,
		box.Columns(box.Gap, []float32{5, 4}, box.VStack(box.Gap, list), box.VStack(box.Gap, seal, c.past))))
	return c
}

func (c *closingPane) fill(s *State) {
	t := c.v.deps.Text
	if c.closed != s.Closing.Closed {
		c.note.SetText("") // what was written there is said; after a refusal it stays
	}
	c.closed = s.Closing.Closed
	c.points.Objects = nil
	for i := range s.Closing.Points {
		c.points.Add(c.point(&s.Closing.Points[i]))
	}
	color := draw.ColorSuggestion
	if c.closed || s.Closing.Open == 0 && s.Closing.Over {
		color = draw.ColorMatched
	}
	c.status.Set(s.Closing.Status, color)
	c.detail.SetText(s.Closing.Detail)
	visible(c.detail, c.closed)
	label, hint, place := "close.close", "close.hint.close", "close.note"
	if c.closed {
		label, hint, place = "close.reopen", "close.hint.reopen", "close.reason"
	}
	c.act.SetText(t.T(label))
	c.hint.SetText(t.T(hint))
	c.note.SetPlaceHolder(t.T(place))
	c.missing.SetText(s.Closing.Missing)
	visible(c.missing, s.Closing.Missing != "")
	enabled(!s.Busy && (c.closed || s.Closing.Over), c.act)
	c.history.Objects = nil
	for _, h := range s.Closing.History {
		c.history.Add(kit.NewParagraph(h).Sized(draw.SizeSmall))
	}
	visible(c.past, len(s.Closing.History) > 0)
	c.content.Refresh()
}

// point is a point of the checklist: whether it is as it should be, what it comes
// to, and the way there.
func (c *closingPane) point(p *Point) fyne.CanvasObject {
	icon := draw.NewIcon(assets.IconTick, draw.ColorMatched, 18)
	figure := kit.NewLabel(p.Figure).Colored(draw.ColorSecondary).Cut()
	if !p.OK {
		icon = draw.NewIcon(assets.IconExceptions, draw.ColorSuggestion, 18)
		figure.Colored(draw.ColorText)
	}
	cells := []fyne.CanvasObject{icon, box.Pad(box.GapTight, 0, box.GapTight, 0, box.VStack(0, kit.NewLabel(p.Title).Bold().Cut(), figure))}
	if p.Jump != "" {
		cells = append(cells, kit.NewButton(p.Jump, kit.ButtonSecondary, func() { c.v.presenter.Jump(p.Code) }))
	}
	return kit.NewRow(box.HFill(box.GapSmall, 1, cells...), nil)
}

// do closes the month, or opens it again.
func (c *closingPane) do() {
	if c.closed {
		c.v.presenter.Reopen(c.by.Value(), c.note.Text)
	} else {
		c.v.presenter.Close(c.by.Value(), c.note.Text)
	}
	if c.v.presenter.State().Closing.Missing == "" {
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.note); canvas != nil {
		canvas.Focus(c.note)
	}
}
