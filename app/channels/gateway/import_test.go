package gateway_test

import (
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/channels"
	"zhangfang/app/channels/gateway"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// pulled is a bill as the importers read it.
type pulled struct {
	entries    []book.Entry
	refused    int
	suspicious int
	account    string
	incomplete bool
	code       string // why the file is refused, "" where it is not
}

func (p *pulled) clean() bool {
	return p.code == "" && p.refused == 0 && p.suspicious == 0 && !p.incomplete
}

// readBill reads the bill of a file, with its summary beside it where there is one.
func readBill(t *testing.T, path string) pulled {
	t.Helper()
	files, refused, err := importers.Expand(t.Context(), []string{path}, "")
	if err != nil {
		t.Fatal(err)
	}
	p := pulled{}
	for _, r := range refused {
		if r.Problem.Code != "summary_only" {
			p.code = r.Problem.Code
		}
	}
	for _, f := range files {
		s, err := importers.Read(t.Context(), f, bill.Options{}, func(r *bill.Row) error {
			if r.Problem != nil {
				p.refused++
			}
			for i := range r.Entries {
				p.entries = append(p.entries, r.Entries[i].Entry)
			}
			return nil
		})
		switch {
		case book.CodeOf(err) == "summary_only":
			continue
		case err != nil:
			p.code = book.CodeOf(err)
			continue
		}
		p.account, p.incomplete = s.Source.Account, s.Incomplete != nil
		for _, n := range s.Notes {
			if n.Suspicious {
				p.suspicious++
			}
		}
	}
	return p
}

func bring(t *testing.T, c channels.Client, stream string, day book.Day) pulled {
	t.Helper()
	b, err := c.Bill(t.Context(), stream, day, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return readBill(t, b.Path)
}

// TestImportersReadWhatIsServed pulls all days, and finds in them every trade of the
// ledger, once, with its numbers, amount, fee and time.
func TestImportersReadWhatIsServed(t *testing.T) {
	g := open(t, noon)
	for name, streams := range ways {
		c := connect(t, g, name, noon)
		for stream := range streams {
			for day := from; day < from+10; day++ {
				p := bring(t, c, stream, day)
				if !p.clean() || len(p.entries) == 0 {
					t.Fatalf("%s %s %s: %d entries, %s, %d refused, %d suspicious", name, stream, day, len(p.entries), p.code, p.refused, p.suspicious)
				}
				if (stream == "trade" || stream == "tradebill") && p.account == "" {
					t.Errorf("%s %s: no account", name, stream)
				}
				trades := g.Books().AlipayTrades(day)
				switch stream {
				case "tradebill":
					trades = g.Books().WeChatTrades(day)
				case "trade":
				default:
					continue
				}
				if len(trades) != len(p.entries) {
					t.Fatalf("%s %s: %d entries of %d trades", name, day, len(p.entries), len(trades))
				}
				for i, x := range trades {
					e := &p.entries[i]
					if e.OrderNo != x.OrderNo || e.TxnNo != x.TxnNo || e.Amount != x.Amount || e.Fee != x.Fee || e.At.Unix != x.At.Unix() || (e.Kind == book.KindRefund) != x.Refund {
						t.Fatalf("%s %s: %+v of %+v", name, day, e, x)
					}
				}
			}
		}
	}
}

// TestOrdersOfTheShopMatch: what is pulled carries the numbers of the shop's orders.
func TestOrdersOfTheShopMatch(t *testing.T) {
	g := open(t, noon)
	known := map[string]bool{}
	for _, p := range g.Truth().SalesPairs {
		known[p.OrderNo] = true
	}
	hits, all := 0, 0
	for day := from; day < from+10; day++ {
		for _, x := range append(g.Books().AlipayTrades(day), g.Books().WeChatTrades(day)...) {
			if all++; known[x.OrderNo] {
				hits++
			}
		}
	}
	if hits < all*95/100 || all < 200 {
		t.Errorf("%d of %d trades are of orders", hits, all)
	}
}

// TestFaultsOfBillsAreSeen: what is wrong with the text of a bill, the importers say;
// what only looks other, they read as it is. None is read as less than it tells.
func TestFaultsOfBillsAreSeen(t *testing.T) {
	g := open(t, noon)
	day := from + 4
	seen := []gateway.Fault{gateway.MissingColumn, gateway.WrongTotals, gateway.NoTotals}
	drafts := map[gateway.Fault]int{gateway.EmptyBill: -1000, gateway.LateRow: -1, gateway.RowTwice: 1, gateway.AmountChanged: 0}
	for name, streams := range map[string]map[string]string{
		"alipay":    {"trade": gateway.MethodAlipayDownload, "signcustomer": gateway.MethodAlipayBill},
		"wechatpay": {"tradebill": gateway.MethodWeChatTradeBill, "fundflowbill": gateway.MethodWeChatFundBill},
	} {
		for stream, method := range streams {
			c := connect(t, g, name, noon)
			whole := len(bring(t, c, stream, day).entries)
			for _, f := range []gateway.Fault{gateway.LFOnly, gateway.Reordered, gateway.ExtraColumn, gateway.MissingColumn, gateway.WrongTotals, gateway.NoTotals, gateway.CommaInName,
				gateway.NoMark, gateway.EmptyBill, gateway.LateRow, gateway.RowTwice, gateway.AmountChanged, gateway.UTF8Text, gateway.UTF8Names, gateway.SummaryFirst} {
				if !slices.Contains(gateway.Faults(method), f) {
					continue
				}
				g.On(method).Nth(1).Then(f)
				p := bring(t, c, stream, day)
				want := max(whole+drafts[f], 0)
				switch {
				case slices.Contains(seen, f):
					if p.clean() {
						t.Errorf("%s %s: nobody saw it", stream, f)
					}
				case !p.clean() && f != gateway.CommaInName && f != gateway.RowTwice && f != gateway.AmountChanged:
					t.Errorf("%s %s: %+v", stream, f, p.code)
				case p.clean() && len(p.entries) != want:
					t.Errorf("%s %s: %d entries, want %d", stream, f, len(p.entries), want)
				}
			}
		}
	}
}
