package settings

import (
	"context"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// Machine is what the view needs of the program around it: how it behaves on this
// machine, and what lies beside the book.
type Machine interface {
	Options() Options
	SetOptions(Options)
	About() About
	ShowFolder(path string)                            // in the system's own program
	ChooseFolder(chosen func(path string))             // asks the owner
	ChooseBackup(dir string, chosen func(path string)) // asks the owner for a copy of any name
	RenameShop()

	BackupDir() string
	BackupNow()
	Backups(dir string) ([]book.Backup, error)                    // the newest first; called on the runner
	Look(ctx context.Context, path string) (book.Contents, error) // what a copy holds
	Contents(ctx context.Context) (book.Contents, error)          // what the book holds now, its chain apart
	Restore(path string)                                          // in the place of the book, which is put aside
}

// Book is what the view needs of the book besides matching.
type Book interface {
	Statuses(ctx context.Context) ([]book.ChannelStatus, error)
	RenameChannel(ctx context.Context, id book.ChannelID, name string) error
	AlwaysList(ctx context.Context) ([]intake.Always, error)
	DropAlways(ctx context.Context, a intake.Always) error
	Profiles(ctx context.Context) ([]book.Profile, error)
}

// About is what program this is, and where its data lies.
type About struct {
	Version string
	Path    string // of the book
	Size    int64  // of the book on the disk, in bytes
	Head    string // of the audit chain; "" before it was read
	Lines   int64  // of the audit chain
}

// Section is a part of the settings, as it stands in the list at the left.
type Section uint8

// The sections, in their order.
const (
	General Section = iota
	Limits
	Channels
	Calendar
	Files
	Learned
	Backup
	Program
	sectionCount
)

func (s Section) code() string {
	return [sectionCount]string{"general", "limits", "channels", "calendar", "files", "learned", "backup", "about"}[s]
}

// Sections is what the sections are called, in order.
func (p *Presenter) Sections() []string {
	out := make([]string, sectionCount)
	for s := range sectionCount {
		out[s] = p.deps.Text.T("settings.section_" + s.code())
	}
	return out
}

// clock is the time of the machine, for the year of the calendar.
func (p *Presenter) clock() time.Time {
	if p.deps.Now == nil {
		return time.Now()
	}
	return p.deps.Now()
}
