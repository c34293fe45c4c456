package review

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/intake"
	"zhangfang/store"
)

// monday is the first day of the shops below.
var monday = book.NewDay(2025, 10, 13)

// smallShop is a book that the tests fill by hand, matched in parts wherever that can
// be, with a year of payments long before.
type smallShop struct {
	*testing.T
	st   *store.Store
	s    *Service
	next uint64 // identity
}

func newSmallShop(t *testing.T) *smallShop {
	now := func() time.Time { return time.Date(2026, 1, 20, 9, 0, 0, 0, book.Shanghai) }
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "small.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	h := &smallShop{T: t, st: st, s: New(st, now, calendar.New())}
	h.s.whole = 0
	var old []book.Entry
	for k := range book.Day(400) {
		old = append(old, sale(fmt.Sprint("Z", k), monday-900-k, "10:00", 10))
	}
	h.put(acquirer(), monday-1300, monday-500, old...)
	return h
}

func acquirer() book.Channel {
	return book.Channel{Name: "微信", Role: book.RolePayments, Provider: "wechatpay", Account: "100", Currency: book.CNY}
}

func current() book.Channel {
	return book.Channel{Name: "银行", Role: book.RoleBank, Provider: "bank", Account: "622", Currency: book.CNY}
}

func sale(no string, d book.Day, clock string, fen book.Minor) book.Entry {
	at, err := time.ParseInLocation("2006-01-02 15:04", d.String()+" "+clock, book.Shanghai)
	if err != nil {
		panic(err)
	}
	return book.Entry{Kind: book.KindPayment, OrderNo: no, TxnNo: no, Day: d, At: book.At(at, book.PrecisionSecond), Gross: fen, Amount: fen, Currency: book.CNY}
}

func swipe(no, terminal string, d book.Day, fen book.Minor) book.Entry {
	e := sale(no, d, "10:00", fen)
	e.Terminal = terminal
	return e
}

func inflow(no string, d book.Day, fen book.Minor) book.Entry {
	e := sale(no, d, "10:00", fen)
	e.Kind, e.OrderNo, e.Counterparty = book.KindDeposit, "", "财付通支付科技有限公司"
	return e
}

