package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"zhangfang/app/book"
)

// drawPaid invents rows of the payouts leg with all that a channel and a bank may
// say: terminals, batches, hours, fees, days named, a foreign wallet.
func drawPaid(t *rapid.T, days int) *shop {
	s := newShop()
	paypal := s.channel(book.RoleWallet, "paypal", "p")
	if rapid.Bool().Draw(t, "account") {
		paypal = s.account("paypal", "q")
	}
	s.p.Rates = []book.FXRate{{From: "USD", To: "CNY", Day: day1 - 3, Rate: decimal.New(7, 0), Source: book.RateMarket}}
	memos := []string{"", "财付通", "财付通", "支付宝", "POS清算", "结息", "张三", "财付通 手续费5.00", "拉卡拉 批次号 B2025000001", "拉卡拉 批次号 B2025000002",
		"财付通 20251013-20251014 商户结算款", "财付通 20251014", "PayPal", "收汇USD10.00 汇率7.01"}
	amounts := []int{1000, 1000, 2000, 3000, 4000, 995, 7000, 7010, 250000}
	for range rapid.IntRange(1, 30).Draw(t, "rows") {
		day := day1 + book.Day(rapid.IntRange(0, days-1).Draw(t, "day"))
		amount := book.Minor(rapid.SampledFrom(amounts).Draw(t, "amount"))
		at := rapid.SampledFrom([]string{"", "00:30:00", "10:00:00", "23:30:00"}).Draw(t, "at")
		details := func(r *book.Row) {
			r.Text = &book.RowText{Terminal: rapid.SampledFrom([]string{"", "T1", "T2"}).Draw(t, "terminal"), Batching: rapid.SampledFrom([]string{"", "B2025000001", "B2025000002"}).Draw(t, "batch")}
		}
		switch rapid.IntRange(0, 6).Draw(t, "what") {
		case 0:
			s.add(weChat, book.KindPayment, "", day, at, amount, fee(book.Minor(rapid.IntRange(0, 5).Draw(t, "fee"))))
		case 1:
			s.add(terminal, book.KindPayment, "", day, at, amount, details)
		case 2:
			s.add(aliWallet, book.KindWithdrawal, "", day, at, -amount)
		case 3:
			s.add(weChat, book.KindRefund, "", day, at, -amount/2)
		case 4:
			s.add(paypal, book.KindWithdrawal, "", day, at, -amount, dollars)
		default:
			s.credit(day, amount, rapid.SampledFrom(memos).Draw(t, "memo"))
		}
	}
	s.drawDecisions(t, book.LegPayouts)
	return s
}

func TestPaidRowsEndOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPaid(t, 12)
		got := s.solve(book.LegPayouts)
		in := map[book.EntryID]int{}
		for _, m := range got.matches {
			for _, id := range slices.Concat(m.Left, m.Right) {
				in[id]++
			}
		}
		for _, r := range s.rows {
			why, open := got.open[r.ID]
			if got.rows[r.ID] != 1 || in[r.ID] > 1 || open && in[r.ID] > 0 && why != book.OpenSuggested {
				t.Fatalf("row %d: %d outcomes, %d matches, open %v %s\n%s\n%s", r.ID, got.rows[r.ID], in[r.ID], open, why, s, got)
			}
		}
		if again := solveRows(book.LegPayouts, rapid.Permutation(s.rows).Draw(t, "order"), &s.p).String(); again != got.String() {
			t.Fatalf("in another order\n%s\nwas\n%s", again, got)
		}
	})
}

// Matches in one currency add up, but for fees that they tell and differences that
// are raised. Matches of one day may share what is raised.
func TestPaidMatchesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPaid(t, 12)
		s.p.Decisions = slices.DeleteFunc(s.p.Decisions, func(d book.Decision) bool { return d.Action != book.Decline })
		got := s.solve(book.LegPayouts)
		lacks, raised := map[flow]book.Minor{}, map[flow]book.Minor{}
		for _, x := range got.exceptions {
			if x.Type == book.SettlementShort {
				raised[flow{x.Channel, x.Currency}] += x.Expected - x.Actual
			}
		}
		for _, m := range got.matches {
			if lack, same := s.lack(m); same {
				left := s.rows[m.Left[0]-1]
				lacks[flow{left.Channel, left.Currency}] += lack - feeKept(m)
				if lack != feeKept(m) && !slices.ContainsFunc(m.Evidence, func(f book.Fact) bool { return f.Code == "amount_differs" || f.Code == "batch_no" }) {
					t.Fatalf("%+v does not tell what it lacks\n%s", m, s)
				}
			}
		}
		for f, lack := range lacks {
			if lack != raised[f] {
				t.Fatalf("%+v lacks %d\n%s\n%s", f, lack, s, got)
			}
		}
	})
}

// flow is what flows to the bank in one currency.
type flow struct {
	channel  book.ChannelID
	currency book.Currency
}

