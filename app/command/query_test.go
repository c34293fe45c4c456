package command

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/sample"
	"zhangfang/assets"
)

var gatewayKeys = sync.OnceValues(gateway.NewKeys)

// desk runs commands on a book beside the fake gateways.
type desk struct {
	t    *testing.T
	g    *gateway.Gateway
	now  time.Time
	book string
	said bytes.Buffer // all that any command said
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	k, err := gatewayKeys()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, now: time.Date(2026, 3, 12, 12, 0, 0, 0, book.Shanghai), book: filepath.Join(t.TempDir(), "book.zfbook")}
	d.g, err = gateway.Start(gateway.Options{Now: func() time.Time { return d.now }, Keys: k, Seed: 7, From: book.NewDay(2026, 3, 2), Days: 11, PerDay: 40})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.g.Close() })
	return d
}

// try runs a command and gives what it printed and its exit code.
func (d *desk) try(args ...string) (string, int) {
	d.t.Helper()
	text, err := assets.NewText("en")
	if err != nil {
		d.t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := Run(d.t.Context(), Env{Out: &out, Err: &errs, Now: func() time.Time { return d.now }, Text: text}, append([]string{"--book", d.book}, args...))
	d.said.Write(out.Bytes())
	d.said.Write(errs.Bytes())
	return out.String() + errs.String(), code
}

func (d *desk) run(args ...string) string {
	d.t.Helper()
	out, code := d.try(args...)
	if code != exitDone {
		d.t.Fatalf("%s: exit %d: %s", args, code, out)
	}
	return out
}

// add connects a channel of the fakes.
func (d *desk) add(name string, more ...string) {
	d.t.Helper()
	for _, x := range fakeChannels(d.g) {
		if x.name != name {
			continue
		}
		line, err := x.write(d.t.TempDir())
		if err != nil {
			d.t.Fatal(err)
		}
		d.run(append(strings.Fields(line)[1:], append([]string{"--from", "2026-03-09"}, more...)...)...)
		return
	}
	d.t.Fatalf("no channel %s", name)
}

func decoded[T any](t *testing.T, text string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// trades are a payment and a refund of the ten days.
func (d *desk) trades(of func(book.Day) []sample.Trade) (pay, back sample.Trade) {
	for day := book.NewDay(2026, 3, 2); day < book.NewDay(2026, 3, 12); day++ {
		for _, x := range of(day) {
			if x.Refund {
				back = x
			} else {
				pay = x
			}
		}
	}
	return pay, back
}

func TestChannelsAreAskedForAPayment(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.add("alipay-trial")
	d.add("wechatpay-trial")
	for name, of := range map[string]func(book.Day) []sample.Trade{"alipay-trial": d.g.Books().AlipayTrades, "wechatpay-trial": d.g.Books().WeChatTrades} {
		pay, back := d.trades(of)
		for _, no := range []string{pay.OrderNo, pay.TxnNo} {
			a := decoded[answerJSON](t, d.run("--json", "channel", "query", name, no))
			want := book.Money{Minor: pay.Gross, Currency: book.CNY}.Plain()
			if a.State != "paid" || a.OrderNo != pay.OrderNo || a.TxnNo != pay.TxnNo || a.Amount != want || a.Currency != "CNY" || a.Time != pay.At.Format(time.RFC3339) || len(a.Told) != 2 {
				t.Errorf("%s %s: %+v", name, no, a)
			}
		}
		for _, no := range []string{back.OrderNo, back.TxnNo} {
			if a := decoded[answerJSON](t, d.run("--json", "channel", "query", name, no, "--refund", back.Request)); a.State != "refund_done" || a.RefundNo != back.Request || a.RefundTime == "" || a.Refunded == "" {
				t.Errorf("%s %s: %+v", name, no, a)
			}
		}
		if out := d.run("channel", "query", name, "S-none"); !strings.Contains(out, "knows of no such payment") {
			t.Errorf("%s", out)
		}
		if out := d.run("channel", "balance", name); !strings.Contains(out, "available ¥") {
			t.Errorf("%s", out)
		}
	}
	if out, code := d.try("channel", "query", "nobody", "S1"); code != exitWork || !strings.Contains(out, "no connection") {
		t.Errorf("exit %d: %s", code, out)
	}
	d.g.On(gateway.MethodAlipayTrade).Nth(1).Then(gateway.NoPermission)
	if out, code := d.try("channel", "query", "alipay-trial", "S1"); code != exitWork || strings.Contains(out, "no such payment") {
		t.Errorf("exit %d: %s", code, out)
	}
}

// TestABalanceThatIsNotToldIsThatOfTheBills: WeChat Pay does not tell every merchant.
func TestABalanceThatIsNotToldIsThatOfTheBills(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.add("wechatpay-trial")
	d.g.On(gateway.MethodWeChatBalance).Always(gateway.NoPermission)
	if out, code := d.try("channel", "balance", "wechatpay-trial"); code != exitWork {
		t.Errorf("before there is a bill: %s", out)
	}
	d.run("pull")
	got := decoded[struct{ Balances []balanceJSON }](t, d.run("--json", "channel", "balance", "wechatpay-trial"))
	midnight := time.Date(2026, 3, 12, 0, 0, 0, 0, book.Shanghai)
	want := balanceJSON{Available: book.Money{Minor: d.g.Books().WeChatBalance(midnight.Add(-time.Second)), Currency: book.CNY}.Plain(), Currency: "CNY", Time: midnight.Format(time.RFC3339), FromBill: true}
	if len(got.Balances) != 1 || got.Balances[0] != want {
		t.Errorf("got %+v, want %+v", got.Balances, want)
	}
}

// TestTodayIsOnlyALook: what is seen of today is in tomorrow's bill, movement by movement;
// and a book in which it was looked at is the book in which it was not.
func TestTodayIsOnlyALook(t *testing.T) {
	keyring.MockInit()
	entries := func(looks bool) (string, []moveJSON) {
		d := newDesk(t)
		d.add("alipay-trial")
		d.run("pull")
		before := d.exported("entries")
		var seen []moveJSON
		if looks {
			d.now = time.Date(2026, 3, 12, 18, 0, 0, 0, book.Shanghai)
			seen = decoded[struct{ Moves []moveJSON }](t, d.run("--json", "channel", "today", "alipay-trial")).Moves
			if after := d.exported("entries"); after != before {
				t.Error("a look changed the book")
			}
		}
		d.now = time.Date(2026, 3, 13, 12, 0, 0, 0, book.Shanghai)
		d.run("pull")
		if n := len(strings.Split(d.exported("entries"), "\n")); n <= len(strings.Split(before, "\n")) {
			t.Errorf("tomorrow's bill brought nothing: %d lines", n)
		}
		return d.exported("entries"), seen
	}
	alone, _ := entries(false)
	with, seen := entries(true)
	if with != alone {
		t.Error("the look left something in the book")
	}
	if len(seen) == 0 {
		t.Fatal("nothing was seen")
	}
	lines := strings.Split(alone, "\n")
	for _, m := range seen {
		found := slices.IndexFunc(lines, func(line string) bool {
			return strings.Contains(line, m.Time) && strings.Contains(line, ","+m.Amount+",") && strings.Contains(line, m.TxnNo) && strings.Contains(line, m.Balance)
		})
		if found < 0 {
			t.Errorf("not in tomorrow's bill: %+v", m)
			continue
		}
		lines = slices.Delete(lines, found, found+1)
	}
}

// exported is an export of the book.
func (d *desk) exported(what string) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), what+".csv")
	d.run("export", what, "--format", "csv", "-o", path)
	b, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	return string(b)
}

