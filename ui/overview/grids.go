package overview

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

func column(t *assets.Text, id string, width float32, number bool) grid.Column {
	c := grid.Column{ID: id, Title: t.T("overview.col_" + id), Width: width}
	if number {
		c.Align = fyne.TextAlignTrailing
	}
	return c
}

func dayColumns(t *assets.Text) []grid.Column {
	out := []grid.Column{column(t, "day", 110, false)}
	for _, id := range []string{"sales", "refunds", "fees", "net", "in", "late"} {
		c := column(t, id, 112, true)
		c.Grow = true
		out = append(out, c)
	}
	return out
}

// daySource gives the list of days its rows.
type daySource struct{ l *lower }

func (s daySource) Len() int { return len(s.l.drill.Days) }

func (s daySource) Row(i int) ([]grid.Cell, bool) {
	d := &s.l.drill.Days[i]
	cells := []grid.Cell{{Text: d.Name}, {Text: d.Sales}, {Text: d.Refunds}, {Text: d.Fees}, {Text: d.Net}, {Text: d.In}, {Text: d.Late}}
	if d.NoneIn {
		cells[5].Color = draw.ColorUnderway
	}
	return cells, true
}

func lineColumns(t *assets.Text) []grid.Column {
	number, party := column(t, "number", 190, false), column(t, "party", 130, false)
	number.Grow, party.Grow = true, true
	return []grid.Column{
		column(t, "time", 124, false), column(t, "kind", 84, false), number, party, column(t, "channel", 100, false),
		column(t, "amount", 104, true), column(t, "fee", 84, true),
	}
}

// lineSource gives the list of rows behind a figure its rows.
type lineSource struct{ l *lower }

func (s lineSource) Len() int { return len(s.l.drill.Rows) }

func (s lineSource) Row(i int) ([]grid.Cell, bool) {
	r := &s.l.drill.Rows[i]
	return []grid.Cell{
		{Text: r.Time}, {Text: r.Kind}, {Text: r.Number}, {Text: r.Party}, {Text: r.Channel}, {Text: r.Amount}, {Text: r.Fee, Color: draw.ColorSecondary},
	}, true
}

// tableColumns are those of the figures against the ones before; their titles
// change with the period.
func tableColumns(heads [4]string) []grid.Column {
	const day, span, percent = 102, 118, 76
	return []grid.Column{
		{ID: "item", Width: 82, Grow: true},
		{ID: "day", Title: heads[0], Width: day, Align: fyne.TextAlignTrailing, Bold: true},
		{ID: "day_moved", Title: heads[1], Width: percent, Align: fyne.TextAlignTrailing},
		{ID: "span", Title: heads[2], Width: span, Align: fyne.TextAlignTrailing, Bold: true},
		{ID: "span_moved", Title: heads[3], Width: percent, Align: fyne.TextAlignTrailing},
	}
}

// tableSource gives the table its rows.
type tableSource struct{ v *View }

func (s tableSource) Len() int { return len(s.v.table) }

func (s tableSource) Row(i int) ([]grid.Cell, bool) {
	l := &s.v.table[i]
	cells := []grid.Cell{{Text: l.Name, Tip: l.Help}}
	for _, c := range []*Change{&l.Day, &l.Span} {
		moved := grid.Cell{Text: c.Moved, Tip: c.Tip, Color: draw.ColorSecondary}
		if c.Tone != draw.ToneNeutral {
			moved.Color = c.Tone.Color()
		}
		cells = append(cells, grid.Cell{Text: c.Value, Tip: c.Tip}, moved)
	}
	return cells, true
}
