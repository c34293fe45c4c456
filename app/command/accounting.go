package command

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/monthly"
)

// accountingCommand is "export accounting": the vouchers of a period for a
// bookkeeping program, by the account mapping that the book keeps.
func (c *commands) accountingCommand() *cobra.Command {
	var when periodFlags
	var system, out string
	cmd := &cobra.Command{
		Use:   "accounting --for " + strings.Join(monthly.JournalSystems(), "|") + " --month 2025-10 -o FILE",
		Short: c.Text.T("command.accounting.short"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			period, err := when.period()
			if err != nil {
				return err
			}
			return c.withBook(cmd.Context(), func(b *app.Book) error {
				done, err := b.Monthly.WriteJournal(cmd.Context(), period, system, out, c.Text)
				if err != nil {
					return err
				}
				v := map[string]any{"for": system, "from": period.From.String(), "to": period.To.String(), "file": out,
					"files": done.Files, "vouchers": done.Vouchers, "left_out": done.Left}
				return c.print(v, func(w io.Writer) {
					fmt.Fprintln(w, c.Text.Count("command.accounting.done", done.Vouchers, fmt.Sprint(done.Vouchers), strings.Join(done.Files, ", ")))
					if done.Left > 0 {
						fmt.Fprintln(w, c.Text.Count("command.accounting.left", done.Left, fmt.Sprint(done.Left)))
					}
				})
			})
		},
	}
	when.add(c, cmd)
	cmd.Flags().StringVar(&system, "for", "", strings.Join(monthly.JournalSystems(), "|"))
	required(cmd, "for")
	outputFlag(cmd, &out, c.Text.T("command.flag.output"))
	return cmd
}
