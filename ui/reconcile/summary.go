package reconcile

import (
	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// Summary is how far the leg has come, on the leading side.
type Summary struct {
	Matched, Open string // counts
	Suggested     string // how many of the open ones can be decided, in words; "" for none
	Bar           [3]int // matched, suggested, open without a suggestion
	Gap           string // what the open exceptions of the leg come to, in words; "" where there is none
}

// Summary tells how far the leg has come. Open counts suggested rows too: they
// wait for a decision as well.
func (p *Presenter) Summary() Summary {
	t, side := p.deps.Text, p.filter.lead
	matched, suggested, open := p.counts.Matched[side], p.counts.Suggested[side], p.counts.Open[side]
	s := Summary{
		Matched: words.Number(matched),
		Open:    words.Number(open),
		Bar:     [3]int{matched, suggested, max(open-suggested, 0)},
	}
	if suggested > 0 {
		s.Suggested = t.T("reconcile.of_which_suggested", words.Number(suggested))
	}
	if p.gapSum != 0 {
		s.Gap = t.T("reconcile.gap_sum", words.Amount(p.gapSum, p.currency()))
	}
	return s
}

// currency is that of the book's channels on this leg; CNY until one is known.
func (p *Presenter) currency() book.Currency {
	for _, c := range p.leadChannels() {
		if c.Currency != "" {
			return c.Currency
		}
	}
	return book.CNY
}

// ListTitle names the leading pane and counts its rows.
func (p *Presenter) ListTitle() (title, subtitle string) {
	t := p.deps.Text
	title = p.sideName(p.filter.lead)
	if p.phase != Ready {
		return title, ""
	}
	code := "reconcile.open_rows"
	if p.filter.away {
		code = "reconcile.away_rows"
	}
	if p.filter.matched {
		code = "reconcile.all_rows"
	}
	return title, t.Count(code, len(p.ids), words.Number(len(p.ids)))
}
