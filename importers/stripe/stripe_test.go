package stripe_test

import (
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/stripe"
)

func read(t *testing.T, text string) billtest.Result {
	t.Helper()
	return billtest.Read(t, stripe.Formats(), []byte(text), bill.Options{})
}

const activity = `"balance_transaction_id","created_utc","available_on_utc","currency","gross","fee","net","reporting_category","description"
"txn_1","2026-01-22 18:26:29","2026-01-27 00:00:00","usd","12.00","0.65","11.35","charge","Order 7"
"txn_2","2026-01-23 08:26:31","2026-01-27 00:00:00","usd","-5.00","0.00","-5.00","refund","REFUND FOR PAYMENT"
"txn_3","2026-01-24 00:00:00","2026-01-24 00:00:00","usd","-6.35","0.00","-6.35","payout","STRIPE PAYOUT"
"txn_4","2026-01-24 00:00:00","2026-01-24 00:00:00","jpy","600","22","578","charge",
"txn_5","2026-01-24 00:00:00","2026-01-24 00:00:00","jpy","0.00","15.00","-15.00","fee","Billing"
"txn_6","2026-01-24 00:00:00","2026-01-24 00:00:00","usd","6.35","0.00","6.35","payout","returned"
"txn_7","2026-01-24 00:00:00","2026-01-24 00:00:00","usd","-1.00","0.00","-1.00","something_new",""
`

func TestActivity(t *testing.T) {
	r := read(t, activity)
	r.Check(t,
		"2 payment paid at=2026-01-23T02:26:29+08:00 txn=txn_1 gross=1200 amount=1200 fee=65 USD memo=charge Order 7",
		"3 refund paid at=2026-01-23T16:26:31+08:00 txn=txn_2 refund=txn_2 gross=-500 amount=-500 fee=0 USD memo=refund REFUND FOR PAYMENT",
		"4 withdrawal paid at=2026-01-24T08:00:00+08:00 txn=txn_3 gross=-635 amount=-635 fee=0 USD memo=payout STRIPE PAYOUT",
		"5 payment paid at=2026-01-24T08:00:00+08:00 txn=txn_4 gross=600 amount=600 fee=22 JPY memo=charge",
		"6 fee paid at=2026-01-24T08:00:00+08:00 txn=txn_5 gross=0 amount=0 fee=15 JPY memo=fee Billing",
		"7 transfer paid at=2026-01-24T08:00:00+08:00 txn=txn_6 gross=635 amount=635 fee=0 USD memo=payout returned",
		"8 other paid at=2026-01-24T08:00:00+08:00 txn=txn_7 gross=-100 amount=-100 fee=0 USD memo=something_new",
	)
	s := r.Summary
	if s.Source != (book.Source{Provider: "stripe", Stream: book.StreamAccount, Role: book.RolePayments}) || s.Format != "stripe.balance" || s.Covers.From.String() != "2026-01-23" {
		t.Errorf("summary %+v", s)
	}
	if len(r.Codes()) != 0 {
		t.Errorf("notes %v", r.Codes())
	}
}

const payouts = `balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description,automatic_payout_id,automatic_payout_effective_at,charge_id,payment_metadata[order_id]
txn_1,2026-09-14 10:02:11,2026-09-16 00:00:00,eur,600.00,8.70,591.30,charge,ch_1,Order 1041,po_1,2026-09-18 00:00:00,ch_1,1041
txn_2,2026-09-15 17:12:45,2026-09-17 00:00:00,eur,-20.00,0.00,-20.00,refund,re_1,Refund order 1041,po_1,2026-09-18 00:00:00,ch_1,1041
txn_3,2026-09-15 11:00:00,2026-09-17 00:00:00,eur,-50.00,15.00,-65.00,dispute,dp_1,Dispute,po_1,2026-09-18 00:00:00,ch_0,
`

func TestPayouts(t *testing.T) {
	r := read(t, payouts)
	r.Check(t,
		"2 payment paid at=2026-09-14T18:02:11+08:00 order=1041 txn=ch_1 gross=60000 amount=60000 fee=870 EUR memo=charge Order 1041 settles=2026-09-18",
		"3 refund paid at=2026-09-16T01:12:45+08:00 order=1041 txn=ch_1 refund=re_1 gross=-2000 amount=-2000 fee=0 EUR memo=refund Refund order 1041 settles=2026-09-18",
		"4 refund paid at=2026-09-15T19:00:00+08:00 txn=ch_0 refund=dp_1 gross=-5000 amount=-5000 fee=1500 EUR memo=dispute Dispute settles=2026-09-18",
	)
	if r.Summary.Source.Role != book.RolePayments || r.Entries[0].Batching != "po_1" {
		t.Errorf("source %+v, batching %q", r.Summary.Source, r.Entries[0].Batching)
	}
	as := billtest.Read(t, stripe.Formats(), []byte(payouts), bill.Options{Role: book.RoleWallet})
	if as.Summary.Source.Role != book.RoleWallet {
		t.Errorf("the owner's word is not heard: %+v", as.Summary.Source)
	}
}

