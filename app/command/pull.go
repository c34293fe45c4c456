package command

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// pullJSON is a day of a connection's stream as --json tells it.
type pullJSON struct {
	Channel string `json:"channel"`
	Stream  string `json:"stream"`
	Day     string `json:"day"`
	State   string `json:"state"`
	SHA256  string `json:"sha256,omitempty"`
	Next    string `json:"next,omitempty"`
	Code    string `json:"code,omitempty"`
	Reason  string `json:"reason,omitempty"`
}

func (c *commands) pullCommand() *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:   "pull [NAME] [--from DAY --to DAY]",
		Short: c.Text.T("command.pull.short"),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, names []string) error {
			var p book.Period
			for _, f := range []struct {
				text string
				to   *book.Day
			}{{from, &p.From}, {to, &p.To}} {
				if f.text == "" {
					continue
				}
				day, err := book.ParseDay(f.text)
				if err != nil {
					return err
				}
				*f.to = day
			}
			return c.withPull(cmd.Context(), func(b *app.Book) error { return c.runPull(cmd.Context(), b, names, p) })
		},
	}
	cmd.Flags().StringVar(&from, "from", "", c.Text.T("command.flag.from"))
	cmd.Flags().StringVar(&to, "to", "", c.Text.T("command.flag.to"))
	cmd.MarkFlagsRequiredTogether("from", "to")
	return cmd
}

// runPull pulls the connections named, all when none is, and tells what came.
func (c *commands) runPull(ctx context.Context, b *app.Book, names []string, p book.Period) error {
	all, err := b.Pull.Statuses(ctx)
	if err != nil {
		return err
	}
	if len(names) > 0 {
		x, err := b.Pull.Find(ctx, names[0])
		if err != nil {
			return err
		}
		all = []pull.Status{{Connection: x}}
	}
	out, receipts := []pullJSON{}, []receiptJSON{}
	bad := 0
	for i := range all {
		r, err := b.Pull.Pull(ctx, all[i].Connection, p, nil)
		if err != nil {
			return err
		}
		for j := range r.Pulls {
			x := c.pulled(&all[i].Connection, &r.Pulls[j])
			if out = append(out, x); x.Code != "" {
				bad++
				fmt.Fprintf(c.Err, "%s %s %s: %s\n", x.Channel, x.Stream, x.Day, x.Reason)
			}
		}
		if r.Problem != nil && (len(r.Pulls) == 0 || r.Pulls[len(r.Pulls)-1].State != book.PullFailed) {
			bad++
			fmt.Fprintf(c.Err, "%s: %s\n", all[i].Connection.Name, problemSentence(c.Text, r.Problem))
		}
		for j := range r.Receipts {
			receipts = append(receipts, c.receipt(&r.Receipts[j]))
		}
	}
	err = c.print(map[string]any{"pulls": out, "receipts": receipts}, func(w io.Writer) {
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, x := range out {
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", x.Channel, x.Day, x.Stream, c.Text.T("pull."+x.State))
		}
		table.Flush()
		c.writeReceipts(w, receipts)
	})
	if err == nil && bad > 0 {
		err = told(fmt.Sprintf("%d days did not come in", bad))
	}
	return err
}

func (c *commands) pulled(x *book.Connection, p *book.Pull) pullJSON {
	out := pullJSON{Channel: x.Name, Stream: p.Stream, Day: p.Day.String(), State: string(p.State), SHA256: p.SHA256, Next: stamp(p.Next)}
	if p.Problem != nil {
		out.Code, out.Reason = p.Problem.Code, problemSentence(c.Text, p.Problem)
	}
	return out
}
