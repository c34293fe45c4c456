package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// noticeJSON is what a provider told by itself, by the names of the exports.
type noticeJSON struct {
	Kind     string `json:"kind"`
	State    string `json:"state"`
	OrderNo  string `json:"order_no"`
	TxnNo    string `json:"txn_no"`
	RefundNo string `json:"refund_no,omitempty"`
	Time     string `json:"time"`
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

// listenCommand hears notifications until it is interrupted, for machines where no
// window is open. With --json it prints one object a line.
func (c *commands) listenCommand() *cobra.Command {
	var address string
	cmd := &cobra.Command{Use: "listen [--addr 127.0.0.1:8765]", Short: c.Text.T("command.channel.listen"), Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		return c.withPull(cmd.Context(), func(b *app.Book) error {
			err := b.Pull.Listen(cmd.Context(), address, c.heard, func(err error) { fmt.Fprintln(c.Err, c.sentence(err)) })
			if errors.Is(err, context.Canceled) {
				return nil // as it is ended
			}
			return err
		})
	}}
	cmd.Flags().StringVar(&address, "addr", "127.0.0.1:8765", c.Text.T("command.flag.addr"))
	return cmd
}

// heard prints a notification.
func (c *commands) heard(n book.Notice) {
	if !c.json {
		fmt.Fprintln(c.Out, n.At.In(pull.China()).Format(time.DateTime), n.Kind, n.State, n.OrderNo, n.TxnNo, n.Amount.Plain(), n.Amount.Currency)
		return
	}
	enc := json.NewEncoder(c.Out)
	enc.SetEscapeHTML(false)
	// What cannot be printed is kept in the book all the same.
	_ = enc.Encode(noticeJSON{n.Kind.String(), n.State, n.OrderNo, n.TxnNo, n.RefundNo, stamp(n.At), decimals(n.Amount), string(n.Amount.Currency)})
}
