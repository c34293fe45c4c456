package exceptions

import (
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// SetNote changes the note of the picked exception and nothing else.
func (p *Presenter) SetNote(note string) {
	if picked := p.picked(); len(picked) == 1 && picked[0].Note != strings.TrimSpace(note) {
		d := carried(picked[0])
		d.Note = strings.TrimSpace(note)
		p.dispose([]string{picked[0].Key()}, d, p.deps.Text.T("exceptions.did_note"))
	}
}

// Note is the note of the picked exception.
func (p *Presenter) Note() string {
	if picked := p.picked(); len(picked) == 1 {
		return picked[0].Note
	}
	return ""
}

// OpenReconcile goes to the row of the selected exception; where it is about the
// net of a day, which has none, to its leg.
func (p *Presenter) OpenReconcile() {
	if x := p.at(); x != nil && !p.busy && p.Can().Open {
		p.deps.OpenReconcile(x.Leg, x.Entry)
	}
}

// OpenFees goes to the list of what to claim from the channels.
func (p *Presenter) OpenFees() {
	if p.Can().Fees {
		p.deps.OpenFees()
	}
}

// dispose records what changes only the note or the evidence of some exceptions.
func (p *Presenter) dispose(keys []string, d review.Disposal, said string) {
	p.decide(keys, d, said, false)
}

// decide records a decision on the exceptions of some keys, and says so with the way
// back. Where it moves, the next row is gone to, whether or not this one stays in sight.
func (p *Presenter) decide(keys []string, d review.Disposal, said string, moves bool) {
	if p.busy {
		return
	}
	p.busy = true
	if moves || !p.filter.state.has(d.State) {
		p.target = p.after(keys)
	}
	var done []book.Decision
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		done, err = p.deps.Review.Dispose(ctx, keys, d)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.fail(err)
			return
		}
		p.ticked = nil
		first := done[0].ID
		p.deps.Toast(said, p.deps.Text.T("kit.undo"), func() { p.undo(first) })
		p.reload()
	})
}

// after is the key of the first row from the cursor on that is not among those decided
// on, else of the last one before it.
func (p *Presenter) after(keys []string) string {
	rest := func(r Row) bool { return !slices.Contains(keys, r.Key) }
	from := max(p.cursor, 0)
	if i := slices.IndexFunc(p.rows[from:], rest); i >= 0 {
		return p.rows[from+i].Key
	}
	for _, r := range slices.Backward(p.rows[:from]) {
		if rest(r) {
			return r.Key
		}
	}
	return ""
}

// Undo takes the newest decision back, whichever view it was made in, with all
// that were taken in the same act.
func (p *Presenter) Undo() { p.undo(0) }

func (p *Presenter) undo(id book.DecisionID) {
	act := p.deps.Review.Undo
	if id != 0 {
		act = func(ctx context.Context) (book.Decision, error) { return p.deps.Review.UndoDecision(ctx, id) }
	}
	p.replay(act, "exceptions.did_undo", "kit.redo", p.Redo)
}

// Redo does again what was taken back last, whichever view that was in, as long as
// nothing else was decided since.
func (p *Presenter) Redo() { p.replay(p.deps.Review.Redo, "exceptions.did_redo", "kit.undo", p.Undo) }

// replay takes an act back or does it again, says so with the way back, and goes to
// its exception.
func (p *Presenter) replay(act func(context.Context) (book.Decision, error), said, action string, back func()) {
	if p.busy {
		return
	}
	p.busy = true
	var d book.Decision
	var what string
	rows := p.rows
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		if d, err = act(ctx); err == nil {
			what = p.stepText(ctx, &d, rows)
		}
		return err
	}, func(err error) {
		p.busy = false
		t := p.deps.Text
		switch code := book.CodeOf(err); {
		case code == "no_decision", code == "no_redo":
			p.deps.Toast(words.Sentence(t, err), "", nil)
		case err != nil:
			p.fail(err)
		default:
			p.deps.Toast(t.T(said, what), t.T(action), back)
			p.target = d.Exception
			p.reload()
		}
	})
}

// stepText names the step that was undone or done again, as its history does: only the
// steps before it tell whether more than the evidence or the note changed.
func (p *Presenter) stepText(ctx context.Context, d *book.Decision, rows []Row) string {
	t := p.deps.Text
	i := slices.IndexFunc(rows, func(r Row) bool { return d.Exception != "" && r.Key == d.Exception })
	if i < 0 || d.Action != book.SetState {
		return undoneText(t, d)
	}
	events, err := p.deps.Review.History(ctx, d.Exception)
	at := slices.IndexFunc(events, func(e book.ExceptionEvent) bool { return e.What == stepDecided && e.Decision == d.ID })
	if err != nil || at < 0 { // it is only told
		return undoneText(t, d)
	}
	files, err := p.deps.Review.Attachments(ctx, everFiles(rows[i].line, events))
	if err != nil {
		return undoneText(t, d)
	}
	return decidedText(t, events[:at+1], files, rows[i].line.Currency)
}

// undoneText is what was undone, in a word.
func undoneText(t *assets.Text, d *book.Decision) string {
	switch {
	case d.Action != book.SetState:
		return t.T("action." + string(d.Action))
	case d.How == book.HowNone:
		return t.T("xstate." + d.State.String())
	case d.How == book.HowCorrected:
		return t.T("exceptions.way_correct") // its currency is not known here
	}
	return howText(t, &d.Work, "")
}

func (p *Presenter) reload() {
	p.Load()
	if p.deps.Decided != nil {
		p.deps.Decided()
	}
}

func (p *Presenter) fail(err error) {
	p.target = ""
	p.deps.ShowError(err)
	p.changed(PartDetail)
}
