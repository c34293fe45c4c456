package reconcile

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/learn"
)

// channel adds a channel to the shop and returns its id.
func (s *shop) channel(role book.Role, provider, account string) book.ChannelID {
	id := book.ChannelID(len(s.p.Channels) + 1)
	s.p.Channels = append(s.p.Channels, book.Channel{ID: id, Role: role, Provider: provider, Account: account})
	s.covers(id, day1-5, day1+25)
	return id
}

// sold adds a payment at noon of a day.
func (s *shop) sold(c book.ChannelID, d book.Day, amount book.Minor, more ...func(*book.Row)) book.EntryID {
	return s.add(c, book.KindPayment, "", d, "12:00:00", amount, more...)
}

// said adds a credit of a party with a memo.
func (s *shop) said(d book.Day, amount book.Minor, party, text string) book.EntryID {
	return s.add(bank, book.KindDeposit, "", d, "10:00:00", amount, func(r *book.Row) { r.Text = &book.RowText{Counterparty: party, Memo: text} })
}

func batching(number string) func(*book.Row) {
	return func(r *book.Row) { r.Text = &book.RowText{Batching: number} }
}

func dollars(r *book.Row) { r.Currency = "USD" }

func TestPayoutsByBatch(t *testing.T) {
	tablePayouts(t, map[string]payCase{
		"two batches of a day": {func(s *shop) {
			s.sold(terminal, day1, 50000, batching("B2025101301"))
			s.sold(terminal, day1, 30000, batching("B2025101302"))
			s.sold(terminal, day1, 20000, batching("B2025101301"))
			s.credit(day1+1, 30000, "拉卡拉 批次号 B2025101302")
			s.credit(day1+2, 70000, "拉卡拉 批次号 B2025101301")
		}, []string{"auto batch [2]~[4]", "auto batch [1 3]~[5]"}},
		"a batch over midnight, paid late": {func(s *shop) {
			s.sold(terminal, day1, 50000, batching("20251013001"))
			s.sold(terminal, day1+1, 30000, batching("20251013001"))
			s.sold(terminal, day1+1, 30000, batching("20251013002"))
			s.credit(day1+20, 80000, "银联商务 批次号20251013001")
		}, []string{"auto batch [1 2]~[4]", "open 3 in_transit"}},
		"in two credits": {func(s *shop) {
			s.sold(terminal, day1, 50000, batching("20251013001"))
			s.credit(day1+1, 20000, "拉卡拉 批次号20251013001")
			s.credit(day1+1, 30000, "拉卡拉 批次号20251013001")
		}, []string{"auto batch [1]~[2 3]"}},
		"less a fee that the text names": {func(s *shop) {
			s.sold(terminal, day1, 50000, batching("20251013001"))
			s.credit(day1+1, 49700, "拉卡拉 批次号20251013001 手续费3.00")
		}, []string{"auto batch [1]~[2]"}},
		"a number paid twice": {func(s *shop) {
			s.sold(terminal, day1, 50000, batching("20251013001"))
			s.sold(terminal, day1, 777)
			s.credit(day1+1, 50000, "拉卡拉 批次号20251013001")
			s.credit(day1+2, 50000, "拉卡拉 批次号20251013001")
		}, []string{"auto batch [1]~[3]", "open 2 in_transit", "! unexplained_credit 4/0 0->50000", "open 4 exception"}},
		"short": {func(s *shop) {
			s.sold(terminal, day1, 50000, batching("20251013001"))
			s.credit(day1+1, 40000, "拉卡拉 批次号20251013001")
		}, []string{"auto batch [1]~[2]", "! settlement_short 0/2 50000->40000"}},
		"two of a day, both short": {func(s *shop) {
			s.sold(terminal, day1, 60000, batching("20251013001"))
			s.sold(terminal, day1, 40000, batching("20251013002"))
			s.sold(terminal, day1, 30000, batching("20251013003"))
			s.credit(day1+1, 59000, "拉卡拉 批次号20251013001")
			s.credit(day1+1, 38000, "拉卡拉 批次号20251013002")
			s.credit(day1+1, 30000, "拉卡拉 批次号20251013003")
		}, []string{"auto batch [1]~[4]", "auto batch [2]~[5]", "auto batch [3]~[6]", "! settlement_short 0/4 130000->127000"}},
		"one short, one not there yet": {func(s *shop) {
			s.sold(terminal, day1, 60000, batching("20251013001"))
			s.sold(terminal, day1, 40000, batching("20251013002"))
			s.credit(day1+1, 59000, "拉卡拉 批次号20251013001")
		}, []string{"auto batch [1]~[3]", "open 2 in_transit", "! settlement_short 0/3 60000->59000"}},
		"a terminal's counter is no proof of a difference": {func(s *shop) {
			s.sold(terminal, day1, 50000, batching("000123"))
			s.credit(day1+1, 30000, "拉卡拉 批次号000123")
		}, []string{"! unexplained_credit 2/0 0->30000", "open 1 in_transit", "open 2 exception"}},
	})
}