func TestDashboard(t *testing.T) {
	const text = "\ufeffid,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Customer Facing Amount,Customer Facing Currency,Transfer,Transfer Date (UTC)\n" +
		"txn_1,transfer,tr_1,-824.08,0.00,-824.08,usd,2017-01-28 01:13,2017-01-29 00:00,STRIPE TRANSFER,,,,\n" +
		"txn_2,refund,ch_1,-249.00,-7.52,-241.48,usd,2016-07-25 15:34,2016-07-25 15:34,REFUND FOR CHARGE,-249.00,usd,tr_0,2016-07-27 00:00\n" +
		"txn_3,payout,po_1,-10.00,0.00,-10.00,usd,2026-01-28 01:13,2026-01-29 00:00,STRIPE PAYOUT,,,,\n" +
		"txn_4,transfer,tr_2,-10.00,0.00,-10.00,usd,2026-01-28 01:13,2026-01-29 00:00,to a partner,,,,\n"
	r := read(t, text)
	r.Check(t,
		"2 withdrawal paid at=2017-01-28T09:13:00+08:00 txn=tr_1 gross=-82408 amount=-82408 fee=0 USD memo=transfer STRIPE TRANSFER",
		"3 refund paid at=2016-07-25T23:34:00+08:00 txn=ch_1 refund=txn_2 gross=-24900 amount=-24900 fee=-752 USD memo=refund REFUND FOR CHARGE settles=2016-07-27",
		"4 withdrawal paid at=2026-01-28T09:13:00+08:00 txn=po_1 gross=-1000 amount=-1000 fee=0 USD memo=payout STRIPE PAYOUT",
		"5 transfer paid at=2026-01-28T09:13:00+08:00 txn=tr_2 gross=-1000 amount=-1000 fee=0 USD memo=transfer to a partner",
	)
	if len(r.Codes()) != 0 {
		t.Errorf("notes %v", r.Codes())
	}
}

// TestOtherZone: a report in the merchant's zone does not say which that is.
func TestOtherZone(t *testing.T) {
	r := read(t, strings.NewReplacer("created_utc", "created", "available_on_utc", "available_on").Replace(activity))
	if e := r.Entries[0]; e.At.Format(book.Shanghai) != "2026-01-22" {
		t.Errorf("%v %v", r.Err, r.Lines())
	}
}

func TestBadRows(t *testing.T) {
	for _, c := range []struct{ old, new, code, cell string }{
		{`"usd","12.00"`, `"usd","12,00"`, bill.CodeAmount, "gross"},
		{`"usd","12.00"`, `"","12.00"`, bill.CodeMissing, "currency"},
		{`"usd","12.00"`, `"us","12.00"`, bill.CodeCurrency, "currency"},
		{`"txn_1"`, `""`, bill.CodeMissing, "balance_transaction_id"},
		{`"2026-01-22 18:26:29"`, `""`, bill.CodeMissing, "created_utc"},
		{`"2026-01-22 18:26:29"`, `"yesterday"`, bill.CodeDate, "created_utc"},
	} {
		r := read(t, strings.Replace(activity, c.old, c.new, 1))
		if len(r.Problems) != 1 || r.Problems[0].Code != c.code || r.Problems[0].Cell != c.cell {
			t.Errorf("%s: %v", c.new, r.Problems)
		}
	}
	r := read(t, strings.Replace(activity, `"11.35"`, `"12.65"`, 1))
	if !slices.Equal(r.Codes(), []string{bill.NoteNet}) || !r.Notes[0].Suspicious {
		t.Errorf("a net that adds the fee passes: %v", r.Codes())
	}
}

func TestEmpty(t *testing.T) {
	head, _, _ := strings.Cut(activity, "\n")
	read(t, head+"\n").Check(t)
}

func FuzzRead(f *testing.F) { billtest.Fuzz(f, stripe.Formats(), activity, payouts) }
