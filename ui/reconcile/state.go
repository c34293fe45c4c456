package reconcile

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// stateOf is how a row of the leading pane stands, in a word.
func stateOf(t *assets.Text, leg book.Leg, r *Row) Chip {
	switch {
	case r.Matched:
		return Chip{t.T("reconcile.state.matched"), draw.ToneMatched}
	case !r.Open:
		return Chip{}
	case r.Why == book.OpenSuggested:
		return Chip{t.T("reconcile.state.suggested"), draw.ToneSuggestion}
	case r.Why == book.OpenInTransit:
		return Chip{t.T("reconcile.state.in_transit"), draw.ToneUnderway}
	case r.Why == book.OpenException:
		return Chip{t.T("reconcile.state.exception"), draw.ToneException}
	case r.pending():
		return Chip{t.T("reconcile.state.pending"), draw.ToneNeutral}
	case isPicked(leg):
		return Chip{t.T("reconcile.state.open"), draw.ToneNeutral} // nothing says that it must have a counterpart
	}
	return Chip{t.T("reconcile.state.waiting"), draw.ToneNeutral}
}

// pending tells of an open row that it waits for the shop, not for a file.
func (r *Row) pending() bool {
	return r.line != nil && r.line.Kind == book.KindRefund && r.line.Status == book.StatusProcessing
}

// standing says what the selected row waits for, where that is neither a decision
// nor an exception of its own pane: money under way, or a file.
func (p *Presenter) standing() Chip {
	t, row := p.deps.Text, p.across.lead
	x := p.faults.of(row)
	switch {
	case row.ID == 0 || row.Matched:
		return Chip{}
	case x != nil && (x.Type == book.SettlementLate || x.Type == book.SettlementMissing):
		return Chip{words.ExceptionText(t, x), kit.ExceptionTone(x.Type)}
	case !row.Open:
		return Chip{}
	case row.Why == book.OpenInTransit && p.across.due != 0:
		return Chip{t.T("reconcile.due", words.DayShort(p.across.due)), draw.ToneUnderway}
	case row.Why == book.OpenInTransit:
		return Chip{t.T("reconcile.state.in_transit"), draw.ToneUnderway}
	case isPicked(p.filter.leg) && len(p.across.cands) > 0:
		return Chip{} // what stands there may be it
	case row.Why == book.OpenWaiting:
		return Chip{p.awaited(row), draw.ToneNeutral}
	}
	return Chip{}
}

// awaited says which file a row waits for, as far as it can be told.
func (p *Presenter) awaited(row Row) string {
	t := p.deps.Text
	if row.pending() {
		return t.T("reconcile.refund_pending")
	}
	if isPicked(p.filter.leg) {
		return t.T("reconcile.picked_open", p.sideName(p.filter.lead.Other()))
	}
	if name := p.channelAcross(row); name != "" {
		return t.T("reconcile.waits_for", name, words.DayShort(row.line.Day))
	}
	return t.T("reconcile.waits")
}

// channelAcross is the channel whose file would explain a row: the only one of
// that side, or the only one that the order's method names; "" where several may.
func (p *Presenter) channelAcross(row Row) string {
	if row.line == nil {
		return ""
	}
	var all, named []string
	for _, c := range p.channels {
		if side, ok := sideOf(p.filter.leg, c.Role, c.Name); !ok || side == p.filter.lead {
			continue
		}
		all = append(all, c.Name)
		if m := row.line.Method; m != "" && (strings.Contains(c.Name, m) || strings.Contains(m, c.Name)) {
			named = append(named, c.Name)
		}
	}
	switch {
	case len(all) == 1:
		return all[0]
	case len(named) == 1:
		return named[0]
	}
	return ""
}

// nothingAcross is what to do where nothing is like the selected row: not much
// while it only waits.
func (p *Presenter) nothingAcross() string {
	code := "reconcile.no_candidates"
	if row := &p.across.lead; row.Open && p.faults.of(*row) == nil && !isPicked(p.filter.leg) {
		switch row.Why {
		case book.OpenInTransit:
			code = "reconcile.none_in_transit"
		case book.OpenWaiting:
			code = "reconcile.none_waiting"
		}
	}
	return p.deps.Text.T(code)
}
