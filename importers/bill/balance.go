package bill

import (
	"strconv"

	"zhangfang/app/book"
)

// BalanceCheck compares the direction of amounts with what the running balance
// does. Sheets run up or down in time, and a few rows may not follow; a file is
// odd when its balance goes the other way again and again.
type BalanceCheck struct {
	last          book.Minor // balance of the row before
	lastAmount    book.Minor
	any           bool
	right, wrong  int
	firstWrongRow int
}

// Add counts a row; one without a balance breaks the chain.
func (c *BalanceCheck) Add(e *Entry) {
	if e.Balance == nil {
		c.any = false
		return
	}
	b, a := *e.Balance, e.Amount
	if c.any && a != 0 && c.lastAmount != 0 {
		up, down := b-c.last, c.last-b // oldest first, newest first
		switch {
		case up == a || down == c.lastAmount:
			c.right++
		case up == -a || down == -c.lastAmount:
			if c.wrong++; c.wrong == 1 {
				c.firstWrongRow = int(e.Line)
			}
		}
	}
	c.last, c.lastAmount, c.any = b, a, true
}

// End notes a file whose balance contradicts its amounts.
func (c *BalanceCheck) End(s *Summary) {
	if c.wrong >= 2 && c.wrong > c.right {
		s.Notes = append(s.Notes, book.Note{
			Code: NoteBalance, Args: []string{strconv.Itoa(c.wrong)}, Line: c.firstWrongRow, Suspicious: true,
		})
	}
}
