package command

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
)

func (c *commands) reportCommand() *cobra.Command {
	var when periodFlags
	var out string
	cmd := &cobra.Command{
		Use:   "report --month 2025-10|--quarter 2025Q4|--year 2025|--from DAY --to DAY -o FILE.pdf|FILE.xlsx",
		Short: c.Text.T("command.report.short"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			period, err := when.period()
			if err != nil {
				return err
			}
			if ending := strings.ToLower(filepath.Ext(out)); ending != ".pdf" && ending != ".xlsx" {
				return fmt.Errorf("%s", c.sentence(&book.Problem{Code: "report_ending", File: filepath.Base(out)}))
			}
			return c.withBook(cmd.Context(), func(b *app.Book) error {
				if err := b.Monthly.Write(cmd.Context(), period, out, c.Text); err != nil {
					return err
				}
				v := map[string]any{"from": period.From.String(), "to": period.To.String(), "file": out}
				if when.month != "" {
					v["month"] = when.month
				}
				return c.print(v, func(w io.Writer) { fmt.Fprintln(w, c.Text.T("command.report.done", out)) })
			})
		},
	}
	when.add(c, cmd)
	outputFlag(cmd, &out, c.Text.T("command.flag.output"))
	return cmd
}

// outputFlag is -o, which has to be given.
func outputFlag(cmd *cobra.Command, out *string, help string) {
	cmd.Flags().StringVarP(out, "output", "o", "", help)
	required(cmd, "output")
}

// required marks a flag; it only fails for a flag that does not exist.
func required(cmd *cobra.Command, name string) {
	if err := cmd.MarkFlagRequired(name); err != nil {
		panic(err)
	}
}
