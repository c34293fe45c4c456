package command

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/upkeep"
)

func (c *commands) exportCommand() *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:       "export " + strings.Join(upkeep.Exports(), "|") + " --format csv|xlsx -o FILE",
		Short:     c.Text.T("command.export.short"),
		ValidArgs: upkeep.Exports(),
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "csv" && format != "xlsx" {
				return fmt.Errorf("%s", c.Text.T("command.export.format", format))
			}
			return c.withBook(cmd.Context(), func(b *app.Book) error {
				if err := b.Upkeep.ExportFile(cmd.Context(), args[0], format, out); err != nil {
					return err
				}
				return c.print(map[string]any{"what": args[0], "format": format, "file": out}, func(w io.Writer) {
					fmt.Fprintln(w, c.Text.T("command.export.done", out))
				})
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "csv", "csv|xlsx")
	outputFlag(cmd, &out, c.Text.T("command.flag.output"))
	cmd.AddCommand(c.accountingCommand())
	return cmd
}
