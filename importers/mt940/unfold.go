package mt940

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Unfold streams the messages: of each account a preamble with its number and the
// header, then balances, lines and sums as they stand.
func (messages) Unfold(ctx context.Context, r io.Reader) iter.Seq2[bill.Unfolded, error] {
	return func(yield func(bill.Unfolded, error) bool) {
		u := &unfolding{ctx: ctx, yield: yield, begun: map[string]bool{}}
		if err := u.run(newFields(bill.Decoded(r))); err != nil && !errors.Is(err, errEnough) {
			yield(bill.Unfolded{}, err)
		}
	}
}

// errEnough ends the walk when nobody wants more records.
var errEnough = errors.New("enough")

// unfolding is a walk over the messages of a file.
type unfolding struct {
	ctx   context.Context
	yield func(bill.Unfolded, error) bool
	begun map[string]bool // parts that have their header

	at      string // the part of the message
	named   bool   // at is known
	account string // of the message, as it stands
	money   string // its currency
	open    bool   // lines may follow
	line    *field // a line :61: whose text may follow
	info    *field
}

func (u *unfolding) run(in *fields) error {
	for {
		f, err := in.next()
		if errors.Is(err, io.EOF) {
			return u.flush()
		}
		if err == nil {
			err = u.ctx.Err()
		}
		if err == nil {
			err = u.field(f)
		}
		if err != nil {
			return err
		}
	}
}

// field takes the next field of a message. Between the lines of a statement and
// its closing balance nothing of a head may stand: such a file has lost something.
func (u *unfolding) field(f *field) error {
	if f.tag == "86" || f.tag == "NS" {
		if u.line != nil && u.info == nil {
			u.info = f
		}
		return nil
	}
	lines := u.line != nil
	if err := u.flush(); err != nil {
		return err
	}
	switch f.tag {
	case "20":
		u.account, u.money, u.open, u.named = "", "", false, false
	case "25", "25P":
		if lines {
			return misplaced(f)
		}
		u.account, u.named = f.first(), false
	case "60F", "60M":
		return u.opening(f)
	case "34F":
		return u.floor(f)
	case "61":
		return u.begin(f)
	case "62F", "62M":
		u.open = false
		cells, ok := balance(f, u.money)
		return u.send(f, cells, ok)
	case "90C", "90D":
		cells, ok := sum(f)
		return u.send(f, cells, ok)
	}
	return nil
}

// opening takes the opening balance, which names the currency.
func (u *unfolding) opening(f *field) error {
	if u.open {
		return misplaced(f)
	}
	cells, ok := balance(f, "")
	if ok {
		u.money, u.open, u.named = cells[currency], true, false
	}
	return u.send(f, cells, ok)
}

// floor takes the currency of an MT942, which has no balances, from the smallest
// amount that it reports.
func (u *unfolding) floor(f *field) error {
	if s := f.first(); u.money == "" && len(s) >= 3 {
		u.money = s[:3]
	}
	u.open = true
	cells := make([]string, columnCount)
	cells[tag] = ":34F:"
	return u.send(f, cells, true)
}

// begin takes a line; its text may follow.
func (u *unfolding) begin(f *field) error {
	switch {
	case u.money == "":
		return &book.Problem{Code: CodeNoMoney, Line: f.line}
	case !u.open:
		return misplaced(f)
	}
	u.line = f
	return nil
}

// flush hands out the line before, now that its text is known.
func (u *unfolding) flush() error {
	f := u.line
	if f == nil {
		return nil
	}
	cells := entry(f, u.info, u.money)
	u.line, u.info = nil, nil
	return u.send(f, cells, true)
}

// send hands out a record, behind the header of its part.
func (u *unfolding) send(f *field, cells []string, ok bool) error {
	if !ok {
		return &book.Problem{Code: CodeBalance, Line: f.line, Args: []string{f.first()}}
	}
	if err := u.head(f); err != nil {
		return err
	}
	return u.emit(f.line, cells)
}

// head begins a part where none of its records was seen.
func (u *unfolding) head(f *field) error {
	if u.named {
		return nil
	}
	u.named, u.at = true, u.part()
	if u.begun[u.at] {
		return nil
	}
	u.begun[u.at] = true
	if err := u.emit(f.line, []string{":25:", u.number()}); err != nil {
		return err
	}
	return u.emit(f.line, header[:])
}

func (u *unfolding) emit(line int, cells []string) error {
	if !u.yield(bill.Unfolded{Part: u.at, Line: line, Cells: cells}, nil) {
		return errEnough
	}
	return nil
}

// number is the account's number without its currency, which some banks append.
func (u *unfolding) number() string {
	s := strings.ReplaceAll(u.account, " ", "")
	if u.money != "" {
		s = strings.TrimSuffix(s, u.money)
	}
	return s
}

// part is the number as a part of a file's name.
func (u *unfolding) part() string {
	s := []rune(strings.ReplaceAll(u.number(), "/", "-"))
	return string(s[:min(len(s), 40)])
}

func misplaced(f *field) error {
	return &book.Problem{Code: CodeOrder, Line: f.line, Args: []string{":" + f.tag + ":"}}
}
