package bank

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// fact cuts "name: value" out of a preamble's cell; the value may stand in the
// next cell, and in square brackets.
func fact(cells []string, i int) (name, value string) {
	name, value, _ = strings.Cut(strings.NewReplacer("：", ":", "#", "").Replace(cells[i]), ":")
	if strings.TrimSpace(value) == "" && i+1 < len(cells) {
		value = cells[i+1]
	}
	return bill.Name(name), strings.Trim(value, " \t\u3000[]")
}

// anyMoney are the words for all currencies.
var anyMoney = []string{"全部", "所有", "全部币种", "所有币种", "本外币"}

// moneyOf is the currency that a preamble states for all rows; CNY where it
// states none, or several.
func moneyOf(preamble [][]string) (book.Currency, error) {
	for _, cells := range preamble {
		for i := range cells {
			name, value := fact(cells, i)
			if name != "币种" && name != "币别" && name != "currency" || value == "" || slices.Contains(anyMoney, value) {
				continue
			}
			c, ok := bill.ParseCurrency(strings.Fields(value)[0])
			if !ok {
				return "", &book.Problem{Code: CodeMoney, Args: []string{value}}
			}
			return c, nil
		}
	}
	return book.CNY, nil
}

// CodeMoney refuses a statement that states a currency which is not known. A: as
// stated.
const CodeMoney = "bad_statement_currency"
