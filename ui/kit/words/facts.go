package words

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// InMoney is evidence about rows of a currency, its amounts as lists show them:
// "¥2,710.74" for "2710.74".
func InMoney(facts []book.Fact, c book.Currency) []book.Fact {
	plain := regexp.MustCompile(`^-?\d+\.\d{` + strconv.Itoa(int(c.Digits())) + `}$`)
	out := make([]book.Fact, len(facts))
	for i, f := range facts {
		out[i] = book.Fact{Code: f.Code, Args: make([]string, len(f.Args))}
		for k, a := range f.Args {
			if plain.MatchString(a) {
				a = amountText(a, c)
			}
			out[i].Args[k] = a
		}
	}
	return out
}

// moneyArgs is arguments of a sentence, those that are an amount with the code of its
// currency as lists show them: "¥500.00" for "500.00 CNY".
func moneyArgs(args []string) []string {
	money := regexp.MustCompile(`^-?\d+(\.\d+)? [A-Z]{3}$`)
	out := make([]string, len(args))
	for i, a := range args {
		if out[i] = a; money.MatchString(a) {
			plain, c, _ := strings.Cut(a, " ")
			if s := amountText(plain, book.Currency(c)); s != plain {
				out[i] = s
			}
		}
	}
	return out
}

// amountText is an amount that is written plainly, as lists show it; as it is where it
// is no amount of the currency.
func amountText(plain string, c book.Currency) string {
	d, err := decimal.NewFromString(plain)
	if err != nil {
		return plain
	}
	m, exact, err := book.FromDecimal(d, c)
	if err != nil || !exact {
		return plain
	}
	return Amount(m, c)
}

// inDays tells a distance of two days and more in days, as the chips do.
func inDays(f book.Fact) book.Fact {
	days := map[string]string{"later_hours": "later_days", "earlier_hours": "earlier_days"}[f.Code]
	if days == "" || len(f.Args) != 1 {
		return f
	}
	if h, err := strconv.Atoi(f.Args[0]); err == nil && h >= 48 {
		return book.Fact{Code: days, Args: []string{strconv.Itoa(h / 24)}}
	}
	return f
}

// MethodName is a way to pay as a file names it, in the language of the window where
// it is one of the usual kinds of cards.
func MethodName(t *assets.Text, method string) string {
	code := map[string]string{
		"借记卡": "debit", "储蓄卡": "debit", "贷记卡": "credit", "信用卡": "credit", "准贷记卡": "semi_credit", "预付费卡": "prepaid", "外卡": "foreign",
	}[method]
	if code == "" || t.Locale == assets.Chinese {
		return method
	}
	return t.T("method." + code)
}
