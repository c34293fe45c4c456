package underway

import (
	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// narrow is the place of a chart that the list is narrowed to: a due day, or an age.
type narrow struct {
	due      book.Day
	from, to int    // of an age in days, where there is no due day; to < 0: no end
	age      string // of that, as the chart names it
}

func (n narrow) has(o *Owed) bool {
	if n.due != 0 {
		return o.Due == n.due
	}
	return o.AgeDays >= n.from && (n.to < 0 || o.AgeDays <= n.to)
}

// label is what the choice of lists calls it.
func (n narrow) label(t *assets.Text) string {
	if n.due != 0 {
		return t.T("underway.due_on", words.DayWeek(t, n.due))
	}
	return n.age
}

// shows tells whether money is in the list.
func (p *Presenter) shows(o *Owed) bool {
	switch p.show {
	case ShowAll:
		return true
	case ShowNarrow:
		return p.narrow.has(o)
	}
	return o.State == shownState[p.show]
}

// PickForecast lists what is due on the day at a place of State.Forecast.
func (p *Presenter) PickForecast(i int) {
	var days []book.Day
	for _, f := range p.data.forecast {
		if f.Currency == p.state.Forecast.Currency {
			days = append(days, f.Day)
		}
	}
	if i >= 0 && i < len(days) {
		p.show, p.narrow = ShowNarrow, narrow{due: days[i]}
		p.present()
	}
}

// PickAge lists what is of the age at a place of State.Ageing.
func (p *Presenter) PickAge(i int) {
	var ages []Bucket
	for _, b := range p.data.ageing {
		if b.Currency == p.state.Ageing.Currency {
			ages = append(ages, b)
		}
	}
	if i >= 0 && i < len(ages) && i < len(p.state.Ageing.Tips) {
		p.show, p.narrow = ShowNarrow, narrow{from: ages[i].From, to: ages[i].To, age: p.state.Ageing.Tips[i]}
		p.present()
	}
}

// Back leaves the place of a chart that the list was narrowed to; it tells whether it
// was.
func (p *Presenter) Back() bool {
	if p.show != ShowNarrow {
		return false
	}
	p.PickShow(ShowAll)
	return true
}
