package command

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
)

// statusJSON is how a book stands.
type statusJSON struct {
	Book       string          `json:"book"`
	Name       string          `json:"name"`
	AsOf       string          `json:"as_of"`
	Channels   []channelJSON   `json:"channels"`
	Legs       []legJSON       `json:"legs"`
	Exceptions []exceptionJSON `json:"exceptions"`
}

type channelJSON struct {
	Name     string   `json:"channel"`
	Role     string   `json:"role"`
	Provider string   `json:"provider"`
	Account  string   `json:"account"`
	Rows     int      `json:"rows"`
	Coverage *daysOf  `json:"coverage"`
	Gaps     []daysOf `json:"gaps"`
}

type legJSON struct {
	Leg       string `json:"leg"`
	Matched   [2]int `json:"matched"` // left, right
	Suggested [2]int `json:"suggested"`
	Open      [2]int `json:"open"`
}

type exceptionJSON struct {
	Type     string `json:"type"`
	Open     int    `json:"open"`
	Resolved int    `json:"resolved"`
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
}

func (c *commands) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: c.Text.T("command.status.short"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return c.withBook(cmd.Context(), func(b *app.Book) error { return c.runStatus(cmd.Context(), b, 0) })
		},
	}
}

func (c *commands) runStatus(ctx context.Context, b *app.Book, asOf book.Day) error {
	s, err := statusOf(ctx, b, asOf)
	if err != nil {
		return err
	}
	return c.print(s, func(w io.Writer) { c.writeStatus(w, s) })
}

// statusOf gathers how the book stands, with deadlines as of a day (0: the
// latest day covered).
func statusOf(ctx context.Context, b *app.Book, asOf book.Day) (*statusJSON, error) {
	s := &statusJSON{Book: b.Path, Channels: []channelJSON{}, Exceptions: []exceptionJSON{}}
	var err error
	if s.Name, err = b.Upkeep.Name(ctx); err != nil {
		return nil, err
	}
	if asOf == 0 {
		if asOf, err = b.Review.AsOf(ctx); err != nil {
			return nil, err
		}
	}
	s.AsOf = asOf.String()
	channels, err := b.Intake.Statuses(ctx)
	if err != nil {
		return nil, err
	}
	for _, ch := range channels {
		j := channelJSON{ch.Name, ch.Role.String(), ch.Provider, ch.Account, ch.Rows, days(book.Coverage{Period: ch.Covered}), []daysOf{}}
		for _, g := range ch.Gaps {
			j.Gaps = append(j.Gaps, *days(book.Coverage{Period: g}))
		}
		s.Channels = append(s.Channels, j)
	}
	legs, err := b.Review.Legs(ctx)
	if err != nil {
		return nil, err
	}
	for _, leg := range legs {
		n, err := b.Review.Counts(ctx, book.EntryQuery{Leg: leg})
		if err != nil {
			return nil, err
		}
		s.Legs = append(s.Legs, legJSON{string(leg), n.Matched, n.Suggested, n.Open})
	}
	lines, err := b.Review.Exceptions(ctx, book.ExceptionQuery{Resolved: true, AsOf: asOf})
	if err != nil {
		return nil, err
	}
	s.Exceptions = countExceptions(lines)
	return s, nil
}

// countExceptions sums exceptions by type and currency, in the order of the types.
func countExceptions(lines []book.ExceptionLine) []exceptionJSON {
	type key struct {
		t book.ExceptionType
		c book.Currency
	}
	sums := map[key]*exceptionJSON{}
	amounts := map[key]book.Money{}
	out := []exceptionJSON{}
	for _, t := range book.ExceptionTypes {
		var order []key
		for i := range lines {
			x := &lines[i]
			k := key{x.Type, x.Currency}
			if x.Type != t {
				continue
			}
			if sums[k] == nil {
				sums[k] = &exceptionJSON{Type: string(t), Currency: string(x.Currency)}
				order = append(order, k)
			}
			if x.State == book.ExceptionResolved {
				sums[k].Resolved++
				continue
			}
			sums[k].Open++
			if sum, err := amounts[k].Add(book.Money{Minor: x.Difference().Minor.Abs(), Currency: x.Currency}); err == nil {
				amounts[k] = sum
			}
		}
		for _, k := range order {
			sums[k].Amount = book.Money{Minor: amounts[k].Minor, Currency: k.c}.Plain()
			out = append(out, *sums[k])
		}
	}
	return out
}

func (c *commands) writeStatus(w io.Writer, s *statusJSON) {
	fmt.Fprintln(w, c.Text.T("command.status.head", s.Name, s.Book, s.AsOf))
	t := tabwriter.NewWriter(w, 2, 8, 2, ' ', 0)
	for _, ch := range s.Channels {
		span := "-"
		if ch.Coverage != nil {
			span = ch.Coverage.From + " – " + ch.Coverage.To
		}
		fmt.Fprintf(t, "  %s\t%s\t%d\t%s\t%s\n", ch.Name, c.Text.T("role."+ch.Role), ch.Rows, span, c.Text.Count("command.status.gaps", len(ch.Gaps)))
	}
	t.Flush()
	for _, l := range s.Legs {
		fmt.Fprintf(w, "%s: %s\n", c.legName(book.Leg(l.Leg)), c.Text.T("command.status.leg",
			fmt.Sprint(l.Matched[0]+l.Matched[1]), fmt.Sprint(l.Suggested[0]+l.Suggested[1]), fmt.Sprint(l.Open[0]+l.Open[1])))
	}
	for _, x := range s.Exceptions {
		fmt.Fprintf(t, "  %s\t%s\t%s %s\n", c.Text.T("exception."+x.Type),
			c.Text.T("command.status.exceptions", fmt.Sprint(x.Open), fmt.Sprint(x.Resolved)), x.Amount, x.Currency)
	}
	t.Flush()
}
