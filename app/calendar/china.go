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

	mu  sync.RWMutex
	own map[int32]bool // days on which the owner's banks do otherwise: true where they work
}

// New is an empty calendar; its years fill in as they are asked for.
func New() *China { return &China{} }

// Workday tells whether banks work on the day. It is an estimate for a year whose
// holidays have not been announced to this program; see statutory.
func (c *China) Workday(day int32) (working, estimated bool) {
	y, i := c.at(day)
	return y.working[i], y.estimated
}

// Holiday tells whether the day is off for a public holiday: the days that the
// State Council announces, weekend days among them; only the statutory days in a
// year not announced.
func (c *China) Holiday(day int32) bool {
	y, i := c.at(day)
	return y.holiday[i]
}

// Workdays counts the working days after one day up to another, that one included;
// 0 where it does not lie after the first.
func (c *China) Workdays(after, to int32) int {
	n := 0
	for day := after; day < to; {
		y, i := c.at(day + 1)
		for ; i < y.days && day < to; i++ {
			if day++; y.working[i] {
				n++
			}
		}
	}
	return n
}

// NextWorkday is the first working day after day, never day itself.
func (c *China) NextWorkday(day int32) int32 { return c.AddWorkdays(day, 1) }

// AddWorkdays is the n-th working day after day, and day itself for n <= 0.
func (c *China) AddWorkdays(day int32, n int) int32 {
	for n > 0 {
		y, i := c.at(day + 1)
		for ; i < y.days && n > 0; i++ {
			if day++; y.working[i] {
				n--
			}
		}
	}
	return day
}

// at is the year of a day, and the day's place in it from 0.
func (c *China) at(day int32) (*year, int) {
	t := date(day)
	return c.year(t.Year()), t.YearDay() - 1
}

func (c *China) year(number int) *year {
	if y, ok := c.years.Load(number); ok {
		return y.(*year)
	}
	c.mu.RLock() // so that no year of before SetOwn stays
	defer c.mu.RUnlock()
	made := newYear(number)
	for day, working := range c.own {
		if t := date(day); t.Year() == number {
			made.working[t.YearDay()-1], made.holiday[t.YearDay()-1] = working, !working
		}
	}
	y, _ := c.years.LoadOrStore(number, made)
	return y.(*year)
}

func date(day int32) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }
