package command

import (
	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
)

func (c *commands) reconcileCommand() *cobra.Command {
	var asOf, left, right string
	cmd := &cobra.Command{
		Use:   "reconcile",
		Short: c.Text.T("command.reconcile.short"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var day book.Day
			if asOf != "" {
				var err error
				if day, err = book.ParseDay(asOf); err != nil {
					return &book.Problem{Code: "bad_day", Args: []string{asOf}, Err: err}
				}
			}
			match := func(b *app.Book) error {
				_, err := b.Review.Reconcile(cmd.Context(), true, nil)
				return err
			}
			if cmd.Flags().Changed("left") {
				match = func(b *app.Book) error {
					_, _, err := b.Review.PickLeg(cmd.Context(), left, right)
					return err
				}
			}
			return c.withBook(cmd.Context(), func(b *app.Book) error {
				if err := match(b); err != nil {
					return err
				}
				return c.runStatus(cmd.Context(), b, day)
			})
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", c.Text.T("command.flag.as_of"))
	cmd.Flags().StringVar(&left, "left", "", c.Text.T("command.flag.left"))
	cmd.Flags().StringVar(&right, "right", "", c.Text.T("command.flag.right"))
	cmd.MarkFlagsRequiredTogether("left", "right")
	return cmd
}

// legName is what a leg is called; one that was picked by its channels.
func (c *commands) legName(leg book.Leg) string {
	if left, right, ok := leg.Picked(); ok {
		return left + " ~ " + right
	}
	return c.Text.T("leg." + string(leg))
}
