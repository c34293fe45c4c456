package command

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
)

// periodFlags are the ways to name a period; exactly one of them is given.
type periodFlags struct{ month, quarter, year, from, to string }

// add defines the flags on a command.
func (f *periodFlags) add(c *commands, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.month, "month", "", c.Text.T("command.flag.month"))
	cmd.Flags().StringVar(&f.quarter, "quarter", "", c.Text.T("command.flag.quarter"))
	cmd.Flags().StringVar(&f.year, "year", "", c.Text.T("command.flag.year"))
	cmd.Flags().StringVar(&f.from, "from", "", c.Text.T("command.flag.from"))
	cmd.Flags().StringVar(&f.to, "to", "", c.Text.T("command.flag.to"))
	cmd.MarkFlagsOneRequired("month", "quarter", "year", "from")
	cmd.MarkFlagsMutuallyExclusive("month", "quarter", "year", "from")
	cmd.MarkFlagsRequiredTogether("from", "to")
}

// period reads the flag that is given.
func (f *periodFlags) period() (book.Period, error) {
	switch {
	case f.month != "":
		return book.ParseMonth(f.month)
	case f.quarter != "":
		return parseQuarter(f.quarter)
	case f.year != "":
		t, err := time.Parse("2006", f.year)
		if err != nil {
			return book.Period{}, fmt.Errorf("year %q: %w", f.year, err)
		}
		return monthly.UnitYear.Around(book.DayOf(t)), nil
	}
	from, err := book.ParseDay(f.from)
	if err != nil {
		return book.Period{}, err
	}
	to, err := book.ParseDay(f.to)
	if err == nil && to < from {
		err = &book.Problem{Code: "usage_days", Args: []string{from.String(), to.String()}}
	}
	return book.Period{From: from, To: to}, err
}

// parseQuarter reads "2025Q4" and "2025-Q4".
func parseQuarter(s string) (book.Period, error) {
	year, q, ok := strings.Cut(strings.ToUpper(s), "Q")
	y, err := strconv.Atoi(strings.TrimSuffix(year, "-"))
	if !ok || err != nil || len(q) != 1 || q[0] < '1' || q[0] > '4' || y < 1970 || y > 9999 {
		return book.Period{}, fmt.Errorf("quarter %q: want one such as 2025Q4", s)
	}
	return monthly.UnitQuarter.Around(book.NewDay(y, time.Month(3*int(q[0]-'0')-2), 1)), nil
}
