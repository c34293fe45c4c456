package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// passphraseVariable holds the passphrase where there is no key ring and nobody to ask.
const passphraseVariable = "ZHANGFANG_PASSPHRASE"

func (c *commands) channelCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "channel", Short: c.Text.T("command.channel.short"), Args: cobra.NoArgs, RunE: explain}
	add := &cobra.Command{Use: "add", Short: c.Text.T("command.channel.add"), Args: cobra.NoArgs, RunE: explain}
	for _, d := range app.Drivers() {
		add.AddCommand(c.addCommand(d))
	}
	cmd.AddCommand(add,
		&cobra.Command{Use: "list", Short: c.Text.T("command.channel.list"), Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error {
			return c.withPull(cmd.Context(), func(b *app.Book) error { return c.listChannels(cmd.Context(), b) })
		}},
		c.listenCommand(), c.forgetCommand(), c.queryCommand(), c.balanceCommand(), c.todayCommand(),
		c.oneChannel("test", func(ctx context.Context, b *app.Book, x book.Connection) error {
			if err := b.Pull.Test(ctx, x); err != nil {
				return err
			}
			return c.print(map[string]any{"name": x.Name, "ok": true}, func(w io.Writer) { fmt.Fprintln(w, c.Text.T("command.channel.works", x.Name)) })
		}),
		c.oneChannel("remove", func(ctx context.Context, b *app.Book, x book.Connection) error {
			if err := b.Pull.Remove(ctx, x.ID); err != nil {
				return err
			}
			return c.print(map[string]any{"name": x.Name, "removed": true}, func(w io.Writer) { fmt.Fprintln(w, c.Text.T("command.channel.removed", x.Name)) })
		}))
	return cmd
}

