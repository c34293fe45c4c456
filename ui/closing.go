package ui

import (
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
)

// Close closes the window: it asks when work would be stopped by that, and stays until
// what must be done before is done.
func (s *Shell) Close() {
	switch {
	case s.leaving:
	case !s.Busy():
		s.leave()
	case s.act.Stopping == nil:
		s.askClose(s.text.T("shell.close_text", s.strip.says()))
	default:
		s.act.Stopping(s.strip.says(), s.askClose)
	}
}

// askClose asks whether the work is to be stopped. What it would stop may be over by
// the time that this is known.
func (s *Shell) askClose(what string) {
	switch {
	case s.leaving || s.asking:
		return
	case !s.Busy():
		s.leave()
		return
	}
	s.asking = true
	t := s.text
	var d *ask.Dialog
	shut := func() {
		d.Close()
		s.asking = false
	}
	stay := kit.NewButton(t.T("shell.close_stay"), kit.ButtonSecondary, shut)
	now := kit.NewButton(t.T("shell.close_now"), kit.ButtonDanger, func() {
		shut()
		s.strip.cancelWork()
		s.leave()
	})
	d = ask.Modal(s.window, t.T("shell.close_title"), ask.Words(what), stay, now).Hesitate()
}

// leave remembers the window's size, lets the work end and closes the window.
func (s *Shell) leave() {
	s.leaving = true
	kit.RememberWindowSize(s.app.Preferences(), s.window.Canvas().Size())
	gone := func() {
		s.window.SetCloseIntercept(nil)
		s.window.Close()
	}
	if s.act.Leave == nil {
		gone()
		return
	}
	s.act.Leave(gone)
}
