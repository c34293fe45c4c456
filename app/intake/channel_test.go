package intake

import (
	"slices"
	"testing"

	"zhangfang/app/book"
)

// TestHomeOf: by its source alone a file goes to one channel or to none.
func TestHomeOf(t *testing.T) {
	channel := func(id book.ChannelID, name, account string, currency book.Currency) book.Channel {
		return book.Channel{ID: id, Name: name, Role: book.RoleBank, Provider: "bank", Stream: "statement", Account: account, Currency: currency}
	}
	var (
		unnamed = channel(1, "银行", "", "CNY")
		dollars = channel(2, "银行 2", "", "USD")
		named   = channel(3, "招行", "6225", "CNY")
		other   = channel(4, "工行", "6222", "CNY")
		wallet  = book.Channel{ID: 5, Name: "支付宝账户", Role: book.RoleWallet, Provider: "alipay", Stream: "account", Currency: "CNY"}
		payout  = book.Channel{ID: 6, Name: "银行账本", Role: book.RoleLedger, Provider: "bank", Stream: "statement", Currency: "CNY"}
	)
	for _, c := range []struct {
		what     string
		channels []book.Channel
		account  string
		currency book.Currency
		want     string   // the channel's name
		choices  []string // or what it may belong to
	}{
		{"nothing of the kind", []book.Channel{wallet, payout}, "", "CNY", "银行", nil},
		{"the account's own", []book.Channel{unnamed, named, other}, "6225", "CNY", "招行", nil},
		{"the account's own, in another currency", []book.Channel{named}, "6225", "USD", "招行", nil},
		{"a new account beside others", []book.Channel{named, other}, "6228", "CNY", "银行", nil},
		{"unnamed as ever", []book.Channel{unnamed, wallet}, "", "CNY", "银行", nil},
		{"named after unnamed", []book.Channel{unnamed}, "6225", "CNY", "", []string{"银行"}},
		{"a new account, one unnamed", []book.Channel{unnamed, named}, "6228", "CNY", "", []string{"银行"}},
		{"unnamed after named", []book.Channel{named}, "", "CNY", "", []string{"招行"}},
		{"unnamed beside named", []book.Channel{unnamed, named}, "", "CNY", "", []string{"银行", "招行"}},
		{"another currency", []book.Channel{unnamed}, "", "USD", "", []string{"银行"}},
		{"two unnamed ones", []book.Channel{unnamed, dollars}, "", "USD", "", []string{"银行", "银行 2"}},
	} {
		src := book.Source{Provider: "bank", Stream: "statement", Role: book.RoleBank, Account: c.account}
		h := homeOf(c.channels, src, c.currency)
		if h.channel.Name != c.want || !slices.Equal(namesOf(h.choices), c.choices) && len(h.choices)+len(c.choices) > 0 {
			t.Errorf("%s: %q or %q, want %q or %q", c.what, h.channel.Name, namesOf(h.choices), c.want, c.choices)
		}
		if h.channel.ID != 0 && h.channel.Account != c.account {
			t.Errorf("%s: the account of %s is %q now", c.what, h.channel.Name, h.channel.Account)
		}
	}
}
