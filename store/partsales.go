package store

import (
	"database/sql/driver"
	"maps"
	"slices"

	"zhangfang/app/book"
)

// salesPart is what a part of the sales leg is made of. Why that is enough is told
// by reconcile.Parameters.Reach: what becomes of a sale without a common number is
// settled within Near days of what was touched, of a refund within Reach.
type salesPart struct {
	*partLoader
	touched map[book.EntryID]bool // what changed, and all of the same numbers
	near    dayRuns               // days of touched sales, where sales may be paired anew
	days    dayRuns               // days of all that was touched
	covered map[book.EntryID]bool // loose rows around that a file may say otherwise of
}

// sales loads what the sales leg needs.
func (p *partLoader) sales() error {
	s := &salesPart{partLoader: p, covered: map[book.EntryID]bool{}}
	for _, step := range []func() error{s.addTouched, s.setDays, s.addLoose, s.addCancelled, p.addMates, s.stand} {
		if err := step(); err != nil {
			return err
		}
	}
	s.setCore()
	return nil
}

// addTouched loads what changed, what decisions hold together with it, and the
// rows of the same numbers.
func (s *salesPart) addTouched() error {
	if err := s.add(s.scope.Touched.Rows); err != nil {
		return err
	}
	if err := s.addDecided(true); err != nil {
		return err
	}
	changed := maps.Clone(s.have)
	if err := s.addMates(); err != nil {
		return err
	}
	s.touched = changed
	return nil
}

// isRefund tells a refund that is looked for from its sale.
func isRefund(r *book.Row) bool {
	return r.Kind == book.KindRefund && r.Status != book.StatusReversed
}

// setDays finds the days on which something else may be decided otherwise now.
// Sales of a number that only a refund came to stay held by it, so that the days of
// the sales that today's refunds take back are none of them.
func (s *salesPart) setDays() error {
	sold := map[string]bool{} // numbers of which more than a refund changed
	for i := range s.rows {
		if r := &s.rows[i]; s.touched[r.ID] && !isRefund(r) {
			sold[r.Key] = true
		}
	}
	err := scan(s.ctx, s.conn, "SELECT l.entry, l.sort FROM json_each(?) j CROSS JOIN loose l ON l.leg = ? AND l.entry = j.value",
		[]any{list(s.ids(func(*book.Row) bool { return true })), s.leg}, func(row []driver.Value) error {
			s.sorts[book.EntryID(num(row[0]))] = num(row[1])
			return nil
		})
	free := func(r *book.Row) bool { _, loose := s.sorts[r.ID]; return loose }
	for i := range s.rows {
		s.touched[s.rows[i].ID] = true
	}
	s.near = s.touchedDays(func(r *book.Row) bool { return !isRefund(r) && (sold[r.Key] || free(r)) })
	s.days = s.touchedDays(func(*book.Row) bool { return true })
	return err
}

// addLoose loads the loose rows around, each sort as far as it matters, and the
// rows that decisions name.
func (s *salesPart) addLoose() error {
	covered, err := s.looseIn(s.days.widen(s.scope.Reach), looseCovered)
	if err != nil {
		return err
	}
	refunds, err := s.looseIn(s.days.widen(2*s.scope.Reach), looseRefund)
	if err != nil {
		return err
	}
	around, err := s.looseIn(s.near.widen(2*s.scope.Near), 0)
	if err != nil {
		return err
	}
	for _, id := range covered {
		s.covered[id] = true
	}
	if err := s.add(slices.Concat(covered, refunds, around)); err != nil {
		return err
	}
	return s.addDecided(false)
}

// addCancelled loads the other rows of pairs that cancel each other.
func (s *salesPart) addCancelled() error {
	var members []book.EntryID
	cancelled := s.ids(func(r *book.Row) bool { return s.sorts[r.ID]&looseCancelled != 0 })
	err := s.matchesOf(cancelled, func(m *record) {
		if m.rule == book.RuleCancel {
			members = append(members, m.all()...)
		}
	})
	if err != nil {
		return err
	}
	return s.add(members)
}

// ids lists the rows loaded that are picked.
func (s *salesPart) ids(pick func(*book.Row) bool) []book.EntryID {
	var ids []book.EntryID
	for i := range s.rows {
		if pick(&s.rows[i]) {
			ids = append(ids, s.rows[i].ID)
		}
	}
	return ids
}

// stand tells what the last run made of the rows that are far from touched sales,
// and loads the payment of an order whose refund may need it.
func (s *salesPart) stand() error {
	near := s.near.widen(s.scope.Near)
	refunded := map[string]bool{}
	refunds := map[book.EntryID]bool{}
	for i := range s.rows {
		if r := &s.rows[i]; isRefund(r) {
			refunds[r.ID] = true
			refunded[r.Key] = r.Key != ""
		}
	}
	far := s.ids(func(r *book.Row) bool { return !s.touched[r.ID] && !refunds[r.ID] && !near.has(r.Day) })
	isFar := make(map[book.EntryID]bool, len(far))
	for _, id := range far {
		isFar[id] = true
	}
	keys := make(map[book.EntryID]string, len(far))
	for i := range s.rows {
		keys[s.rows[i].ID] = s.rows[i].Key
	}
	err := scan(s.ctx, s.conn, `
		SELECT o.entry FROM json_each(?) j CROSS JOIN open_row o ON o.leg = ? AND o.entry = j.value WHERE o.why <> ?`,
		[]any{list(far), s.leg, int64(book.OpenSuggested)}, func(row []driver.Value) error {
			s.standing[book.EntryID(num(row[0]))] = book.Standing{Left: true}
			return nil
		})
	if err != nil {
		return err
	}
	far = slices.DeleteFunc(far, func(id book.EntryID) bool { return s.standing[id].Left }) // in no match
	var payments []book.EntryID
	err = s.matchesOf(far, func(m *record) {
		left := m.rule == book.RuleCancel && slices.ContainsFunc(m.all(), func(id book.EntryID) bool { return refunds[id] })
		for _, id := range m.all() {
			if isFar[id] {
				s.standing[id] = book.Standing{Left: left}
			}
		}
		order, payment := book.EntryID(m.lead), book.EntryID(m.other)
		if payment != 0 && m.counts() && isFar[order] && !s.touched[payment] {
			s.standing[order] = book.Standing{Payment: payment}
			if refunded[keys[order]] {
				s.standing[payment] = book.Standing{}
				payments = append(payments, payment)
			}
		}
	})
	if err != nil {
		return err
	}
	return s.add(payments)
}

// setCore picks the rows whose outcomes the part decides.
func (s *salesPart) setCore() {
	near, reach := s.near.widen(s.scope.Near), s.days.widen(s.scope.Reach)
	for i := range s.rows {
		r := &s.rows[i]
		if s.touched[r.ID] || near.has(r.Day) || s.covered[r.ID] || isRefund(r) && reach.has(r.Day) {
			s.core[r.ID] = true
		}
	}
}
