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
	confirms []book.Decision          // Confirm and WriteOff, oldest first
	declined map[[2]book.EntryID]bool // in either order
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
			r.decline(&d)
		}
	}
	for i := range p.Lessons {
		r.learn(&p.Lessons[i])
	}
	return r
}

// decline notes the pairs that a decision keeps apart: each row of one side with each
// of the other, or, where it names one side only, each with each.
func (r *rules) decline(d *book.Decision) {
	left, right := d.Left, d.Right
	if len(left) == 0 {
		left = right
	}
	if len(right) == 0 {
		right = left
	}
	for _, a := range left {
		for _, b := range right {
			r.declined[[2]book.EntryID{a, b}] = true
			r.declined[[2]book.EntryID{b, a}] = true
		}
	}
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

// allowed tells whether nobody declined any two of the rows.
func (w *work) allowed(rows [2][]int32) bool {
	if len(w.rules.declined) == 0 {
		return true
	}
	var ids []book.EntryID
	for side := range rows {
		for _, i := range rows[side] {
			id := w.items[side][i].row.ID
			for _, other := range ids {
				if w.rules.declined[[2]book.EntryID{other, id}] {
					return false
				}
			}
			ids = append(ids, id)
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
	left, right := w.turn(book.Left), w.turn(book.Right)
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
		} else if !anyOf(at[left], d.Left) || !anyOf(at[right], d.Right) {
			continue // what is left of it explains nothing
		}
		rows := both(left, free(left, d.Left), free(right, d.Right))
		if len(rows[0])+len(rows[1]) == 0 {
			continue
		}
		if rule == book.RuleManual {
			w.linkDiffers(rows[left], rows[right])
		}
		w.match(rule, book.MatchConfirmed, 1, rows)
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
