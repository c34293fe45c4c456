package fees

import "zhangfang/app/book"

const (
	changeCost  = 10 // payments that a reading, or a change of it, must explain to be believed
	changeDays  = 3  // days with payments for which a changed rate must stay
	maxReadings = 8  // rates that one line may have had
)

// stretch is a run of days with one tariff.
type stretch struct {
	tariff
	rows []seen // the payments of its days
	read bool   // false: these days say nothing, or are free of charge
}

// stretches cuts payments, in order of day, into runs of days with one tariff each.
// Rates are read one after the other from what is not explained yet; then each day
// takes the rate that explains it best, where every change of the rate costs as
// much as changeCost payments that are not explained.
func stretches(rows []seen) []stretch {
	readings := readingsOf(rows)
	if len(readings) == 0 {
		return nil
	}
	days := daysOf(rows)
	path := cheapest(readings, days, rows)
	var out []stretch
	for _, r := range stays(path, days) {
		s := stretch{tariff: readings[r.reading], rows: rows[days[r.from].from:days[r.to].to]}
		if t, ok := fit(s.rows); ok {
			s.tariff = t
		}
		s.read = s.num != 0 || s.fixed != 0
		out = append(out, s)
	}
	return out
}

// readingsOf reads tariffs from the payments, each from those that the ones before
// do not explain. No fee at all is one of them.
func readingsOf(rows []seen) (out []tariff) {
	free := tariff{den: 1}
	for rest := rows; len(out) < maxReadings; {
		t, ok := fit(rest)
		if !ok {
			break
		}
		out = append(out, t)
		var left []seen
		for _, s := range rest {
			if !t.explains(s.amount, s.fee) {
				left = append(left, s)
			}
		}
		rest = left
	}
	if len(out) > 0 && free.count(rows) >= enough {
		out = append(out, free)
	}
	return out
}

// dayRows is the payments of a day, by their place.
type dayRows struct{ from, to int }

func daysOf(rows []seen) (out []dayRows) {
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && rows[j].day == rows[i].day {
			j++
		}
		out = append(out, dayRows{i, j})
		i = j
	}
	return out
}

// cheapest is the reading of each day, such that payments not explained and changes
// cost the least together: the shortest path through the days.
func cheapest(readings []tariff, days []dayRows, rows []seen) []int {
	cost := make([]int, len(readings))
	from := make([][]int, len(days))
	for d, day := range days {
		best := 0
		for r := range cost {
			if cost[r] < cost[best] {
				best = r
			}
		}
		limit := cost[best] + changeCost
		from[d] = make([]int, len(readings))
		for r := range readings {
			from[d][r] = r
			if d > 0 && limit < cost[r] {
				from[d][r], cost[r] = best, limit
			}
			of := rows[day.from:day.to]
			cost[r] += len(of) - readings[r].count(of)
		}
	}
	path, at := make([]int, len(days)), 0
	for r := range cost {
		if cost[r] < cost[at] {
			at = r
		}
	}
	for d := len(days) - 1; d >= 0; d-- {
		path[d] = at
		at = from[d][at]
	}
	return path
}

// run is a run of days, both ends included, with one reading.
type run struct{ reading, from, to int }

// stays joins days with one reading to runs. A run of too few days or payments did
// not stay: it goes to the run before it. The first, of which nobody knows how long
// it was, is dropped.
func stays(path []int, days []dayRows) (out []run) {
	for d, r := range path {
		if n := len(out); n > 0 && out[n-1].reading == r {
			out[n-1].to = d
			continue
		}
		if n := len(out); n > 0 && out[n-1].short(days) {
			last := out[n-1]
			if out = out[:n-1]; n > 1 {
				out[n-2].to = last.to
				if out[n-2].reading == r {
					out[n-2].to = d
					continue
				}
			}
		}
		out = append(out, run{r, d, d})
	}
	if n := len(out); n > 1 && out[n-1].short(days) {
		out[n-2].to = out[n-1].to
		out = out[:n-1]
	}
	return out
}

func (r run) short(days []dayRows) bool {
	return r.to-r.from+1 < changeDays || days[r.to].to-days[r.from].from < enough
}

// first and last are the ends of the days of a stretch.
func (s *stretch) first() book.Day { return s.rows[0].day }
func (s *stretch) last() book.Day  { return s.rows[len(s.rows)-1].day }
