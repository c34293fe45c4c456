package settings

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// BackupRow is a copy of the book, in words.
type BackupRow struct {
	When, Age, Size string
}

// BackupCount is how many copies there are.
func (p *Presenter) BackupCount() int { return len(p.backups) }

// Backup is the copy at a place of the list.
func (p *Presenter) Backup(i int) (BackupRow, bool) {
	if i < 0 || i >= len(p.backups) {
		return BackupRow{}, false
	}
	b := p.backups[i]
	return BackupRow{b.At.In(book.Shanghai).Format("2006-01-02 15:04"), p.age(b.At), size(b.Size)}, true
}

// LastBackup says when the last copy was made.
func (p *Presenter) LastBackup() string {
	t := p.deps.Text
	if p.unread != nil {
		return words.Sentence(t, p.unread)
	}
	if len(p.backups) == 0 {
		return t.T("settings.backup_none")
	}
	b := p.backups[0]
	return t.T("settings.backup_last", b.At.In(book.Shanghai).Format("01-02 15:04"), p.age(b.At))
}

// age is how long ago a moment is, in days: "今天", "3 天前".
func (p *Presenter) age(at time.Time) string {
	t, now := p.deps.Text, p.clock()
	days := int(book.DayOf(now) - book.DayOf(at.In(now.Location())))
	if days <= 0 {
		return t.T("settings.today")
	}
	return t.Count("settings.days_ago", days)
}

// size is a size of a file as a person reads it.
func size(bytes int64) string {
	if bytes >= 1<<20 {
		return strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64) + " MB"
	}
	return strconv.FormatInt((bytes+1023)/1024, 10) + " KB"
}

// Comparison is what a copy holds beside what the book holds now.
type Comparison struct {
	Path  string
	Whole bool     // the copy's chain and rows agree
	Lines []string // in words
}

// Compare looks into a copy and tells what it holds, before it takes the book's place.
func (p *Presenter) Compare(path string, told func(Comparison)) {
	var copied, present book.Contents
	if p.busy {
		return
	}
	p.busy = true
	p.changed(PartBackups)
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		if copied, err = p.deps.Machine.Look(ctx, path); err != nil {
			return err
		}
		present, err = p.deps.Machine.Contents(ctx)
		return err
	}, func(err error) {
		p.busy = false
		p.changed(PartBackups)
		if err != nil {
			p.deps.ShowError(err)
			return
		}
		lines := []string{p.held(p.copyName(path), &copied), p.held(p.deps.Text.T("settings.book_now"), &present)}
		if lost := p.lost(&copied.Judged, &present.Judged); lost != "" {
			lines = append(lines, lost)
		}
		told(Comparison{path, copied.Whole, lines})
	})
}

// copyName names a copy by when it was made, where the list says it.
func (p *Presenter) copyName(path string) string {
	for i := range p.backups {
		if p.backups[i].Path == path {
			return p.deps.Text.T("settings.copy_of", p.backups[i].At.In(book.Shanghai).Format("2006-01-02 15:04"))
		}
	}
	return p.deps.Text.T("settings.copy_other")
}

// held is what a book holds, in a sentence.
func (p *Presenter) held(name string, c *book.Contents) string {
	t, shop, rows := p.deps.Text, c.Shop, 0
	if shop == "" {
		shop = t.T("settings.no_name")
	}
	span := t.T("settings.no_days")
	if c.Days.To != 0 {
		span = fmt.Sprintf("%s – %s", c.Days.From, c.Days.To)
	}
	for i := range c.Channels {
		rows += c.Channels[i].Rows
	}
	return t.T("settings.holds", name, shop, span, words.Number(rows)) +
		t.T("settings.holds_judged", words.Number(c.Decisions), words.Number(c.Cards), words.Number(c.Closed))
}

// lost is how much of what people decided the copy does not have; "" where it has as
// much.
func (p *Presenter) lost(copied, present *book.Judged) string {
	var parts []string
	for _, x := range []struct {
		code string
		n    int
	}{{"settings.lost_decisions", present.Decisions - copied.Decisions}, {"settings.lost_cards", present.Cards - copied.Cards}, {"settings.lost_closed", present.Closed - copied.Closed}} {
		if x.n > 0 {
			parts = append(parts, p.deps.Text.Count(x.code, x.n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return p.deps.Text.T("settings.lost", strings.Join(parts, p.deps.Text.T("settings.lost_and")))
}
