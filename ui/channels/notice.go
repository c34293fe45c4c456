package channels

import (
	"net/url"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit/words"
)

// NoticeRow is what a provider told by itself, in words.
type NoticeRow struct {
	At, Channel, What, Number, Amount string
}

// noticesShown bounds the list: the bill of the day brings them all.
const noticesShown = 50

func (p *Presenter) noticeRows() []NoticeRow {
	names := map[book.ConnectionID]string{}
	for i := range p.cards {
		names[p.cards[i].Connection.ID] = p.cards[i].Connection.Name
	}
	var out []NoticeRow
	for i := range p.notices[:min(len(p.notices), noticesShown)] {
		n := &p.notices[i]
		number := n.OrderNo
		if number == "" {
			number = n.TxnNo
		}
		out = append(out, NoticeRow{
			At: n.At.In(pull.China()).Format("15:04"), Channel: names[n.Connection], What: p.noticeWhat(n) + " · " + n.State,
			Number: number, Amount: words.Amount(n.Amount.Minor, n.Amount.Currency),
		})
	}
	return out
}

func (p *Presenter) noticeWhat(n *book.Notice) string {
	if n.Kind == book.KindRefund {
		return p.deps.Text.T("channels.notice_refund")
	}
	return p.deps.Text.T("channels.notice_payment")
}

// Ear is where the notifications of a connection are heard.
type Ear struct {
	Channel string
	Address string // a full address on this machine, to which a tunnel is to lead
	Last    string // what came last today, in words
}

// ears are the connections whose providers tell by themselves, while they are heard.
func (p *Presenter) ears() []Ear {
	if p.listens == "" {
		return nil
	}
	t := p.deps.Text
	var out []Ear
	for i := range p.cards {
		c := &p.cards[i].Connection
		if c.Provider != "alipay" && c.Provider != "wechatpay" { // the others' bills are asked for only
			continue
		}
		e := Ear{Channel: c.Name, Address: "http://" + p.listens + "/notify/" + url.PathEscape(c.Name), Last: t.T("channels.heard_none")}
		for k := range p.notices { // newest first
			if n := &p.notices[k]; n.Connection == c.ID {
				e.Last = t.T("channels.heard_last", n.At.In(pull.China()).Format("15:04"), p.noticeWhat(n), words.Amount(n.Amount.Minor, n.Amount.Currency))
				break
			}
		}
		out = append(out, e)
	}
	return out
}
