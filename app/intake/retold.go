package intake

import (
	"context"
	"fmt"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// noteRetold tells of a file whose rows have no numbers, of which the book knows none,
// though many have the day and amount of rows in it: the same rows with other columns,
// such as without the balance, and so with another identity. It holds the file. A: rows
// that are alike, B: rows of days that the book has rows of.
const noteRetold = "rows_alike"

// retold tells whether a file may tell rows once more in other words.
func (s *Service) retold(ctx context.Context, o *observation, p *plan, ch book.Channel, opt bill.Options) (book.Note, bool, error) {
	if ch.ID == 0 || o.keyed || o.days.From == 0 || p.counts[book.VerdictNew] < len(o.marks) {
		return book.Note{}, false, nil
	}
	held, err := s.book.DayAmounts(ctx, ch.ID, daysAround(o.days, ch.DayRule()))
	if err != nil || len(held) == 0 {
		return book.Note{}, false, err
	}
	days := map[book.Day]bool{}
	for k := range held {
		days[k.Day] = true
	}
	alike, all := 0, 0
	_, err = readAs(ctx, o.file, o.own, opt, func(row *bill.Row) error {
		if row.Problem != nil {
			return nil
		}
		for i := range row.Entries {
			e := &row.Entries[i]
			day := ch.DayRule().DayOf(e.At, e.Day)
			if days[day] {
				all++
			}
			if k := (book.DayAmount{Day: day, Amount: e.Amount, Currency: e.Currency}); held[k] > 0 {
				held[k]--
				alike++
			}
		}
		return nil
	})
	// One row is alike by chance: a fee of the same day and amount. Half of them are not.
	return book.Note{Code: noteRetold, Suspicious: true, Args: []string{fmt.Sprint(alike), fmt.Sprint(all)}}, alike > 1 && 2*alike >= all, err
}