func TestPayoutsOfDaysTogether(t *testing.T) {
	tablePayouts(t, map[string]payCase{
		"a long holiday and the day before it": {func(s *shop) {
			eve := book.NewDay(2025, 9, 30)
			for k := range book.Day(9) {
				s.sold(weChat, eve+k, book.Minor(10000+100*k))
			}
			s.credit(eve+9, 9*10000+100*36, "财付通")
		}, []string{"auto day_net [1 2 3 4 5 6 7 8 9]~[10]"}},
		"a late payout over a long holiday": {func(s *shop) {
			eve := book.NewDay(2025, 9, 30)
			s.sold(weChat, eve, 10000)
			s.credit(eve+18, 10000, "财付通")
		}, []string{"auto day_net [1]~[2]"}},
		"the days that the text names, of runs that add up alike": {func(s *shop) {
			for k := range book.Day(4) {
				s.sold(weChat, day1+k, 10000)
			}
			s.credit(day1+4, 20000, "财付通 20251013-20251014 商户结算款")
		}, []string{"auto day_net [1 2]~[5]", "open 3 in_transit", "open 4 in_transit"}},
		"of two accounts the one that the text names": {func(s *shop) {
			a, b := s.channel(book.RolePayments, "wechatpay", "1600000001"), s.channel(book.RolePayments, "wechatpay", "1600000002")
			s.sold(a, day1, 10000)
			s.sold(b, day1, 10000)
			s.credit(day1+1, 10000, "财付通 商户号1600000002 商户结算款")
		}, []string{"auto day_net [2]~[3]", "open 1 in_transit"}},
		"of two accounts neither is named": {func(s *shop) {
			a, b := s.channel(book.RolePayments, "wechatpay", "1600000001"), s.channel(book.RolePayments, "wechatpay", "1600000002")
			s.sold(a, day1, 10000)
			s.sold(b, day1, 10000)
			s.credit(day1+1, 10000, "财付通 商户结算款")
		}, []string{"suggested day_net [1]~[3]", "! ambiguous 3/1 10000->10000", "open 1 suggested", "open 2 in_transit", "open 3 suggested"}},
	})
}

func TestPayoutsInParts(t *testing.T) {
	tablePayouts(t, map[string]payCase{
		"a day in three credits": {func(s *shop) {
			s.sold(weChat, day1, 812040)
			for _, part := range []book.Minor{500000, 300000, 12040} {
				s.credit(day1+1, part, "财付通")
			}
		}, []string{"auto day_net [1]~[2 3 4]"}},
		"two days in two credits cut elsewhere": {func(s *shop) {
			s.sold(weChat, day1, 500000)
			s.sold(weChat, day1+1, 400000)
			s.credit(day1+2, 770000, "财付通")
			s.credit(day1+2, 130000, "财付通")
		}, []string{"auto day_net [1 2]~[3 4]"}},
		"two ways to cut it": {func(s *shop) {
			s.sold(weChat, day1, 500000)
			for _, part := range []book.Minor{300000, 200000, 200000} {
				s.credit(day1+1, part, "财付通")
			}
		}, []string{"suggested day_net [1]~[2 3]", "! ambiguous 2/1 300000->300000", "open 1 suggested", "open 2 suggested", "open 3 suggested",
			"! unexplained_credit 4/0 0->200000", "open 4 exception"}},
		"credits that name nobody are no parts": {func(s *shop) {
			s.sold(weChat, day1, 500000)
			s.credit(day1+1, 300000, "转账")
			s.credit(day1+1, 200000, "转账")
		}, []string{"! unexplained_credit 2/0 0->300000", "! unexplained_credit 3/0 0->200000", "open 1 in_transit", "open 2 exception", "open 3 exception"}},
	})
}

