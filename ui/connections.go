package ui

import (
	"context"
	"log/slog"
	"net/url"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/channels"
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
			s.live.pulls(time.Now())
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
	tried := 0
	for i := range results {
		tried += len(results[i].Pulls)
		receipts = append(receipts, results[i].Receipts...)
	}
	s.channels.Told(results)
	s.desk.imported(receipts, nil)
	if tried > 0 {
		s.refresh()
	}
}

// connections are the live connections for the foot of the sidebar.
func (s *session) connections(ctx context.Context) ([]ChannelLine, error) {
	all, err := s.book.Pull.Statuses(ctx)
	if err != nil {
		return nil, err
	}
	locked, err := s.book.Pull.Locked(ctx)
	if err != nil {
		return nil, err
	}
	locked = locked && s.declined.Load() // until bills are due nobody needs the passphrase
	var out []ChannelLine
	for i := range all {
		c := &all[i].Connection
		says := channels.PulledText(s.text, &all[i], time.Now())
		if locked && !c.Paused {
			says = s.text.T("channels.foot_locked", c.Name)
		}
		out = append(out, ChannelLine{Name: c.Name, Through: all[i].LastDay, Says: says})
	}
	if s.live.others(all) {
		s.book.Pull.Wake()
	}
	return out, nil
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
