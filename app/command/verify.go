package command

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"zhangfang/app"
)

func (c *commands) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: c.Text.T("command.verify.short"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), false, func(b *app.Book) error {
				v, err := b.Upkeep.Verify(cmd.Context())
				if err != nil {
					return err
				}
				if v.Faults == nil {
					v.Faults = []string{}
				}
				out := map[string]any{"ok": len(v.Faults) == 0, "lines": v.Lines, "entries": v.Entries, "head": v.Head, "faults": v.Faults}
				err = c.print(out, func(w io.Writer) {
					code := "command.verify.whole"
					if len(v.Faults) > 0 {
						code = "command.verify.broken"
					}
					fmt.Fprintln(w, c.Text.T(code, fmt.Sprint(v.Lines), fmt.Sprint(v.Entries), v.Head))
				})
				if err != nil || len(v.Faults) == 0 {
					return err
				}
				for _, fault := range v.Faults {
					fmt.Fprintln(c.Err, fault)
				}
				return told("verification failed")
			})
		},
	}
}