func TestPayoutsLessSomething(t *testing.T) {
	tablePayouts(t, map[string]payCase{
		"a fee that the text names": {func(s *shop) {
			s.sold(weChat, day1, 500000)
			s.credit(day1+1, 499679, "财付通 商户结算款 扣手续费3.21")
		}, []string{"auto day_net [1]~[2]"}},
		"another day's refunds, with a paid day between": {func(s *shop) {
			s.sold(weChat, day1, 500000)
			s.sold(weChat, day1+1, 300000)
			s.add(weChat, book.KindRefund, "", day1+2, "12:00:00", -40000)
			s.credit(day1+2, 300000, "财付通")
			s.credit(day1+3, 460000, "财付通")
		}, []string{"auto day_net [2]~[4]", "auto day_net [1 3]~[5]"}},
	})
}

func TestPayoutsBySum(t *testing.T) {
	tablePayouts(t, map[string]payCase{
		"days apart": {func(s *shop) {
			for k, net := range []book.Minor{512040, 300000, 431177, 200313} {
				s.sold(weChat, day1+book.Day(k), net)
			}
			s.credit(day1+2, 300000, "财付通")
			s.credit(day1+5, 512040+200313, "财付通")
		}, []string{"auto day_net [2]~[5]", "auto sum [1 4]~[6]", "open 3 in_transit"}},
		"two solutions": {func(s *shop) {
			for k, net := range []book.Minor{500000, 111, 300000, 222, 400000, 333, 200000} {
				s.sold(weChat, day1+book.Day(k), net)
				if net < 1000 {
					s.credit(day1+book.Day(k), net, "财付通")
				}
			}
			s.credit(day1+7, 700000, "财付通")
		}, []string{"auto day_net [2]~[3]", "auto day_net [5]~[6]", "auto day_net [8]~[9]", "suggested sum [4 7]~[11]", "! ambiguous 11/4 700000->700000",
			"open 1 in_transit", "open 10 in_transit", "open 11 suggested", "open 4 suggested", "open 7 suggested"}},
		"so small that it may be chance": {func(s *shop) {
			for k, net := range []book.Minor{5120, 3000, 4311, 2003} {
				s.sold(weChat, day1+book.Day(k), net)
			}
			s.credit(day1+2, 3000, "财付通")
			s.credit(day1+5, 5120+2003, "财付通")
		}, []string{"auto day_net [2]~[5]", "suggested sum [1 4]~[6]", "open 1 suggested", "open 3 in_transit", "open 4 suggested", "open 6 suggested"}},
	})
}

