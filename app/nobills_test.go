package app

import (
	"testing"

	"zhangfang/app/book"
)

// TestADayWithoutABillIsNoGap: where the provider says that it has no bill of a day, no
// file of it is missing; where nobody said so, one is.
func TestADayWithoutABillIsNoGap(t *testing.T) {
	c := connectAll(t, 6, 4, "wechatpay")
	c.catchUp()
	quiet := firstPulled + 2
	gaps := func() (n int) {
		t.Helper()
		for what, read := range map[string]func() ([]book.ChannelStatus, error){
			"importing": func() ([]book.ChannelStatus, error) { return c.b.Intake.Statuses(t.Context()) },
			"the store": func() ([]book.ChannelStatus, error) { return c.b.store.Statuses(t.Context()) },
		} {
			all, err := read()
			if err != nil || len(all) != 2 {
				t.Fatalf("%s knows of %+v, %v", what, all, err)
			}
			if what == "importing" {
				n = len(all[0].Gaps) + len(all[1].Gaps)
			} else if len(all[0].Gaps) != 1 || len(all[1].Gaps) != 1 {
				t.Fatalf("the files leave %v and %v", all[0].Gaps, all[1].Gaps)
			}
		}
		return n
	}
	batches, err := c.b.store.Batches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range batches {
		if b.Covers.From == quiet {
			if _, err := c.b.UndoBatch(t.Context(), b.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := gaps(); n != 2 {
		t.Fatalf("%d gaps though nobody knows of the day", n)
	}
	all, err := c.b.store.Connections(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	for i, stream := range []string{"tradebill", "fundflowbill"} {
		p := book.Pull{Connection: all[0].ID, Stream: stream, Day: quiet, State: book.PullEmpty, At: c.now}
		if err := c.b.store.SavePull(t.Context(), &p); err != nil {
			t.Fatal(err)
		}
		if n := gaps(); n != 1-i {
			t.Errorf("%d gaps with no bill on %d streams", n, i+1)
		}
	}
}
