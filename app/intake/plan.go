package intake

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"zhangfang/app/book"
)

// plan sorts the entries of an observation against what the book holds. It is a
// value: nothing is read or written to make it.
type plan struct {
	verdicts []book.Verdict
	held     map[uint64]book.Held
	claimed  map[uint64]bool // identities held by rows that stand further on in the file
	moved    map[int]uint64  // by ordinal, the identity of an entry where it is not that of its mark
	counts   [3]int          // by verdict
	hold     *book.Problem
	waved    int // kinds of remarks that would hold it, but that the owner always lets in
}

// planFor decides every entry of an observation, and whether the file goes in at
// once, waits for the owner's eye, or is refused.
func planFor(o *observation, held map[uint64]book.Held, opt Options, always map[string]bool) *plan {
	p := &plan{verdicts: make([]book.Verdict, len(o.marks)), held: held, claimed: map[uint64]bool{}, moved: map[int]uint64{}}
	for i, b := range o.base {
		if h, ok := held[b]; ok && h.Digest == o.marks[i].Digest {
			p.claimed[b] = true
		}
	}
	for i, m := range o.marks {
		v := p.verdict(i, m, o.base)
		if o.repeats != nil && o.repeats[i] {
			v = book.VerdictKnown
		}
		p.verdicts[i] = v
		p.counts[v]++
	}
	p.hold, p.waved = holds(o, opt, always)
	return p
}

// verdict decides one entry. A row that the book holds under another identity of
// its key is that row, not a change of the one in its place; nor does a row change
// one that the file tells again under the same key.
func (p *plan) verdict(i int, m book.Mark, base map[int]uint64) book.Verdict {
	h, ok := p.held[m.Ident]
	if ok && h.Digest == m.Digest {
		return book.VerdictKnown
	}
	other := another(m.Ident, m.Digest)
	if b, repeated := base[i]; repeated {
		other = b
	}
	if o, ok := p.held[other]; ok && o.Digest == m.Digest {
		p.moved[i] = other
		return book.VerdictKnown
	}
	switch {
	case ok && p.claimed[m.Ident]:
		p.moved[i] = another(m.Ident, m.Digest)
		return book.VerdictNew
	case ok:
		return book.VerdictChanged
	}
	return book.VerdictNew
}

// mark is the mark of entry number i of an observation under its planned identity.
func (p *plan) mark(o *observation, i int) book.Mark {
	m := o.marks[i]
	if ident, ok := p.moved[i]; ok {
		m.Ident = ident
	}
	return m
}

// Codes of remarks that --accept-suspicious takes (DESIGN 4).
var takenAsSuspicious = map[string]bool{"damaged_id": true, "lost_seconds": true, "mojibake": true}

// holds is why a file that could be read waits, or nil, and how many kinds of
// remarks do not hold it because the owner always lets such files in.
func holds(o *observation, opt Options, always map[string]bool) (why *book.Problem, waved int) {
	if o.refused > 0 && !opt.AcceptPartial {
		return &book.Problem{Code: "rows_refused", File: o.file.Name, Line: o.rejects[0].Problem.Line,
			Cell: o.rejects[0].Problem.Cell, Args: []string{fmt.Sprint(o.refused)}}, 0
	}
	seen := map[string]bool{}
	for _, n := range o.notes {
		if !n.Suspicious {
			continue
		}
		if takenAsSuspicious[n.Code] && opt.AcceptSuspicious || !takenAsSuspicious[n.Code] && opt.AcceptIncomplete {
			continue
		}
		if !always[n.Code] {
			return &book.Problem{Code: "held_" + n.Code, File: o.file.Name, Line: n.Line, Args: n.Args}, 0
		}
		seen[n.Code] = true
	}
	return nil, len(seen)
}

// refusedWhole is why nothing of a readable file can go in, or nil.
func refusedWhole(o *observation, opt Options) *book.Problem {
	if o.problem != nil {
		return o.problem
	}
	if o.summary.Incomplete != nil && !opt.AcceptIncomplete {
		return o.summary.Incomplete
	}
	if len(o.marks) == 0 && o.refused > 0 {
		first := o.rejects[0].Problem
		return &book.Problem{Code: "all_rows_refused", File: o.file.Name, Line: first.Line, Cell: first.Cell, Args: first.Args, Err: &first}
	}
	return nil
}

// channelFor finds the channel that a file belongs to, or describes a new one
// (ID 0). Where a file names no account, the channel stands for it.
func channelFor(channels []book.Channel, src book.Source, currency book.Currency, label string) (book.Channel, *book.Problem) {
	fresh := book.Channel{Name: label, Role: src.Role, Provider: src.Provider, Account: src.Account,
		Stream: src.Stream, Currency: currency, Zone: book.Shanghai}
	same := func(c book.Channel) bool {
		return c.Provider == src.Provider && c.Stream == src.Stream && c.Role == src.Role
	}
	if label != "" {
		return labelled(channels, fresh, same)
	}
	var open []book.Channel // of the same stream, with no account known or asked for
	for _, c := range channels {
		switch {
		case !same(c):
		case c.Account == src.Account && src.Account != "":
			return c, nil
		case src.Account == "" || c.Account == "":
			open = append(open, c)
		}
	}
	if len(open) == 1 {
		open[0].Account = cmp.Or(open[0].Account, src.Account) // from now on the account is known
		return open[0], nil
	}
	if len(open) > 1 {
		names := make([]string, len(open))
		for i, c := range open {
			names[i] = c.Name
		}
		return book.Channel{}, &book.Problem{Code: "which_channel", Args: []string{strings.Join(names, "、")}}
	}
	fresh.Name = freeName(channels, defaultName(src), src.Account)
	return fresh, nil
}

// labelled finds the channel that the owner named. A name that belongs to
// another stream of the same provider gets that stream's own name beside it, as
// a zip of two streams makes two channels.
func labelled(channels []book.Channel, fresh book.Channel, same func(book.Channel) bool) (book.Channel, *book.Problem) {
	for _, name := range []string{fresh.Name, fresh.Name + " " + fresh.Stream} {
		found := false
		for _, c := range channels {
			if c.Name != name {
				continue
			}
			found = true
			if same(c) {
				if c.Account != "" && fresh.Account != "" && c.Account != fresh.Account {
					return book.Channel{}, &book.Problem{Code: "channel_account", Args: []string{c.Name, c.Account, fresh.Account}}
				}
				c.Account = cmp.Or(c.Account, fresh.Account)
				return c, nil
			}
			if c.Provider != fresh.Provider {
				return book.Channel{}, &book.Problem{Code: "channel_mismatch", Args: []string{c.Name, c.Role.String(), fresh.Role.String()}}
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
		"cainiao fees": "菜鸟费用", "paypal account": "PayPal", "stripe account": "Stripe", "stripe payouts": "Stripe", "adyen trade": "Adyen",
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