func TestPayoutsCutOtherwise(t *testing.T) {
	var byTerminal, byCutoff []string
	for k := range 6 {
		byTerminal = append(byTerminal, fmt.Sprintf("auto day_net [%d]~[%d]", 4*k+1, 4*k+3), fmt.Sprintf("auto day_net [%d]~[%d]", 4*k+2, 4*k+4))
	}
	for k := range 7 { // each day's late row is paid with the next day's
		if k == 0 {
			byCutoff = append(byCutoff, "auto day_net [1]~[3]")
			continue
		}
		byCutoff = append(byCutoff, fmt.Sprintf("auto day_net [%d %d]~[%d]", 3*k-1, 3*k+1, 3*k+3))
	}
	byCutoff = append(byCutoff, "open 20 in_transit")
	tablePayouts(t, map[string]payCase{
		"each terminal by itself": {func(s *shop) {
			for k := range book.Day(6) {
				s.sold(terminal, day1+k, book.Minor(50000+k*777), swiped("T1", ""))
				s.sold(terminal, day1+k, book.Minor(30000+k*999), swiped("T2", ""))
				s.credit(day1+k+1, book.Minor(50000+k*777), "拉卡拉")
				s.credit(day1+k+1, book.Minor(30000+k*999), "拉卡拉")
			}
		}, byTerminal},
		"a day that ends at eleven": {func(s *shop) {
			late := book.Minor(0)
			for k := range book.Day(7) {
				s.sold(weChat, day1+k, book.Minor(50000+k*777))
				s.add(weChat, book.KindPayment, "", day1+k, "23:30:00", book.Minor(3000+k*111))
				s.credit(day1+k+1, book.Minor(50000+k*777)+late, "财付通")
				late = book.Minor(3000 + k*111)
			}
		}, byCutoff},
	})
}

func TestPayoutsCutOtherwiseTellsSettlements(t *testing.T) {
	s := newShop()
	for k := range book.Day(6) {
		s.sold(terminal, day1+k, book.Minor(50000+k*777), swiped("T1", ""))
		s.sold(terminal, day1+k, book.Minor(30000+k*999), swiped("T2", ""))
		s.credit(day1+k+1, book.Minor(50000+k*777), "拉卡拉")
		if k != 3 {
			s.credit(day1+k+1, book.Minor(30000+k*999), "拉卡拉")
		}
	}
	open := 0
	for _, x := range s.solve(book.LegPayouts).settlements {
		if x.Terminal == "" {
			t.Errorf("no terminal: %+v", x)
		}
		if x.Arrived == 0 {
			open++
			if x.Terminal != "T2" || x.Day != day1+3 || x.Net != 30000+3*999 {
				t.Errorf("open: %+v", x)
			}
		}
	}
	if open != 1 {
		t.Errorf("%d open settlements", open)
	}
}

func TestPayoutsInOtherCurrencies(t *testing.T) {
	rates := func(s *shop, rates ...book.FXRate) { s.p.Rates = rates }
	rate := func(day book.Day, r string, source string) book.FXRate {
		return book.FXRate{From: "USD", To: "CNY", Day: day, Rate: decimal.RequireFromString(r), Source: source}
	}
	tablePayouts(t, map[string]payCase{
		"at the agreed rate": {func(s *shop) {
			paypal := s.channel(book.RoleWallet, "paypal", "p")
			rates(s, rate(day1-3, "7.10", book.RateMarket), rate(day1-3, "6.95", book.RateAgreed))
			s.add(paypal, book.KindWithdrawal, "", day1, "12:00:00", -100000, dollars)
			s.said(day1+2, 695000, "PayPal", "结汇")
		}, []string{"auto withdrawal [1]~[2]"}},
		"less than the agreed rate": {func(s *shop) {
			paypal := s.channel(book.RoleWallet, "paypal", "p")
			rates(s, rate(day1-3, "7.10", book.RateMarket), rate(day1-3, "6.95", book.RateAgreed))
			s.add(paypal, book.KindWithdrawal, "", day1, "12:00:00", -100000, dollars)
			s.said(day1+2, 690000, "PayPal", "结汇")
		}, []string{"auto withdrawal [1]~[2]", "! fx_difference 1/2 695000->690000"}},
		"the rate and amount that the bank names": {func(s *shop) {
			stripe := s.channel(book.RolePayments, "stripe", "s")
			s.sold(stripe, day1, 60000, dollars)
			s.sold(stripe, day1+1, 40000, dollars)
			s.said(day1+3, 712340, "境外汇款", "收汇USD1,000.00 汇率7.1234")
		}, []string{"auto day_net [1 2]~[3]"}},
		"nobody named": {func(s *shop) {
			stripe := s.channel(book.RolePayments, "stripe", "s")
			rates(s, rate(day1-3, "7.10", book.RateMarket))
			s.sold(stripe, day1, 60000, dollars)
			s.said(day1+3, 426000, "", "汇款")
		}, []string{"suggested day_net [1]~[2]", "open 1 suggested", "open 2 suggested"}},
		"far from any rate": {func(s *shop) {
			paypal := s.channel(book.RoleWallet, "paypal", "p")
			rates(s, rate(day1-3, "7.10", book.RateMarket))
			s.add(paypal, book.KindWithdrawal, "", day1, "12:00:00", -100000, dollars)
			s.said(day1+2, 600000, "PayPal", "结汇")
		}, []string{"! unexplained_credit 2/0 0->600000", "open 1 in_transit", "open 2 exception"}},
		"the one that leaves nothing over": {func(s *shop) {
			paypal := s.channel(book.RoleWallet, "paypal", "p")
			rates(s, rate(day1-3, "7.00", book.RateAgreed))
			s.add(paypal, book.KindWithdrawal, "", day1, "12:00:00", -100000, dollars)
			s.add(paypal, book.KindWithdrawal, "", day1, "13:00:00", -103000, dollars)
			s.said(day1+1, 721000, "PayPal", "")
		}, []string{"auto withdrawal [2]~[3]", "open 1 in_transit"}},
		"linked by hand, and worth more": {func(s *shop) {
			paypal := s.channel(book.RoleWallet, "paypal", "p")
			rates(s, rate(day1-3, "7.00", book.RateAgreed))
			w := s.add(paypal, book.KindWithdrawal, "", day1, "12:00:00", -100000, dollars)
			c := s.said(day1+1, 690000, "", "")
			s.p.Decisions = []book.Decision{{Action: book.Confirm, Left: []book.EntryID{w}, Right: []book.EntryID{c}}}
		}, []string{"confirmed manual [1]~[2]", "! fx_difference 1/2 700000->690000"}},
	})
}