// An exception is kept by its key: no two of a run share one.
func TestPaidExceptionsAreKeptApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPaid(t, 12)
		seen := map[string]bool{}
		for _, x := range s.solve(book.LegPayouts).exceptions {
			if seen[x.Key()] {
				t.Fatalf("twice: %+v\n%s", x, s)
			}
			seen[x.Key()] = true
		}
	})
}

// feeKept is the fee that a match says was kept back.
func feeKept(m book.Match) (fee book.Minor) {
	for _, f := range m.Evidence {
		if f.Code == "netted_fee" {
			fee += book.Minor(decimal.RequireFromString(f.Args[0]).Shift(2).IntPart())
		}
	}
	return fee
}

// lack is how much less than owed came by a match; same is false where it came in
// another currency.
func (s *shop) lack(m book.Match) (lacks book.Minor, same bool) {
	currency := s.rows[m.Left[0]-1].Currency
	for _, id := range m.Left {
		lacks += Net(book.LegPayouts, &s.rows[id-1])
	}
	for _, id := range m.Right {
		r := &s.rows[id-1]
		if r.Currency != currency {
			return 0, false
		}
		lacks -= r.Amount
	}
	return lacks, true
}

// Settlements tell each thing owed once, and together all that is owed.
func TestSettlementsTellAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPaid(t, 12)
		s.p.Decisions = nil // writing off takes from what is owed
		owes := map[flow]book.Minor{}
		for i := range s.rows {
			if r := &s.rows[i]; r.Role == book.RolePayments || r.Role == book.RoleWallet {
				owes[flow{r.Channel, r.Currency}] += Net(book.LegPayouts, r)
			}
		}
		seen, got := map[book.Settlement]bool{}, s.solve(book.LegPayouts)
		for _, m := range got.matches {
			if m.State == book.MatchAuto { // a fee that a text names is expected no more
				left := s.rows[m.Left[0]-1]
				owes[flow{left.Channel, left.Currency}] -= feeKept(m)
			}
		}
		for _, x := range got.settlements {
			owes[flow{x.Channel, x.Currency}] -= x.Net
			key := book.Settlement{Channel: x.Channel, Terminal: x.Terminal, Day: x.Day, Entry: x.Entry, Currency: x.Currency}
			if seen[key] {
				t.Fatalf("twice: %+v\n%s", x, s)
			}
			seen[key] = true
		}
		for f, left := range owes {
			if left != 0 {
				t.Fatalf("%+v: %d not told\n%s", f, left, s)
			}
		}
	})
}

// Rows put together by what Payouts looks at give what the rows themselves give.
func TestSumsStandForRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPaid(t, 12)
		s.p.Decisions = nil // decisions name rows
		want := describe(s.rows, s.solve(book.LegPayouts))
		if got := describe(s.rows, solveRows(book.LegPayouts, s.put(), &s.p)); !slices.Equal(got, want) {
			t.Fatalf("got\n%s\nwant\n%s\n%s", got, want, s)
		}
	})
}

// put is the rows with payments put together.
func (s *shop) put() []book.Row {
	type key struct {
		channel  book.ChannelID
		day      book.Day
		currency book.Currency
		text     book.RowText
		hour     int64
	}
	var out []book.Row
	at := map[key]int{}
	for _, r := range s.rows {
		if r.Role != book.RolePayments || r.Kind == book.KindWithdrawal {
			out = append(out, r)
			continue
		}
		k := key{r.Channel, r.Day, r.Currency, book.RowText{}, -1}
		if r.Text != nil {
			k.text = *r.Text
		}
		if fine(r.Precision) {
			k.hour = r.At / 3600
		}
		if i, ok := at[k]; ok {
			out[i].Amount += r.Amount
			out[i].Fee += r.Fee
			continue
		}
		r.Kind, at[k] = book.KindPayment, len(out)
		out = append(out, r)
	}
	return out
}

// describe is an outcome without the members of the left side.
func describe(rows []book.Row, got *solved) []string {
	var lines []string
	for _, m := range got.matches {
		days := map[string]bool{}
		for _, id := range m.Left {
			days[fmt.Sprint(rows[id-1].Channel, rows[id-1].Day)] = true
		}
		lines = append(lines, fmt.Sprintf("%s %s %d days~%v %v", m.State, m.Rule, len(days), m.Right, m.Evidence))
	}
	for _, x := range got.exceptions {
		lines = append(lines, fmt.Sprintf("! %s c%d d%d %s %d->%d", x.Type, x.Channel, x.Day, x.Terminal, x.Expected, x.Actual))
	}
	for _, x := range got.settlements {
		x.Rows = 0
		if x.Entry != 0 {
			x.Rows = 1
		}
		lines = append(lines, fmt.Sprintf("%+v", x))
	}
	slices.Sort(lines)
	return lines
}

