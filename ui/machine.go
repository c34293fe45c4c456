package ui

import (
	"context"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/settings"
)

// newSettings is the view of the settings.
func (s *session) newSettings() *settings.View {
	return settings.New(settings.Deps{
		Review: s.book.Review, Book: &settled{s.book}, Machine: &machine{s}, Holidays: s.book.Holidays,
		Text: s.text, Run: s.run, Window: s.window, Prefs: s.app.Preferences(), Now: time.Now,
		Changed: s.decided, OpenFees: func() { s.shell.Show(idFees) }, OpenImport: func() { s.shell.Show(idImport) },
		Toast: s.toast, ShowError: s.showError,
	})
}

// settled is the book as the settings see it.
type settled struct{ book *Book }

func (b *settled) Statuses(ctx context.Context) ([]book.ChannelStatus, error) {
	return b.book.Intake.Statuses(ctx)
}

func (b *settled) RenameChannel(ctx context.Context, id book.ChannelID, name string) error {
	return b.book.Upkeep.RenameChannel(ctx, id, name)
}

func (b *settled) AlwaysList(ctx context.Context) ([]intake.Always, error) {
	return b.book.Intake.AlwaysList(ctx)
}

func (b *settled) DropAlways(ctx context.Context, a intake.Always) error {
	return b.book.Intake.DropAlways(ctx, a)
}

func (b *settled) Profiles(ctx context.Context) ([]book.Profile, error) {
	return b.book.Intake.Profiles(ctx)
}

// machine is the program around a book as the settings see it.
type machine struct{ s *session }

func (m *machine) Options() settings.Options     { return m.s.desk.options }
func (m *machine) SetOptions(o settings.Options) { m.s.desk.setOptions(o) }
func (m *machine) RenameShop()                   { m.s.rename() }
func (m *machine) BackupDir() string             { return m.s.backupDir() }
func (m *machine) BackupNow()                    { m.s.backupNow() }
func (m *machine) Restore(path string)           { m.s.restore(path) }
func (m *machine) ShowFolder(path string)        { m.s.showFile(path) }

func (m *machine) Backups(dir string) ([]book.Backup, error) {
	return m.s.book.Upkeep.Backups(dir)
}

func (m *machine) Look(ctx context.Context, path string) (book.Contents, error) {
	return m.s.desk.program.Look(ctx, path)
}

// Contents is what the book holds now, for a comparison with a copy.
func (m *machine) Contents(ctx context.Context) (c book.Contents, err error) {
	b := m.s.book
	if c.Shop, err = b.Upkeep.Name(ctx); err != nil {
		return c, err
	}
	if c.Judged, err = b.Judged(ctx); err != nil {
		return c, err
	}
	c.Channels, err = b.Intake.Statuses(ctx)
	for i := range c.Channels {
		covered := c.Channels[i].Covered
		if covered.From != 0 && (c.Days.From == 0 || covered.From < c.Days.From) {
			c.Days.From = covered.From
		}
		c.Days.To = max(c.Days.To, covered.To)
	}
	return c, err
}

// About is what program this is, and where its data lies.
func (m *machine) About() settings.About {
	s := m.s
	return settings.About{Version: s.desk.program.Version, Path: s.book.Path, Size: s.dataSize(), Head: s.head.Hash, Lines: s.head.Seq}
}

// ChooseFolder asks for a folder.
func (m *machine) ChooseFolder(chosen func(path string)) { m.s.pickFolder(m.s.backupDir(), chosen) }

// ChooseBackup asks for a book of any name, beginning in a folder.
func (m *machine) ChooseBackup(dir string, chosen func(path string)) {
	m.s.pickBook(dir, chosen)
}
