package sample

import (
	"math/rand/v2"

	"zhangfang/app/book"
)

// Money is due the next working day, late after bandWorkdays more, and missing
// after missingWorkdays more (DESIGN 4).
const (
	bandWorkdays    = 3
	missingWorkdays = 7
)

// payoutPlan is what goes wrong or otherwise with what channels pay.
type payoutPlan struct {
	faults   map[target]book.ExceptionType
	troubles map[target]Trouble
	joined   map[target]bool // days whose money comes with that of the day after
}

// planPayouts picks what is paid late, not at all, short, split, less a fee, or
// with a remark that says nothing. Days that are paid together are late or missing
// together; the rest strikes days that are paid by a credit of their own. Only what
// is early enough to be seen, and not the first day of the span, which a sheet may
// cover only in part.
func planPayouts(spec Spec, days workdays) *payoutPlan {
	rng := draws(spec.Seed, drawPayoutFaults)
	p := &payoutPlan{faults: map[target]book.ExceptionType{}, troubles: map[target]Trouble{}}
	p.joined = planMerges(spec, days, rng)
	var all, long, single []target // by what can be seen of them: late; missing too; short
	span := spec.Span()
	for d := span.From + 1; d < span.To; d++ {
		due := days.after(d, 1)
		if days.after(due, bandWorkdays+2) > span.To {
			break
		}
		for _, w := range []way{byWeChat, byCard} {
			first, last := p.paidWith(spec, days, w, d)
			if last != d || first <= span.From {
				continue
			}
			all = append(all, target{w, d})
			if first == last {
				single = append(single, target{w, d})
			}
			if days.after(due, missingWorkdays) < span.To {
				long = append(long, target{w, d})
			}
		}
	}
	each := func(per int, from []target, put func(target)) {
		for range max(spec.Days/per, 1) {
			if t, ok := p.free(rng, from); ok {
				put(t)
			}
		}
	}
	fault := func(typ book.ExceptionType) func(target) { return func(t target) { p.faults[t] = typ } }
	trouble := func(what Trouble) func(target) { return func(t target) { p.troubles[t] = what } }
	each(45, long, fault(book.SettlementMissing))
	each(25, all, fault(book.SettlementLate))
	each(40, single, fault(book.SettlementShort))
	each(30, single, trouble(SplitDay))
	each(40, single, trouble(NettedFee))
	each(40, single, trouble(Unnamed))
	return p
}

// free picks a day that nothing is planned for, in a few tries: in a short span
// the days may be used up.
func (p *payoutPlan) free(rng *rand.Rand, from []target) (target, bool) {
	for try := 0; try < 20 && len(from) > 0; try++ {
		t := from[rng.IntN(len(from))]
		if p.faults[t] == "" && p.troubles[t] == "" {
			return t, true
		}
	}
	return target{}, false
}

// planMerges has WeChat Pay pay some weekends and most holidays in one credit.
// Runs of days that are due together are longer the longer the holiday.
func planMerges(spec Spec, days workdays, rng *rand.Rand) map[target]bool {
	out := map[target]bool{}
	if !spec.has(WeChatPay) {
		return out
	}
	span := spec.Span()
	for first := span.From + 1; first <= span.To; {
		last := first
		for days.after(last+1, 1) == days.after(first, 1) {
			last++
		}
		percent := 15
		if last-first >= 3 {
			percent = 65
		}
		if last-first >= 2 && last < span.To && rng.IntN(100) < percent {
			for d := first; d < last; d++ {
				out[target{byWeChat, d}] = true
			}
		}
		first = last + 1
	}
	return out
}

// paidWith is the first and the last of the days that are paid together with a
// day; both 0 where the channel pays none. A withdrawal is never struck: its day is
// the owner's choice.
func (p *payoutPlan) paidWith(spec Spec, days workdays, w way, d book.Day) (first, last book.Day) {
	if w == byWeChat && !spec.has(WeChatPay) || w == byCard && !spec.has(POS) {
		return 0, 0
	}
	withNext := func(d book.Day) bool { return p.withNext(spec.POSDaily, days, w, d) }
	for first = d; withNext(first - 1); first-- {
	}
	for last = d; withNext(last); last++ {
	}
	return first, last
}

// withNext tells whether a channel pays a day together with the day after it.
func (p *payoutPlan) withNext(daily bool, days workdays, w way, d book.Day) bool {
	if w == byCard {
		return !daily && days.after(d, 1) == days.after(d+1, 1)
	}
	return p.joined[target{w, d}]
}
