package pos

import (
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// The columns of 拉卡拉's list of withdrawals (DW).
const (
	dwMerchant bill.Field = iota
	dwDay
	dwNumber
	dwAmount
	dwFee
	dwState
)

func withdrawals() bill.Format {
	return &bill.Table{
		ID:     "pos.withdrawals",
		Source: book.Source{Provider: provider, Stream: "account", Role: book.RoleWallet},
		Columns: []bill.Column{
			dwMerchant: {Names: []string{"商户编号", "商户号"}, Need: true},
			dwDay:      {Names: []string{"提现日期", "提现时间"}, Need: true},
			dwNumber:   {Names: []string{"提现流水号"}, Need: true},
			dwAmount:   {Names: []string{"提现金额"}, Need: true},
			dwFee:      {Names: []string{"手续费", "提现手续费"}},
			dwState:    {Names: []string{"状态", "提现状态"}, Need: true},
		},
		OneLine: true, Keys: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) { return &dwRows{b.Summary}, nil },
	}
}

type dwRows struct{ sum *bill.Summary }

// Foot takes totals and remarks.
func (d *dwRows) Foot(cells []string, _ int) bool { return bill.Totals(cells) }

// CodeState refuses a row in a state that is not known. A: the state.
const CodeState = "unknown_state"

// dwStates are the states of a withdrawal. Of the numbers only that of one that
// was paid has been seen.
var dwStates = map[string]book.Status{
	"1": book.StatusPaid, "成功": book.StatusPaid, "提现成功": book.StatusPaid, "失败": book.StatusFailed, "提现失败": book.StatusFailed,
	"处理中": book.StatusProcessing, "提现中": book.StatusProcessing,
}

// Row reads a withdrawal, and its fee as an entry beside: the list does not say
// whether the fee was taken from what was paid out, and the bank will show it.
func (d *dwRows) Row(r *bill.Record) {
	for _, f := range [...]bill.Field{dwDay, dwNumber, dwAmount} {
		r.Need(f)
	}
	switch no := r.ID(dwMerchant); d.sum.Source.Account {
	case "":
		d.sum.Source.Account = no
	case no:
	default:
		r.Fail(CodeOtherMerchant, dwMerchant, no, d.sum.Source.Account)
	}
	state, ok := dwStates[r.Text(dwState)]
	if !ok {
		r.Fail(CodeState, dwState, r.Text(dwState))
	}
	no, sum, cost := r.ID(dwNumber), r.Amount(dwAmount), r.Amount(dwFee)
	if sum < 0 || cost < 0 {
		r.Fail(bill.CodeSigns, dwAmount, strings.Join([]string{r.Text(dwAmount), r.Text(dwFee)}, " "))
	}
	d.add(r, book.KindWithdrawal, no, -sum, state)
	if cost != 0 {
		d.add(r, book.KindFee, no, -cost, state)
	}
}

func (d *dwRows) add(r *bill.Record, k book.Kind, no string, sum book.Minor, state book.Status) {
	e := r.Add(k, no)
	e.TxnNo, e.Status = no, state
	e.At = r.Time(dwDay)
	e.Day = bill.DayOf(e.At)
	e.Gross, e.Amount = sum, sum
}

// sameDay knows 拉卡拉's list of payouts of the same day (D0), to refuse it.
func sameDay() bill.Format {
	return &bill.Table{
		ID:     "pos.same_day",
		Source: book.Source{Provider: provider, Stream: "trade", Role: book.RolePayments},
		Columns: []bill.Column{
			{Names: []string{"拉卡拉流水号"}, Need: true},
			{Names: []string{"d0手续费"}, Need: true},
		},
		Begin: func(bill.Beginning) (bill.Decoder, error) { return nil, &book.Problem{Code: CodeSameDay} },
	}
}

// CodeSameDay refuses a list of payouts of the same day: the transactions stand in
// another list, and its further fee shows at the bank.
const CodeSameDay = "pos_same_day"
