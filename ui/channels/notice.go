package channels

import (
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