// put brings in a file of a channel and gives its batch.
func (h *smallShop) put(c book.Channel, from, to book.Day, rows ...book.Entry) book.BatchID {
	h.Helper()
	all, err := h.st.Channels(context.Background())
	if err != nil {
		h.Fatal(err)
	}
	for _, x := range all {
		if x.Name == c.Name {
			c.ID, c.Zone, c.Cutoff = x.ID, x.Zone, x.Cutoff
		}
	}
	batch := book.Batch{File: fmt.Sprint(c.Name, h.next), Covers: book.Coverage{Period: book.Period{From: from, To: to}}}
	b, err := h.st.Import(context.Background(), c, batch, func(w book.BatchWriter) error {
		for i := range rows {
			h.next++
			if err := w.Add(&rows[i], book.Mark{Ident: h.next}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		h.Fatal(err)
	}
	return b.ID
}

func (h *smallShop) matchAll() {
	h.Helper()
	if _, err := h.s.Reconcile(context.Background(), true, nil); err != nil {
		h.Fatal(err)
	}
}

func (h *smallShop) agrees(after string) {
	h.Helper()
	agree(h.T, h.s, h.st, after)
}

// TestTerminalsWithMergedWeekends: two terminals are paid each by itself, weekends in
// one, and the second is closed on Sundays; one of its weekends never came.
func TestTerminalsWithMergedWeekends(t *testing.T) {
	h := newSmallShop(t)
	var rows, credits []book.Entry
	var sum [2]book.Minor
	for k := range book.Day(70) {
		for i, terminal := range []string{"T1", "T2"} {
			weekday := k % 7
			if i == 0 || weekday != 6 {
				e := swipe(fmt.Sprint(terminal, k), terminal, monday+k, book.Minor(50000*(i+1)+int(k)*777+i*13))
				rows = append(rows, e)
				sum[i] += e.Amount
			}
			if weekday < 4 || weekday == 6 {
				if i == 0 || k != 20 {
					credits = append(credits, inflow(fmt.Sprint("C", k, i), monday+k+1, sum[i]))
				}
				sum[i] = 0
			}
		}
	}
	h.put(acquirer(), monday, monday+69, rows...)
	h.put(current(), monday-10, monday+60, credits...)
	h.matchAll()
	for k := book.Day(61); k < 70; k++ {
		c := inflow(fmt.Sprint("X", k), monday+k, 33)
		c.Counterparty = "某某"
		h.put(current(), monday+k, monday+k, c)
		h.agrees(fmt.Sprint("a credit of day ", int(k)))
	}
}

// TestCurrenciesOfADay: a channel pays two currencies, the second with weekends in
// one; a credit long after leaves the one at the edge of the part as it is.
func TestCurrenciesOfADay(t *testing.T) {
	h := newSmallShop(t)
	var rows, credits []book.Entry
	var sum [2]book.Minor
	for k := range book.Day(70) {
		for i, currency := range []book.Currency{book.CNY, "USD"} {
			e := sale(fmt.Sprint(currency, k), monday+k, "10:00", book.Minor(50000*(i+1)+int(k)*777+i*13))
			e.Currency = currency
			rows = append(rows, e)
			sum[i] += e.Amount
			if weekday := k % 7; i == 0 || weekday < 4 || weekday == 6 {
				if i == 1 || k%7 != 5 { // Saturdays are never paid
					c := inflow(fmt.Sprint("C", k, i), monday+k+1, sum[i])
					c.Currency = currency
					credits = append(credits, c)
				}
				sum[i] = 0
			}
		}
	}
	h.put(acquirer(), monday, monday+69, rows...)
	h.put(current(), monday-10, monday+60, credits...)
	h.matchAll()
	for k := book.Day(61); k < 80; k++ {
		c := inflow(fmt.Sprint("X", k), monday+k, 33)
		c.Counterparty = "某某"
		h.put(current(), monday+k, monday+k, c)
		h.agrees(fmt.Sprint("a credit of day ", int(k)))
	}
}

// TestAChannelBeginsToCutItsDays: plain days are paid in full, then those that end at
// eleven; today's is in before its credit.
func TestAChannelBeginsToCutItsDays(t *testing.T) {
	if testing.Short() {
		t.Skip("solves whole books again and again")
	}
	for _, plain := range []int{3, 6} {
		t.Run(fmt.Sprint(plain), func(t *testing.T) {
			h := newSmallShop(t)
			day := func(k book.Day) (early, late book.Minor) { return 50000 + 777*book.Minor(k), 3000 + 111*book.Minor(k) }
			h.put(current(), monday-10, monday)
			h.matchAll()
			kept := book.Minor(0)
			for k := range book.Day(plain + 8) {
				early, late := day(k)
				h.put(acquirer(), monday+k, monday+k, sale(fmt.Sprint("D", k), monday+k, "10:00", early), sale(fmt.Sprint("L", k), monday+k, "23:30", late))
				h.agrees(fmt.Sprint("sales of day ", int(k)))
				c := inflow(fmt.Sprint("C", k), monday+k+1, early+late)
				if int(k) >= plain {
					c.Amount, kept = early+kept, late
					c.Gross = c.Amount
				}
				h.put(current(), monday+k+1, monday+k+1, c)
				h.agrees(fmt.Sprint("credit of day ", int(k)))
			}
		})
	}
}

// TestACreditNamesItsDays: it names days that were paid one by one.
func TestACreditNamesItsDays(t *testing.T) {
	h := newSmallShop(t)
	var rows, credits []book.Entry
	for k := range book.Day(3) {
		rows = append(rows, sale(fmt.Sprint("D", k), monday+k, "10:00", book.Minor(50000+k*777)))
		credits = append(credits, inflow(fmt.Sprint("C", k), monday+k+1, book.Minor(50000+k*777)))
	}
	h.put(acquirer(), monday, monday+2, rows...)
	h.put(current(), monday-10, monday+6, credits...)
	h.matchAll()
	c := inflow("N", monday+7, 150000+3*777)
	c.Memo = "商户结算款 20251013-20251015"
	h.put(current(), monday+7, monday+7, c)
	h.agrees("a credit that names its days")
}

// TestACreditNamesItsBatch: it names a batch of a day that was paid by its amount.
func TestACreditNamesItsBatch(t *testing.T) {
	h := newSmallShop(t)
	one, two := sale("A", monday, "10:00", 60000), sale("B", monday, "11:00", 50000)
	one.Batching, two.Batching = "BATCH000001", "BATCH000002"
	h.put(acquirer(), monday, monday, one, two)
	h.put(current(), monday-10, monday+3, inflow("C", monday+1, 110000))
	h.matchAll()
	c := inflow("N", monday+4, 60000)
	c.Memo = "商户结算 批次号:BATCH000001"
	h.put(current(), monday+4, monday+4, c)
	h.agrees("a credit that names its batch")
}

// TestTheAccountComesLate: a file tells at last whose account a channel is, and so
// that a wallet pays its days.
func TestTheAccountComesLate(t *testing.T) {
	h := newSmallShop(t)
	wallet := book.Channel{Name: "钱包", Role: book.RoleWallet, Provider: "alipay", Account: "200", Stream: "wallet", Currency: book.CNY}
	bills := book.Channel{Name: "支付宝", Role: book.RolePayments, Provider: "alipay", Stream: "trade", Currency: book.CNY}
	h.put(bills, monday, monday, sale("A", monday, "10:00", 10000))
	w := sale("W", monday, "10:00", -9000)
	w.Kind, w.OrderNo = book.KindWithdrawal, ""
	h.put(wallet, monday-5, monday+5, w)
	h.put(current(), monday-5, monday+60, inflow("C", monday+1, 1))
	h.matchAll()
	bills.Account = wallet.Account
	batch := h.put(bills, monday+200, monday+200, sale("B", monday+200, "10:00", 5))
	h.agrees("the account")
	if _, err := intake.New(h.st, h.s.now).Undo(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	h.agrees("undo of the file that told it")
}

// TestRowsOfCutNets: behind a line of a net stand exactly the rows that add up to it.
func TestRowsOfCutNets(t *testing.T) {
	h := newSmallShop(t)
	var rows, credits []book.Entry
	kept, owed := book.Minor(0), book.Minor(0)
	for k := range book.Day(14) { // Friday to Sunday come in one
		early, late := book.Minor(50000+k*777), book.Minor(3000+k*111)
		rows = append(rows, sale(fmt.Sprint("D", k), monday+k, "10:00", early), sale(fmt.Sprint("L", k), monday+k, "23:30", late))
		owed, kept = owed+kept+early, late
		if weekday := k % 7; weekday < 4 || weekday == 6 {
			credits = append(credits, inflow(fmt.Sprint("C", k), monday+k+1, owed))
			owed = 0
		}
	}
	for k := range book.Day(6) { // and another channel pays each terminal
		for i, terminal := range []string{"T1", "T2", ""} {
			e := swipe(fmt.Sprint(terminal, k, i), terminal, monday+100+k, book.Minor(50000*(i+1)+int(k)*777))
			rows = append(rows, e)
			credits = append(credits, inflow(fmt.Sprint("T", k, i), monday+100+k+1, e.Amount))
		}
	}
	h.put(acquirer(), monday, monday+110, rows...)
	h.put(current(), monday-10, monday+110, credits[:len(credits)-2]...)
	h.matchAll()
	ctx := context.Background()
	settlements, err := h.st.Settlements(ctx)
	if err != nil {
		t.Fatal(err)
	}
	cut, seen := 0, map[book.EntryID]bool{}
	for _, x := range settlements {
		ids, err := h.st.SettlementRows(ctx, x.Channel, x.Day, x.Currency, x.Terminal)
		if err != nil {
			t.Fatalf("%+v: %v", x, err)
		}
		lines, err := h.st.EntryLines(ctx, ids)
		if err != nil {
			t.Fatal(err)
		}
		var sum book.Minor
		for _, l := range lines {
			sum += l.Amount - l.Fee
			if seen[l.ID] {
				t.Errorf("row %d stands behind two nets", l.ID)
			}
			seen[l.ID] = true
		}
		if sum != x.Net {
			t.Errorf("%+v: its rows come to %d", x, sum)
		}
		if x.Terminal != "" || x.Day > monday && x.Day < monday+30 && slices.ContainsFunc(lines, func(l book.EntryLine) bool { return l.Day != x.Day }) {
			cut++
		}
	}
	if cut < 20 {
		t.Errorf("only %d of %d nets are cut", cut, len(settlements))
	}
}
