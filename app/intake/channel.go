package intake

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"zhangfang/app/book"
)

// home says where the rows of a file belong: to the channel (ID 0: to be made), or,
// where there are choices, to one of these or a new one, and only what the book
// holds or its owner can say which.
type home struct {
	channel book.Channel
	choices []book.Channel
}

// homeOf finds the channel of a file by its source, among those of the same
// provider, stream and role.
//
// The rule is that no file changes what a channel stands for in silence. A channel
// with an account holds the rows of that account; one without stands for the one
// account that its files did not name, in one currency, since the numbers of two
// accounts may be the same, and then a row of the one would overwrite one of the
// other. So:
//   - a file that names an account goes to the channel of that account, or to the
//     only one whose account may be it, where one of the two hides a part of itself;
//   - a file that names none goes to the only channel there is, if that has no
//     account either and is of the same currency (a bank statement of a layout that is
//     new there is asked about, see before.mayBeOnly);
//   - where there is no channel of the kind at all, one is made;
//   - a file that names an account for what may be an unnamed channel until now, or
//     none where there are named ones, or of another currency, may belong to one of
//     these or to a new one.
//
// The last is for Service.decide, and else for the owner. A file that names an
// account where only other accounts have channels makes one of its own.
func homeOf(channels []book.Channel, src book.Source, currency book.Currency) home {
	var unnamed, masked, all []book.Channel
	for _, c := range channels {
		if !sameKind(c, src) {
			continue
		}
		if c.Account == src.Account && src.Account != "" {
			return home{channel: c}
		}
		if all = append(all, c); c.Account == "" {
			unnamed = append(unnamed, c)
		}
		if book.MayBeAccount(c.Account, src.Account) {
			masked = append(masked, c)
		}
	}
	maybe := all
	if src.Account != "" {
		maybe = unnamed
	}
	switch {
	case len(masked) == 1:
		return home{channel: tells(masked[0], src)}
	case len(masked) > 1:
		return home{choices: masked}
	case len(maybe) == 0:
		return home{channel: freshChannel(src, currency, freeName(channels, defaultName(src), src.Account))}
	case src.Account == "" && len(all) == 1 && len(unnamed) == 1 && all[0].Currency == currency:
		return home{channel: all[0]}
	}
	return home{choices: maybe}
}

// tells is a channel with all of its account that a file of it shows.
func tells(c book.Channel, src book.Source) book.Channel {
	c.Account = book.FullerAccount(c.Account, src.Account)
	return c
}

func sameKind(c book.Channel, src book.Source) bool {
	return c.Provider == src.Provider && c.Stream == src.Stream && c.Role == src.Role
}

func freshChannel(src book.Source, currency book.Currency, name string) book.Channel {
	return book.Channel{Name: name, Role: src.Role, Provider: src.Provider, Account: src.Account,
		Stream: src.Stream, Currency: currency, Zone: book.Shanghai}
}

// codeWhich is the problem of a file that waits for its channel.
const codeWhich = "which_channel"

// whichChannel is why a file with choices waits.
func whichChannel(file string, choices []book.Channel) *book.Problem {
	return &book.Problem{Code: codeWhich, File: file, Args: []string{strings.Join(namesOf(choices), "、")}}
}

func namesOf(channels []book.Channel) []string {
	names := make([]string, len(channels))
	for i, c := range channels {
		names[i] = c.Name
	}
	return names
}

// labelled finds the channel that the owner named. A name that belongs to
// another stream of the same provider gets that stream's own name beside it, as
// a zip of two streams makes two channels. Where the channel had no account until
// now, that of the file is its account from now on: the owner said so.
func labelled(channels []book.Channel, src book.Source, currency book.Currency, label string) (book.Channel, *book.Problem) {
	fresh := freshChannel(src, currency, label)
	for _, name := range []string{fresh.Name, fresh.Name + " " + fresh.Stream} {
		found := false
		for _, c := range channels {
			if c.Name != name {
				continue
			}
			found = true
			if sameKind(c, src) {
				if c.Account != "" && fresh.Account != "" && !book.MayBeAccount(c.Account, fresh.Account) {
					return book.Channel{}, &book.Problem{Code: "channel_account", Args: []string{c.Name, c.Account, fresh.Account}}
				}
				return tells(c, src), nil
			}
			if c.Provider != fresh.Provider {
				return book.Channel{}, mismatch(c, fresh.Role)
			}
		}
		if !found {
			fresh.Name = name
			return fresh, nil
		}
	}
	return book.Channel{}, &book.Problem{Code: "channel_mismatch", Args: []string{fresh.Name, fresh.Provider, fresh.Role.String()}}
}

// wrongName refuses a label that would break lists, or the name of a leg, which
// joins two labels by a tilde; nil for one that will do.
func wrongName(label string) *book.Problem {
	control := func(r rune) bool { return r == '~' || unicode.IsControl(r) }
	if label != "" && strings.TrimSpace(label) == "" || strings.ContainsFunc(label, control) {
		return &book.Problem{Code: "channel_name", Args: []string{strconv.Quote(label)}}
	}
	return nil
}

// defaultName is the label of a channel until its owner gives it another. It is
// data of a Chinese shop's book, not text of the window.
func defaultName(src book.Source) string {
	names := map[string]string{
		"alipay trade": "支付宝", "alipay account": "支付宝账户", "alipay personal": "支付宝个人",
		"wechatpay trade": "微信支付", "wechatpay account": "微信支付账户", "wechatpay personal": "微信个人",
		"pos trade": "刷卡", "pos account": "刷卡账户", "shop orders": "店铺订单", "bank statement": "银行", "bank card": "信用卡", "ledger entries": "账簿",
		"jd personal": "京东个人", "jd account": "京东钱包", "jd settlement": "京东结算", "jd ads": "京准通", "meituan personal": "美团个人",
		"pinduoduo account": "拼多多账户", "douyin account": "抖店账户", "wechatshop account": "微信小店", "youzan account": "有赞",
		"cainiao fees": "菜鸟费用", "paypal account": "PayPal", "stripe account": "Stripe", "stripe trade": "Stripe 结算明细", "adyen trade": "Adyen",
	}
	if n, ok := names[src.Provider+" "+src.Stream]; ok {
		return n
	}
	return src.Provider + " " + src.Stream
}

// freeName is a label that no channel has yet, told apart by the account's tail.
func freeName(channels []book.Channel, name, account string) string {
	taken := func(n string) bool {
		for _, c := range channels {
			if c.Name == n {
				return true
			}
		}
		return false
	}
	if !taken(name) {
		return name
	}
	if tail := account[max(0, len(account)-4):]; tail != "" && !taken(name+" "+tail) {
		return name + " " + tail
	}
	for i := 2; ; i++ {
		if n := fmt.Sprintf("%s %d", name, i); !taken(n) {
			return n
		}
	}
}
