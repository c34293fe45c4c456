package importing

import (
	"sort"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// CoverageRow is a channel's month: a mark a day, and what is missing in words.
type CoverageRow struct {
	Channel string
	Days    []kit.DayState
	Remark  string
	Tone    kit.Tone
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
		rows = append(rows, coverageRow(t, c.Name, covers[c.ID], month))
	}
	return rows
}

func coverageRow(t *assets.Text, name string, covers []book.Coverage, month book.Period) CoverageRow {
	row := CoverageRow{Channel: name}
	var whole book.Period // from the first to the last day that any file has
	for _, c := range covers {
		if whole.From == 0 || c.From < whole.From {
			whole.From = c.From
		}
		whole.To = max(whole.To, c.To)
	}
	var gaps, partial []book.Day
	var last book.Day // in this month
	for d := month.From; d <= month.To; d++ {
		cover := dayCover(covers, whole, d)
		row.Days = append(row.Days, cover)
		switch cover {
		case kit.DayMissing:
			gaps = append(gaps, d)
		case kit.DayPartial:
			partial = append(partial, d)
			last = d
		case kit.DayCovered:
			last = d
		}
	}
	switch {
	case len(gaps) > 0:
		row.Remark, row.Tone = t.T("import.gap", runs(gaps)), kit.ToneException
	case last == 0:
		row.Remark = t.T("import.no_days")
	case last < month.To:
		row.Remark = t.T("import.until", kit.DayShort(last))
	case atEdges(partial, month):
		row.Remark = t.Count("import.edges", len(partial), kit.DayShort(partial[0]))
	case len(partial) > 0:
		row.Remark, row.Tone = t.T("import.partial", runs(partial)), kit.ToneSuggestion
	case row.Days[0] == kit.DayAhead:
		row.Remark = t.T("import.from", kit.DayShort(whole.From))
	default:
		row.Remark, row.Tone = t.T("import.complete"), kit.ToneMatched
	}
	return row
}

// atEdges tells whether days are the first or last of a month and none between: a
// bill without a stated period always looks like that, and nothing is missing.
func atEdges(days []book.Day, month book.Period) bool {
	for _, d := range days {
		if d != month.From && d != month.To {
			return false
		}
	}
	return len(days) > 0
}

// dayCover is how much of a day files cover. Days before the first and after the
// last file are no gap: nothing says that the channel was in use.
func dayCover(covers []book.Coverage, whole book.Period, d book.Day) kit.DayState {
	switch all, part := book.CoversDay(covers, d); {
	case all:
		return kit.DayCovered
	case part:
		return kit.DayPartial
	case whole.From != 0 && d > whole.From && d < whole.To:
		return kit.DayMissing
	}
	return kit.DayAhead
}

// runs writes days as runs: "10-12、10-20 – 10-23".
func runs(days []book.Day) string {
	var parts []string
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && days[j+1] == days[j]+1 {
			j++
		}
		parts = append(parts, kit.PeriodShort(book.Period{From: days[i], To: days[j]}))
		i = j + 1
	}
	return strings.Join(parts, "、")
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
