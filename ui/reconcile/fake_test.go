package reconcile

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/words"
)

var october = book.Month(2025, time.October)

// desk is a small made-up book behind the interfaces of the view. Left are
// orders 1 to 6, right are payments 101 to 105.
type desk struct {
	lines    map[book.EntryID]book.EntryLine
	matches  []book.Match
	declined map[[2]book.EntryID]bool
	log      []book.Decision
	calls    []string
	err      error
	note     string
	reasons  map[book.EntryID]book.OpenReason // else open rows wait
	due      map[book.EntryID]book.Day
	echo     *book.Match // is made by the next acceptance too
	own      []book.Leg  // that the owner picked
	classes  map[book.EntryID]review.Classified
	evidence []book.Fact // of every candidate
	limit    book.Minor  // of write-offs; 0 is the default
	undone   []book.Decision
}

func newDesk() *desk {
	d := &desk{lines: map[book.EntryID]book.EntryLine{}, declined: map[[2]book.EntryID]bool{}}
	at := func(s string) book.Instant {
		t, err := time.ParseInLocation("15:04:05", s, book.Shanghai)
		if err != nil {
			panic(err)
		}
		return book.At(time.Date(2025, time.October, 26, t.Hour(), t.Minute(), t.Second(), 0, book.Shanghai), book.PrecisionSecond)
	}
	order := func(id book.EntryID, time, who, no string, amount book.Minor) {
		d.lines[id] = book.EntryLine{Entry: book.Entry{ID: id, Channel: 1, Line: int32(24411 + id), Kind: book.KindOrder, OrderNo: no,
			At: at(time), Day: october.From + 25, Amount: amount, Gross: amount, Currency: book.CNY, Counterparty: who},
			ChannelName: "店铺订单", Role: book.RoleOrders, File: "店铺订单.csv"}
	}
	paid := func(id book.EntryID, time, card, no string, amount book.Minor) {
		d.lines[id] = book.EntryLine{Entry: book.Entry{ID: id, Channel: 2, Line: int32(4211 + id), Kind: book.KindPayment, TxnNo: no,
			At: at(time), Day: october.From + 25, Amount: amount, Gross: amount, Currency: book.CNY, Card: card, Terminal: "A0012345"},
			ChannelName: "拉卡拉", Role: book.RolePayments, File: "拉卡拉交易明细.csv"}
	}
	order(1, "12:03:11", "买家01877", "S20251026024411", 12800)
	order(2, "12:04:52", "刷卡", "S20251026024415", 5780)
	order(3, "12:09:30", "买家00913", "S20251026024431", 31050)
	order(4, "12:31:07", "买家15220", "S20251026024498", 4500)
	order(5, "12:44:19", "刷卡", "S20251026024533", 5780)
	order(6, "13:02:40", "买家08812，名字特别特别长的一位老客户", "S20251026024571", 9600)
	paid(101, "12:05:20", "3391", "715794366811", 5780)
	paid(102, "12:45:02", "1045", "871636983157", 5780)
	paid(103, "12:05:41", "7546", "182073840585", 5870)
	paid(104, "12:10:02", "2201", "182073840777", 20000)
	paid(105, "12:10:09", "2201", "182073840778", 11050)
	return d
}

// sorted gives the rows of a desk reasons: 2 and 5 can be decided.
func (d *desk) sorted() *desk {
	d.reasons = map[book.EntryID]book.OpenReason{1: book.OpenException, 2: book.OpenSuggested, 4: book.OpenException,
		5: book.OpenSuggested, 101: book.OpenSuggested, 102: book.OpenSuggested, 103: book.OpenException}
	refund := d.lines[6]
	refund.ID, refund.Kind, refund.At, refund.Amount = 7, book.KindRefund, book.Instant{}, -9600
	d.lines[7] = refund
	long := d.lines[104]
	long.TxnNo, long.Counterparty, long.Card = "4200002345202510261234567890", "欢***", ""
	d.lines[104] = long
	return d
}

