package settings

import (
	"context"
	"fmt"
	"strconv"
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
	var copied book.Contents
	var shop string
	var days book.Period
	var rows int
	if p.busy {
		return
	}
	p.busy = true
	p.changed(PartBackups)
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		if copied, err = p.deps.Machine.Look(ctx, path); err != nil {
			return err
		}
		shop, days, rows, err = p.deps.Machine.Contents(ctx)
		return err
	}, func(err error) {
		p.busy = false
		p.changed(PartBackups)
		if err != nil {
			p.deps.ShowError(err)
			return
		}
		copyRows := 0
		for _, c := range copied.Channels {
			copyRows += c.Rows
		}
		told(Comparison{path, copied.Whole, []string{
			p.held("settings.copy_holds", copied.Shop, copied.Days, copyRows),
			p.held("settings.book_holds", shop, days, rows),
		}})
	})
}

// held is what a book holds, in a sentence.
func (p *Presenter) held(code, shop string, days book.Period, rows int) string {
	t := p.deps.Text
	if shop == "" {
		shop = t.T("settings.no_name")
	}
	span := t.T("settings.no_days")
	if days.To != 0 {
		span = fmt.Sprintf("%s – %s", days.From, days.To)
	}
	return t.T(code, shop, span, words.Number(rows))
}
