package channels

import (
	"context"
	"errors"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit/words"
)

// PullNow pulls what is still to come of a connection.
func (p *Presenter) PullNow(i int) { p.pull(i, book.Period{}) }

// PullDay pulls a day once more, also when it is in already.
func (p *Presenter) PullDay(i int, day book.Day) { p.pull(i, book.Period{From: day, To: day}) }

func (p *Presenter) pull(i int, days book.Period) {
	c, ok := p.connection(i)
	if !ok || p.running[c.ID] != nil || p.cards[i].Busy {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.running[c.ID] = &running{cancel: cancel, says: p.deps.Text.T("channels.pulling")}
	p.show()
	var result pull.Result
	p.deps.Run(ctx, func(ctx context.Context) (err error) {
		result, err = p.deps.Service.Pull(ctx, c, days, func(at book.Progress) {
			p.deps.Post(func() { p.progress(&c, at) })
		})
		return err
	}, func(err error) {
		cancel()
		delete(p.running, c.ID)
		p.remember(c.ID, &result)
		switch {
		case result.Stopped || errors.Is(err, context.Canceled):
			p.deps.Toast(p.deps.Text.T("channels.stopped", c.Name), "", nil)
		case err != nil:
			p.deps.ShowError(err)
		default:
			p.tell(&c, &result)
		}
		p.Load()
		if len(result.Receipts) > 0 {
			p.deps.Changed()
		}
	})
}

// progress shows how far a pull is, where it still runs.
func (p *Presenter) progress(c *book.Connection, at book.Progress) {
	if run := p.running[c.ID]; run != nil && run.cancel != nil && !run.ending {
		rest, _ := cutName(at.What, c.Name)
		p.running[c.ID] = p.at(at, rest, run.cancel)
		p.show()
	}
}

func (p *Presenter) at(at book.Progress, day string, cancel context.CancelFunc) *running {
	run := &running{cancel: cancel}
	if at.Stage != "pull" { // the bill is read and matched by now
		day = ""
	}
	run.says = words.ProgressText(p.deps.Text, book.Progress{Stage: at.Stage, What: day, Done: at.Done, Total: at.Total})
	if at.Total > 0 {
		run.share = float32(min(at.Done, at.Total)) / float32(at.Total)
	}
	return run
}

// cutName parts what progress is about into the connection's name and the rest.
func cutName(what, name string) (rest string, ok bool) {
	return strings.CutPrefix(what, name+" ")
}

// tell says what a pull brought.
func (p *Presenter) tell(c *book.Connection, r *pull.Result) {
	t := p.deps.Text
	in, none, rows := 0, 0, 0
	for _, x := range r.Pulls {
		switch x.State {
		case book.PullDone:
			in++
		case book.PullEmpty, book.PullNever:
			none++
		}
	}
	for i := range r.Receipts {
		rows += r.Receipts[i].New
	}
	switch {
	case r.Refused != nil:
		p.deps.Toast(words.ProblemText(t, r.Refused), "", nil)
	case in > 0:
		says := t.Count("channels.pulled", in, c.Name, words.Number(rows))
		if none > 0 {
			says += t.Count("channels.pulled_and_none", none)
		}
		p.deps.Toast(says, "", nil)
	case none > 0 && r.Problem == nil:
		p.deps.Toast(t.Count("channels.pulled_empty", none, c.Name), "", nil)
	case r.Problem != nil || len(r.Pulls) > 0:
		p.deps.Toast(t.T("channels.pulled_none", c.Name), "", nil)
	default:
		p.deps.Toast(t.T("channels.nothing_due", c.Name), "", nil)
	}
}

// Stop ends a connection's pull or test, whoever began it; days that are in stay.
func (p *Presenter) Stop(i int) {
	c, ok := p.connection(i)
	if !ok {
		return
	}
	run := p.running[c.ID]
	if run == nil {
		run = &running{}
	}
	switch {
	case p.deps.Service.Stop(c):
	case run.cancel != nil: // a test, or a pull that has not begun yet
		run.cancel()
	default:
		return
	}
	run.says, run.ending = p.deps.Text.T("stage.cancel"), true
	p.running[c.ID] = run
	p.show()
}

// Test asks the provider whether a connection works.
func (p *Presenter) Test(i int) {
	c, ok := p.connection(i)
	if !ok || p.running[c.ID] != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.running[c.ID] = &running{cancel: cancel, says: p.deps.Text.T("channels.testing")}
	p.show()
	p.deps.Run(ctx, func(ctx context.Context) error { return p.deps.Service.Test(ctx, c) }, func(err error) {
		cancel()
		delete(p.running, c.ID)
		delete(p.told, c.ID)
		switch problem := problemOf(err); {
		case problem != nil:
			p.told[c.ID] = problem
		case err == nil:
			p.unlocked()
			p.deps.Service.Wake() // what waited for the keys
			p.deps.Toast(p.deps.Text.T("channels.works", c.Name), "", nil)
		case !errors.Is(err, context.Canceled):
			p.deps.ShowError(err)
		}
		p.show()
	})
}

// unlocked forgets that any connection waited for the passphrase.
func (p *Presenter) unlocked() {
	for id, problem := range p.told {
		if fixOf(problem.Code) == FixUnlock {
			delete(p.told, id)
		}
	}
}

// Pause stops a connection from pulling by itself, or lets it again.
func (p *Presenter) Pause(i int, on bool) {
	c, ok := p.connection(i)
	if !ok {
		return
	}
	c.Paused = on
	p.write(func(ctx context.Context) error { return p.deps.Service.Change(ctx, c) })
}

// Remove forgets a connection with its keys; what came in by it stays.
func (p *Presenter) Remove(i int) {
	c, ok := p.connection(i)
	if !ok {
		return
	}
	if run := p.running[c.ID]; run != nil && run.cancel != nil {
		run.cancel()
	}
	delete(p.told, c.ID)
	p.write(func(ctx context.Context) error { return p.deps.Service.Remove(ctx, c.ID) })
}

// write changes something and reads all again.
func (p *Presenter) write(work func(context.Context) error) {
	p.deps.Run(context.Background(), work, func(err error) {
		if err != nil {
			p.deps.ShowError(err)
		}
		p.Load()
		p.deps.Changed()
	})
}
