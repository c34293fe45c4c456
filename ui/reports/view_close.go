package reports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit"
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
	act     *kit.Button
	history *fyne.Container
	past    *kit.Card
	closed  bool
}

func newClosingPane(v *View) *closingPane {
	t := v.deps.Text
	c := &closingPane{v: v, points: kit.VStack(0), status: kit.NewParagraph(""), detail: kit.NewParagraph("").Sized(kit.SizeSmall).Colored(kit.ColorSecondary),
		hint: kit.NewParagraph("").Sized(kit.SizeSmall).Colored(kit.ColorSecondary), history: kit.VStack(kit.GapTight)}
	c.by = kit.NewInlineField(120, nil)
	c.by.PlaceHolder = t.T("close.by")
	c.note = widget.NewMultiLineEntry()
	c.note.Wrapping = fyne.TextWrapBreak
	c.note.SetMinRowsVisible(3)
	c.act = kit.NewButton(t.T("close.close"), kit.ButtonPrimary, c.do)
	list := kit.NewCard(t.T("close.list"), t.T("close.list_note"), c.points)
	seal := kit.NewCard(t.T("close.title"), "", kit.VStack(kit.GapSmall, c.status, c.detail, c.hint, c.note, kit.HFill(kit.GapSmall, 1, c.by, kit.NewLabel(""), c.act)))
	c.past = kit.NewCard(t.T("close.history"), "", c.history)
	c.content = container.NewVScroll(kit.Pad(0, kit.Gap, 0, 0,
		kit.Columns(kit.Gap, []float32{5, 4}, kit.VStack(kit.Gap, list), kit.VStack(kit.Gap, seal, c.past))))
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
	color := kit.ColorSuggestion
	if c.closed || s.Closing.Open == 0 && s.Closing.Over {
		color = kit.ColorMatched
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
	enabled(!s.Busy && (c.closed || s.Closing.Over), c.act)
	c.history.Objects = nil
	for _, h := range s.Closing.History {
		c.history.Add(kit.NewParagraph(h).Sized(kit.SizeSmall))
	}
	visible(c.past, len(s.Closing.History) > 0)
	c.content.Refresh()
}

// point is a point of the checklist: whether it is as it should be, what it comes
// to, and the way there.
func (c *closingPane) point(p *Point) fyne.CanvasObject {
	icon := kit.NewIcon(assets.IconTick, kit.ColorMatched, 18)
	figure := kit.NewLabel(p.Figure).Colored(kit.ColorSecondary).Cut()
	if !p.OK {
		icon = kit.NewIcon(assets.IconExceptions, kit.ColorSuggestion, 18)
		figure.Colored(kit.ColorText)
	}
	cells := []fyne.CanvasObject{icon, kit.Pad(kit.GapTight, 0, kit.GapTight, 0, kit.VStack(0, kit.NewLabel(p.Title).Bold().Cut(), figure))}
	if p.Jump != "" {
		cells = append(cells, kit.NewButton(p.Jump, kit.ButtonSecondary, func() { c.v.presenter.Jump(p.Code) }))
	}
	return kit.NewRow(kit.HFill(kit.GapSmall, 1, cells...), nil)
}

// do closes the month, or opens it again.
func (c *closingPane) do() {
	if c.closed {
		c.v.presenter.Reopen(c.by.Value(), c.note.Text)
	} else {
		c.v.presenter.Close(c.by.Value(), c.note.Text)
	}
}
