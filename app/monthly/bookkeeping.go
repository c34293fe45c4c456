package monthly

import (
	"context"
	"fmt"
	"io"
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
// only replaced by a whole file. Problems "journal_system" (A: the
// name) and "journal_empty".
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
	parts, left, err := kind.Split(j)
	if err != nil {
		return done, fmt.Errorf("write vouchers: %w", err)
	}
	done.Left = left
	if len(parts) == 0 {
		return done, &book.Problem{Code: "journal_empty", File: filepath.Base(path)}
	}
	for i := range parts {
		name := path
		if ending := filepath.Ext(path); i > 0 {
			name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(path, ending), i+1, ending)
		}
		err := report.ToFile(name, s.keep, func(w io.Writer) error { return kind.Write(w, &parts[i]) })
		if err != nil {
			return done, fmt.Errorf("write vouchers: %w", err)
		}
		done.Vouchers += len(parts[i].Vouchers)
		done.Files = append(done.Files, name)
	}
	return done, nil
}
