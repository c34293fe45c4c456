package ui

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/channels"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/words"
)

// newChannels is the view of live connections.
func (s *session) newChannels() *channels.View {
	deps := channels.Deps{
		Service: s.book.Pull, Text: s.text, Run: s.run, Post: s.post, Now: time.Now, Window: s.window, ChooseFile: s.chooseKey, OpenSite: s.openSite,
		OpenImport: func() { s.shell.Show(idImport) }, Changed: s.refresh, Toast: s.toast, ShowError: s.showError,
	}
	if s.isSample() { // real bills belong in the owner's book
		deps.Elsewhere = func() { s.goTo(s.ownPath, func(n *session) { n.shell.Show(idChannels) }) }
	}
	s.book.Pull.AskPassphrase(s.passphrase)
	return channels.New(deps)
}

// post runs f on the UI goroutine, while the session lasts.
func (s *session) post(f func()) {
	fyne.Do(func() {
		if s.ctx.Err() == nil {
			f()
		}
	})
}

// scheduled marks the context of pulls that nobody asked for.
type scheduled struct{}

// pullBills pulls what is due, whenever it is, as long as the book is open.
func (s *session) pullBills() {
	s.run(s.ctx, func(ctx context.Context) error {
		s.book.Pull.Run(context.WithValue(ctx, scheduled{}, true), func(at book.Progress) {
			s.post(func() { s.channels.Progress(at) })
		}, func(results []pull.Result, err error) {
			s.post(func() { s.pulled(results, err) })
		})
		return nil
	}, func(error) {})
}

// hear listens to what providers tell by themselves, where the owner wants it.
func (s *session) hear() {
	s.run(s.ctx, func(ctx context.Context) error {
		s.book.Pull.Hear(context.WithValue(ctx, scheduled{}, true), func(book.Notice) { s.post(s.channels.Refresh) }, func(err error) { s.post(func() { s.showError(err) }) })
		return nil
	}, func(error) {})
}

// pulled shows what came in by itself, and tells an owner who looks elsewhere.
func (s *session) pulled(results []pull.Result, err error) {
	if err != nil {
		slog.Error("pull", "err", err)
	}
	var receipts []book.Receipt
	tried, locked := 0, false
	for i := range results {
		tried += len(results[i].Pulls)
		receipts = append(receipts, results[i].Receipts...)
		if p := results[i].Problem; p != nil && p.Code == "wrong_passphrase" {
			s.declined.Store(true)
			locked = true
		}
	}
	s.channels.Told(results)
	s.desk.imported(receipts, nil)
	if tried > 0 {
		s.refresh()
	}
	if locked && s.shell.Current() != idChannels {
		s.toast(s.text.T("channels.wrong_again"), s.text.T("view.channels"), func() { s.shell.Show(idChannels) })
	}
}

// connections are the live connections for the foot of the sidebar.
func (s *session) connections(ctx context.Context) ([]ChannelLine, error) {
	all, err := s.book.Pull.Statuses(ctx)
	if err != nil {
		return nil, err
	}
	var out []ChannelLine
	for i := range all {
		c := &all[i].Connection
		says := channels.PulledText(s.text, &all[i], time.Now())
		if s.declined.Load() && !c.Paused {
			says = s.text.T("channels.foot_locked", c.Name)
		}
		out = append(out, ChannelLine{Name: c.Name, Through: all[i].LastDay, Says: says})
	}
	if s.live.others(all) {
		s.book.Pull.Wake()
	}
	return out, nil
}

// live is what the window knows of the connections.
type live struct {
	mu    sync.Mutex
	last  map[book.ConnectionID]string // what decides when each is pulled; nil before it was read
	shown time.Time                    // when the window last read the book because of a pull
}

// others tells whether a connection is there, or is pulled by other terms, that was not
// when it was last asked: a command may have made it, which the schedule does not see.
func (l *live) others(all []pull.Status) bool {
	now := make(map[book.ConnectionID]string, len(all))
	for i := range all {
		c := &all[i].Connection
		now[c.ID] = fmt.Sprint(c.From, c.At, c.Paused, all[i].NeedsKeys)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	was := l.last
	l.last = now
	return was != nil && !maps.Equal(was, now)
}

// pullShown is how often the window reads the book while bills come in.
const pullShown = 15 * time.Second

// showsPull tells whether what a pull brought so far is to be read: a back-fill changes
// the book several times a second, for minutes.
func (l *live) showsPull(pulling bool, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if pulling && now.Sub(l.shown).Abs() < pullShown {
		return false
	}
	l.shown = now
	return true
}

// dropped takes files that were dropped on the window: keys where they are asked for,
// else files to import.
func (s *session) dropped(paths []string) {
	if !s.channels.Dropped(paths) {
		s.importPaths(paths)
	}
}

// chooseKey lets the owner pick a file with a key.
func (s *session) chooseKey(chosen func(path string)) { s.pickAny(chosen) }

// passphrase asks the owner for the passphrase where the machine has no key ring.
// Who gave none is asked again by their own acts only. It is called off the UI
// goroutine.
func (s *session) passphrase(ctx context.Context, fresh bool) (string, error) {
	none := &book.Problem{Code: "passphrase"}
	if ctx.Value(scheduled{}) != nil && s.declined.Load() {
		return "", none
	}
	answer := make(chan string, 1)
	check := func(text string, told func(fault string)) { told("") }
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

// leastPassphrase is how short a passphrase may be, in bytes, as the vault has it.
const leastPassphrase = 8

// longEnough checks a passphrase that is made up.
func (s *session) longEnough(text string, told func(fault string)) {
	fault := ""
	if len(text) < leastPassphrase {
		fault = words.ProblemText(s.text, &book.Problem{Code: "short_passphrase"})
	}
	told(fault)
}

func (s *session) passphraseText(fresh bool) string {
	if fresh {
		return s.text.T("passphrase.fresh")
	}
	return s.text.T("passphrase.ask")
}

// openSite shows a provider's site in the owner's browser.
func (s *session) openSite(address string) {
	u, err := url.Parse(address)
	if err == nil {
		err = s.app.OpenURL(u)
	}
	if err != nil {
		s.showError(&book.Problem{Code: "no_browser", Args: []string{address}, Err: err})
	}
}
