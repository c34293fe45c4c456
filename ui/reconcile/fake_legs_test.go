package reconcile

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/review"
)

const bankLedger = book.Leg("建行对公~总账")

// ledgers is a desk of a bank statement and a ledger without common numbers.
func ledgers() *desk {
	d := &desk{lines: map[book.EntryID]book.EntryLine{}, declined: map[[2]book.EntryID]bool{}, own: []book.Leg{bankLedger}}
	bank := func(id book.EntryID, day int, who, memo, no string, amount book.Minor) {
		on := october.From + book.Day(day-1)
		d.lines[id] = book.EntryLine{Entry: book.Entry{ID: id, Channel: 3, Line: int32(id - 280), Kind: book.KindDeposit, Day: on, TxnNo: no, Memo: memo,
			Counterparty: who, At: book.At(on.Time().Add(2*time.Hour), book.PrecisionSecond), Amount: amount, Gross: amount, Currency: book.CNY},
			ChannelName: "建行对公", Role: book.RoleBank, File: "建行流水.csv"}
	}
	entry := func(id book.EntryID, day int, who, memo, no string, amount book.Minor) {
		on := october.From + book.Day(day-1)
		d.lines[id] = book.EntryLine{Entry: book.Entry{ID: id, Channel: 4, Line: int32(id - 380), Kind: book.KindOther, Day: on, TxnNo: no, Memo: memo,
			Counterparty: who, At: book.At(on.Time(), book.PrecisionDay), Amount: amount, Gross: amount, Currency: book.CNY},
			ChannelName: "总账", Role: book.RoleLedger, File: "总账2025.xlsx"}
	}
	bank(301, 8, "杭州云岭茶业有限公司", "货款 9 月", "0099817732", 1_280_000)
	bank(302, 9, "王建国", "十月房租", "0099817790", -650_000)
	bank(303, 10, "", "代发工资", "0099817801", -2_315_000)
	bank(304, 13, "浙江省电力有限公司杭州供电公司", "电费代扣 户号 3301220987", "0099818005", -43_217)
	entry(401, 10, "云岭茶业", "收货款", "记-0031", 1_280_000)
	entry(402, 10, "王建国", "付 10 月房租", "记-0032", -650_000)
	entry(403, 15, "国网杭州供电", "付电费", "记-0040", -43_217)
	entry(404, 15, "西街物业", "垃圾清运费", "记-0041", -18_000)
	d.reasons = map[book.EntryID]book.OpenReason{301: book.OpenSuggested, 304: book.OpenSuggested, 401: book.OpenSuggested, 403: book.OpenSuggested}
	d.classes = map[book.EntryID]review.Classified{
		302: {Class: book.ClassRent, Lesson: &book.Lesson{Kind: book.LessonClass, Leg: book.LegPayouts, Subject: "王建国", Value: string(book.ClassRent), For: 3, Against: 1}},
		303: {Class: book.ClassSalary},
		301: {Class: book.ClassGoods, Owner: true},
		304: {Class: book.ClassUtilities},
	}
	d.evidence = []book.Fact{{Code: "amount_equal", Args: []string{"12800.00"}}, {Code: "name_like", Args: []string{"云岭茶业"}}, {Code: "later_days", Args: []string{"2"}}}
	return d
}

func (d *desk) Settings(context.Context) (review.Settings, error) {
	s := review.DefaultSettings()
	if d.limit != 0 {
		s.WriteOffLimit = d.limit
	}
	return s, d.err
}

func (d *desk) Legs(context.Context) ([]book.Leg, error) {
	return append([]book.Leg{book.LegSales, book.LegPayouts}, d.own...), d.err
}

func (d *desk) PickLeg(ctx context.Context, left, right string) (book.Leg, *book.RunReceipt, error) {
	leg := book.PickedLeg(left, right)
	d.calls = append(d.calls, "pick "+string(leg))
	if err := ctx.Err(); err != nil {
		return leg, nil, err
	}
	if d.err == nil {
		d.own = append(d.own, leg)
	}
	return leg, &book.RunReceipt{Leg: leg, Matched: 6, Suggested: 2}, d.err
}

func (d *desk) DropLeg(_ context.Context, leg book.Leg) error {
	d.calls = append(d.calls, "drop "+string(leg))
	d.own = slices.DeleteFunc(d.own, func(l book.Leg) bool { return l == leg })
	return d.err
}

func (d *desk) Classes(_ context.Context, ids []book.EntryID) (map[book.EntryID]review.Classified, error) {
	out := map[book.EntryID]review.Classified{}
	for _, id := range ids {
		if c, ok := d.classes[id]; ok {
			out[id] = c
		}
	}
	return out, d.err
}

func (d *desk) Classify(_ context.Context, ids []book.EntryID, class book.Class) (book.Decision, error) {
	x, err := d.decide(book.Decision{Action: book.Classify, Leg: book.LegPayouts, Right: ids, Class: class})
	d.calls = append(d.calls, fmt.Sprintf("classify %v %s", ids, class))
	if d.classes == nil {
		d.classes = map[book.EntryID]review.Classified{}
	}
	for _, id := range ids {
		d.classes[id] = review.Classified{Class: class, Owner: true}
	}
	return x, err
}
