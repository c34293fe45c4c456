package overview

import (
	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// given up: a channel that is behind by more days, or a gap that is older, is taken
// for one that the shop does not use any more.
const givenUp = 45

// behind lists the days that files are missing of, where other channels' files
// reach further, and the gaps between files.
func behind(reach []monthly.Covered) []book.Gap {
	var to book.Day
	for _, c := range reach {
		if c.Channel.Role != book.RoleLedger {
			to = max(to, c.Days.To)
		}
	}
	var out []book.Gap
	for _, c := range reach {
		if c.Channel.Role == book.RoleLedger || c.Days.To == 0 || c.Days.To < to-givenUp {
			continue
		}
		for _, g := range c.Gaps {
			if g.To >= to-givenUp {
				out = append(out, book.Gap{Channel: c.Channel.Name, Period: g})
			}
		}
		if c.Days.To < to {
			out = append(out, book.Gap{Channel: c.Channel.Name, Period: book.Period{From: c.Days.To + 1, To: to}})
		}
	}
	return out
}

// missingFile is a file to bring in, or to pull where the channel is connected, as a
// thing to do.
func missingFile(t *assets.Text, g book.Gap, live bool) Todo {
	if live {
		return Todo{
			Chip: t.T("overview.no_file"), Tone: draw.ToneNeutral, Text: t.T("overview.pull_bill", g.Channel, words.PeriodShort(g.Period)),
			Action: t.T("overview.act.pull") + " ›", Target: Target{Channels: true},
		}
	}
	return Todo{
		Chip: t.T("overview.no_file"), Tone: draw.ToneNeutral, Text: t.T("overview.bring_file", g.Channel, words.PeriodShort(g.Period)),
		Action: t.T("overview.act.import") + " ›", Target: Target{Import: true},
	}
}

// reachText tells until when the book is whole.
func reachText(t *assets.Text, reach []monthly.Covered) string {
	if day := newest(reach); day != 0 {
		return t.T("overview.data_to", words.DayWeek(t, day))
	}
	return ""
}

// nextText tells what comes after everything is done: the files from the next day
// on, or the end of the month.
func nextText(t *assets.Text, reach []monthly.Covered, today book.Day) string {
	day := newest(reach)
	switch {
	case day == 0:
		return ""
	case monthWhole(reach) && day < today:
		return t.T("overview.next_month", words.MonthName(t, monthly.UnitMonth.Around(day)), words.DayShort(day+1))
	case day+1 >= today:
		return t.T("overview.next_tomorrow")
	}
	return t.T("overview.next_files", words.DayShort(day+1))
}

// monthWhole tells whether the files end with a month, which can then be closed.
func monthWhole(reach []monthly.Covered) bool {
	day := newest(reach)
	return day != 0 && monthly.UnitMonth.Around(day).To == day && len(behind(reach)) == 0
}
