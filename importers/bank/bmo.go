package bank

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of the export of a BMO account.
const (
	bmoCard bill.Field = iota
	bmoWay
	bmoDay
	bmoAmount
	bmoText
)

// bmo reads the export of a BMO account: a signed amount, which a word bears out.
func bmo() bill.Format {
	return &bill.Table{
		ID:     "bank.bmo",
		Source: book.Source{Provider: provider, Stream: streamStatement, Role: book.RoleBank},
		Columns: []bill.Column{
			bmoCard:   {Names: []string{"firstbankcard"}, Need: true},
			bmoWay:    {Names: []string{"transactiontype"}, Need: true},
			bmoDay:    {Names: []string{"dateposted"}, Need: true},
			bmoAmount: {Names: []string{"transactionamount"}, Need: true},
			bmoText:   {Names: []string{"description"}, Need: true, Free: true},
		},
		OneLine: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			b.Summary.Notes = append(b.Summary.Notes, dollars())
			return &bmoRows{sum: b.Summary}, nil
		},
	}
}

// canadian is what BMO and TD keep accounts in; their files do not say so.
const canadian book.Currency = "CAD"

// NoteMoney tells in which currency a file is read that names none. A: the code.
const NoteMoney = "currency_assumed"

func dollars() book.Note { return book.Note{Code: NoteMoney, Args: []string{string(canadian)}} }

type bmoRows struct{ sum *bill.Summary }

// Row reads a line.
func (d *bmoRows) Row(r *bill.Record) {
	r.Money = canadian
	r.Need(bmoDay)
	r.Need(bmoAmount)
	sum := r.Amount(bmoAmount)
	switch way := r.Text(bmoWay); {
	case way != "DEBIT" && way != "CREDIT":
		r.Fail(bill.CodeDirection, bmoWay, way)
	case way == "DEBIT" && sum > 0, way == "CREDIT" && sum < 0:
		r.Fail(bill.CodeSigns, bmoAmount, r.Text(bmoAmount))
	}
	e := r.AddKeyless(kindOf(sum))
	d.card(r, e)
	e.At = r.Time(bmoDay)
	e.Day = bill.DayOf(e.At)
	e.Gross, e.Amount = sum, sum
	e.Memo = r.Plain(bmoText)
}

// card takes the end of the card's number, which names the account. The cell is
// in apostrophes.
func (d *bmoRows) card(r *bill.Record, e *bill.Entry) {
	no := strings.Trim(r.Text(bmoCard), "'")
	r.Mask(bmoCard)
	if e.Card = no[max(0, len(no)-4):]; e.Card == "" {
		r.Fail(bill.CodeMissing, bmoCard)
	}
	switch own := "****" + e.Card; d.sum.Source.Account {
	case "":
		d.sum.Source.Account = own
	case own:
	default:
		r.Fail(CodeOtherAccount, bmoCard, own, d.sum.Source.Account)
	}
}
