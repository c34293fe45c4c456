package command

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// replaceKeys gives a connection new keys: what no flag names stays as it is.
func (c *commands) replaceKeys(ctx context.Context, b *app.Book, d pull.Driver, given book.Connection, a pull.Account) error {
	x, err := b.Pull.Find(ctx, given.Name)
	if err != nil {
		return err
	}
	if x.Provider != d.Provider() {
		return &book.Problem{Code: "no_connection", Args: []string{given.Name}}
	}
	if given.From != 0 {
		x.From = given.From
	}
	if given.At != "" {
		x.At = given.At
	}
	if x, err = b.Pull.Renew(ctx, x, a); err != nil {
		return c.named(d, err)
	}
	return c.print(map[string]any{"name": x.Name, "provider": x.Provider, "from": x.From.String(), "replaced": true}, func(w io.Writer) {
		fmt.Fprintln(w, c.Text.T("command.channel.replaced", x.Name))
	})
}

// forgetCommand gives up the keys of all connections, once that is confirmed.
func (c *commands) forgetCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use: "forget-keys", Short: c.Text.T("command.channel.forget_keys"), Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.open(cmd.Context(), false, func(b *app.Book) error { return c.forgetKeys(cmd.Context(), b, yes) })
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, c.Text.T("command.flag.yes_forget"))
	return cmd
}

func (c *commands) forgetKeys(ctx context.Context, b *app.Book, yes bool) error {
	all, err := b.Pull.Statuses(ctx)
	if err != nil {
		return err
	}
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].Connection.Name
	}
	if yes {
		if err := b.Pull.ForgetKeys(ctx); err != nil {
			return err
		}
	}
	err = c.print(map[string]any{"forgotten": yes, "channels": names}, func(w io.Writer) {
		code := "command.channel.forget_plan"
		if yes {
			code = "command.channel.forgotten"
		}
		fmt.Fprintln(w, c.Text.T(code))
		for _, name := range names {
			fmt.Fprintln(w, "  "+name)
		}
	})
	if err == nil && !yes {
		fmt.Fprintln(c.Err, c.Text.T("command.channel.forget_needs_yes"))
		return told("needs --yes")
	}
	return err
}