// TestEveryRowOfABillCanBeAskedFor: of each payment and refund that came in by a bill its
// provider says what the bill says.
func TestEveryRowOfABillCanBeAskedFor(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	for _, name := range []string{"alipay-trial", "wechatpay-trial"} {
		d.add(name)
	}
	d.run("pull", "--from", "2026-03-02", "--to", "2026-03-11")
	b, err := app.Open(t.Context(), d.book, func() time.Time { return d.now })
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	all, err := b.Review.Channels(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	byID := map[book.ChannelID]book.Channel{}
	for _, ch := range all {
		byID[ch.ID] = ch
	}
	states := map[string]int{}
	for id := book.EntryID(1); ; id++ {
		lines, err := b.Review.EntryLines(t.Context(), []book.EntryID{id})
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) == 0 {
			break
		}
		e := &lines[0].Entry
		from, err := b.Review.EntrySource(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		a, err := b.Pull.QueryEntry(t.Context(), byID[e.Channel], e, from)
		if lines[0].Role == book.RoleWallet {
			if book.CodeOf(err) != "query_kind" {
				t.Errorf("a movement: %+v, %v", a, err)
			}
			continue
		}
		switch {
		case err != nil:
			t.Errorf("%+v: %v", e, err)
		case e.Kind == book.KindPayment && (a.Amount.Minor != e.Gross || a.State != book.PaymentPaid && a.State != book.PaymentRefunded || a.Paid.Unix() != e.At.Unix),
			e.Kind == book.KindRefund && (a.Refunded.Minor != -e.Gross && a.Refunded.Minor != -e.Amount || a.State != book.RefundDone):
			t.Errorf("%+v is told as %+v", e, a)
		}
		states[a.Provider+" "+string(a.State)]++
	}
	for _, want := range []string{"alipay paid", "alipay refund_done", "wechatpay paid", "wechatpay refunded", "wechatpay refund_done"} {
		if states[want] == 0 {
			t.Errorf("nothing was %s: %v", want, states)
		}
	}
}
