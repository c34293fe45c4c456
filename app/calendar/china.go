// Package calendar knows on which days banks in China work. Days are numbered
// from 1970-01-01, as in book.Day. It imports nothing else of this program.
package calendar

import (
	"sync"
	"time"
)

// China is the calendar of bank days in mainland China: Monday to Friday, less
// the public holidays, plus the weekends that the State Council makes working
// days. It is safe for concurrent use.
type China struct {
	years sync.Map // int -> *year, each made when first asked for
}

// New is an empty calendar; its years fill in as they are asked for.
func New() *China { return &China{} }

// Workday tells whether banks work on the day. It is an estimate for a year whose
// holidays have not been announced to this program; see statutory.
func (c *China) Workday(day int32) (working, estimated bool) {
	t := date(day)
	y := c.year(t.Year())
	return y.working[t.YearDay()-1], y.estimated
}

// NextWorkday is the first working day after day, never day itself.
func (c *China) NextWorkday(day int32) int32 {
	for {
		day++
		if working, _ := c.Workday(day); working {
			return day
		}
	}
}

// AddWorkdays is the n-th working day after day, and day itself for n <= 0.
func (c *China) AddWorkdays(day int32, n int) int32 {
	for ; n > 0; n-- {
		day = c.NextWorkday(day)
	}
	return day
}

func (c *China) year(number int) *year {
	if y, ok := c.years.Load(number); ok {
		return y.(*year)
	}
	y, _ := c.years.LoadOrStore(number, newYear(number))
	return y.(*year)
}

func date(day int32) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }
