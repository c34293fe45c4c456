package channels

import (
	"net/url"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit/words"
)

// Ears is where notifications are heard; the zero Ears is nowhere.
type Ears struct {
	At      string // the address of this machine
	Trouble string // why nothing can be heard there
	Unknown string // that some came for nobody
	List    []Ear  // of the connections whose providers tell by themselves
}

// Ear is where the notifications of a connection are heard.
type Ear struct {
	Channel string
	Address string // a full address on this machine, to which a tunnel is to lead
	Last    string // what came, in words
	Trouble string // what is wrong with what came last
}

func (p *Presenter) ears() Ears {
	if p.listens == "" {
		return Ears{}
	}
	out := Ears{At: p.listens}
	if p.hearing.Problem != nil {
		out.Trouble = words.ProblemText(p.deps.Text, p.hearing.Problem)
	}
	if n := p.hearing.Unknown; n > 0 {
		out.Unknown = p.deps.Text.Count("channels.heard_unknown", n)
	}
	for i := range p.cards {
		c := &p.cards[i].Connection
		if c.Provider == "alipay" || c.Provider == "wechatpay" { // the others are only asked
			out.List = append(out.List, p.ear(c))
		}
	}
	return out
}

func (p *Presenter) ear(c *book.Connection) Ear {
	t := p.deps.Text
	e := Ear{Channel: c.Name, Address: "http://" + p.listens + "/notify/" + url.PathEscape(c.Name), Last: t.T("channels.heard_none")}
	if i := slices.IndexFunc(p.notices, func(n book.Notice) bool { return n.Connection == c.ID }); i >= 0 { // newest first
		n := &p.notices[i]
		e.Last = t.T("channels.heard_last", n.At.In(pull.China()).Format("15:04"), p.noticeWhat(n), words.Amount(n.Amount.Minor, n.Amount.Currency))
	}
	i := slices.IndexFunc(p.hearing.Heard, func(h pull.Heard) bool { return h.Connection == c.ID })
	if i < 0 {
		return e
	}
	h := &p.hearing.Heard[i]
	at := WhenText(t, h.At, p.deps.Now())
	switch {
	case h.Code != "":
		e.Last = t.T("channels.heard_refused", words.Number(h.Accepted), words.Number(h.Refused))
		e.Trouble = t.T("channels.heard_trouble", at, p.problemText(c.Provider, &book.Problem{Code: h.Code}))
	case h.Refused > 0:
		e.Last = t.T("channels.heard_refused", words.Number(h.Accepted), words.Number(h.Refused))
	default:
		e.Last = t.T("channels.heard_some", words.Number(h.Accepted), at)
	}
	return e
}
