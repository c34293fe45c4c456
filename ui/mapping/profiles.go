package mapping

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

// Shelf is what the list of profiles needs of the use case of bringing files in.
type Shelf interface {
	Profiles(ctx context.Context) ([]book.Profile, error)
	RemoveProfile(ctx context.Context, p *book.Profile) error
}

// ProfileRow is a profile as a row.
type ProfileRow struct{ Name, What string }

// profileList keeps what the owner taught the program.
type profileList struct {
	shelf   Shelf
	text    *assets.Text
	changed func()

	all  []book.Profile
	err  error
	lane kit.Lane
}

func newProfileList(shelf Shelf, text *assets.Text, run kit.Runner, changed func()) *profileList {
	return &profileList{shelf: shelf, text: text, changed: changed, lane: kit.Lane{Run: run}}
}

func (l *profileList) load() {
	var all []book.Profile
	l.lane.Do(func(ctx context.Context) (err error) {
		all, err = l.shelf.Profiles(ctx)
		return err
	}, func(err error) {
		l.all, l.err = all, err
		l.changed()
	})
}

// rows are the profiles by name: the channel, the role, and some of the columns that
// a sheet is recognized by.
func (l *profileList) rows() []ProfileRow {
	out := make([]ProfileRow, len(l.all))
	for i := range l.all {
		p := &l.all[i]
		columns := words.Number(len(p.Columns))
		out[i] = ProfileRow{p.Name, l.text.T("mapping.profile_row", p.Channel, l.text.T("role."+p.Role.String()), columns)}
	}
	return out
}

// forget deletes a profile and reads the list again; done is told the error, if any.
func (l *profileList) forget(i int, done func(error)) {
	p := l.all[i]
	l.lane.Do(func(ctx context.Context) error { return l.shelf.RemoveProfile(ctx, &p) }, func(err error) {
		done(err)
		l.load()
	})
}
