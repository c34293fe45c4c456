package qif

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"regexp"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

const maxLine = 1 << 20 // bytes

// The kinds of records of an unfolded account.
const (
	entry   = "entry"
	opening = "opening" // the balance that the account began with
	cut     = "cut"     // a record without its end
)

// Unfold streams the accounts: of each a preamble with its type and name and the
// header, then its records.
func (documents) Unfold(ctx context.Context, r io.Reader) iter.Seq2[bill.Unfolded, error] {
	return func(yield func(bill.Unfolded, error) bool) {
		u := &unfolding{yield: yield, begun: map[string]bool{}}
		if err := u.run(ctx, r); err != nil && !errors.Is(err, errEnough) {
			yield(bill.Unfolded{}, err)
		}
	}
}

// errEnough ends the walk when nobody wants more records.
var errEnough = errors.New("enough")

// unfolding is a walk over the sections of a file.
type unfolding struct {
	yield func(bill.Unfolded, error) bool
	begun map[string]bool // parts that have their header

	section string // "account", a type of accounts, or "" for what is none
	account string // the name of the account whose records follow
	first   bool   // no record of the section was seen
	cells   []string
	start   int // line of cells
}

// types are the sections that hold the records of an account.
var types = map[string]string{"bank": "Bank", "cash": "Cash", "ccard": "CCard", "otha": "Oth A", "othl": "Oth L"}

func (u *unfolding) run(ctx context.Context, r io.Reader) error {
	in := bufio.NewScanner(bill.Decoded(r))
	in.Buffer(make([]byte, 0, 64<<10), maxLine)
	n := 0
	for in.Scan() {
		if n++; n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := u.line(strings.TrimSpace(in.Text()), n); err != nil {
			return err
		}
	}
	if err := in.Err(); errors.Is(err, bufio.ErrTooLong) {
		return &book.Problem{Code: bill.CodeLongLine, Line: n + 1}
	} else if err != nil {
		return err
	}
	if err := u.end(cut); err != nil {
		return err
	}
	if len(u.begun) == 0 {
		return &book.Problem{Code: CodeNone}
	}
	return nil
}

func (u *unfolding) line(s string, n int) error {
	switch {
	case s == "":
		return nil
	case s[0] == '!':
		if err := u.end(cut); err != nil {
			return err
		}
		return u.begin(s, n)
	case s == "^":
		return u.end(entry)
	}
	if u.cells == nil {
		u.cells, u.start = make([]string, columnCount), n
	}
	u.letter(s[0], strings.TrimSpace(s[1:]))
	return nil
}

// begin takes the head of a section. Sections of categories, classes and the like
// hold no records of an account.
func (u *unfolding) begin(s string, n int) error {
	name, kind, _ := strings.Cut(strings.ToLower(s[1:]), ":")
	switch kind = strings.ReplaceAll(kind, " ", ""); {
	case name == "account":
		u.section = "account"
	case name == "type" && strings.HasPrefix(kind, "invst"):
		return &book.Problem{Code: CodeInvestment, Line: n}
	case name == "type":
		if u.section, u.first = types[kind], true; u.section != "" {
			return u.head(n)
		}
	}
	return nil
}

// letter takes a line of a record. Splits of a record add up to its amount and
// are left out; addresses and marks too.
func (u *unfolding) letter(c byte, s string) {
	f := element
	switch c {
	case 'D':
		f = date
	case 'T':
		f = amount
	case 'U': // the same as T, for larger amounts
		if u.cells[amount] != "" {
			return
		}
		f = amount
	case 'N':
		f = number
	case 'P':
		f = payee
	case 'M':
		f = memo
	case 'L':
		f = category
	default:
		return
	}
	u.cells[f] = s
}

// end hands out the record under way.
func (u *unfolding) end(kind string) error {
	cells, first := u.cells, u.first
	if cells == nil {
		return nil
	}
	u.cells, u.first = nil, false
	switch {
	case u.section == "":
		return nil
	case u.section == "account":
		u.account = shown(cells[number])
		return nil
	case kind == entry && first && strings.EqualFold(cells[payee], "Opening Balance"):
		kind = opening
	}
	cells[element] = kind
	return u.emit(u.start, cells)
}

// head begins a part where none of its records was seen.
func (u *unfolding) head(line int) error {
	if u.begun[u.account] {
		return nil
	}
	u.begun[u.account] = true
	if err := u.emit(line, []string{u.section, u.account}); err != nil {
		return err
	}
	return u.emit(line, header[:])
}

func (u *unfolding) emit(line int, cells []string) error {
	if !u.yield(bill.Unfolded{Part: u.account, Line: line, Cells: cells}, nil) {
		return errEnough
	}
	return nil
}

// cardNumber is a number that is long enough to be a card's.
var cardNumber = regexp.MustCompile(`\d{8,15}(\d{4})`)

// shown is an account's name, card numbers masked, as a part of a file's name.
func shown(name string) string {
	s := []rune(cardNumber.ReplaceAllString(strings.ReplaceAll(name, "/", "-"), "****$1"))
	return string(s[:min(len(s), 40)])
}