// payouts is a desk of three days' nets and two credits.
func payouts() *desk {
	d := &desk{lines: map[book.EntryID]book.EntryLine{}, declined: map[[2]book.EntryID]bool{}}
	for i, amount := range []book.Minor{845630, 1245600, 92310} {
		day := october.From + book.Day(27+i)
		id := book.EntryID(-1 - i)
		d.lines[id] = book.EntryLine{Entry: book.Entry{ID: id, Channel: 2, Kind: book.KindPayment, Day: day, Memo: "×31",
			At: book.At(day.Time(), book.PrecisionDay), Amount: amount, Gross: amount, Currency: book.CNY}, ChannelName: "微信支付 1900000109", Role: book.RolePayments}
	}
	for i, amount := range []book.Minor{845230, 12456} {
		id, day := book.EntryID(201+i), october.From+book.Day(28+i)
		d.lines[id] = book.EntryLine{Entry: book.Entry{ID: id, Channel: 3, Line: int32(31 + i), Kind: book.KindDeposit, Day: day, Memo: "跨行转账", TxnNo: "N7781",
			Counterparty: "财付通支付科技有限公司客户备付金", At: book.At(day.Time().Add(2*time.Hour), book.PrecisionSecond), Amount: amount, Gross: amount, Currency: book.CNY},
			ChannelName: "建行对公", Role: book.RoleBank, File: "建行流水.csv"}
	}
	d.reasons = map[book.EntryID]book.OpenReason{-1: book.OpenSuggested, -2: book.OpenInTransit, 201: book.OpenSuggested, 202: book.OpenException}
	d.due = map[book.EntryID]book.Day{-2: october.From + 33}
	return d
}

func (d *desk) line(id book.EntryID) book.EntryLine { return d.lines[id] }

func (d *desk) matchOf(id book.EntryID) *book.Match {
	for i := range d.matches {
		m := &d.matches[i]
		if slices.Contains(m.Left, id) || slices.Contains(m.Right, id) {
			return m
		}
	}
	return nil
}

func (d *desk) counts(id book.EntryID) bool {
	m := d.matchOf(id)
	return m != nil && m.State != book.MatchSuggested
}

func (d *desk) Channels(context.Context) ([]book.Channel, error) {
	return []book.Channel{
		{ID: 1, Name: "店铺订单", Role: book.RoleOrders, Currency: book.CNY}, {ID: 2, Name: "拉卡拉", Role: book.RolePayments, Currency: book.CNY},
		{ID: 3, Name: "建行对公", Role: book.RoleBank, Currency: book.CNY}, {ID: 4, Name: "总账", Role: book.RoleLedger, Currency: book.CNY},
	}, d.err
}

func (d *desk) Months(context.Context) ([]book.Period, error) { return []book.Period{october}, d.err }

