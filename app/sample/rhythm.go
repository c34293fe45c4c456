package sample

import (
	"math/rand/v2"
	"time"

	"zhangfang/app/book"
)

// rhythm is when customers buy.
type rhythm struct {
	rng   *rand.Rand
	hours [24]int // weights, summed up
}

func newRhythm(rng *rand.Rand) *rhythm {
	r := &rhythm{rng: rng, hours: [24]int{5, 3, 1, 1, 1, 2, 6, 18, 34, 52, 66, 74, 78, 60, 54, 58, 62, 66, 72, 84, 92, 80, 48, 18}}
	for h := 1; h < len(r.hours); h++ {
		r.hours[h] += r.hours[h-1]
	}
	return r
}

// orders is how many orders a day has, for an average of perDay.
func (r *rhythm) orders(d book.Day, perDay int) int {
	percent := 93
	switch d.Weekday() {
	case time.Friday:
		percent = 103
	case time.Saturday:
		percent = 116
	case time.Sunday:
		percent = 109
	}
	percent += r.rng.IntN(21) - 10
	return max((perDay*percent+50)/100, 1)
}

// online is a moment of a day, as a Unix second.
func (r *rhythm) online(d book.Day) int64 {
	n := r.rng.IntN(r.hours[23])
	hour := 0
	for r.hours[hour] <= n {
		hour++
	}
	return midnight(d) + int64(hour*3600+r.rng.IntN(3600))
}

// open is a moment of a day at which the shop is open, from 9:00 to 21:59.
func (r *rhythm) open(d book.Day) int64 {
	for {
		t := r.online(d)
		if hour := local(t).Hour(); hour >= 9 && hour < 22 {
			return t
		}
	}
}

// later is when a refund of a sale is made: hours to twenty days on, by day.
func (r *rhythm) later(sold int64) int64 {
	hours := 1 + r.rng.IntN(48)
	if r.rng.IntN(2) == 0 {
		hours = 24 + r.rng.IntN(19*24)
	}
	t := sold + int64(hours*3600+r.rng.IntN(3600))
	if hour := local(t).Hour(); hour < 9 || hour > 21 {
		return max(r.open(dayOf(t)), sold+600)
	}
	return t
}

// soon is when the next part of a card refund is made: one to five days on.
func (r *rhythm) soon(before int64) int64 {
	return r.open(dayOf(before) + 1 + book.Day(r.rng.IntN(5)))
}
