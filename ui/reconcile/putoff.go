package reconcile

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// sight keeps of the rows of a leg those that are in sight: put-off ones only where
// they are asked for, except among explained rows, which are all there is. hidden
// counts those left out.
func (p *Presenter) sight(f filter, ids []book.EntryID, away map[book.EntryID]book.Decision) (kept []book.EntryID, hidden int) {
	if f.matched || len(away) == 0 && !f.away {
		return ids, 0
	}
	kept = slices.DeleteFunc(slices.Clone(ids), func(id book.EntryID) bool {
		_, off := away[id]
		return off != f.away
	})
	return kept, len(ids) - len(kept)
}

// PutOffCount is how many rows of the leading side are put off and out of sight.
func (p *Presenter) PutOffCount() int {
	if p.filter.away {
		return 0
	}
	return p.hidden
}

// ShowsPutOff tells whether the rows shown are those that were put off.
func (p *Presenter) ShowsPutOff() bool { return p.filter.away }

// ShowPutOff shows the rows that were put off, or those that were not.
func (p *Presenter) ShowPutOff(on bool) {
	if on == p.filter.away || on && p.hidden == 0 {
		return
	}
	p.filter.away, p.filter.matched = on, false
	p.fresh()
}

// Today is the day of the owner's clock, from which rows are put off.
func (p *Presenter) Today() book.Day { return book.DayOf(p.deps.Now().In(book.Shanghai)) }

// laterRows is what putting off is about: the ticked rows of the leading pane, else
// the selected one.
func (p *Presenter) laterRows() []book.EntryID {
	var ids []book.EntryID
	for id := range p.ticks {
		ids = append(ids, id)
	}
	if len(ids) == 0 && p.across.lead.ID != 0 {
		ids = append(ids, p.across.lead.ID)
	}
	return unique(ids)
}

// PutOff hides the rows until a day as it was typed; it says what is wrong with
// that, "" for nothing.
func (p *Presenter) PutOff(day, note string) (fault string) {
	t := p.deps.Text
	until, ok := words.ParseDay(day, p.Today())
	if !ok {
		return t.T("reconcile.bad_day", (p.Today() + 1).String(), words.DayShort(p.Today()+1))
	}
	if !p.Can().Later || p.filter.away {
		return ""
	}
	ids, leg := p.laterRows(), p.filter.leg
	left, right := p.sides(ids, nil)
	said := t.Count("reconcile.did_put_off", len(ids), words.Number(len(ids)), words.DayShort(until))
	p.decide(func(ctx context.Context) (book.Decision, error) {
		return p.deps.Review.PutOff(ctx, leg, left, right, until, note)
	}, said, ids)
	return ""
}

// BringBack takes the decision back that put the selected row off.
func (p *Presenter) BringBack() {
	if d, off := p.away[p.across.lead.ID]; off && p.filter.away && p.Can().Later {
		p.undo(d.ID)
	}
}
