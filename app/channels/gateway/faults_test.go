package gateway_test

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/gateway"
)

// ways are the methods that each of our clients goes through for a bill.
var ways = map[string]map[string][]string{
	"alipay":              {"trade": {gateway.MethodAlipayBill, gateway.MethodAlipayDownload}, "signcustomer": {gateway.MethodAlipayBill, gateway.MethodAlipayDownload}},
	"alipay certificates": {"trade": {gateway.MethodAlipayBill}},
	"wechatpay": {"tradebill": {gateway.MethodWeChatTradeBill, gateway.MethodWeChatDownload},
		"fundflowbill": {gateway.MethodWeChatFundBill, gateway.MethodWeChatDownload}},
	"wechatpay certificates": {"tradebill": {gateway.MethodWeChatCertificates, gateway.MethodWeChatTradeBill}},
	"paypal":                 {"activity": {gateway.MethodPayPalToken, gateway.MethodPayPalTransactions}},
	"stripe":                 {"balance": {gateway.MethodStripeTransactions}},
}

// inText are faults that come through a client, for the importers to see, or that
// are none to it.
var inText = []gateway.Fault{gateway.LFOnly, gateway.Reordered, gateway.ExtraColumn, gateway.MissingColumn, gateway.WrongTotals, gateway.NoTotals, gateway.CommaInName,
	gateway.NoMark, gateway.EmptyBill, gateway.LateRow, gateway.RowTwice, gateway.AmountChanged, gateway.UTF8Text, gateway.UTF8Names, gateway.SummaryFirst, gateway.PathInName}

// TestFaultsAreToldAndPass has every method of every client go wrong once in every
// way: the client tells it as a problem, or is not put off; no file is left of a bill
// that did not come; and the next pull brings the bill as it is.
func TestFaultsAreToldAndPass(t *testing.T) {
	now := noon
	g := open(t, now)
	day := from + 4
	for name, streams := range ways {
		for stream, methods := range streams {
			want := sumOf(t, g, name, stream, day)
			for _, method := range methods {
				for _, f := range gateway.Faults(method) {
					if f == gateway.Bomb { // a gigabyte on disk: see TestBomb
						continue
					}
					t.Run(name+" "+method+" "+string(f), func(t *testing.T) {
						g.Clear()
						c, dir, before := connect(t, g, name, now), t.TempDir(), g.Struck(f)
						if f == gateway.Hang || f == gateway.Slow {
							c = connectWithin(t, g, name, now, 250*time.Millisecond)
						}
						g.On(method).Nth(1).Then(f)
						b, err := c.Bill(t.Context(), stream, day, dir)
						if g.Struck(f) == before {
							t.Fatal("the fault did not strike")
						}
						switch {
						case err != nil:
							var p *book.Problem
							if !errors.As(err, &p) {
								t.Errorf("no problem but %v", err)
							}
							if left, _ := os.ReadDir(dir); len(left) > 0 {
								t.Error("a file is left")
							}
							t.Logf("told: %v", err)
						case b.SHA256 != want && !slices.Contains(inText, f) && (name != "stripe" || f != gateway.NoPermission): // our client does without what the key may not read
							t.Error("another bill came")
						}
						if f == gateway.Rotated {
							if _, err := c.Bill(t.Context(), stream, day, t.TempDir()); book.CodeOf(err) != channels.CodeForged && name != "wechatpay certificates" {
								t.Errorf("after a rotation: %v", err)
							}
							g.Clear()
						}
						if b, err = c.Bill(t.Context(), stream, day, t.TempDir()); err != nil || b.SHA256 != want {
							t.Errorf("the next pull: %v, %s", err, b.SHA256)
						}
					})
				}
			}
		}
	}
}

func sumOf(t *testing.T, g *gateway.Gateway, name, stream string, day book.Day) string {
	t.Helper()
	b, err := connect(t, g, name, noon).Bill(t.Context(), stream, day, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return b.SHA256
}

// TestWeekOfChance pulls every day of every stream with three calls in ten going
// wrong: all come in the end, as they are.
func TestWeekOfChance(t *testing.T) {
	g := open(t, noon)
	for seed := range uint64(3) {
		for name, streams := range ways {
			for stream := range streams {
				want := map[book.Day]string{}
				for day := from; day < from+7; day++ {
					want[day] = sumOf(t, g, name, stream, day)
				}
				g.Chance(0.3, seed)
				c := connect(t, g, name, noon)
				for day := from; day < from+7; day++ {
					tries := 0
					for ; tries < 60; tries++ {
						b, err := c.Bill(t.Context(), stream, day, t.TempDir())
						if err == nil {
							if b.SHA256 != want[day] {
								t.Errorf("%s %s %s: another bill came", name, stream, day)
							}
							break
						}
						if !channels.Temporary(err) {
							t.Errorf("%s %s %s: nothing that passes by itself: %v", name, stream, day, err)
						}
					}
					if tries == 60 {
						t.Errorf("%s %s %s never came", name, stream, day)
					}
				}
				g.Clear()
			}
		}
	}
}

func TestScript(t *testing.T) {
	g := open(t, noon)
	s := g.Stripe()
	ask := func() int {
		r, err := http.NewRequest(http.MethodGet, s.URL+gateway.MethodStripeBalance, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+s.Secret)
		res, err := http.DefaultClient.Do(r)
		status, _, _ := read(t, res, err)
		return status
	}
	m := g.On(gateway.MethodStripeBalance)
	m.Nth(2).Then(gateway.Limited)
	m.Nth(3).Then(gateway.SystemError)
	got := []int{ask(), ask(), ask(), ask()}
	m.Always(gateway.Unavailable)
	m.Nth(1).Then(gateway.NoPermission)
	got = append(got, ask(), ask())
	m.Always(gateway.None)
	got = append(got, ask())
	g.On(gateway.MethodStripePayouts).Always(gateway.Limited)
	got = append(got, ask())
	if want := []int{200, 429, 500, 200, 403, 503, 200, 200}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if g.Calls(gateway.MethodStripeBalance) != 8 || g.Struck(gateway.Limited) != 1 || g.Calls("other") != 0 {
		t.Errorf("%d calls, %d limited", g.Calls(gateway.MethodStripeBalance), g.Struck(gateway.Limited))
	}
}

// TestBomb unpacks the beginning of it: what is told as a small file goes on and on.
func TestBomb(t *testing.T) {
	g := open(t, noon)
	w := g.WeChat()
	g.On(gateway.MethodWeChatDownload).Always(gateway.Bomb)
	_, _, body := wechatGet(t, w, tradeBill, "b1", time.Now(), func(*http.Request) {})
	at := strings.Index(body, "/v3/billdownload")
	path := body[at : at+strings.IndexByte(body[at:], '"')]
	_, _, packed := wechatGet(t, w, path, "b2", time.Now(), func(*http.Request) {})
	z, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	const most = 100 << 20
	if n, err := io.Copy(io.Discard, io.LimitReader(z, most)); n != most || len(packed) > most/20 {
		t.Errorf("%d bytes of %d packed: %v", n, len(packed), err)
	}
}
