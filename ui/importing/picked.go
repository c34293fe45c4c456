package importing

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// pickedDay is a day of a channel that the owner asked about; a zero day is none.
type pickedDay struct {
	channel book.ChannelID
	day     book.Day
}

// PickedDay tells which files cover a day.
type PickedDay struct {
	Row   int // of State.Coverage
	Day   int // of its days
	Text  string
	Batch book.BatchID // of the newest of the files; 0 where there is none
}

// PickMonth shows the coverage of the month at the index of State.Months.
func (p *Presenter) PickMonth(i int) {
	if i >= 0 && i < len(p.months) {
		p.month, p.picked = p.months[i], pickedDay{}
		p.present()
	}
}

// PickDay tells about a day of a row of State.Coverage.
func (p *Presenter) PickDay(row, day int) {
	if row < 0 || row >= len(p.state.Coverage) || day < 0 || day >= len(p.state.Coverage[row].Days) {
		return
	}
	p.picked = pickedDay{p.state.Coverage[row].of, p.months[p.state.Month].From + book.Day(day)}
	p.present()
}

// DayTip tells about a day of a row in short, for the pointer.
func (p *Presenter) DayTip(row, day int) string {
	if row < 0 || row >= len(p.state.Coverage) || p.state.Month >= len(p.months) {
		return ""
	}
	text, _ := dayText(p.deps.Text, p.state.Coverage[row].of, p.months[p.state.Month].From+book.Day(day), p.batches)
	return text
}

func (p *Presenter) pickedText(month book.Period) *PickedDay {
	if p.picked.day == 0 || !month.Has(p.picked.day) {
		return nil
	}
	for i := range p.statuses {
		if c := &p.statuses[i]; c.ID == p.picked.channel {
			text, batch := dayText(p.deps.Text, c.ID, p.picked.day, p.batches)
			return &PickedDay{Row: i, Day: int(p.picked.day - month.From), Text: c.Name + " · " + text, Batch: batch}
		}
	}
	return nil
}

// dayText tells which files have rows of a day, or that none does, and the newest
// of them.
func dayText(t *assets.Text, channel book.ChannelID, d book.Day, batches []book.Batch) (text string, newest book.BatchID) {
	const most = 3
	var files []string
	for i := range batches {
		b := &batches[i]
		if b.Channel != channel || !b.Undone.IsZero() || b.Covers.From == 0 || !b.Covers.Has(d) {
			continue
		}
		if newest == 0 {
			newest = b.ID
		}
		name := wholeName(b.File)
		if !b.Covers.Covers(d) {
			name = t.T("import.day_part", name)
		}
		if b.Refused > 0 {
			name = t.T("import.day_refused", name, words.Number(b.Refused))
		}
		files = append(files, name)
	}
	day := words.DayWeek(t, d)
	if len(files) == 0 {
		return t.T("import.day_none", day), 0
	}
	if rest := len(files) - most; rest > 0 {
		files = append(files[:most], t.Count("import.and_more", rest, words.Number(rest)))
	}
	return t.T("import.day_files", day, strings.Join(files, t.T("import.list_and"))), newest
}
