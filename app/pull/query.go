package pull

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// longestNumber bounds a number that is asked for, in bytes: no provider takes more.
const longestNumber = 64

// Query asks the provider of a connection what it knows of a payment, or of a refund
// where n names one. One that it does not know is an answer, of the state
// book.PaymentAbsent. Problems: "no_connection", "query_cannot" where the provider
// answers no such question, channels.CodeNumber, and those of Test.
func (s *Service) Query(ctx context.Context, name string, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	c, err := s.Find(ctx, name)
	if err != nil {
		return book.PaymentAnswer{}, err
	}
	return s.query(ctx, c, n)
}

// QueryNumber is Query where nobody knows whether a number is the order's or the
// provider's own: it is asked for as the one, then as the other.
func (s *Service) QueryNumber(ctx context.Context, name, number, refundNo string) (book.PaymentAnswer, error) {
	a, err := s.Query(ctx, name, book.PaymentNumbers{OrderNo: number, RefundNo: refundNo})
	if book.CodeOf(err) != channels.CodeNumber && (err != nil || found(a.State)) {
		return a, err
	}
	b, err2 := s.Query(ctx, name, book.PaymentNumbers{TxnNo: number, RefundNo: refundNo})
	switch {
	case err != nil, err2 == nil && found(b.State):
		return b, err2
	case err2 != nil && book.CodeOf(err2) != channels.CodeNumber: // the half of an answer is none
		return book.PaymentAnswer{}, err2
	}
	if b.State == book.PaymentUnsigned {
		a.State = b.State
	}
	return a, nil
}

// found tells whether an answer is about a payment or refund that there is.
func found(s book.PaymentState) bool {
	return s != book.PaymentAbsent && s != book.PaymentUnsigned
}

// QueryChannel asks the connections that serve a channel, one after the other, until
// one knows the payment or refund: an order of the shop may be paid anywhere. The
// answer is book.PaymentAbsent only where all of them were asked and none knows it, and
// book.PaymentUnsigned where one of these cannot be believed.
// Problem "query_no_connection" where none serves the channel.
func (s *Service) QueryChannel(ctx context.Context, ch book.Channel, n book.PaymentNumbers) (book.PaymentAnswer, error) {
	serving, err := s.Serving(ctx, ch)
	if err != nil {
		return book.PaymentAnswer{}, err
	}
	var absent book.PaymentAnswer
	var failed error
	for _, c := range serving {
		a, err := s.query(ctx, c, n)
		switch {
		case ctx.Err() != nil:
			return book.PaymentAnswer{}, ctx.Err()
		case err != nil && failed == nil:
			failed = err
		case err == nil && found(a.State):
			return a, nil
		case err == nil && absent.State == "":
			absent = a
		case err == nil:
			absent.Connection += ", " + a.Connection
			if a.State == book.PaymentUnsigned {
				absent.State = a.State
			}
		}
	}
	switch {
	case failed != nil:
		return book.PaymentAnswer{}, failed
	case absent.State == "":
		return absent, &book.Problem{Code: "query_no_connection", Args: []string{ch.Name}}
	}
	return absent, nil
}

// QueryEntry asks about a row of a channel, a payment or refund or an order of the shop,
// with where it came from. Problem "query_kind" for any other row: a movement of a
// wallet goes by other numbers. Other problems as of QueryChannel.
func (s *Service) QueryEntry(ctx context.Context, ch book.Channel, e *book.Entry, from book.EntrySource) (book.PaymentAnswer, error) {
	if ch.Role != book.RoleOrders && ch.Role != book.RolePayments || e.Kind != book.KindOrder && e.Kind != book.KindPayment && e.Kind != book.KindRefund {
		return book.PaymentAnswer{}, &book.Problem{Code: "query_kind"}
	}
	n := NumbersOf(e, from)
	a, err := s.QueryChannel(ctx, ch, n)
	if err != nil || e.Kind != book.KindRefund || n.RefundNo != "" || a.State != book.PaymentPaid {
		return a, err
	}
	// A shop's refund has no number, and Alipay says of a payment that went back in part
	// that it is paid. A refund that was asked for without a number has the order's.
	// https://opendocs.alipay.com/open/028sma
	back, err := s.Query(ctx, a.Connection, book.PaymentNumbers{OrderNo: a.Numbers.OrderNo, RefundNo: a.Numbers.OrderNo})
	switch {
	case err != nil && book.CodeOf(err) != channels.CodeNumber && book.CodeOf(err) != "query_cannot":
		return book.PaymentAnswer{}, err
	case err == nil && found(back.State):
		return back, nil
	}
	return a, nil
}

