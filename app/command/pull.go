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
	Owner   bool   `json:"needs_owner,omitempty"` // only the owner can cure it
	SHA256  string `json:"sha256,omitempty"`
	Next    string `json:"next,omitempty"`
	Code    string `json:"code,omitempty"`
	Reason  string `json:"reason,omitempty"`

	bill string // its kind in words
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

// problemJSON is why a connection was not pulled, or not to the end.
type problemJSON struct {
	Channel string `json:"channel"`
	Code    string `json:"code"`
	Reason  string `json:"reason"`
}

// pulled is what pulls of connections brought, and why days did not come in.
type pulled struct {
	days     []pullJSON
	receipts []receiptJSON
	problems []problemJSON
	reasons  []string // of days and connections, in words
	bad      int      // days and connections that are not as asked for
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
	asked := len(names) > 0 || p != (book.Period{}) // by somebody who waits for it
	out := pulled{days: []pullJSON{}, receipts: []receiptJSON{}, problems: []problemJSON{}}
	var ended error
	for i := range all {
		r, err := b.Pull.Pull(ctx, all[i].Connection, p, nil)
		c.add(&out, &all[i].Connection, &r, asked)
		if err != nil {
			ended = err
			break
		}
	}
	v := map[string]any{"pulls": out.days, "receipts": out.receipts, "problems": out.problems}
	if err := c.print(v, func(w io.Writer) {
		switch {
		case len(all) == 0:
			fmt.Fprintln(w, c.Text.T("command.channel.none"))
		case len(out.days) > 0:
			c.writePulled(w, &out)
		case ended == nil && len(out.reasons) == 0:
			fmt.Fprintln(w, c.Text.T("command.pull.nothing"))
		}
	}); err != nil {
		return err
	}
	for _, why := range out.reasons {
		fmt.Fprintln(c.Err, why)
	}
	switch {
	case ended != nil:
		return ended
	case out.bad > 0:
		return told(fmt.Sprintf("%d days did not come in", out.bad))
	}
	return nil
}

// add adds what the pull of a connection brought.
func (c *commands) add(out *pulled, x *book.Connection, r *pull.Result, asked bool) {
	for j := range r.Pulls {
		day := c.day(x, &r.Pulls[j])
		if out.days = append(out.days, day); day.Code != "" {
			out.bad++
			out.reasons = append(out.reasons, fmt.Sprintf("%s %s %s: %s", x.Name, day.bill, day.Day, day.Reason))
		}
	}
	why := func(p *book.Problem) {
		said := problemSentence(c.Text, p)
		out.problems = append(out.problems, problemJSON{x.Name, p.Code, said})
		out.reasons = append(out.reasons, x.Name+": "+said)
	}
	if r.Problem != nil && (len(r.Pulls) == 0 || r.Pulls[len(r.Pulls)-1].State != book.PullFailed) {
		out.bad++
		why(r.Problem)
	}
	if r.Refused != nil {
		if why(r.Refused); asked { // else what is due comes by who is at it
			out.bad++
		}
	}
	for j := range r.Receipts {
		out.receipts = append(out.receipts, c.receipt(&r.Receipts[j]))
	}
}

func (c *commands) writePulled(w io.Writer, out *pulled) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	c.heads(table, "channel", "day", "bill", "state")
	for _, x := range out.days {
		state := "pull." + x.State
		if x.Owner {
			state = "pull.failed_owner"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", x.Channel, x.Day, x.bill, c.Text.T(state))
	}
	table.Flush()
	if len(out.receipts) > 0 {
		c.writeReceipts(w, out.receipts)
	}
}

// day is what became of a day.
func (c *commands) day(x *book.Connection, p *book.Pull) pullJSON {
	out := pullJSON{Channel: x.Name, Stream: p.Stream, Day: p.Day.String(), State: string(p.State), Owner: pull.NeedsOwner(p), SHA256: p.SHA256, Next: stamp(p.Next), bill: c.Text.T("channels.stream_" + x.Provider + "_" + p.Stream)}
	if p.Problem != nil {
		out.Code, out.Reason = p.Problem.Code, problemSentence(c.Text, p.Problem)
	}
	return out
}
