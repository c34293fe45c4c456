package bank

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// cardAmount reads the amount of a row of a card bill: minus is spent. It fails
// rows whose direction is not certain.
type cardAmount func(r *bill.Record) book.Minor

// readSpentPlus reads bills that write what was spent as plus, and what was paid
// or given back as minus (招商, 广发, 中信).
func readSpentPlus(r *bill.Record) book.Minor {
	r.Need(amount)
	return -r.Amount(amount)
}

// readSides reads bills with a column for either direction (中行).
func readSides(r *bill.Record) book.Minor {
	back, gone := r.Amount(paidBack), r.Amount(spent)
	switch {
	case back != 0 && gone != 0:
		r.Fail(bill.CodeBothSides, spent, r.Text(paidBack), r.Text(spent))
	case back < 0 || gone < 0:
		r.Fail(bill.CodeSigns, spent, r.Text(paidBack)+r.Text(spent))
	case r.Plain(paidBack) == "" && r.Plain(spent) == "":
		r.Fail(bill.CodeMissing, spent)
	}
	return back - gone
}

// readSigned reads bills with the owner's own sign, which a word beside it must
// bear out (HSBC).
func readSigned(r *bill.Record) book.Minor {
	r.Need(amount)
	sum := r.Amount(amount)
	switch word := strings.ToUpper(r.Text(side)); {
	case word != "DEBIT" && word != "CREDIT":
		r.Fail(bill.CodeDirection, side, r.Text(side))
	case word == "DEBIT" && sum > 0, word == "CREDIT" && sum < 0:
		r.Fail(bill.CodeSigns, amount, r.Text(amount))
	}
	return sum
}

// cardWord is how a bank's words for a transaction begin, and its direction.
type cardWord struct {
	word string
	in   bool
}

// cardWords are the words of bills without signs (交行, which prints the two
// directions as two lists).
var cardWords = []cardWord{
	{"退货", true}, {"退款", true}, {"信用卡还款", true}, {"还款", true}, {"费用返还", true}, {"返还", true},
	{"消费", false}, {"取现", false}, {"预借现金", false}, {"分期", false}, {"利息", false}, {"年费", false}, {"手续费", false}, {"违约金", false},
}

// readByWord reads "CNY 123.18" without a sign, under the word that the row
// begins with. An unknown word refuses the row.
func readByWord(r *bill.Record) book.Minor {
	sum := readWithCode(r)
	what := r.Text(text)
	for _, w := range cardWords {
		if !strings.HasPrefix(what, w.word) {
			continue
		}
		if sum < 0 {
			r.Fail(bill.CodeSigns, amount, r.Text(amount))
		}
		if w.in {
			return sum
		}
		return -sum
	}
	r.Fail(bill.CodeDirection, text, what)
	return 0
}

// readWithCode reads an amount behind the code of its currency: "CNY13.50".
func readWithCode(r *bill.Record) book.Minor {
	r.Need(amount)
	s := r.Text(amount)
	if len(s) < 4 {
		r.Fail(bill.CodeAmount, amount, s)
		return 0
	}
	c, ok := bill.ParseCurrency(s[:3])
	if !ok {
		r.Fail(bill.CodeCurrency, amount, s)
		return 0
	}
	r.Money = c
	m, exact, ok := bill.ParseAmount(strings.TrimSpace(s[3:]), c)
	if !ok || !exact {
		r.Fail(bill.CodeAmount, amount, s)
	}
	return m
}
