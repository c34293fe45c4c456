package monthly

import (
	"slices"

	"zhangfang/app/book"
)

// quiet is for how many days before a period a channel may have brought nothing and
// still be expected to have files of it: one that fell silent long ago is not used
// any more.
const quiet = 31

// behind is how many days behind a period files may still hold rows of it: one by the
// cut-off of a channel, and one by its zone.
const behind = 2

// missing lists the days of a period that no file of a channel covers, from the first
// day that one ever did; those after its last file too, up to a last day. Where a
// channel ends its day elsewhere than at midnight in China, a file of the day before
// or behind holds rows of the period too.
func missing(statuses []book.ChannelStatus, business book.Period, last book.Day) (all []book.Gap) {
	for _, st := range statuses {
		p := book.Period{From: st.FileDays(business.From).From, To: min(st.FileDays(business.To).To, last)}
		if st.Role == book.RoleLedger || st.Covered.From == 0 || st.Covered.From > p.To || st.Covered.To < p.From-quiet {
			continue
		}
		gaps := slices.Clone(st.Gaps)
		if st.Covered.To < p.To {
			gaps = append(gaps, book.Period{From: st.Covered.To + 1, To: p.To})
		}
		for _, g := range gaps {
			if g = (book.Period{From: max(g.From, p.From), To: min(g.To, p.To)}); g.From <= g.To {
				all = append(all, book.Gap{Channel: st.Name, Period: g})
			}
		}
	}
	return all
}
