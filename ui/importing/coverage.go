package importing

import (
	"slices"
	"sort"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/figure"
	"zhangfang/ui/kit/words"
)

// CoverageRow is a channel's month: a mark a day, what that is in short, and what is
// missing in sentences.
type CoverageRow struct {
	Channel string
	Days    []figure.DayState
	Remark  string
	Tone    draw.Tone
	Gaps    []string
	of      book.ChannelID
}

// coverage tells, for each channel, which days of the month its files cover.
func coverage(t *assets.Text, statuses []book.ChannelStatus, batches []book.Batch, month book.Period) []CoverageRow {
	covers := map[book.ChannelID][]book.Coverage{}
	for _, b := range batches {
		if b.Undone.IsZero() && b.Covers.From != 0 {
			covers[b.Channel] = append(covers[b.Channel], b.Covers)
		}
	}
	rows := make([]CoverageRow, 0, len(statuses))
	for _, c := range statuses {
		row := coverageRow(t, c.Name, covers[c.ID], c.None, month)
		row.of = c.ID
		row.lacks(t, lacking(batches, c.ID, month))
		rows = append(rows, row)
	}
	return rows
}

func coverageRow(t *assets.Text, name string, covers []book.Coverage, none map[book.Day]bool, month book.Period) CoverageRow {
	row := CoverageRow{Channel: name}
	whole := span(covers)
	var missing, quiet, partial []book.Day
	var last book.Day // of those that any file has, in this month
	for d := month.From; d <= month.To; d++ {
		cover := dayCover(covers, whole, d)
		if none[d] && (cover == figure.DayMissing || cover == figure.DayAhead) {
			cover = figure.DayNone
		}
		if cover == figure.DayMissing && mayBeQuiet(covers, d) {
			quiet = append(quiet, d)
			cover = figure.DayPartial
		} else if cover == figure.DayMissing {
			missing = append(missing, d)
		} else if cover != figure.DayAhead {
			last = d
			if cover == figure.DayPartial {
				partial = append(partial, d)
			}
		}
		row.Days = append(row.Days, cover)
	}
	for _, r := range runs(missing) {
		row.Gaps = append(row.Gaps, gapText(t, "gap", name, r))
	}
	for _, r := range runs(quiet) {
		row.Gaps = append(row.Gaps, gapText(t, "gap_maybe", name, r))
	}
	switch {
	case len(missing) > 0:
		row.Remark, row.Tone = t.Count("import.gap_days", len(missing)), draw.ToneException
	case last == 0 && len(quiet) == 0:
		row.Remark = t.T("import.no_days")
	case len(quiet) > 0:
		row.Remark, row.Tone = t.Count("import.quiet_days", len(quiet)), draw.ToneSuggestion
	case last < month.To:
		row.Remark = t.T("import.until", words.DayShort(last))
	case inner(partial, month):
		row.Remark, row.Tone = t.T("import.partial", runsText(t, partial)), draw.ToneSuggestion
	case row.Days[0] == figure.DayAhead:
		row.Remark = t.T("import.from", words.DayShort(whole.From))
	case len(partial) > 0:
		row.Remark = t.Count("import.edges", len(partial), words.DayShort(partial[0]))
	default:
		row.Remark, row.Tone = t.T("import.complete"), draw.ToneMatched
	}
	return row
}

// gapText is a gap in a sentence: one day by its date, more by the first and last.
func gapText(t *assets.Text, code, channel string, r book.Period) string {
	if r.From == r.To {
		return t.T("import."+code+"_day", words.DayShort(r.From), channel)
	}
	return t.T("import."+code, words.DayShort(r.From), words.DayShort(r.To), channel)
}

// span is from the first to the last day that any file has.
func span(covers []book.Coverage) book.Period {
	var whole book.Period
	for _, c := range covers {
		if whole.From == 0 || c.From < whole.From {
			whole.From = c.From
		}
		whole.To = max(whole.To, c.To)
	}
	return whole
}

// mayBeQuiet tells whether a day without a file may be one without a row: a file
// beside the gap states no period and covers only the days from its first to its
// last row, so nothing proves that a bill is missing.
func mayBeQuiet(covers []book.Coverage, d book.Day) bool {
	var before, after book.Coverage
	for _, c := range covers {
		if c.To < d && (c.To > before.To || c.To == before.To && !c.PartialEdges) {
			before = c
		}
		if c.From > d && (after.From == 0 || c.From < after.From || c.From == after.From && !c.PartialEdges) {
			after = c
		}
	}
	return before.PartialEdges || after.PartialEdges
}

// inner tells whether days lie within a month: its first and last day have their
// other half in a neighbour, or are an edge that a bill without a stated period
// always has.
func inner(days []book.Day, month book.Period) bool {
	return slices.ContainsFunc(days, func(d book.Day) bool { return d != month.From && d != month.To })
}

// dayCover is how much of a day files cover. Days before the first and after the
// last file are no gap: nothing says that the channel was in use.
func dayCover(covers []book.Coverage, whole book.Period, d book.Day) figure.DayState {
	switch all, part := book.CoversDay(covers, d); {
	case all:
		return figure.DayCovered
	case part:
		return figure.DayPartial
	case whole.From != 0 && d > whole.From && d < whole.To:
		return figure.DayMissing
	}
	return figure.DayAhead
}

// runs are days as runs of days.
func runs(days []book.Day) []book.Period {
	var out []book.Period
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && days[j+1] == days[j]+1 {
			j++
		}
		out = append(out, book.Period{From: days[i], To: days[j]})
		i = j + 1
	}
	return out
}

// runsText writes days as runs: "10-12、10-20 – 10-23".
func runsText(t *assets.Text, days []book.Day) string {
	var parts []string
	for _, r := range runs(days) {
		parts = append(parts, words.PeriodShort(r))
	}
	return strings.Join(parts, t.T("import.list_and"))
}

// coveredMonths lists the months that standing batches touch, newest first.
func coveredMonths(batches []book.Batch) []book.Period {
	seen := map[book.Period]bool{}
	for _, b := range batches {
		if !b.Undone.IsZero() || b.Covers.From == 0 {
			continue
		}
		for m := monthOf(b.Covers.From); m.From <= b.Covers.To; m = monthOf(m.To + 1) {
			seen[m] = true
		}
	}
	out := make([]book.Period, 0, len(seen))
	for m := range seen {
		out = append(out, m)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].From > out[j].From })
	return out
}

func monthOf(d book.Day) book.Period {
	y, m, _ := d.Time().Date()
	return book.Month(y, m)
}
