package importing

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Sizes of the sheet about one file: it must fit into the smallest window.
const (
	previewWidth  float32 = 740
	previewMargin float32 = 200 // of the window's height, for title, buttons and air
	lineWidth     float32 = 60
)

// previewBody shows a preview; below are what the owner may say about it.
func previewBody(t *assets.Text, p *Preview, room float32, below ...fyne.CanvasObject) fyne.CanvasObject {
	const width = previewWidth - kit.ScrollGutter
	rows := []fyne.CanvasObject{box.HFill(box.Gap, 1, kit.NewChip(p.Chip, p.Tone), factLine(p.Facts))}
	if len(p.Counts) > 0 {
		rows = append(rows, countLine(p.Counts))
	}
	if p.Why != "" {
		rows = append(rows, kit.NewParagraph(p.Why).Within(width).Colored(p.Tone.Color()))
	}
	if len(p.Totals) > 0 {
		rows = append(rows, kit.NewHeading(t.T("import.totals")), totalTable(t, p.Totals))
	}
	rows = append(rows, remarkLines(t, p.Remarks, width)...)
	if len(p.Changes) > 0 {
		rows = append(rows, kit.NewHeading(t.Count("import.changes", len(p.Changes)+p.More)), changeTable(t, p.Changes), more(t, p.More))
	}
	if len(p.Rejects) > 0 {
		rows = append(rows, kit.NewHeading(t.Count("import.rejects", len(p.Rejects)+p.Lost)), rejectLines(t, p.Rejects, width), more(t, p.Lost))
	}
	if p.Accept != "" {
		rows = append(rows, kit.NewParagraph(p.Accept).Within(width).Colored(draw.ColorSuggestion))
	}
	return sheetBody(box.GapSmall, append(rows, below...), room)
}

// sheetBody is objects under each other that scroll where the window has no room for
// them. They are measured before the scroller lays them out at its least width.
func sheetBody(gap float32, rows []fyne.CanvasObject, room float32) fyne.CanvasObject {
	const air = 4 // frames are drawn on their edge, which the scroller would cut
	height := box.VStack(gap, rows...).MinSize().Height + air
	body := kit.NewScroll(gap)
	body.Set(rows...)
	return box.Sized(previewWidth, 0, container.New(&heightLimit{min(height, max(room-previewMargin, 200))}, body.Object()))
}

// factLine is what a file is, beside each other: caption and value in turn.
func factLine(facts []ask.Detail) fyne.CanvasObject {
	var spans []kit.Span
	for _, f := range facts {
		if len(spans) > 0 {
			spans = append(spans, kit.Span{Text: "    "})
		}
		spans = append(spans, kit.Span{Text: f.Caption + " ", Color: draw.ColorSecondary}, kit.Span{Text: f.Value})
	}
	return kit.NewLine(spans...)
}

// countLine is the rows of a file by what becomes of them, as figures.
func countLine(counts []Count) fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, 0, len(counts))
	for _, c := range counts {
		color := draw.ColorText
		if c.Tone != draw.ToneNeutral {
			color = c.Tone.Color()
		}
		cells = append(cells, box.VStack(0, kit.NewSecondary(c.Caption).Cut(), kit.NewLabel(c.Value).Bold().Sized(18).Colored(color)))
	}
	return box.Columns(box.GapSmall, nil, cells...)
}

// remarkLines are remarks under each other, their lines in a column where any is
// about one.
func remarkLines(t *assets.Text, remarks []Remark, width float32) []fyne.CanvasObject {
	lead := float32(12)
	if slices.ContainsFunc(remarks, func(m Remark) bool { return m.Line != "" }) {
		lead = lineWidth
	}
	var rows []fyne.CanvasObject
	for _, m := range remarks {
		color := draw.ColorText
		if m.Tone != draw.ToneNeutral {
			color = m.Tone.Color()
		}
		line := "·"
		if m.Line != "" {
			line = t.T("import.at_line", m.Line)
		}
		text := kit.NewParagraph(m.Text).Within(width - lead - box.GapSmall).Colored(color)
		rows = append(rows, box.HFill(box.GapSmall, 1, box.VStack(0, box.Sized(lead, 22, kit.NewSecondary(line))), text))
	}
	return rows
}

// more tells how many rows stand beyond those of a table.
func more(t *assets.Text, n int) fyne.CanvasObject {
	label := kit.NewSecondary(t.Count("import.and_more_rows", n, words.Number(n)))
	label.Hidden = n == 0
	return label
}
