package picked

import (
	"zhangfang/app/book"
	"zhangfang/app/reconcile"
	"zhangfang/app/reconcile/remark"
)

// Where no lesson says otherwise: from which scores a pair is offered, and from
// which it counts by itself if it is ahead of every other.
const (
	suggestFrom = 0.5
	autoFrom    = 0.9
)

// rules are what people decided and what that taught, ready to be asked.
type rules struct {
	confirms []book.Decision // Confirm and WriteOff, oldest first
	declined map[[2]book.EntryID]bool
	aliases  map[[2]string]bool
	partners map[string][]string   // of a name: those that name the same party
	against  map[[2]string]float64 // weight of a declined pair of names
	suggest  float64
	auto     float64
}

func newRules(p *reconcile.Parameters) rules {
	r := rules{declined: map[[2]book.EntryID]bool{}, aliases: map[[2]string]bool{}, partners: map[string][]string{}, against: map[[2]string]float64{}, suggest: suggestFrom, auto: autoFrom}
	for _, d := range p.Decisions {
		switch d.Action {
		case book.Confirm, book.WriteOff:
			r.confirms = append(r.confirms, d)
		case book.Decline:
			for _, l := range d.Left {
				for _, id := range d.Right {
					r.declined[[2]book.EntryID{l, id}] = true
				}
			}
		}
	}
	for i := range p.Lessons {
		r.learn(&p.Lessons[i])
	}
	return r
}

func (r *rules) learn(l *book.Lesson) {
	switch l.Kind {
	case book.LessonAlias:
		r.aliases[pairOf(l.Subject, l.Value)] = true
		r.partners[l.Subject] = append(r.partners[l.Subject], l.Value)
		r.partners[l.Value] = append(r.partners[l.Value], l.Subject)
	case book.LessonNotAlias:
		r.against[pairOf(l.Subject, l.Value)] = l.Weight
	case book.LessonThreshold:
		if l.Suggest > 0 {
			r.suggest = l.Suggest
		}
		if l.Auto > 0 {
			r.auto = max(l.Auto, r.suggest)
		}
	}
}

// byParty tells whether lessons speak of parties.
func (r *rules) byParty() bool { return len(r.aliases)+len(r.against) > 0 }

// partyOf is the name of a row as lessons know it.
func partyOf(t book.RowText) string {
	if name := remark.Party(t.Counterparty); name != "" {
		return name
	}
	return remark.Name(t.Memo)
}

// pairOf is two names in either order.
func pairOf(a, b string) [2]string {
	if a > b {
		a, b = b, a
	}
	return [2]string{a, b}
}

// allowed tells whether nobody declined any pair across.
func (w *work) allowed(rows [2][]int32) bool {
	if len(w.rules.declined) == 0 {
		return true
	}
	for _, l := range rows[book.Left] {
		for _, r := range rows[book.Right] {
			if w.rules.declined[[2]book.EntryID{w.items[0][l].row.ID, w.items[1][r].row.ID}] {
				return false
			}
		}
	}
	return true
}

// decided takes what people confirmed or wrote off out of the rows, the earlier
// decision first. Rows that are gone, or that an earlier decision has, are left
// out of a later one.
func (w *work) decided() {
	if len(w.rules.confirms) == 0 {
		return
	}
	at := [2]map[book.EntryID]int32{{}, {}}
	for side := range w.items {
		for i := range w.items[side] {
			at[side][w.items[side][i].row.ID] = int32(i)
		}
	}
	free := func(side book.Side, ids []book.EntryID) (out []int32) {
		for _, id := range ids {
			if i, ok := at[side][id]; ok {
				delete(at[side], id)
				out = append(out, i)
			}
		}
		return out
	}
	for _, d := range w.rules.confirms {
		rule := book.RuleManual
		if d.Action == book.WriteOff {
			rule = book.RuleWriteOff
		} else if !anyOf(at[0], d.Left) || !anyOf(at[1], d.Right) {
			continue // what is left of it explains nothing
		}
		rows := [2][]int32{free(book.Left, d.Left), free(book.Right, d.Right)}
		if len(rows[0])+len(rows[1]) > 0 {
			w.match(rule, book.MatchConfirmed, 1, rows)
		}
	}
}

func anyOf(at map[book.EntryID]int32, ids []book.EntryID) bool {
	for _, id := range ids {
		if _, ok := at[id]; ok {
			return true
		}
	}
	return false
}
