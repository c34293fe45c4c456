package alipay

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	sdk "github.com/smartwalle/alipay/v3"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

const (
	pageSize  = 2000 // the most that Alipay gives
	mostPages = 100  // 200,000 movements: more than any day has
)

// ReadToday lists what moved in the account, page by page. The span's end stays the
// same over the pages, so that what happens meanwhile shifts none.
// https://opendocs.alipay.com/open/029p6h
//
// These are no rows of the bill. Alipay says of the type of a movement that it is for
// reference only (it writes "交易" where the bill says "在线支付"), of the balance that
// it may jump, of the memo that nothing may be reconciled by it, and does not say
// whose account it is: kind and account are a part of a row's identity, so that
// tomorrow's bill would bring the same movements a second time.
func (c *client) ReadToday(ctx context.Context, from, to time.Time) ([]book.WalletMove, error) {
	ask := sdk.BillAccountLogQuery{StartTime: stamp(from), EndTime: stamp(to), PageSize: strconv.Itoa(pageSize)}
	var all []book.WalletMove
	seen := map[string]bool{}
	for page := 1; page <= mostPages; page++ {
		ask.PageNo = strconv.Itoa(page)
		rsp, err := called(ctx, func() (*sdk.BillAccountLogQueryRsp, error) { return c.sdk.BillAccountLogQuery(ctx, ask) },
			func(r *sdk.BillAccountLogQueryRsp) *sdk.Error { return &r.Error })
		if err != nil {
			return nil, err
		}
		total, err := strconv.Atoi(rsp.TotalSize)
		if err != nil || rsp.PageNo != "" && rsp.PageNo != ask.PageNo { // a page twice is a page that is missing
			return nil, unexpected("a page that is not the one asked for")
		}
		for _, x := range rsp.DetailList {
			m, err := move(x)
			if err != nil {
				return nil, err
			}
			if !seen[m.No] {
				seen[m.No] = true
				all = append(all, m)
			}
		}
		switch {
		case len(all) >= total:
			return all, nil
		case len(rsp.DetailList) == 0:
			return nil, unexpected("fewer movements than it says")
		}
	}
	return nil, unexpected("more movements than any day has")
}

// stamp writes a moment as Alipay does.
func stamp(t time.Time) string { return t.In(channels.China()).Format(time.DateTime) }

// move reads a movement. Its direction tells the sign, whatever the amount's is.
func move(x *sdk.AccountLogItem) (m book.WalletMove, err error) {
	if x == nil || x.AccountLogId == "" {
		return m, unexpected("a movement without a number")
	}
	m = book.WalletMove{No: x.AccountLogId, TxnNo: x.AliPayOrderNo, OrderNo: x.MerchantOrderNo, RefundNo: x.MerchantOutRefundNo, At: moment(x.TransDt),
		Type: channels.Short(x.Type), Counterparty: channels.Short(x.OtherAccount), Memo: channels.Short(x.TransMemo)}
	if m.Amount, err = yuan(x.TransAmount); err != nil {
		return m, err
	}
	switch m.Amount.Minor = m.Amount.Minor.Abs(); strings.TrimSpace(x.Direction) {
	case "收入":
	case "支出":
		m.Amount.Minor = -m.Amount.Minor
	default:
		return m, &book.Problem{Code: channels.CodeUnexpected, Args: []string{channels.Short(x.Direction)}, Err: errors.New("a movement neither in nor out")}
	}
	if m.At.IsZero() {
		return m, unexpected("a movement without a time")
	}
	if x.Balance != "" {
		m.Balance, err = yuan(x.Balance)
	}
	return m, err
}
