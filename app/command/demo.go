package command

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"zhangfang/app/sample"
)

func (c *commands) demoCommand() *cobra.Command {
	spec := sample.Spec{Seed: 1, Faults: true}
	dir := ""
	cmd := &cobra.Command{
		Use:   "demo",
		Short: c.Text.T("command.demo.short"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			into, err := demoDir(dir)
			if err != nil {
				return work(err)
			}
			truth, err := sample.Write(cmd.Context(), spec, into)
			if err != nil {
				return work(err)
			}
			names := make([]string, len(truth.Files))
			for i, f := range truth.Files {
				names[i] = f.Name
			}
			v := map[string]any{"dir": into, "files": names, "rows": truth.Rows(), "faults": len(truth.Faults)}
			return c.print(v, func(w io.Writer) {
				fmt.Fprintln(w, c.Text.T("command.demo.done", into, fmt.Sprint(truth.Rows()), fmt.Sprint(len(truth.Faults))))
				for _, n := range names {
					fmt.Fprintln(w, "  "+n)
				}
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&dir, "dir", "", c.Text.T("command.flag.dir"))
	f.Uint64Var(&spec.Seed, "seed", spec.Seed, c.Text.T("command.flag.seed"))
	f.IntVar(&spec.Days, "days", 31, c.Text.T("command.flag.days"))
	f.IntVar(&spec.PerDay, "per-day", 40, c.Text.T("command.flag.per_day"))
	return cmd
}

// demoDir makes the folder that demo writes into.
func demoDir(dir string) (string, error) {
	if dir == "" {
		return os.MkdirTemp("", "zhangfang-demo-*")
	}
	return dir, os.MkdirAll(dir, 0o755)
}
