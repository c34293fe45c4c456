package reconcile

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// Can tells which decisions are possible now.
type Can struct {
	Accept, Decline, WriteOff, Note, Source bool
	Split                                   bool // what stands side by side belongs together in part
	Later                                   bool // the open rows can be put off, or brought back
	Exception                               bool // an exception stands for the row
	Bulk                                    bool // something is suggested for the rows shown
	Undo                                    bool // of the confirmed match that is shown
	Classify                                bool // the selected bank line, or the ticked ones
}

// Can tells which decisions are possible now.
func (p *Presenter) Can() Can {
	if p.busy || p.phase != Ready || p.cursor < 0 || p.across.loading {
		return Can{}
	}
	_, pair := p.propose()
	c := Can{Accept: pair && p.armed(), Decline: pair && !p.proposesAlone(), Note: true, Source: p.across.lead.ID != 0, Classify: p.Classable() > 0}
	if m := p.across.match; m != nil {
		c.Decline = m.State == book.MatchAuto && len(m.Members) > 0
		c.Undo = m.decision != 0
	}
	c.WriteOff = !p.across.lead.Matched
	c.Later = p.across.lead.Open
	_, _, c.Split = p.splits()
	c.Exception = p.deps.OpenException != nil && p.faults.of(p.across.lead) != nil
	c.Bulk = p.counts.Suggested[p.filter.lead] > 0
	return c
}

// Accept puts together what stands beside each other, and goes on to the next row.
func (p *Presenter) Accept() {
	x, ok := p.propose()
	switch can := p.Can(); {
	case ok && can.Decline && !can.Accept:
		p.deps.Toast(p.deps.Text.T("reconcile.tick_first"), "", nil)
		return
	case !ok || !can.Accept:
		return
	case p.proposesAlone():
		p.acceptAlone()
		return
	}
	said := p.deps.Text.T("reconcile.did_accept")
	if d, ok := p.difference(x); ok && d.Minor != 0 {
		said = p.deps.Text.T("reconcile.did_accept_difference", d.String())
	}
	leg, note := p.filter.leg, p.notes[p.across.lead.ID]
	left, right := p.sides(x.leadIDs, x.acrossIDs)
	p.decide(func(ctx context.Context) (book.Decision, error) {
		return p.deps.Review.Accept(ctx, leg, left, right, note)
	}, said, x.leadIDs)
}

// Decline says that these rows do not belong together. A row that was suggested
// something leaves its place for the end of the list, so the next one is gone to;
// any other stays, with what else may explain it.
func (p *Presenter) Decline() {
	if !p.Can().Decline {
		return
	}
	leg := p.filter.leg
	if p.sinks() {
		p.moved = p.across.lead.ID
	}
	var left, right []book.EntryID
	if m := p.across.match; m != nil {
		left, right = m.match.Left, m.match.Right
	} else {
		x, _ := p.propose()
		left, right = p.sides(x.leadIDs, x.acrossIDs)
	}
	p.decide(func(ctx context.Context) (book.Decision, error) {
		return p.deps.Review.Decline(ctx, leg, left, right)
	}, p.deps.Text.T("reconcile.did_decline"), nil)
}

// sinks tells whether the selected row stands where it does only because something
// is suggested for it.
func (p *Presenter) sinks() bool {
	return p.filter.order.By == "" && !p.filter.matched && p.across.lead.Open && p.across.lead.Why == book.OpenSuggested
}

// NoteText is the note that the selected row has, or that waits to be kept.
func (p *Presenter) NoteText() string {
	if x := p.faults.of(p.across.lead); x != nil && x.Note != "" {
		return x.Note
	}
	return p.notes[p.across.lead.ID]
}

// SetNote keeps a note: with the exception that stands for the row, where there
// is one, else with the decision on the row, whenever that comes.
func (p *Presenter) SetNote(note string) {
	note = strings.TrimSpace(note)
	if note == p.NoteText() {
		return
	}
	x := p.faults.of(p.across.lead)
	if x == nil {
		p.notes[p.across.lead.ID] = note
		p.deps.Toast(p.deps.Text.T("reconcile.note_waits"), "", nil)
		p.changed(PartAcross)
		return
	}
	key, state := x.Key(), x.State
	p.decide(func(ctx context.Context) (book.Decision, error) {
		return p.deps.Review.SetException(ctx, key, state, note)
	}, p.deps.Text.T("reconcile.did_note"), nil)
}

