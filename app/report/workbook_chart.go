package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// chart puts an Excel chart beside the table it is drawn from, whose first row of
// data is given; place counts the charts of the table from above.
func (p *page) chart(c *Chart, place, first int) error {
	const height, rowHeight = 300, 20
	last := first + c.Data.points() - 1
	kind := excelize.Col
	if c.Kind == Lines {
		kind = excelize.Line
	}
	oneColour := false
	chart := &excelize.Chart{
		Type:       kind,
		VaryColors: &oneColour,
		Title:      excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.Title}}},
		Legend:     excelize.ChartLegend{Position: "bottom"},
		Dimension:  excelize.ChartDimension{Width: 760, Height: height},
		YAxis:      excelize.ChartAxis{MajorGridLines: true},
	}
	for _, s := range c.Series {
		chart.Series = append(chart.Series, p.series(c, s, first, last))
	}
	if len(c.Series) == 1 {
		chart.Legend.Position = "none"
	}
	row := first - 1 + place*(height/rowHeight+1)
	return p.file.AddChart(p.name, fmt.Sprintf("%s%d", columnName(len(c.Data.Columns)+1), row), chart)
}

func (p *page) series(c *Chart, s Series, first, last int) excelize.ChartSeries {
	sheet := "'" + p.name + "'!"
	column := func(i, from, to int) string {
		name := columnName(i)
		return fmt.Sprintf("%s$%s$%d:$%s$%d", sheet, name, from, name, to)
	}
	colour := map[Ink]colour{Light: pale, Solid: accent, Hatched: ink}[s.Ink].hex()
	series := excelize.ChartSeries{
		Name:       fmt.Sprintf("%s$%s$%d", sheet, columnName(s.Column), first-1),
		Categories: column(0, first, last),
		Values:     column(s.Column, first, last),
	}
	if c.Kind == Lines {
		series.Line = excelize.LineOptions{Width: 1.5, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}}
		series.Marker = excelize.ChartMarker{Symbol: "none"}
	} else {
		series.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	return series
}