func TestPayoutsKnowWhatLinesAre(t *testing.T) {
	tablePayouts(t, map[string]payCase{
		"a payer that decisions taught": {func(s *shop) {
			s.p.Lessons = []book.Lesson{{Kind: book.LessonPayer, Leg: book.LegPayouts, Subject: partyOf("杭州某某网络科技有限公司"), Channel: weChat}}
			s.sold(weChat, day1, 10000)
			s.sold(terminal, day1, 10000)
			s.said(day1+1, 10000, "杭州某某网络科技有限公司", "结算")
		}, []string{"auto day_net [1]~[3]", "open 2 in_transit"}},
		"a party that the owner classified": {func(s *shop) {
			s.p.Lessons = []book.Lesson{{Kind: book.LessonClass, Leg: book.LegPayouts, Subject: partyOf("宋知远"), Value: string(book.ClassGoods)}}
			s.said(day1+1, 10000, "宋知远", "转账")
		}, nil},
		"a memo that decisions classified": {func(s *shop) {
			line := book.Row{Text: &book.RowText{Counterparty: "某银行", Memo: "停车场分成收入"}, Day: day1}
			d := book.Decision{Action: book.Classify, Leg: book.LegPayouts, Class: book.ClassRent}
			s.p.Lessons = learn.From(book.LegPayouts, []learn.Case{{Decision: d, Right: []book.Row{line}}, {Decision: d, Right: []book.Row{line}}})
			s.said(day1+1, 10000, "某银行", "停车场分成收入")
			s.said(day1+1, 10000, "某银行", "转账")
		}, []string{"! unexplained_credit 2/0 0->10000", "open 2 exception"}},
		"a memo that decisions classified says nothing of other people's money": {func(s *shop) {
			s.p.Lessons = []book.Lesson{{Kind: book.LessonClass, Leg: book.LegPayouts, Subject: "memo:茶叶款", Value: string(book.ClassGoods)}}
			s.said(day1+1, 10000, "宋知远", "茶叶款")
			s.said(day1+1, 10000, "", "茶叶款")
		}, []string{"! unexplained_credit 1/0 0->10000", "open 1 exception"}},
		"a line that the owner classified": {func(s *shop) {
			c := s.said(day1+1, 10000, "宋知远", "转账")
			s.p.Decisions = []book.Decision{{Action: book.Classify, Leg: book.LegPayouts, Right: []book.EntryID{c}, Class: book.ClassRent}}
		}, nil},
		"interest that the owner calls a payout": {func(s *shop) {
			c := s.said(day1+1, 10000, "", "结息")
			s.sold(weChat, day1, 10000)
			s.p.Decisions = []book.Decision{{Action: book.Classify, Leg: book.LegPayouts, Right: []book.EntryID{c}, Class: book.ClassPayout}}
		}, []string{"auto day_net [2]~[1]"}},
		"a loan": {func(s *shop) { s.said(day1+1, 5000000, "某银行", "贷款发放") }, nil},
	})
}

