package intake_test

import (
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// TestOneAccountHasOneRole: a bill that can be read in two roles goes where its account is.
func TestOneAccountHasOneRole(t *testing.T) {
	const first = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Balance\n" +
		"01/10/2025,10:00:00,CST,Li,Website Payment,Completed,USD,100.00,-4.00,96.00,a@b.c,s@b.c,T1,96.00\n"
	d := newDesk(t)
	next := first + "13/10/2025,10:00:00,CST,Wu,Website Payment,Completed,USD,50.00,-2.00,48.00,a@b.c,s@b.c,T2,144.00\n"
	wallet := intake.Options{Role: book.RoleWallet}
	r := d.bringAs(wallet, d.write("pp.csv", strings.Replace(first, "01/10", "13/10", 1)))[0]
	if r.State != book.ReceiptApplied || r.Role != book.RoleWallet {
		t.Fatalf("%+v %v", r, r.Problem)
	}
	again := strings.Replace(next, "01/10", "13/10", 1)
	if x := d.bringAs(intake.Options{Role: book.RolePayments}, d.write("pp2.csv", again))[0]; x.State != book.ReceiptRefused || x.Problem.Code != "channel_mismatch" {
		t.Errorf("both roles: %+v %v", x, x.Problem)
	}
	if x := d.bring(d.write("pp2.csv", again))[0]; x.State != book.ReceiptApplied || x.New != 1 || x.Known != 1 || x.Channel != r.Channel {
		t.Errorf("no role said: %+v %v", x, x.Problem)
	}
	if got := d.channelsOf(); len(got) != 1 {
		t.Errorf("channels %q", got)
	}
}

// TestAFileOfOtherDays is not taken for the days that were asked for.
func TestAFileOfOtherDays(t *testing.T) {
	day := func(n int) book.Day { return book.NewDay(2025, 10, n) }
	for _, c := range []struct {
		what string
		text string
		asks book.Period
		want book.Period
		told bool
	}{
		{"of these days", line("1", "05", "1.00", "CNY"), book.Period{From: day(4), To: day(5)}, book.Period{From: day(4), To: day(5)}, false},
		{"of others", line("1", "01", "1.00", "CNY"), book.Period{From: day(5), To: day(5)}, book.Period{From: day(1), To: day(1)}, true},
		{"of these and others", line("1", "05", "1.00", "CNY") + "\n" + line("2", "07", "1.00", "CNY"), book.Period{From: day(5), To: day(5)}, book.Period{From: day(5), To: day(5)}, true},
	} {
		d := newDesk(t)
		r := d.bringAs(intake.Options{Covers: c.asks}, d.write("a.csv", statement("6222", c.text)))[0]
		if r.State != book.ReceiptApplied || r.Covers.Period != c.want || has(&r, "covers_other_days") != c.told {
			t.Errorf("%s: %+v %v", c.what, r, r.Problem)
		}
	}
}
