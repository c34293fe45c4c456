package report

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/assets"
)

var printed = time.Date(2025, 11, 3, 9, 30, 0, 0, book.Shanghai)

func newText(t testing.TB, locale string) *assets.Text {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// october is a month of a shop with five channels, invented so that its parts add up.
func october() Figures {
	payments := func(id book.ChannelID, name string) book.Channel {
		return book.Channel{ID: id, Name: name, Role: book.RolePayments, Currency: book.CNY}
	}
	f := Figures{RefundWarn: decimal.New(10, -2), MonthFigures: book.MonthFigures{
		Book: "西街小馆", Period: book.Month(2025, 10), AsOf: book.NewDay(2025, 10, 31),
		ChainHead: "9f2c4e81b7a05d3366e1c8f0a94b27d15c3e7f8899aabbccddeeff0011223344", ChainLen: 1284, ChainOK: true,
		Gaps: []book.Gap{{Channel: "拉卡拉 POS", Period: book.Period{From: book.NewDay(2025, 10, 12), To: book.NewDay(2025, 10, 13)}}},
	}}
	days := map[book.Day]*book.DayFigures{}
	channels := []book.ChannelFigures{
		{Channel: payments(1, "微信支付"), Currency: book.CNY},
		{Channel: payments(2, "支付宝"), Currency: book.CNY},
		{Channel: payments(3, "拉卡拉 POS"), Currency: book.CNY},
	}
	for i := range channels {
		c := &channels[i]
		for d := f.Period.From; d <= f.Period.To; d++ {
			// Sales rise to the weekend; a little noise without chance.
			rows := 150 + 120*int((d.Weekday()+6)%7)/(i+1) + int(d*7919%61)
			sales := book.Minor(rows) * book.Minor(3150+int(d)*104729%900)
			refunds := -sales * book.Minor(10+int(d)%30) / 1000
			fees := (sales + refunds) * 6 / 1000
			net := sales + refunds - fees
			day := days[d]
			if day == nil {
				day = &book.DayFigures{Day: d, Currency: book.CNY}
				days[d] = day
			}
			c.Sales, c.Refunds, c.Fees, c.Net = c.Sales+sales, c.Refunds+refunds, c.Fees+fees, c.Net+net
			c.SaleRows, c.RefRows = c.SaleRows+rows, c.RefRows+rows/40
			day.Sales, day.Refunds, day.Fees, day.Net = day.Sales+sales, day.Refunds+refunds, day.Fees+fees, day.Net+net
			day.SaleRows, day.RefRows = day.SaleRows+rows, day.RefRows+rows/40
			switch {
			case d >= book.NewDay(2025, 10, 31):
				c.Transit += net
			case i == 2 && d == book.NewDay(2025, 10, 24):
				c.Late += net
				day.Late += net
			default:
				c.Arrived += net
				day.Arrived += net
			}
		}
		c.Rows, c.Matched = c.SaleRows+c.RefRows, c.SaleRows+c.RefRows-i*3-1
	}
	orders := book.Channel{ID: 4, Name: "店铺订单", Role: book.RoleOrders, Currency: book.CNY}
	wallet := book.Channel{ID: 5, Name: "支付宝账户", Role: book.RoleWallet, Currency: book.CNY}
	f.Channels = append(channels,
		book.ChannelFigures{Channel: orders, Currency: book.CNY, Rows: 26000, Matched: 25991},
		book.ChannelFigures{Channel: wallet, Currency: book.CNY, Balance: 12_345_67})
	for d := f.Period.From; d <= f.Period.To; d++ {
		f.Days = append(f.Days, *days[d])
		f.Matching = append(f.Matching, Matching{book.Period{From: d, To: d}, days[d].SaleRows, days[d].SaleRows - int(d)%4})
	}
	for i, c := range f.Channels[:3] {
		f.Due = append(f.Due, Due{book.NewDay(2025, 11, 3+i), book.CNY, c.Transit})
	}
	f.Ages = []Age{
		{Currency: book.CNY, From: 0, To: 1, InTransit: f.Channels[0].Transit + f.Channels[1].Transit + f.Channels[2].Transit},
		{Currency: book.CNY, From: 2, To: 3}, {Currency: book.CNY, From: 4, To: 7, Late: f.Channels[2].Late}, {Currency: book.CNY, From: 8, To: -1},
	}
	f.Bank = []book.BankFigures{{
		Channel: book.Channel{ID: 6, Name: "工商银行 尾号 8812", Role: book.RoleBank}, Currency: book.CNY,
		Credits: 98_765_432_10, CreditRows: 92, Explained: 98_700_000_10, Debits: -3_210_00, DebitRows: 4, Unexplained: 2,
	}}
	f.Exceptions = []book.ExceptionFigures{
		{Type: book.MissingPayment, Currency: book.CNY, Open: 3, Resolved: 5, Amount: 264_00},
		{Type: book.DuplicateCharge, Currency: book.CNY, Open: 1, Amount: 198_00},
		{Type: book.FeeMismatch, Currency: book.CNY, Resolved: 41},
		{Type: book.SettlementLate, Currency: book.CNY, Open: 1, Resolved: 2, Amount: 8_120_40},
		{Type: book.UnexplainedCredit, Currency: book.CNY, Open: 2, Amount: 65_432_00},
	}
	for i := range 7 {
		x := book.ExceptionLine{
			Exception: book.Exception{
				Type: book.ExceptionTypes[i*2], Channel: 1, Entry: book.EntryID(i + 1), Day: book.NewDay(2025, 10, 3+3*i),
				Expected: book.Minor(65_432_00 / (i + 1)), Currency: book.CNY, Age: 31 - 3 - 3*i,
			},
			ChannelName: []string{"微信支付", "店铺订单", "拉卡拉 POS"}[i%3],
			File:        []string{"wxpay_bill_2025-10-01_2025-10-31.zip!1600000001All2025-10.csv", "订单导出 10月.xlsx"}[i%2], Line: int32(1024 * (i + 1)),
			OrderNo: fmt.Sprintf("P2025%02d03%018d", 10, 88123*i), TxnNo: fmt.Sprintf("42000024%020d", 775_123_901*i),
		}
		if i == 4 { // the net of a day has no row
			x.Type, x.Entry, x.OrderNo, x.TxnNo, x.File = book.SettlementMissing, 0, "", "", ""
		}
		f.Worst = append(f.Worst, x)
	}
	return f
}

// emptyMonth is one in which nothing happened.
func emptyMonth() Figures {
	return Figures{MonthFigures: book.MonthFigures{Book: "西街小馆", Period: book.Month(2025, 2)}}
}

// over repeats october's days over a longer period, as a quarter's and a year's have them.
func over(p book.Period) Figures {
	f := october()
	month := f.Days
	f.Period, f.Days, f.Matching = p, nil, nil
	for d := p.From; d <= p.To; d++ {
		day := month[int(d-p.From)%len(month)]
		day.Day = d
		f.Days = append(f.Days, day)
	}
	for _, step := range Steps(p, StepOf(p)) {
		f.Matching = append(f.Matching, Matching{step, 1000, 1000 - int(step.From)%9})
	}
	return f
}

func quarter() Figures {
	return over(book.Period{From: book.NewDay(2025, 10, 1), To: book.NewDay(2025, 12, 31)})
}

func year() Figures {
	return over(book.Period{From: book.NewDay(2025, 1, 1), To: book.NewDay(2025, 12, 31)})
}