// What a person linked stays linked whatever comes later.
func TestLaterRowsUndoNoLink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPaid(t, 12)
		links := func(got *solved) (out []string) {
			for _, m := range got.matches {
				if m.State == book.MatchConfirmed {
					out = append(out, fmt.Sprint(m.Rule, m.Left, m.Right))
				}
			}
			slices.Sort(out)
			return out
		}
		before := links(s.solve(book.LegPayouts))
		more := drawPaid(t, 12)
		n := book.EntryID(len(s.rows))
		for _, r := range more.rows {
			r.ID += n
			s.rows = append(s.rows, r)
		}
		if after := links(s.solve(book.LegPayouts)); !slices.Equal(before, after) {
			t.Fatalf("before %v after %v\n%s", before, after, s)
		}
	})
}

// What Reach promises of payouts, with the days of linked rows loaded in full.
func TestReachIsEnoughForPayouts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPaid(t, 160)
		reach := book.Day(s.p.PayoutReach())
		touched := day1 + book.Day(rapid.IntRange(0, 159).Draw(t, "touched"))
		for c := range s.p.Coverage {
			s.covers(c, day1-5, day1+200)
		}
		type channelDay struct {
			channel book.ChannelID
			day     book.Day
		}
		linked := map[channelDay]bool{}
		for _, d := range s.p.Decisions {
			for _, id := range slices.Concat(d.Left, d.Right) {
				linked[channelDay{s.rows[id-1].Channel, s.rows[id-1].Day}] = true
			}
		}
		var part []book.Row
		for _, r := range s.rows {
			if r.Day >= touched-2*reach && r.Day <= touched+2*reach || linked[channelDay{r.Channel, r.Day}] {
				part = append(part, r)
			}
		}
		near := func(id book.EntryID) bool {
			return id > 0 && s.rows[id-1].Day >= touched-reach && s.rows[id-1].Day <= touched+reach
		}
		want := solveRows(book.LegPayouts, s.rows, &s.p).only(near)
		if got := solveRows(book.LegPayouts, part, &s.p).only(near); got != want {
			t.Fatalf("touched %s\nrows\n%s\ngot\n%s\nwant\n%s", touched, s, got, want)
		}
	})
}

// paidRows is a book of n card and WeChat payments of 1,000 a day, each day paid
// the next but for merged, split and short ones, and a bank that says so.
func paidRows(n int) []book.Row {
	rows := make([]book.Row, 0, n+n/200)
	text := []*book.RowText{{Terminal: "T1"}, {Terminal: "T2"}}
	said := map[book.ChannelID]*book.RowText{weChat: {Counterparty: "财付通支付科技有限公司", Memo: "商户结算款"}, terminal: {Counterparty: "拉卡拉支付股份有限公司", Memo: "POS清算"}}
	owes := map[book.ChannelID]book.Minor{}
	const perDay = 1000
	credit := func(c book.ChannelID, d book.Day, amount book.Minor) {
		rows = append(rows, book.Row{ID: book.EntryID(len(rows) + 1), Channel: bank, Role: book.RoleBank, Kind: book.KindDeposit, Day: d,
			At: int64(d)*86400 + 3600, Precision: book.PrecisionSecond, Amount: amount, Currency: book.CNY, Status: book.StatusPaid, Text: said[c]})
	}
	for i := range n {
		day := day1 + book.Day(i/perDay)
		r := book.Row{ID: book.EntryID(len(rows) + 1), Channel: weChat, Role: book.RolePayments, Kind: book.KindPayment, Day: day,
			At: int64(day)*86400 + int64(i%86400), Precision: book.PrecisionSecond, Amount: book.Minor(990 + i*7%3001), Fee: 6, Currency: book.CNY, Status: book.StatusPaid}
		if i%3 == 0 {
			r.Channel, r.Text = terminal, text[i%2]
		}
		owes[r.Channel] += r.Amount - r.Fee
		if rows = append(rows, r); i%perDay < perDay-1 {
			continue
		}
		for _, c := range []book.ChannelID{weChat, terminal} {
			switch k := int(day) % 29; {
			case k == 7 || k == 8: // paid with the next day's
				continue
			case k == 13:
				credit(c, day+1, owes[c]/3)
				credit(c, day+1, owes[c]-owes[c]/3)
			case k == 19:
				credit(c, day+1, owes[c]-owes[c]/50)
			default:
				credit(c, day+1, owes[c])
			}
			owes[c] = 0
		}
	}
	slices.SortStableFunc(rows, func(a, b book.Row) int { return cmp.Compare(a.ID, b.ID) })
	return rows
}

func BenchmarkPayoutsPaid(b *testing.B) {
	benchmarkLeg(b, book.LegPayouts, func(half int) []book.Row { return paidRows(2 * half) }, 10_000, 100_000, 1_000_000)
}
