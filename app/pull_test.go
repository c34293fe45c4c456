package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels/gateway"
	"zhangfang/app/intake"
)

func TestPulledBillsAreTheRowsOfTheGatewaysBooks(t *testing.T) {
	c := connectAll(t, 7, 60)
	c.catchUp()
	if n := c.lag(); n != 0 {
		t.Fatalf("%d days are behind", n)
	}
	before := c.rows()
	if len(before) < 400 {
		t.Fatalf("%d rows", len(before))
	}
	for i := 1; i < len(before); i++ {
		if before[i] == before[i-1] {
			t.Errorf("twice: %s", before[i])
		}
	}
	for _, name := range []string{"alipay", "wechatpay", "paypal", "stripe"} {
		x, err := c.b.Pull.Find(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.b.Pull.Pull(t.Context(), x, c.g.Span(), nil)
		if err != nil || r.Problem != nil {
			t.Fatalf("%s again: %v %v", name, err, r.Problem)
		}
		for _, receipt := range r.Receipts {
			if receipt.New+receipt.Changed != 0 {
				t.Errorf("%s again: %s brought %d new, %d changed", name, receipt.File, receipt.New, receipt.Changed)
			}
		}
	}
	if after := c.rows(); !slices.Equal(before, after) {
		t.Errorf("%d rows became %d", len(before), len(after))
	}
	c.mustVerify()
}

func TestOrdersFindWhatWasPulled(t *testing.T) {
	c := connectAll(t, 7, 60, "alipay", "wechatpay")
	c.catchUp()
	files, err := filepath.Glob(filepath.Join(c.dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f string) bool { return strings.HasSuffix(f, ".json") })
	if _, err := c.b.Import(t.Context(), files, intake.Options{}, nil); err != nil {
		t.Fatal(err)
	}
	counts, err := c.b.Review.Counts(t.Context(), book.EntryQuery{Leg: book.LegSales})
	if err != nil || counts.Matched[book.Left] < 380 || counts.Open[book.Left]*50 > counts.Matched[book.Left] {
		t.Errorf("sales: %+v, %v", counts, err)
	}
	status, err := c.b.Intake.Statuses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range status {
		if st.Role == book.RolePayments && st.Provider != "pos" && (st.Covered != c.g.Span() || len(st.Gaps) > 0) {
			t.Errorf("%s covers %v with gaps %v, want %v", st.Name, st.Covered, st.Gaps, c.g.Span())
		}
	}
}

func TestAWeekOfRandomFaultsEndsComplete(t *testing.T) {
	calm := connectAll(t, 7, 40)
	calm.until(1)
	want := calm.rows()
	seeds := 3
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		wild := connectAll(t, 7, 40)
		wild.g.Chance(0.3, uint64(seed))
		wild.until(72)
		if n := wild.lag(); n != 0 {
			t.Errorf("seed %d: %d days are behind after three days", seed, n)
		}
		if got := wild.rows(); !slices.Equal(got, want) {
			t.Errorf("seed %d: %d rows, want %d", seed, len(got), len(want))
		}
		wild.mustVerify()
	}
}

// TestEveryFaultEndsInOnceOrAside: whatever goes wrong with one call, in the end each
// day's bill is in the book exactly once, or aside with a reason.
func TestEveryFaultEndsInOnceOrAside(t *testing.T) {
	calm := map[string][]string{}
	methods := map[string][]string{
		"alipay":    {gateway.MethodAlipayBill, gateway.MethodAlipayDownload},
		"wechatpay": {gateway.MethodWeChatTradeBill, gateway.MethodWeChatFundBill, gateway.MethodWeChatDownload},
		"paypal":    {gateway.MethodPayPalToken, gateway.MethodPayPalTransactions},
		"stripe":    {gateway.MethodStripeTransactions, gateway.MethodStripeAccount},
	}
	const days = 2
	n := 0
	for provider, all := range methods {
		c := connectAll(t, days, 12, provider)
		c.until(1)
		calm[provider] = c.rows()
		for _, method := range all {
			for _, fault := range gateway.Faults(method) {
				if n++; testing.Short() && n%8 != 0 {
					continue
				}
				t.Run(fmt.Sprintf("%s/%s/%s", provider, strings.Trim(strings.ReplaceAll(method, "/", "-"), "-"), fault), func(t *testing.T) {
					faultOnce(t, provider, method, fault, days, calm[provider])
				})
			}
		}
	}
}

func faultOnce(t *testing.T, provider, method string, fault gateway.Fault, days int, want []string) {
	c := connectAll(t, days, 12, provider)
	c.g.On(method).Nth(1).Then(fault)
	c.catchUp()
	if fault == gateway.Rotated {
		c.g.Clear() // else the owner must give the new key
	}
	c.until(40)
	c.now = c.now.Add(32 * time.Hour) // a day that was called empty is asked for once more
	c.catchUp()
	c.mustVerify()
	if c.lag() == 0 {
		got := c.rows()
		if fault == gateway.LateRow || fault == gateway.AmountChanged || fault == gateway.RowTwice || fault == gateway.EmptyBill || fault == gateway.CommaInName || fault == gateway.BeforeAccount {
			c.pullAgain(provider) // what the provider said otherwise comes when it is asked again
			got = c.rows()
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d rows, want %d: %s", len(got), len(want), firstOdd(got, want))
		}
		return
	}
	all, err := c.b.Pull.Statuses(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("aside: %v", all[0].Problem)
	for _, p := range all[0].Days {
		if (p.State == book.PullAside || p.State == book.PullFailed) && p.Problem == nil {
			t.Errorf("%s %s is %s without a reason", p.Stream, p.Day, p.State)
		}
	}
	if all[0].Aside == 0 {
		t.Errorf("days are behind and not aside: %+v", all[0].Days)
	}
	if rows := c.rows(); len(rows) >= len(want) {
		t.Errorf("%d rows though a bill is aside, of %d", len(rows), len(want))
	}
	c.pullAgain(provider)
	if got := c.rows(); c.lag() != 0 || !slices.Equal(got, want) {
		t.Errorf("asked again: %d days behind, %d rows, want %d", c.lag(), len(got), len(want))
	}
}
