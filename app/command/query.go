package command

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// answerJSON is what a provider says of a payment or refund, by the names of the exports.
type answerJSON struct {
	Channel    string   `json:"channel"`
	Provider   string   `json:"provider"`
	State      string   `json:"state"`
	Said       string   `json:"said,omitempty"`
	OrderNo    string   `json:"order_no"`
	TxnNo      string   `json:"txn_no"`
	RefundNo   string   `json:"refund_no,omitempty"`
	Time       string   `json:"time,omitempty"`
	Amount     string   `json:"amount,omitempty"`
	Refunded   string   `json:"refunded,omitempty"`
	RefundTime string   `json:"refund_time,omitempty"`
	Currency   string   `json:"currency,omitempty"`
	Asked      string   `json:"asked"`
	Told       []string `json:"told"`
}

func (c *commands) queryCommand() *cobra.Command {
	var refund string
	cmd := &cobra.Command{
		Use: "query NAME ORDER_OR_TXN_NO", Short: c.Text.T("command.channel.query"), Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.withPull(cmd.Context(), func(b *app.Book) error {
				a, err := b.Pull.QueryNumber(cmd.Context(), args[0], args[1], refund)
				if err != nil {
					return err
				}
				out := c.answer(&a)
				return c.print(out, func(w io.Writer) {
					for _, line := range out.Told {
						fmt.Fprintln(w, line)
					}
				})
			})
		},
	}
	cmd.Flags().StringVar(&refund, "refund", "", c.Text.T("command.flag.refund"))
	return cmd
}

func (c *commands) answer(a *book.PaymentAnswer) answerJSON {
	out := answerJSON{Channel: a.Connection, Provider: a.Provider, State: string(a.State), Said: a.Said, OrderNo: a.Numbers.OrderNo, TxnNo: a.Numbers.TxnNo, RefundNo: a.Numbers.RefundNo,
		Time: stamp(a.Paid), Amount: decimals(a.Amount), Refunded: decimals(a.Refunded), RefundTime: stamp(a.RefundedAt), Currency: string(a.Amount.Currency), Asked: stamp(a.Asked)}
	if out.Currency == "" {
		out.Currency = string(a.Refunded.Currency)
	}
	for _, f := range pull.Facts(a) {
		out.Told = append(out.Told, c.Text.T("fact."+f.Code, f.Args...))
	}
	return out
}

// balanceJSON is what lies in an account, in one currency.
type balanceJSON struct {
	Available string `json:"available"`
	Pending   string `json:"pending,omitempty"`
	Held      string `json:"held,omitempty"`
	Currency  string `json:"currency"`
	Time      string `json:"time"`
	FromBill  bool   `json:"from_bill"`
}

func (c *commands) balanceCommand() *cobra.Command {
	return c.oneChannel("balance", func(ctx context.Context, b *app.Book, x book.Connection) error {
		all, err := b.Pull.Balances(ctx, x.Name)
		if err != nil {
			return err
		}
		out := make([]balanceJSON, len(all))
		for i, a := range all {
			out[i] = balanceJSON{decimals(a.Available), decimals(a.Pending), decimals(a.Held), string(a.Available.Currency), stamp(a.At), a.FromBill}
		}
		return c.print(map[string]any{"channel": x.Name, "balances": out}, func(w io.Writer) {
			for i := range all {
				c.tellBalance(w, &all[i])
			}
		})
	})
}

func (c *commands) tellBalance(w io.Writer, a *book.AccountBalance) {
	available, at := a.Available.String(), a.At.In(pull.China()).Format("2006-01-02 15:04")
	if a.FromBill {
		fmt.Fprintln(w, c.Text.T("command.channel.balance_billed", available, at))
	} else {
		fmt.Fprintln(w, c.Text.T("command.channel.balance_is", available, at))
	}
	if a.Pending.Minor != 0 {
		fmt.Fprintln(w, c.Text.T("command.channel.balance_pending", a.Pending.String()))
	}
	if a.Held.Minor != 0 {
		fmt.Fprintln(w, c.Text.T("command.channel.balance_held", a.Held.String()))
	}
}

// moveJSON is a movement of a wallet, by the names of the exports.
type moveJSON struct {
	No           string `json:"no"`
	OrderNo      string `json:"order_no"`
	TxnNo        string `json:"txn_no"`
	RefundNo     string `json:"refund_no,omitempty"`
	Time         string `json:"time"`
	Amount       string `json:"amount"`
	Currency     string `json:"currency"`
	Balance      string `json:"balance,omitempty"`
	Type         string `json:"type"`
	Counterparty string `json:"counterparty"`
	Memo         string `json:"memo"`
}

func (c *commands) todayCommand() *cobra.Command {
	return c.oneChannel("today", func(ctx context.Context, b *app.Book, x book.Connection) error {
		t, err := b.Pull.Today(ctx, x.Name)
		if err != nil {
			return err
		}
		in, out, err := t.Sums()
		if err != nil {
			return err
		}
		rows := make([]moveJSON, len(t.Moves))
		for i, m := range t.Moves {
			rows[i] = moveJSON{m.No, m.OrderNo, m.TxnNo, m.RefundNo, stamp(m.At), m.Amount.Plain(), string(m.Amount.Currency), decimals(m.Balance), m.Type, m.Counterparty, m.Memo}
		}
		v := map[string]any{"channel": t.Connection, "from": stamp(t.From), "to": stamp(t.To), "in": decimals(in), "out": decimals(out), "moves": rows}
		return c.print(v, func(w io.Writer) {
			table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
			for _, m := range t.Moves {
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\t\n", m.At.In(pull.China()).Format(time.TimeOnly), m.OrderNo, m.Type, m.Amount.Plain())
			}
			table.Flush()
			fmt.Fprintln(w, c.Text.T("command.channel.today_sums", fmt.Sprint(len(rows)), in.String(), out.String()))
		})
	})
}

// decimals is an amount as a plain decimal; "" where it was not told.
func decimals(m book.Money) string {
	if m.Currency == "" {
		return ""
	}
	return m.Plain()
}
