package exceptions

import (
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// Provider asks live connections what they know of a row.
type Provider interface {
	// Serving lists the connections whose provider may know the rows of a channel.
	Serving(ctx context.Context, ch book.Channel) ([]book.Connection, error)
	// QueryEntry asks about a row of a channel, with where it came from.
	QueryEntry(ctx context.Context, ch book.Channel, e *book.Entry, from book.EntrySource) (book.PaymentAnswer, error)
}

// Asked is what the providers can be asked about the selected exception, and what
// they said. It decides nothing: what a provider says comes into the book with its bill.
type Asked struct {
	Names   string   // of the connections that can be asked; "" for none
	Running bool     // they are being asked
	Said    []string // in sentences
	Fault   string   // why there is no answer
	When    string   // when they were asked
}

// subject is the row behind an exception that can be asked about.
type subject struct {
	row     book.EntryLine
	channel book.Channel
	names   []string // of the connections that serve it
}

// subjectOf finds the row that can be asked about, the channel's own before the
// shop's: its numbers are the provider's. No names: there is none.
func (p *Presenter) subjectOf(ctx context.Context, channels []book.Channel, rows []book.EntryLine) (s subject, err error) {
	if p.deps.Provider == nil {
		return s, nil
	}
	for _, role := range []book.Role{book.RolePayments, book.RoleOrders} {
		for i := range rows {
			at := slices.IndexFunc(channels, func(c book.Channel) bool { return c.ID == rows[i].Channel })
			if at < 0 || channels[at].Role != role || !asks(rows[i].Kind) {
				continue
			}
			serving, err := p.deps.Provider.Serving(ctx, channels[at])
			if err != nil {
				return s, err
			}
			s = subject{row: rows[i], channel: channels[at]}
			for j := range serving {
				s.names = append(s.names, serving[j].Name)
			}
			if len(s.names) > 0 {
				return s, nil
			}
		}
	}
	return s, nil
}

// asks tells whether a provider knows rows of a kind by their numbers.
func asks(k book.Kind) bool {
	return k == book.KindOrder || k == book.KindPayment || k == book.KindRefund
}

// AskProvider asks the providers about the selected exception.
func (p *Presenter) AskProvider() {
	if !p.Can().Ask {
		return
	}
	p.CancelAsk()
	key, about := p.detail.Key, p.subject
	p.asking, p.answers[key] = key, Asked{Running: true}
	p.showAsked()
	var answer book.PaymentAnswer
	p.querying.Do(func(ctx context.Context) error {
		from, err := p.deps.Review.EntrySource(ctx, about.row.ID)
		if err == nil {
			answer, err = p.deps.Provider.QueryEntry(ctx, about.channel, &about.row.Entry, from)
		}
		return err
	}, func(err error) {
		a := Asked{When: words.When(book.At(p.deps.Now(), book.PrecisionMinute), nil)}
		if err != nil {
			a.Fault = words.Sentence(p.deps.Text, err)
		} else {
			a.Said = saidText(p.deps.Text, &answer)
		}
		p.asking, p.answers[key] = "", a
		p.showAsked()
	})
}

// saidText is an answer in sentences.
func saidText(t *assets.Text, a *book.PaymentAnswer) []string {
	return words.FactTexts(t, words.InMoney(pull.Facts(a), book.CNY)) // other currencies are written out
}

// CancelAsk asks no more.
func (p *Presenter) CancelAsk() {
	if p.asking != "" {
		p.querying.Stop()
		delete(p.answers, p.asking)
		p.asking = ""
		p.showAsked()
	}
}

// showAsked shows what the providers said of the selected exception.
func (p *Presenter) showAsked() {
	p.detail.Asked = p.asked(p.detail.Key)
	p.changed(PartDetail)
}

func (p *Presenter) asked(key string) Asked {
	a := p.answers[key]
	a.Names = strings.Join(p.subject.names, p.deps.Text.T("exceptions.list"))
	return a
}