func (d *desk) EntryIDs(_ context.Context, q book.EntryQuery) ([]book.EntryID, error) {
	d.calls = append(d.calls, fmt.Sprintf("ids %s %s %d %q", q.Leg, q.Side, q.Show, q.Text))
	var ids []book.EntryID
	for id, l := range d.lines {
		side, ok := sideOf(q.Leg, l.Role, l.ChannelName)
		text := l.OrderNo + l.TxnNo + l.Counterparty
		if !ok || side != q.Side || !strings.Contains(text, q.Text) || q.Show == book.ShowOpen && d.counts(id) || !q.Period.Has(l.Day) {
			continue
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if q.Order.By == "amount" {
		slices.SortFunc(ids, func(a, b book.EntryID) int { return int(d.line(a).Amount - d.line(b).Amount) })
	}
	if q.Order.Desc {
		slices.Reverse(ids)
	}
	return ids, d.err
}

func (d *desk) EntryLines(_ context.Context, ids []book.EntryID) ([]book.EntryLine, error) {
	var out []book.EntryLine
	for _, id := range ids {
		if l, ok := d.lines[id]; ok {
			out = append(out, l)
		}
	}
	return out, d.err
}

func (d *desk) Counts(_ context.Context, q book.EntryQuery) (book.LegCounts, error) {
	n := book.LegCounts{Matched: [2]int{30812, 30812}, Suggested: [2]int{2, 2}}
	for id, l := range d.lines {
		if side, ok := sideOf(q.Leg, l.Role, l.ChannelName); ok {
			if d.counts(id) {
				n.Matched[side]++
			} else {
				n.Open[side]++
			}
		}
	}
	return n, d.err
}

func (d *desk) MatchOf(_ context.Context, _ book.Leg, id book.EntryID) (*book.Match, error) {
	return d.matchOf(id), d.err
}

func (d *desk) OpenReasons(_ context.Context, _ book.Leg, ids []book.EntryID) (map[book.EntryID]book.OpenReason, error) {
	out := map[book.EntryID]book.OpenReason{}
	for _, id := range ids {
		if !d.counts(id) {
			out[id] = d.reasons[id]
		}
	}
	return out, d.err
}

func (d *desk) DueOf(_ context.Context, id book.EntryID) (book.Day, bool, error) {
	due, ok := d.due[id]
	return due, ok, d.err
}

func (d *desk) EntrySource(_ context.Context, id book.EntryID) (book.EntrySource, error) {
	l := d.lines[id]
	return book.EntrySource{File: l.File, Line: int(l.Line), Columns: []string{"时间", "单号", "金额"},
		Cells: []string{words.WhenFull(l.At, nil), l.OrderNo + l.TxnNo, "57.80"}, Seen: []book.BatchID{1, 2}}, d.err
}

func (d *desk) Candidates(_ context.Context, leg book.Leg, id book.EntryID) ([]review.Candidate, error) {
	row := d.lines[id]
	own, _ := sideOf(leg, row.Role, row.ChannelName)
	var out []review.Candidate
	for _, l := range d.lines {
		pair := [2]book.EntryID{id, l.ID}
		if own == book.Right {
			pair = [2]book.EntryID{l.ID, id}
		}
		side, ok := sideOf(leg, l.Role, l.ChannelName)
		if !ok || side == own || d.counts(l.ID) || d.declined[pair] {
			continue
		}
		diff, lag := comparable(leg, &l)-comparable(leg, &row), time.Duration(l.At.Unix-row.At.Unix)*time.Second
		score := 0.97 - float64(diff.Abs())/100 - lag.Abs().Minutes()/70
		if isPicked(leg) {
			lag = 24 * time.Hour * time.Duration(l.Day-row.Day)
			score = 0.98 - float64(diff.Abs())/1000 - lag.Abs().Hours()/24/100
		}
		if score < 0.02 {
			continue
		}
		out = append(out, review.Candidate{EntryLine: l, Score: score, Difference: book.Money{Minor: diff, Currency: book.CNY},
			Lag: lag, LagKnown: leg == book.LegSales, Evidence: d.evidence, Suggested: score > 0.95})
	}
	slices.SortFunc(out, func(a, b review.Candidate) int { return int(1000*b.Score) - int(1000*a.Score) })
	return out, d.err
}

func (d *desk) Exceptions(context.Context, book.ExceptionQuery) ([]book.ExceptionLine, error) {
	return []book.ExceptionLine{
		{Exception: book.Exception{Type: book.MissingPayment, Leg: book.LegSales, Entry: 1, Expected: 12800, Currency: book.CNY, Note: d.note}},
		{Exception: book.Exception{Type: book.MissingPayment, Leg: book.LegSales, Entry: 4, Expected: 4500, Currency: book.CNY}},
		{Exception: book.Exception{Type: book.SettlementLate, Leg: book.LegPayouts, Expected: 99, Currency: book.CNY}},
	}, d.err
}

func (d *desk) Decisions(context.Context) ([]book.Decision, error) { return d.log, d.err }

func (d *desk) decide(x book.Decision) (book.Decision, error) {
	if d.err != nil {
		return x, d.err
	}
	x.ID = book.DecisionID(len(d.log) + 1)
	d.log = append(d.log, x)
	d.calls = append(d.calls, fmt.Sprintf("%s %v %v %q", x.Action, x.Left, x.Right, x.Note))
	return x, nil
}

func (d *desk) Accept(_ context.Context, leg book.Leg, left, right []book.EntryID, note string) (book.Decision, error) {
	x, err := d.decide(book.Decision{Action: book.Confirm, Leg: leg, Left: left, Right: right, Note: note})
	if err == nil {
		d.matches = append(d.matches, book.Match{Leg: leg, Rule: book.RuleManual, State: book.MatchConfirmed, Left: left, Right: right})
		if d.echo != nil {
			d.matches, d.echo = append(d.matches, *d.echo), nil
		}
	}
	return x, err
}

func (d *desk) Decline(_ context.Context, leg book.Leg, left, right []book.EntryID) (book.Decision, error) {
	for _, l := range left {
		for _, r := range right {
			d.declined[[2]book.EntryID{l, r}] = true
		}
	}
	d.matches = slices.DeleteFunc(d.matches, func(m book.Match) bool { return slices.Equal(m.Left, left) && slices.Equal(m.Right, right) })
	return d.decide(book.Decision{Action: book.Decline, Leg: leg, Left: left, Right: right})
}

func (d *desk) WriteOff(_ context.Context, leg book.Leg, left, right []book.EntryID, note string) (book.Decision, error) {
	d.matches = append(d.matches, book.Match{Leg: leg, Rule: book.RuleWriteOff, State: book.MatchConfirmed, Left: left, Right: right})
	return d.decide(book.Decision{Action: book.WriteOff, Leg: leg, Left: left, Right: right, Note: note})
}

func (d *desk) SetException(_ context.Context, key string, s book.ExceptionState, note string) (book.Decision, error) {
	d.note = note
	return d.decide(book.Decision{Action: book.SetState, Exception: key, State: s, Note: note})
}

func (d *desk) Undo(ctx context.Context) (book.Decision, error) {
	if len(d.log) == 0 {
		return book.Decision{}, &book.Problem{Code: "no_decision"}
	}
	return d.UndoDecision(ctx, d.log[len(d.log)-1].ID)
}

func (d *desk) UndoDecision(_ context.Context, id book.DecisionID) (book.Decision, error) {
	i := slices.IndexFunc(d.log, func(x book.Decision) bool { return x.ID == id })
	x := d.log[i]
	d.log = slices.Delete(d.log, i, i+1)
	d.matches = slices.DeleteFunc(d.matches, func(m book.Match) bool { return slices.Equal(m.Left, x.Left) && slices.Equal(m.Right, x.Right) })
	if x.Action == book.Decline {
		clear(d.declined)
	}
	d.calls = append(d.calls, "undo "+string(x.Action))
	d.undone = append(d.undone, x)
	return x, nil
}

// told is what the view told the window.
type told struct {
	toasts  []string
	undo    func()
	errors  []error
	imports int
	opened  string // the key of an exception
}

func testDeps(t *testing.T, d *desk, w *told, window fyne.Window, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return Deps{
		Review: d, Months: d.Months, Text: text, Run: kit.InlineRunner, Window: window,
		Now:        func() time.Time { return time.Date(2025, time.November, 1, 12, 0, 0, 0, book.Shanghai) },
		OpenImport: func() { w.imports++ }, OpenException: func(key string) { w.opened = key },
		Toast:     func(s, _ string, undo func()) { w.toasts, w.undo = append(w.toasts, s), undo },
		ShowError: func(err error) { w.errors = append(w.errors, err) },
	}
}
