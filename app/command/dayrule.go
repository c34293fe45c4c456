package command

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
)

// dayRuleCommand tells what another rule for the business days of a channel would move,
// and with --yes gives it the rule. What is not named stays as it is.
func (c *commands) dayRuleCommand() *cobra.Command {
	var zone, cutoff string
	var yes bool
	cmd := &cobra.Command{
		Use:   "day-rule CHANNEL",
		Short: c.Text.T("command.day_rule.short"),
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.withBook(cmd.Context(), func(b *app.Book) error {
				ch, err := channelNamed(cmd.Context(), b, args[0])
				if err != nil {
					return err
				}
				former := ch.DayRule()
				if !cmd.Flags().Changed("zone") {
					zone = former.ZoneName()
				}
				if !cmd.Flags().Changed("cutoff") {
					cutoff = former.Cutoff.String()
				}
				to, err := book.NewDayRule(zone, cutoff)
				if err != nil {
					return err
				}
				return c.runDayRule(cmd.Context(), b, &ch, to, yes)
			})
		},
	}
	cmd.Flags().StringVar(&zone, "zone", "", c.Text.T("command.flag.day_zone"))
	cmd.Flags().StringVar(&cutoff, "cutoff", "", c.Text.T("command.flag.day_cutoff"))
	cmd.Flags().BoolVar(&yes, "yes", false, c.Text.T("command.flag.yes_day_rule"))
	return cmd
}

// channelNamed is the channel of a name. Problem "no_channel" (A: the name).
func channelNamed(ctx context.Context, b *app.Book, name string) (book.Channel, error) {
	all, err := b.Review.Channels(ctx)
	if err != nil {
		return book.Channel{}, err
	}
	at := slices.IndexFunc(all, func(ch book.Channel) bool { return ch.Name == name })
	if at < 0 {
		return book.Channel{}, &book.Problem{Code: "no_channel", Args: []string{name}}
	}
	return all[at], nil
}

func (c *commands) runDayRule(ctx context.Context, b *app.Book, ch *book.Channel, to book.DayRule, yes bool) error {
	change, err := b.Review.PlanDayRule(ctx, ch.ID, to)
	if err != nil {
		return err
	}
	same := ch.DayRule().Equal(to)
	set := yes && !same && change.Refusal() == nil
	if set {
		if change, err = b.Review.SetDayRule(ctx, ch.ID, to); err != nil {
			return err
		}
	}
	months := func(all []book.Period) []string {
		out := []string{}
		for _, p := range all {
			out = append(out, p.From.String()[:len("2006-01")])
		}
		return out
	}
	v := map[string]any{"channel": ch.Name, "zone": to.ZoneName(), "cutoff": to.Cutoff.String(),
		"former_zone": ch.DayRule().ZoneName(), "former_cutoff": ch.DayRule().Cutoff.String(), "set": set,
		"rows": change.Rows, "timed": change.Timed, "later": change.Later, "earlier": change.Earlier,
		"months": months(change.Months), "closed_months": months(change.Closed)}
	err = c.print(v, func(w io.Writer) {
		code := "command.day_rule.plan"
		switch {
		case same:
			code = "command.day_rule.is"
		case set:
			code = "command.day_rule.done"
		}
		fmt.Fprintln(w, c.Text.T(code, ch.Name, to.Cutoff.String()+" "+to.ZoneName(), fmt.Sprint(change.Later), fmt.Sprint(change.Earlier)))
	})
	if err == nil {
		err = change.Refusal()
	}
	if err == nil && !same && !set {
		fmt.Fprintln(c.Err, c.Text.T("command.day_rule.needs_yes"))
		return told("needs --yes")
	}
	return err
}
