package app

import (
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels/gateway"
)

// states counts the rows of the book by their state.
func (c *connected) states() map[book.Status]int {
	c.t.Helper()
	n := map[book.Status]int{}
	for e, err := range c.b.store.ExportEntries(c.t.Context()) {
		if err != nil {
			c.t.Fatal(err)
		}
		n[e.Status]++
	}
	return n
}

// TestRowsThatWerePendingSettle: a payment that was pending when its day was pulled is
// asked for until it is settled; one that is listed only once it moves the balance comes
// then. Afterwards nothing is asked any more.
func TestRowsThatWerePendingSettle(t *testing.T) {
	const days = 4
	c := connectTo(t, gateway.Options{Days: days, PerDay: 4, PayPal: gateway.PayPalSpec{PerDay: 12, Unsettled: 5 * 24 * time.Hour}}, "paypal")
	pulled := func() (changed, fresh int) {
		for _, r := range c.catchUp() {
			for _, x := range r.Receipts {
				changed, fresh = changed+x.Changed, fresh+x.New
			}
		}
		return changed, fresh
	}
	if _, fresh := pulled(); fresh < days*11 || c.states()[book.StatusPending] != days*3 {
		t.Fatalf("%d rows at first, states %v", fresh, c.states())
	}
	changed, fresh := 0, 0
	for range 20 * 4 {
		c.now = c.now.Add(6 * time.Hour)
		more, late := pulled()
		changed, fresh = changed+more, fresh+late
	}
	if got := c.states(); got[book.StatusPending] != 0 || got[book.StatusFailed] == 0 || changed != days*3 || fresh != days {
		t.Errorf("%d rows changed, %d came late, states %v", changed, fresh, got)
	}
	asked := c.g.Calls(gateway.MethodPayPalTransactions)
	for range 10 {
		c.now = c.now.AddDate(0, 0, 1)
		c.catchUp()
	}
	// Days without trade follow, each of which is asked for, once more the day after,
	// and once when nothing can join it any more.
	if n := c.g.Calls(gateway.MethodPayPalTransactions) - asked; n > 10*3 {
		t.Errorf("asked %d times in ten days", n)
	}
	c.mustVerify()
	fresher := connectTo(t, gateway.Options{Days: days, PerDay: 4, PayPal: gateway.PayPalSpec{PerDay: 12, Unsettled: time.Second}}, "paypal")
	fresher.catchUp()
	if got, want := c.rows(), fresher.rows(); !slices.Equal(got, want) {
		t.Errorf("%d rows, want %d: %s", len(got), len(want), firstOdd(got, want))
	}
}

// TestWhatIsInStaysWhileItIsAskedAgain: asking again for what is in may fail for days.
func TestWhatIsInStaysWhileItIsAskedAgain(t *testing.T) {
	c := connectTo(t, gateway.Options{Days: 2, PerDay: 4, PayPal: gateway.PayPalSpec{PerDay: 12, Unsettled: 5 * 24 * time.Hour}}, "paypal")
	c.catchUp()
	c.g.On(gateway.MethodPayPalTransactions).Always(gateway.NoPermission)
	c.now = c.now.Add(26 * time.Hour)
	before := c.g.Calls(gateway.MethodPayPalTransactions)
	for range 60 {
		c.catchUp()
		c.now = c.now.Add(time.Minute)
	}
	if n := c.g.Calls(gateway.MethodPayPalTransactions) - before; n > 4 {
		t.Errorf("asked %d times within an hour", n)
	}
	if n := c.lag(); n != 0 {
		t.Errorf("%d days are behind", n)
	}
	c.g.Clear()
	c.now = c.now.AddDate(0, 0, 7)
	c.catchUp()
	if got := c.states(); got[book.StatusPending] != 0 {
		t.Errorf("states %v", got)
	}
}

// TestABusyDayAtPayPal: 25,000 transactions, where one search lists 10,000 at most.
func TestABusyDayAtPayPal(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const sales = 25_000
	c := connectTo(t, gateway.Options{Days: 1, PerDay: 4, PayPal: gateway.PayPalSpec{PerDay: sales}}, "paypal")
	r := c.catchUp()
	rows := c.rows()
	once := slices.Compact(slices.Clone(rows))
	if c.lag() != 0 || len(rows) < sales || len(once) != len(rows) || len(r) != 1 || len(r[0].Receipts) != 1 || r[0].Receipts[0].New != len(rows) {
		t.Fatalf("%d days behind, %d rows, %d of them different", c.lag(), len(rows), len(once))
	}
	c.pullAgain("paypal")
	if n := len(c.rows()); n != len(rows) {
		t.Errorf("asked again: %d rows", n)
	}
}