func partyOf(name string) string {
	return read(&book.Row{Text: &book.RowText{Counterparty: name}, Day: day1}).Party
}

// payCase is rows of the payouts leg and what becomes of them.
type payCase struct {
	rows func(*shop)
	want []string
}

func tablePayouts(t *testing.T, cases map[string]payCase) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := newShop()
			c.rows(s)
			got := s.solve(book.LegPayouts)
			got.want(t, c.want...)
			for _, r := range s.rows {
				if got.rows[r.ID] != 1 {
					t.Errorf("row %d stands in %d outcomes", r.ID, got.rows[r.ID])
				}
			}
		})
	}
}

// The facts of a match, in order, make one sentence of it.
func TestPayoutsTellWhy(t *testing.T) {
	for name, c := range map[string]struct {
		rows func(*shop)
		want string
	}{
		"a day": {func(s *shop) {
			s.sold(weChat, day1, 812040)
			s.said(day1+1, 812040, "财付通", "20251013 商户结算款")
		}, "[{net_of_day [2025-10-13 8120.40]} {credited_after_days [1]} {memo_names [财付通]} {memo_day [2025-10-13]}]"},
		"days in parts": {func(s *shop) {
			s.sold(weChat, day1, 500000)
			s.sold(weChat, day1+1, 400000)
			s.credit(day1+2, 770000, "财付通")
			s.credit(day1+2, 130000, "财付通")
		}, "[{net_of_days [2025-10-13 2025-10-14 9000.00]} {credited_after_days [1]} {paid_in_parts [2]} {memo_names [财付通]}]"},
		"short": {func(s *shop) {
			s.sold(weChat, day1, 500000)
			s.credit(day1+1, 490000, "财付通")
		}, "[{net_of_day [2025-10-13 5000.00]} {amount_differs [-100.00]} {credited_after_days [1]} {memo_names [财付通]}]"},
		"dollars": {func(s *shop) {
			paypal := s.channel(book.RoleWallet, "paypal", "p")
			for day, r := range map[book.Day]int64{day1: 72, day1 + 2: 71} {
				s.p.Rates = append(s.p.Rates, book.FXRate{From: "USD", To: "CNY", Day: day, Rate: decimal.New(r, -1), Source: book.RateMarket})
			}
			s.p.Rates = append(s.p.Rates, book.FXRate{From: "USD", To: "CNY", Day: day1, Rate: decimal.New(695, -2), Source: book.RateAgreed})
			s.add(paypal, book.KindWithdrawal, "", day1, "12:00:00", -100000, dollars)
			s.credit(day1+2, 693000, "PayPal 手续费20.00")
		}, "[{withdrawal_of [2025-10-13 USD 1000.00]} {fx_booked [7200.00]} {fx_fee [-20.00]} {fx_spread [-150.00]} {fx_move [-100.00]} {credited_after_days [2]} {memo_names [PayPal 手续费20.00]}]"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShop()
			c.rows(s)
			got := s.solve(book.LegPayouts).matches
			if len(got) != 1 || fmt.Sprint(got[0].Evidence) != c.want {
				t.Errorf("got %+v\nwant %s", got, c.want)
			}
		})
	}
}