// addCommand has a flag for each field of a provider: keys and secrets are read from
// files, so that none stands on a command line.
func (c *commands) addCommand(d pull.Driver) *cobra.Command {
	var name, gateway, from, at string
	var sandbox, replace bool
	values := map[string]*string{}
	cmd := &cobra.Command{
		Use:   d.Provider() + " --name N",
		Short: c.Text.T("provider." + d.Provider()),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a := pull.Account{Gateway: gateway, Sandbox: sandbox, Fields: map[string]string{}}
			for _, f := range d.Fields() {
				v, err := fieldValue(f, *values[f.Name])
				if err != nil {
					return work(err)
				}
				a.Fields[f.Name] = v
			}
			x := book.Connection{Name: name, Provider: d.Provider(), At: at}
			if from != "" {
				day, err := book.ParseDay(from)
				if err != nil {
					return err
				}
				x.From = day
			}
			return c.open(cmd.Context(), !replace, func(b *app.Book) error {
				c.askPassphrase(b)
				if replace {
					return c.replaceKeys(cmd.Context(), b, d, x, a)
				}
				made, err := b.Pull.Connect(cmd.Context(), x, a)
				if err != nil {
					return c.named(d, err)
				}
				return c.print(map[string]any{"name": made.Name, "provider": made.Provider, "from": made.From.String(), "tested": false}, func(w io.Writer) {
					fmt.Fprintln(w, c.Text.T("command.channel.added", made.Name, made.From.String()))
				})
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&name, "name", "", c.Text.T("command.flag.connection"))
	flags.StringVar(&gateway, "gateway", "", c.Text.T("command.flag.gateway"))
	flags.BoolVar(&sandbox, "sandbox", false, c.Text.T("command.flag.sandbox"))
	flags.StringVar(&from, "from", "", c.Text.T("command.flag.backfill"))
	flags.StringVar(&at, "at", "", c.Text.T("command.flag.at"))
	flags.BoolVar(&replace, "replace", false, c.Text.T("command.flag.replace_keys"))
	for _, f := range d.Fields() {
		values[f.Name] = flags.String(flagOf(f), "", c.Text.T("field."+d.Provider()+"."+f.Name))
	}
	required(cmd, "name")
	return cmd
}

// flagOf is the flag of a field; that of a secret which is no key names a file too.
func flagOf(f pull.Field) string {
	flag := strings.ReplaceAll(f.Name, "_", "-")
	if f.Secret && f.Kind == pull.FieldText {
		flag += "-file"
	}
	return flag
}

// mostKey bounds a file with a key.
const mostKey = 1 << 20

func fieldValue(f pull.Field, given string) (string, error) {
	if given == "" || f.Kind == pull.FieldText && !f.Secret {
		return given, nil
	}
	file, err := os.Open(given)
	if err != nil {
		return "", &book.Problem{Code: "path_not_found", File: given, Err: err}
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, mostKey))
	return string(b), err
}

// named tells a problem with a field by the name that people know the field by.
func (c *commands) named(d pull.Driver, err error) error {
	var p *book.Problem
	if !errors.As(err, &p) || p.Cell == "" {
		return err
	}
	here := *p
	here.Cell = c.Text.T("field." + d.Provider() + "." + p.Cell)
	return &here
}

// oneChannel is a command about one connection.
func (c *commands) oneChannel(use string, do func(context.Context, *app.Book, book.Connection) error) *cobra.Command {
	return &cobra.Command{
		Use: use + " NAME", Short: c.Text.T("command.channel." + use), Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.withPull(cmd.Context(), func(b *app.Book) error {
				x, err := b.Pull.Find(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				return do(cmd.Context(), b, x)
			})
		},
	}
}

// withPull opens a book that is there for what needs its secrets.
func (c *commands) withPull(ctx context.Context, f func(*app.Book) error) error {
	return c.open(ctx, false, func(b *app.Book) error {
		c.askPassphrase(b)
		return f(b)
	})
}

// askPassphrase takes the passphrase from the environment, or asks for it.
func (c *commands) askPassphrase(b *app.Book) {
	b.Pull.AskPassphrase(c.passphrase)
}

func (c *commands) passphrase(_ context.Context, fresh bool) (string, error) {
	if pass := os.Getenv(passphraseVariable); pass != "" {
		return pass, nil
	}
	stdin := int(os.Stdin.Fd())
	if !term.IsTerminal(stdin) {
		return "", &book.Problem{Code: "passphrase"}
	}
	code := "command.passphrase"
	if fresh {
		code = "command.new_passphrase"
	}
	fmt.Fprint(c.Err, c.Text.T(code))
	typed, err := term.ReadPassword(stdin)
	fmt.Fprintln(c.Err)
	return string(typed), err
}

// connectionJSON is a connection as --json tells it: no key, no secret.
type connectionJSON struct {
	Name     string `json:"name"`
	Provider string `json:"provider"`
	Gateway  string `json:"gateway,omitempty"`
	Sandbox  bool   `json:"sandbox,omitempty"`
	Paused   bool   `json:"paused,omitempty"`
	From     string `json:"from"`
	LastDay  string `json:"last_day"`
	Last     string `json:"last,omitempty"`
	Next     string `json:"next,omitempty"`
	Lag      int    `json:"lag_days"`
	Waiting  int    `json:"waiting_days"`
	Aside    int    `json:"aside_days"`
	Billed   int    `json:"bill_days"`    // with a bill that is in
	Unbilled int    `json:"no_bill_days"` // that the provider says it has none of
	Keyless  bool   `json:"needs_keys,omitempty"`
	Code     string `json:"code,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

func (c *commands) listChannels(ctx context.Context, b *app.Book) error {
	all, err := b.Pull.Statuses(ctx)
	if err != nil {
		return err
	}
	out := make([]connectionJSON, len(all))
	for i := range all {
		out[i] = c.connection(&all[i])
	}
	return c.print(map[string]any{"channels": out}, func(w io.Writer) {
		if len(out) == 0 {
			fmt.Fprintln(w, c.Text.T("command.channel.none"))
			return
		}
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		c.heads(table, "channel", "provider", "last_day", "bill_days", "no_bill_days", "lag", "remark")
		for _, x := range out {
			last := x.LastDay
			if last == "" {
				last = "-"
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%d\t%d\t%s\n", x.Name, c.Text.T("provider."+x.Provider), last, x.Billed, x.Unbilled, x.Lag, x.Reason)
		}
		table.Flush()
	})
}

// heads writes the heads of a table's columns.
func (c *commands) heads(w io.Writer, columns ...string) {
	for i, x := range columns {
		columns[i] = c.Text.T("command.col." + x)
	}
	fmt.Fprintln(w, strings.Join(columns, "\t"))
}

func (c *commands) connection(st *pull.Status) connectionJSON {
	x := &st.Connection
	out := connectionJSON{Name: x.Name, Provider: x.Provider, Gateway: x.Gateway, Sandbox: x.Sandbox, Paused: x.Paused, From: x.From.String(), LastDay: st.LastDay.String(),
		Last: stamp(st.Last), Next: stamp(st.Next), Lag: st.Lag, Waiting: st.Waiting, Aside: st.Aside, Billed: st.Billed, Unbilled: st.Unbilled}
	problem := st.Problem
	if out.Keyless = st.NeedsKeys; out.Keyless {
		problem = &book.Problem{Code: "secrets_lost"}
	}
	switch {
	case problem != nil:
		out.Code, out.Reason = problem.Code, problemSentence(c.Text, problem)
	case st.Billed == 0 && st.Unbilled > 0:
		out.Code, out.Reason = codeNoBills, c.Text.T("channels.no_bills", c.Text.T("provider."+x.Provider))
	}
	return out
}

// codeNoBills is a connection that every day so far was without a bill.
const codeNoBills = "no_bills"

// stamp writes a moment in China, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(pull.China()).Format(time.RFC3339)
}
