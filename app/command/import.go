package command

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// Flags that say what the owner accepts of a file.
const (
	flagChannel    = "channel"
	flagPartial    = "accept-partial"
	flagIncomplete = "accept-incomplete"
	flagSuspicious = "accept-suspicious"
)

// receiptJSON is a receipt as --json tells it.
type receiptJSON struct {
	File       string   `json:"file"`
	State      string   `json:"state"`
	Batch      int32    `json:"batch,omitempty"`
	Format     string   `json:"format"`
	Channel    string   `json:"channel"`
	Role       string   `json:"role"`
	Coverage   *daysOf  `json:"coverage"`
	Rows       int      `json:"rows"`
	New        int      `json:"new"`
	Known      int      `json:"known"`
	Changed    int      `json:"changed"`
	Suspicious int      `json:"suspicious"`
	Refused    int      `json:"refused"`
	Code       string   `json:"code,omitempty"`
	Reason     string   `json:"reason"`
	Notes      []string `json:"notes"`
	// Needs are the flags, without their dashes, that a file which did not go in
	// needs to go in: accept-partial, accept-incomplete, accept-suspicious, channel.
	Needs   []string     `json:"needs,omitempty"`
	Choices []string     `json:"choices,omitempty"` // the channels that it may belong to
	Changes []changeJSON `json:"changes,omitempty"` // at most book.MaxChanges
	SHA256  string       `json:"sha256,omitempty"`
}

// changeJSON is a changed row as --json tells it, amounts as plain decimals.
type changeJSON struct {
	Line     int    `json:"line"`
	Number   string `json:"number"`
	Was      string `json:"was"`
	Is       string `json:"is"`
	Currency string `json:"currency"`
}

type daysOf struct {
	From         string `json:"from"`
	To           string `json:"to"`
	PartialEdges bool   `json:"partial_edges,omitempty"`
}

func days(c book.Coverage) *daysOf {
	if c.From == 0 {
		return nil
	}
	return &daysOf{c.From.String(), c.To.String(), c.PartialEdges}
}

func (c *commands) importCommand() *cobra.Command {
	var opt intake.Options
	var role string
	cmd := &cobra.Command{
		Use:   "import PATH...",
		Short: c.Text.T("command.import.short"),
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			if role != "" {
				var err error
				if opt.Role, err = book.ParseRole(role); err != nil {
					return err
				}
			}
			return c.open(cmd.Context(), true, func(b *app.Book) error { return c.runImport(cmd.Context(), b, paths, opt) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&opt.Channel, flagChannel, "", c.Text.T("command.flag.channel"))
	f.StringVar(&role, "role", "", "orders|payments|wallet|bank|ledger")
	f.StringVar(&opt.Password, "password", "", c.Text.T("command.flag.password"))
	f.BoolVar(&opt.AcceptPartial, flagPartial, false, c.Text.T("command.flag.partial"))
	f.BoolVar(&opt.AcceptIncomplete, flagIncomplete, false, c.Text.T("command.flag.incomplete"))
	f.BoolVar(&opt.AcceptSuspicious, flagSuspicious, false, c.Text.T("command.flag.suspicious"))
	return cmd
}

func (c *commands) runImport(ctx context.Context, b *app.Book, paths []string, opt intake.Options) error {
	receipts, err := b.Import(ctx, paths, opt, nil)
	out := make([]receiptJSON, len(receipts))
	bad := 0
	for i := range receipts {
		r := &receipts[i]
		out[i] = c.receipt(r)
		if r.State == book.ReceiptHeld || r.State == book.ReceiptRefused {
			bad++
			fmt.Fprintf(c.Err, "%s: %s\n", r.File, out[i].Reason)
		}
	}
	if printErr := c.print(map[string]any{"receipts": out}, func(w io.Writer) { c.writeReceipts(w, out) }); printErr != nil {
		return printErr
	}
	switch {
	case err != nil:
		return err
	case bad > 0:
		return told(fmt.Sprintf("%d files refused or held", bad))
	}
	return nil
}

func (c *commands) receipt(r *book.Receipt) receiptJSON {
	out := receiptJSON{
		File: r.File, State: string(r.State), Batch: int32(r.Batch), Format: r.Format, Channel: r.Channel, Role: r.Role.String(),
		Coverage: days(r.Covers), Rows: r.Rows, New: r.New, Known: r.Known, Changed: r.Changed, Suspicious: r.Suspicious,
		Refused: r.Refused, Notes: []string{}, Needs: needs(r), Choices: r.Choices, SHA256: r.SHA256,
	}
	for _, x := range r.Changes {
		out.Changes = append(out.Changes, changeJSON{x.Line, x.Number, x.Was.Plain(), x.Is.Plain(), string(x.Is.Currency)})
	}
	if r.Problem != nil {
		out.Code, out.Reason = r.Problem.Code, problemSentence(c.Text, r.Problem)
	}
	for _, n := range r.Notes {
		out.Notes = append(out.Notes, noteSentence(c.Text, n))
	}
	return out
}

// needs are the flags by which a file that did not go in would.
func needs(r *book.Receipt) (flags []string) {
	opt, _ := intake.Accepts(r)
	for _, f := range []struct {
		needed bool
		flag   string
	}{
		{opt.AcceptPartial, flagPartial}, {opt.AcceptIncomplete, flagIncomplete},
		{opt.AcceptSuspicious, flagSuspicious}, {len(r.Choices) > 0, flagChannel},
	} {
		if f.needed {
			flags = append(flags, f.flag)
		}
	}
	return flags
}

func (c *commands) writeReceipts(w io.Writer, receipts []receiptJSON) {
	t := tabwriter.NewWriter(w, 2, 8, 2, ' ', 0)
	c.heads(t, "batch", "state", "file", "format", "channel", "days", "new", "known", "changed", "suspicious", "refused")
	for _, r := range receipts {
		span := "-"
		if r.Coverage != nil {
			span = r.Coverage.From + " – " + r.Coverage.To
		}
		batch := "-"
		if r.Batch != 0 {
			batch = fmt.Sprint(r.Batch)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t%d\n", batch, c.Text.T("receipt."+r.State), r.File, r.Format, r.Channel, span,
			r.New, r.Known, r.Changed, r.Suspicious, r.Refused)
	}
	t.Flush()
	for _, r := range receipts {
		for _, n := range r.Notes {
			fmt.Fprintf(w, "  %s: %s\n", r.File, n)
		}
	}
}
