package command

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/monthly"
)

// checkJSON is a point of the checklist of a month.
type checkJSON struct {
	Check   string   `json:"check"`
	OK      bool     `json:"ok"`
	Count   int      `json:"count"`
	Amounts []string `json:"amounts,omitempty"` // "12.50 CNY"
	Missing []string `json:"missing,omitempty"` // days that no file covers, with their channel
	At      string   `json:"at,omitempty"`      // of the newest backup
}

// closeJSON is a month as "close" leaves it.
type closeJSON struct {
	Month  string      `json:"month"`
	Closed bool        `json:"closed"`
	At     string      `json:"at,omitempty"`
	By     string      `json:"by,omitempty"`
	Note   string      `json:"note,omitempty"`
	Head   string      `json:"head,omitempty"`
	Checks []checkJSON `json:"checks"`
}

func (c *commands) closeCommand() *cobra.Command {
	var month, note, reason, by, backups string
	var reopen, check bool
	cmd := &cobra.Command{
		Use:   "close --month 2025-10 [--check | --note TEXT | --reopen --reason TEXT] [--by NAME]",
		Short: c.Text.T("command.close.short"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			period, err := book.ParseMonth(month)
			if err != nil {
				return err
			}
			return c.withBook(cmd.Context(), func(b *app.Book) error {
				ctx := cmd.Context()
				backup, err := lastBackup(b, backups)
				if err != nil {
					return err
				}
				list, err := b.Monthly.Checklist(ctx, period, backup)
				if err != nil {
					return err
				}
				switch {
				case reopen:
					_, err = b.Monthly.ReopenMonth(ctx, period, by, reason)
				case !check:
					_, err = b.Monthly.CloseMonth(ctx, period, by, note, backup)
				}
				if err != nil {
					c.writeChecks(c.Err, &list)
					return err
				}
				return c.closed(ctx, b, &list)
			})
		},
	}
	cmd.Flags().StringVar(&month, "month", "", c.Text.T("command.flag.month"))
	cmd.Flags().BoolVar(&check, "check", false, c.Text.T("command.flag.check"))
	cmd.Flags().StringVar(&note, "note", "", c.Text.T("command.flag.note"))
	cmd.Flags().BoolVar(&reopen, "reopen", false, c.Text.T("command.flag.reopen"))
	cmd.Flags().StringVar(&reason, "reason", "", c.Text.T("command.flag.reason"))
	cmd.Flags().StringVar(&by, "by", "", c.Text.T("command.flag.by"))
	cmd.Flags().StringVar(&backups, "backups", "", c.Text.T("command.flag.backups"))
	required(cmd, "month")
	cmd.MarkFlagsMutuallyExclusive("check", "reopen", "note")
	return cmd
}

// lastBackup is when the newest copy of the book in a folder was made, "" for the one
// beside it where the window puts them; the zero time for never.
func lastBackup(b *app.Book, dir string) (time.Time, error) {
	if dir == "" {
		dir = filepath.Join(filepath.Dir(b.Path), "backups")
	}
	all, err := b.Upkeep.Backups(dir)
	if err != nil || len(all) == 0 {
		return time.Time{}, err
	}
	return all[0].At, nil
}

// closed prints a month with its checklist, as it is now.
func (c *commands) closed(ctx context.Context, b *app.Book, l *monthly.Checklist) error {
	acts, err := b.Monthly.Closings(ctx)
	if err != nil {
		return err
	}
	out := closeJSON{Month: l.Month.From.String()[:7], Checks: []checkJSON{}}
	if act, ok := monthly.ClosedAs(l.Month, acts); ok {
		out.Closed, out.At, out.By, out.Note, out.Head = true, act.At.In(book.Shanghai).Format(time.RFC3339), act.By, act.Note, act.Head
	}
	for i := range l.Checks {
		out.Checks = append(out.Checks, checkOf(&l.Checks[i]))
	}
	return c.print(out, func(w io.Writer) {
		c.writeChecks(w, l)
		if out.Closed {
			fmt.Fprintln(w, c.Text.T("command.close.closed", out.Month, out.At, out.Head))
		} else {
			fmt.Fprintln(w, c.Text.T("command.close.open", out.Month))
		}
	})
}

func checkOf(check *monthly.Check) checkJSON {
	j := checkJSON{Check: string(check.Code), OK: check.OK, Count: check.Count}
	for _, m := range check.Sums {
		j.Amounts = append(j.Amounts, m.Plain()+" "+string(m.Currency))
	}
	for _, g := range check.Gaps {
		j.Missing = append(j.Missing, fmt.Sprintf("%s %s – %s", g.Channel, g.Period.From, g.Period.To))
	}
	if !check.At.IsZero() {
		j.At = check.At.In(book.Shanghai).Format(time.RFC3339)
	}
	return j
}

// writeChecks writes a line a point.
func (c *commands) writeChecks(w io.Writer, l *monthly.Checklist) {
	for i := range l.Checks {
		j := checkOf(&l.Checks[i])
		sign := "✓"
		if !j.OK {
			sign = "✗"
		}
		line := []string{" ", sign, c.Text.T("close.check." + j.Check)}
		if !j.OK && j.Count > 0 {
			line = append(line, fmt.Sprint(j.Count))
		}
		line = append(append(line, j.Amounts...), strings.Join(j.Missing, ", "))
		fmt.Fprintln(w, strings.TrimRight(strings.Join(line, " "), " "))
	}
}
