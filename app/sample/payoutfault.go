package sample

import "zhangfang/app/book"

// Money is due the next working day, late after bandWorkdays more, and missing
// after missingWorkdays more (DESIGN 4).
const (
	bandWorkdays    = 3
	missingWorkdays = 7
)

// planPayoutFaults picks what is paid late, not at all, or short. Only days count
// that are paid by a credit of their own, early enough for the fault to be seen.
// Not the first day of the span, which a sheet may cover only in part.
func planPayoutFaults(spec Spec, days workdays) map[target]book.ExceptionType {
	var seen [2][]target // by whether late and short, or missing too, can be seen
	span := spec.Span()
	for d := span.From + 1; d < span.To; d++ {
		due := days.after(d, 1)
		if days.after(due, bandWorkdays+2) > span.To {
			break
		}
		for _, w := range payingWays(spec, days, d) {
			seen[0] = append(seen[0], target{w, d})
			if days.after(due, missingWorkdays) < span.To {
				seen[1] = append(seen[1], target{w, d})
			}
		}
	}
	out := map[target]book.ExceptionType{}
	rng := draws(spec.Seed, drawPayoutFaults)
	pick := func(typ book.ExceptionType, from []target, per int) {
		for range max(spec.Days/per, 1) {
			// A few tries: in a short span the days may be used up.
			for try := 0; try < 20 && len(from) > 0; try++ {
				t := from[rng.IntN(len(from))]
				if _, used := out[t]; !used {
					out[t] = typ
					break
				}
			}
		}
	}
	pick(book.SettlementMissing, seen[1], 45)
	pick(book.SettlementLate, seen[0], 25)
	pick(book.SettlementShort, seen[0], 40)
	return out
}

// payingWays are the channels that pay a day by a credit of its own. A withdrawal
// is never struck: its day is the owner's choice.
func payingWays(spec Spec, days workdays, d book.Day) []way {
	var out []way
	if spec.has(WeChatPay) {
		out = append(out, byWeChat)
	}
	due := days.after(d, 1)
	alone := days.after(d-1, 1) != due && days.after(d+1, 1) != due
	if spec.has(POS) && (spec.POSDaily || alone) {
		out = append(out, byCard)
	}
	return out
}
