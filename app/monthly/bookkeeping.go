package monthly

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/report"
	"zhangfang/assets"
)

// JournalWritten tells what became of a period's vouchers.
type JournalWritten struct {
	Vouchers int      // written
	Left     int      // of other currencies, which the program cannot take from a file
	Files    []string // the first is that asked for; more where the program takes only so many lines from one
}

// JournalSystems lists the bookkeeping programs that vouchers can be written for, by
// stable names; "journal.system.<name>" is what they are called.
func JournalSystems() []string { return report.JournalNames() }

// JournalEnding is the ending of the file that a program takes, such as ".csv"; ""
// for one that is not listed.
func JournalEnding(system string) string {
	k, _ := report.JournalFor(system)
	return k.Ending
}

// WriteJournal writes the vouchers of a period for a bookkeeping program, to path and
// where the program wants several files to path-2 and on. What stood there before is
// only replaced by a whole file; path was asked for, so that alone: a further file
// that is there already is left alone. Problems "journal_system" (A: the name),
// "journal_empty" and "journal_part_exists".
func (s *Service) WriteJournal(ctx context.Context, p book.Period, system, path string, text *assets.Text) (JournalWritten, error) {
	var done JournalWritten
	kind, ok := report.JournalFor(system)
	if !ok {
		return done, &book.Problem{Code: "journal_system", Args: []string{system}}
	}
	j, err := s.Journal(ctx, p, text)
	if err != nil {
		return done, err
	}
	if kind.Opens {
		if j.Opened, err = s.opened(ctx, p.From, text); err != nil {
			return done, err
		}
	}
	parts, left, err := kind.Split(j)
	if err != nil {
		return done, fmt.Errorf("write vouchers: %w", err)
	}
	done.Left = left
	if len(parts) == 0 {
		return done, &book.Problem{Code: "journal_empty", File: filepath.Base(path)}
	}
	if kind.Most > 0 {
		if err := freeParts(path, len(parts)); err != nil {
			return done, err
		}
	}
	for i := range parts {
		name := partName(path, i)
		err := report.ToFile(name, s.keep, func(w io.Writer) error { return kind.Write(w, &parts[i]) })
		if err != nil {
			return done, fmt.Errorf("write vouchers: %w", err)
		}
		done.Vouchers += len(parts[i].Vouchers)
		done.Files = append(done.Files, name)
	}
	return done, nil
}

// partName is the name of a file of several, counted from 0: path, path-2 and on.
func partName(path string, i int) string {
	if i == 0 {
		return path
	}
	ending := filepath.Ext(path)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ending), i+1, ending)
}

// freeParts fails where a further file of n would stand in the place of another, and
// where one of an earlier export would stay behind among them.
func freeParts(path string, n int) error {
	for i := 1; i <= n; i++ {
		name := partName(path, i)
		if _, err := os.Lstat(name); err == nil {
			return &book.Problem{Code: "journal_part_exists", File: filepath.Base(name)}
		}
	}
	return nil
}

// opened lists the accounts that vouchers before a day post to.
func (s *Service) opened(ctx context.Context, first book.Day, text *assets.Text) ([]book.Posting, error) {
	before, err := s.Journal(ctx, book.Period{To: first - 1}, text)
	if err != nil {
		return nil, err
	}
	seen := map[book.Posting]bool{}
	var out []book.Posting
	for i := range before.Vouchers {
		for _, p := range before.Vouchers[i].Postings {
			p.Memo, p.Amount = "", 0
			if !seen[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	return out, nil
}
