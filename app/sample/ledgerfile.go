package sample

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
)

// The files that WriteLedger writes. The ledger's sheet is read by importers/sheet;
// the statement by importers/bank.
const (
	LedgerBankFile  = "statement.csv"
	LedgerBooksFile = "ledger.csv"
	LedgerTruthFile = "ledger_truth.json" // a LedgerTruth; its spec without the first day
)

// WriteLedger invents a statement and a ledger and writes them and the truth into a
// folder, made where it is missing; files of the same names are replaced.
func WriteLedger(dir string, spec LedgerSpec) (*LedgerTruth, error) {
	l := NewLedger(spec)
	err := os.MkdirAll(dir, 0o777)
	if err == nil {
		err = errors.Join(l.writeBank(filepath.Join(dir, LedgerBankFile)), l.writeBooks(filepath.Join(dir, LedgerBooksFile)),
			l.writeTruth(filepath.Join(dir, LedgerTruthFile)))
	}
	if err != nil {
		return nil, fmt.Errorf("sample ledger: %w", err)
	}
	return &l.Truth, nil
}

// writeBank writes the statement: the number of a line, its day, what it says, the
// amount, and the balance after it.
func (l *Ledger) writeBank(path string) error {
	s, err := createSheet(path, utf8BOM, "", "\r\n")
	if err != nil {
		return err
	}
	s.text("交易流水号,交易日期,摘要,金额,余额")
	var balance book.Minor = 1_000_000_000
	for _, r := range l.Bank {
		balance += r.Amount
		s.row(r.ID, r.Day.String(), r.Text, yuan(r.Amount), yuan(balance))
	}
	return s.close()
}

// writeBooks writes the ledger: the number of an entry, its day, what it is about,
// the signed amount, and the voucher.
func (l *Ledger) writeBooks(path string) error {
	s, err := createSheet(path, utf8BOM, "", "\r\n")
	if err != nil {
		return err
	}
	s.text("id,date,description,amount,ref")
	for _, r := range l.Ledger {
		s.row(r.ID, r.Day.String(), strings.ReplaceAll(r.Text, ",", ";"), yuan(r.Amount), r.Ref)
	}
	return s.close()
}

func (l *Ledger) writeTruth(path string) error {
	b, err := json.MarshalIndent(&l.Truth, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o666)
}
