package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/words"
)

// passphrase asks the owner for the passphrase where the machine has no key ring.
// Who gave none is asked again by their own acts only. It is called off the UI
// goroutine.
func (s *session) passphrase(ctx context.Context, fresh bool) (string, error) {
	none := &book.Problem{Code: "passphrase"}
	if ctx.Value(scheduled{}) != nil && s.declined.Load() {
		return "", none
	}
	answer := make(chan string, 1)
	check := s.tryPassphrase
	if fresh {
		check = s.longEnough
	}
	var d *ask.Dialog
	fyne.Do(func() {
		d = ask.Secret(s.window, s.text, s.text.T("passphrase.title"), s.passphraseText(fresh), s.text.T("passphrase.go"), fresh, check, func(text string) { answer <- text })
	})
	select {
	case <-ctx.Done():
		fyne.Do(func() { d.Close() })
		return "", ctx.Err()
	case text := <-answer:
		s.declined.Store(text == "")
		if text == "" {
			return "", none
		}
		return text, nil
	}
}

// longEnough checks a passphrase that is made up.
func (s *session) longEnough(text string, told func(fault string)) {
	fault := ""
	if len(text) < pull.ShortestPassphrase {
		fault = words.ProblemText(s.text, &book.Problem{Code: "short_passphrase"})
	}
	told(fault)
}

// tryPassphrase tries a passphrase while the owner is asked for it.
func (s *session) tryPassphrase(text string, told func(fault string)) {
	s.run(s.ctx, func(ctx context.Context) error { return s.book.Pull.Unlock(ctx, text) }, func(err error) {
		var problem *book.Problem
		switch {
		case err == nil:
			told("")
		case errors.As(err, &problem):
			told(words.ProblemText(s.text, problem))
		default:
			told(s.text.T("kit.unexpected"))
		}
	})
}

func (s *session) passphraseText(fresh bool) string {
	if fresh {
		return s.text.T("passphrase.fresh")
	}
	return s.text.T("passphrase.ask")
}
