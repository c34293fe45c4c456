package importing

import (
	"slices"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// tableCell is a cell of a small table of a sheet.
type tableCell struct {
	text  string
	color fyne.ThemeColorName
}

// tableColumn is a column of one: its title, its share of the width, and whether it
// holds figures.
type tableColumn struct {
	title   string
	weight  float32
	figures bool
}

// table is a few rows under their titles. It scrolls with its sheet, which a grid
// would not.
func table(columns []tableColumn, rows [][]tableCell) fyne.CanvasObject {
	weights := make([]float32, len(columns))
	for i, c := range columns {
		weights[i] = c.weight
	}
	line := func(label func(i int) *kit.Label) fyne.CanvasObject {
		cells := make([]fyne.CanvasObject, len(columns))
		for i, c := range columns {
			l := label(i).Cut()
			if c.figures {
				l.Aligned(fyne.TextAlignTrailing)
			}
			cells[i] = l
		}
		return kit.NewRow(box.Columns(box.Gap, weights, cells...), nil)
	}
	lines := []fyne.CanvasObject{line(func(i int) *kit.Label { return kit.NewSecondary(columns[i].title) })}
	for _, row := range rows {
		lines = append(lines, line(func(i int) *kit.Label { return kit.NewLabel(row[i].text).Colored(row[i].color) }))
	}
	return box.VStack(0, lines...)
}

func totalTable(t *assets.Text, totals []Total) fyne.CanvasObject {
	rows := make([][]tableCell, 0, len(totals))
	for _, x := range totals {
		rows = append(rows, []tableCell{{x.What, draw.ColorText}, {x.File, draw.ColorText}, {x.Ours, draw.ColorSuggestion}})
	}
	return table([]tableColumn{
		{t.T("import.col_total"), 3, false}, {t.T("import.col_in_file"), 2, true}, {t.T("import.col_added"), 2, true},
	}, rows)
}

func changeTable(t *assets.Text, changes []ChangeRow) fyne.CanvasObject {
	rows := make([][]tableCell, 0, len(changes))
	for _, c := range changes {
		rows = append(rows, []tableCell{{c.Line, draw.ColorText}, {c.Number, draw.ColorText}, {c.Was, draw.ColorSecondary}, {c.Is, draw.ColorText}, {c.Difference, draw.ColorSuggestion}})
	}
	return table([]tableColumn{
		{t.T("import.col_line"), 1, true}, {t.T("import.col_number"), 4, false}, {t.T("import.col_was"), 2, true},
		{t.T("import.col_is"), 2, true}, {t.T("import.col_difference"), 2, true},
	}, rows)
}

// rejectLines are refused rows under each other: why each was refused, all of it, and
// what it says.
func rejectLines(t *assets.Text, rejects []Reject, width float32) fyne.CanvasObject {
	lead := float32(12)
	if slices.ContainsFunc(rejects, func(r Reject) bool { return r.Line != "" }) {
		lead = lineWidth
	}
	within := width - lead - box.GapSmall
	rows := make([]fyne.CanvasObject, 0, len(rejects))
	for _, r := range rejects {
		line := "·"
		if r.Line != "" {
			line = t.T("import.at_line", r.Line)
		}
		told := box.VStack(0, kit.NewParagraph(r.Reason).Within(within).Colored(draw.ColorException))
		if r.Raw != "" {
			told.Add(kit.NewParagraph(r.Raw).Sized(draw.SizeSmall).Within(within).Colored(draw.ColorSecondary))
		}
		rows = append(rows, box.HFill(box.GapSmall, 1, box.VStack(0, box.Sized(lead, 22, kit.NewSecondary(line))), told))
	}
	return box.VStack(box.GapTight, rows...)
}
