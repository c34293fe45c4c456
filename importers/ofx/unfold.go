package ofx

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Unfold streams the statements: of each account a preamble with its kind and
// number and the header, then lines, the periods of their lists, and ends.
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

// unfolding is a walk over the statements of a document.
type unfolding struct {
	yield func(bill.Unfolded, error) bool
	begun map[string]bool // parts that have their header

	at      string // the part
	kind    string // STMTRS, CCSTMTRS or INVSTMTRS; "" between statements
	money   string
	account string
	own     bool   // the elements are those of the own account
	start   string // of the period of a list
	trn     []string
	line    int    // of trn
	inside  string // what the elements of trn are a part of
}

func (u *unfolding) run(ctx context.Context, r io.Reader) error {
	in, err := newTags(r)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		t, err := in.next()
		switch {
		case errors.Is(err, io.EOF) && len(u.begun) == 0:
			return &book.Problem{Code: CodeNone}
		case errors.Is(err, io.EOF):
			return u.flush()
		case err == nil:
			err = u.tag(t)
		}
		if err != nil {
			return err
		}
	}
}

// tag takes the next tag of a document.
func (u *unfolding) tag(t tag) error {
	switch name := t.name; {
	case name == "STMTRS" || name == "CCSTMTRS" || name == "INVSTMTRS":
		err := u.flush()
		u.kind, u.money, u.account, u.own = name, "", "", false
		return err
	case u.kind == "":
		return nil
	case name == "/"+u.kind:
		return u.close(t)
	case name == "STMTTRN":
		err := u.flush()
		u.trn, u.line, u.inside = make([]string, columnCount), t.line, ""
		u.trn[element], u.trn[currency] = name, u.money
		return err
	case name == "/STMTTRN" || strings.HasSuffix(name, "TRANLIST"):
		if err := u.flush(); err != nil {
			return err
		}
		return u.head(t.line)
	case u.trn != nil:
		u.part(t)
		return nil
	}
	return u.statement(t)
}

// statement takes what is true of the whole statement.
func (u *unfolding) statement(t tag) error {
	switch t.name {
	case "CURDEF":
		u.money = t.text
	case "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM":
		u.own = true
	case "/BANKACCTFROM", "/CCACCTFROM", "/INVACCTFROM":
		u.own = false
	case "ACCTID":
		if u.own {
			u.account = t.text
		}
	case "DTSTART":
		u.start = t.text
	case "DTEND":
		cells := make([]string, columnCount)
		cells[element], cells[posted], cells[amount] = "period", u.start, t.text
		return u.send(t.line, cells)
	}
	return nil
}

// cellOf are the columns of the elements of a line.
var cellOf = map[string]bill.Field{
	"DTPOSTED": posted, "TRNAMT": amount, "TRNTYPE": kind, "FITID": fitid, "CHECKNUM": check, "REFNUM": ref,
	"NAME": name, "MEMO": memo, "CORRECTFITID": corrects,
}

// part takes an element of a line. CURRENCY says that the amount is in another
// currency, ORIGCURRENCY that it was changed into the account's.
func (u *unfolding) part(t tag) {
	switch t.name {
	case "PAYEE", "CURRENCY", "ORIGCURRENCY", "BANKACCTTO", "CCACCTTO":
		u.inside = t.name
		return
	case "/" + u.inside:
		u.inside = ""
		return
	}
	f, known := cellOf[t.name]
	switch {
	case t.text == "":
	case u.inside == "CURRENCY" && t.name == "CURSYM":
		u.trn[currency] = t.text
	case known && (u.inside == "" || u.inside == "PAYEE" && f == name) && u.trn[f] == "":
		u.trn[f] = t.text
	}
}

// flush hands out the line under way; one that is not closed ends with the next.
func (u *unfolding) flush() error {
	cells := u.trn
	if cells == nil {
		return nil
	}
	u.trn = nil
	cells[amount] = decimal(cells[amount])
	return u.send(u.line, cells)
}

// decimal is an amount with a point for a decimal comma, which the standard allows.
// A comma before three digits may as well group thousands and is left, to be refused.
func decimal(s string) string {
	whole, frac, ok := strings.Cut(s, ",")
	if !ok || len(frac) == 3 || strings.ContainsAny(frac, ",.") || strings.Contains(whole, ".") {
		return s
	}
	return whole + "." + frac
}

// close ends a statement.
func (u *unfolding) close(t tag) error {
	if err := u.flush(); err != nil {
		return err
	}
	cells := make([]string, columnCount)
	cells[element] = "end"
	err := u.send(t.line, cells)
	u.kind = ""
	return err
}

// send hands out a record, behind the header of its part.
func (u *unfolding) send(line int, cells []string) error {
	if err := u.head(line); err != nil {
		return err
	}
	return u.emit(line, cells)
}

// head begins a part where none of its records was seen.
func (u *unfolding) head(line int) error {
	switch {
	case u.account == "":
		return &book.Problem{Code: CodeLacks, Line: line, Cell: "ACCTID"}
	case u.money == "":
		return &book.Problem{Code: CodeLacks, Line: line, Cell: "CURDEF"}
	}
	number := u.account
	if u.kind == "CCSTMTRS" {
		number = maskedCard(number)
	}
	s := []rune(strings.ReplaceAll(number, "/", "-"))
	u.at = string(s[:min(len(s), 40)])
	if u.begun[u.at] {
		return nil
	}
	u.begun[u.at] = true
	if err := u.emit(line, []string{u.kind, number}); err != nil {
		return err
	}
	return u.emit(line, header[:])
}

func (u *unfolding) emit(line int, cells []string) error {
	if !u.yield(bill.Unfolded{Part: u.at, Line: line, Cells: cells}, nil) {
		return errEnough
	}
	return nil
}

// maskedCard is the last four digits of a card's number and a short digest of the
// whole, which keeps two cards apart that end alike.
func maskedCard(number string) string {
	sum := sha256.Sum256([]byte(number))
	return fmt.Sprintf("****%s-%x", number[max(0, len(number)-4):], sum[:2])
}