// UndoMatch takes back the decision behind the confirmed match that is shown.
func (p *Presenter) UndoMatch() {
	if p.Can().Undo {
		p.undo(p.across.match.decision)
	}
}

// Undo takes the newest decision back, whichever view it was made in.
func (p *Presenter) Undo() { p.undo(0) }

func (p *Presenter) undo(id book.DecisionID) {
	act := p.deps.Review.Undo
	if id != 0 {
		act = func(ctx context.Context) (book.Decision, error) { return p.deps.Review.UndoDecision(ctx, id) }
	}
	p.replay(act, "reconcile.did_undo", "kit.redo", p.Redo)
}

// Redo does again what was taken back last, whichever view that was in, as long as
// nothing else was decided since.
func (p *Presenter) Redo() { p.replay(p.deps.Review.Redo, "reconcile.did_redo", "kit.undo", p.Undo) }

// replay takes an act back or does it again, says so with the way back, and goes to
// its rows.
func (p *Presenter) replay(act func(context.Context) (book.Decision, error), said, action string, back func()) {
	if p.busy {
		return
	}
	p.busy = true
	p.changed(PartActions)
	var d book.Decision
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		d, err = act(ctx)
		return err
	}, func(err error) {
		p.busy = false
		t := p.deps.Text
		switch code := book.CodeOf(err); {
		case code == "no_decision", code == "no_redo":
			p.deps.Toast(words.Sentence(t, err), "", nil)
			p.changed(PartActions)
		case err != nil:
			p.fail(err)
		default:
			p.deps.Toast(t.T(said, t.T("action."+string(d.Action))), t.T(action), back)
			own, _ := p.sides(d.Left, d.Right)
			p.after(append(own[:len(own):len(own)], p.near()...))
		}
	})
}

// decide writes one decision at a time; gone are the rows it is done with, which
// the cursor moves on from.
func (p *Presenter) decide(act func(context.Context) (book.Decision, error), said string, gone []book.EntryID) {
	if p.busy {
		return
	}
	p.busy = true
	p.changed(PartActions)
	done := make(map[book.EntryID]bool, len(gone))
	for _, id := range gone {
		done[id] = true
	}
	var d book.Decision
	var others int
	q, open := p.filter.query(), p.counts.Open[p.filter.lead]
	q.Text = ""
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		if d, err = act(ctx); err != nil || len(gone) == 0 {
			return err
		}
		if now, err := p.deps.Review.Counts(ctx, q); err == nil { // it is only told
			others = open - now.Open[q.Side] - len(gone)
		}
		return nil
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.moved = 0
			p.fail(err)
			return
		}
		id := d.ID
		if others > 0 {
			said += p.deps.Text.Count("reconcile.did_others", others)
		}
		p.deps.Toast(said, p.deps.Text.T("kit.undo"), func() { p.undo(id) })
		if p.moved != 0 {
			done[p.moved], p.moved = true, 0
		}
		next := p.around(done)
		p.ticks = map[book.EntryID]Row{}
		for _, id := range gone {
			delete(p.notes, id)
		}
		p.across.ticks = map[book.EntryID]bool{}
		p.after(next)
	})
}

// after reads again what a decision changed, and tells the rest of the window.
func (p *Presenter) after(wanted []book.EntryID) {
	p.across.text = ""
	p.loadList(wanted)
	p.loadSummary()
	p.told()
}

func (p *Presenter) fail(err error) {
	p.deps.ShowError(err)
	p.changed(PartActions)
}

// sides turns leading and other rows into left and right; it is its own inverse.
func (p *Presenter) sides(lead, other []book.EntryID) (left, right []book.EntryID) {
	if p.filter.lead == book.Right {
		return other, lead
	}
	return lead, other
}
