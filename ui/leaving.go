package ui

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/words"
)

// leave ends the work on the book while the window says so, puts a copy of the book
// aside where it changed, and then lets the window go. The owner may go at once.
func (s *session) leave(gone func()) {
	d := s.desk
	d.claim.End()    // who starts the program meanwhile waits for this one's end
	if d.switching { // the book is being closed already
		gone()
		return
	}
	ctx, skip := context.WithCancel(d.ctx)
	sheet := newFarewell(s, func() {
		skip()
		gone()
	})
	s.book.Leave()
	s.cancel()
	var copied error
	d.work.Add(1)
	d.runner(ctx, func(ctx context.Context) error {
		defer d.work.Done()
		s.work.Wait()
		fyne.Do(sheet.copying)
		copied = s.copyAtLeave(ctx)
		return nil
	}, func(error) {
		left := ctx.Err() != nil
		skip()
		switch {
		case left: // the owner did not wait
		case copied != nil:
			sheet.failed(copied)
		default:
			sheet.done()
		}
	})
}

// copyAtLeave puts a copy of the book aside where it changed since the last one and
// the owner wants copies.
func (s *session) copyAtLeave(ctx context.Context) error {
	if s.desk.options.NoBackup || s.isSample() {
		return nil
	}
	_, err := s.book.Upkeep.BackupAtClose(ctx, s.backupDir(), s.desk.options.Copies(), time.Now())
	return err
}

// farewell is the sheet over a window that is about to close.
type farewell struct {
	session *session
	sheet   *ask.Dialog
	says    *kit.Paragraph
	away    func() // at most once
}

func newFarewell(s *session, gone func()) *farewell {
	f := &farewell{session: s, says: ask.Words(s.text.T("leave.ending")), away: sync.OnceFunc(gone)}
	now := kit.NewButton(s.text.T("leave.now"), kit.ButtonSecondary, f.away)
	f.sheet = ask.Modal(s.window, s.text.T("leave.title"), f.says, now)
	return f
}

// copying says that a copy is being made.
func (f *farewell) copying() { f.says.SetText(f.session.text.T("leave.copying")) }

// done closes the window.
func (f *farewell) done() { f.away() }

// failed says why there is no copy, before the window closes.
func (f *farewell) failed(err error) {
	t := f.session.text
	f.sheet.Close()
	shut := kit.NewButton(t.T("leave.close"), kit.ButtonPrimary, f.away)
	ask.Modal(f.session.window, t.T("leave.no_copy"), ask.Words(t.T("leave.no_copy_text", words.Sentence(t, err))), shut)
}

// stopping says what closing the window now would stop, and what of an import is in
// the book already.
func (s *session) stopping(says string, tell func(string)) {
	if s.cancelImport == nil {
		tell(s.text.T("shell.close_text", says))
		return
	}
	in, began := 0, s.importBegan
	s.run(s.ctx, func(ctx context.Context) error {
		batches, err := s.book.Intake.Batches(ctx)
		for i := range batches {
			if !batches[i].At.Before(began) && batches[i].Undone.IsZero() {
				in++
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			s.showError(err)
			return
		}
		if in == 0 {
			tell(s.text.T("shell.close_import_none", says))
			return
		}
		tell(s.text.Count("shell.close_import", in, says))
	})
}
