package exceptions

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// Can tells which decisions are possible on the selected exception.
type Can struct{ Review, Wait, Resolve, Reopen, Open, Note bool }

// Can tells which decisions are possible now.
func (p *Presenter) Can() Can {
	if p.busy || p.cursor < 0 || p.cursor >= len(p.rows) {
		return Can{}
	}
	x := p.rows[p.cursor].line
	done := x.State == book.ExceptionResolved
	return Can{
		Review:  !done && x.State != book.ExceptionInReview,
		Wait:    !done && x.State != book.ExceptionWaiting,
		Resolve: !done,
		Reopen:  x.State != book.ExceptionOpen,
		Open:    x.Leg == book.LegSales || x.Leg == book.LegPayouts,
		Note:    true,
	}
}

// SetState records how far the selected exception has come; the note it has
// stays. Resolving goes through Resolve.
func (p *Presenter) SetState(s book.ExceptionState) {
	if x := p.selected(); x != nil && s != book.ExceptionResolved {
		p.decide(x, s, x.Note)
	}
}

// Resolve closes the selected exception with a note that says why.
func (p *Presenter) Resolve(note string) {
	if x := p.selected(); x != nil && p.Can().Resolve && strings.TrimSpace(note) != "" {
		p.decide(x, book.ExceptionResolved, strings.TrimSpace(note))
	}
}

// SetNote changes the note of the selected exception and nothing else.
func (p *Presenter) SetNote(note string) {
	if x := p.selected(); x != nil {
		p.decide(x, x.State, strings.TrimSpace(note))
	}
}

// OpenReconcile goes to the row of the selected exception; where it is about the
// net of a day, which has none, to its leg.
func (p *Presenter) OpenReconcile() {
	if x := p.selected(); x != nil && p.Can().Open {
		p.deps.OpenReconcile(x.Leg, x.Entry)
	}
}

func (p *Presenter) selected() *book.ExceptionLine {
	if p.busy || p.cursor < 0 || p.cursor >= len(p.rows) {
		return nil
	}
	return p.rows[p.cursor].line
}

func (p *Presenter) decide(x *book.ExceptionLine, s book.ExceptionState, note string) {
	p.busy = true
	key, leg, said := x.Key(), x.Leg, s.String()
	if s == x.State {
		said = "note"
	}
	if s == book.ExceptionResolved && !p.filter.resolved {
		p.target = p.after() // it goes out of sight
	}
	var d book.Decision
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		d, err = p.deps.Review.SetException(ctx, key, leg, s, note)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.fail(err)
			return
		}
		id := d.ID
		p.deps.Toast(p.deps.Text.T("exceptions.did_"+said), p.deps.Text.T("kit.undo"), func() { p.undo(id) })
		p.reload()
	})
}

// after is the key of the row after the selected one, else of the one before.
func (p *Presenter) after() string {
	switch {
	case p.cursor+1 < len(p.rows):
		return p.rows[p.cursor+1].Key
	case p.cursor > 0:
		return p.rows[p.cursor-1].Key
	}
	return ""
}

// Undo takes the newest decision back, whichever view it was made in.
func (p *Presenter) Undo() { p.undo(0) }

func (p *Presenter) undo(id book.DecisionID) {
	if p.busy {
		return
	}
	p.busy = true
	var d book.Decision
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		if id == 0 {
			d, err = p.deps.Review.Undo(ctx)
		} else {
			d, err = p.deps.Review.UndoDecision(ctx, id)
		}
		return err
	}, func(err error) {
		p.busy = false
		switch {
		case book.CodeOf(err) == "no_decision":
			p.deps.Toast(kit.Sentence(p.deps.Text, err), "", nil)
		case err != nil:
			p.fail(err)
		default:
			p.deps.Toast(p.deps.Text.T("exceptions.did_undo"), "", nil)
			p.target = d.Exception
			p.reload()
		}
	})
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

// Command is something a key does.
type Command uint8

// The commands.
const (
	CommandNone Command = iota
	CommandOpen
	CommandReview
	CommandWait
	CommandResolve
	CommandNote
)

// commandOf is what a key does, by Fyne's names of keys.
func commandOf(key string) Command {
	switch key {
	case "Return", "KP_Enter":
		return CommandOpen
	case "V":
		return CommandReview
	case "L":
		return CommandWait
	case "R":
		return CommandResolve
	case "N":
		return CommandNote
	}
	return CommandNone
}