// Serving lists the connections whose provider may know the rows of a channel: those of
// its account; where the account is not known, those of its provider; for a shop's
// orders, all that can be asked for a payment.
func (s *Service) Serving(ctx context.Context, ch book.Channel) ([]book.Connection, error) {
	all, err := s.book.Connections(ctx)
	if err != nil {
		return nil, err
	}
	var out []book.Connection
	for _, c := range all {
		if serves(&c, &ch) {
			out = append(out, c)
		}
	}
	return out, nil
}

func serves(c *book.Connection, ch *book.Channel) bool {
	switch {
	case ch.Role == book.RoleOrders:
		return takesOrderNo(c.Provider)
	case c.Provider != ch.Provider:
		return false
	}
	account := c.Fields[accountNumber]
	if c.Provider == "wechatpay" {
		account = c.Fields["mch_id"]
	}
	return account == "" || ch.Account == "" || book.MayBeAccount(account, ch.Account)
}

// takesOrderNo tells whether a provider finds a payment by the merchant's number; PayPal and Stripe do not.
func takesOrderNo(provider string) bool { return provider == "alipay" || provider == "wechatpay" }

// refundColumn is where WeChat Pay's bill has the merchant's number of a refund, the
// only one that it can be asked by; an entry keeps WeChat Pay's own.
const refundColumn = "商户退款单号"

// NumbersOf are the numbers by which a provider is asked about an entry, with the row
// that it came from. Only a refund has a RefundNo.
func NumbersOf(e *book.Entry, from book.EntrySource) book.PaymentNumbers {
	n := book.PaymentNumbers{OrderNo: e.OrderNo, TxnNo: e.TxnNo}
	if e.Kind != book.KindRefund {
		return n
	}
	n.RefundNo = e.RefundNo
	for i, column := range from.Columns {
		if column == refundColumn && i < len(from.Cells) {
			if no := strings.Trim(from.Cells[i], "`\t "); no != "" {
				n.RefundNo = no
			}
		}
	}
	return n
}

func (s *Service) query(ctx context.Context, c book.Connection, n book.PaymentNumbers) (a book.PaymentAnswer, err error) {
	for _, no := range []*string{&n.OrderNo, &n.TxnNo, &n.RefundNo} {
		*no = strings.TrimSpace(*no)
		if len(*no) > longestNumber || strings.ContainsFunc(*no, unicode.IsControl) {
			return a, &book.Problem{Code: "query_text", Args: []string{channels.Short(*no)}}
		}
	}
	err = s.client(ctx, c, func(_ channels.Driver, client channels.Client) (err error) {
		if n.RefundNo != "" {
			if q, can := client.(channels.RefundQuerier); can {
				a, err = q.QueryRefund(ctx, n)
				return err
			}
		} else if q, can := client.(channels.OrderQuerier); can {
			a, err = q.QueryOrder(ctx, n)
			return err
		}
		return &book.Problem{Code: "query_cannot", Args: []string{c.Name}}
	})
	if err != nil {
		return book.PaymentAnswer{}, asked(ctx, err)
	}
	a.Connection, a.Provider, a.Asked = c.Name, c.Provider, s.now()
	return a, nil
}

// asked is the error of a question that failed: where it was called off, that alone.
func asked(ctx context.Context, err error) error {
	if ctx.Err() != nil && !errors.Is(err, ctx.Err()) {
		return ctx.Err()
	}
	return err
}
