package store

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
)

// noon is the time of every test.
var noon = time.Date(2026, 3, 1, 4, 0, 0, 0, time.UTC)

var (
	shopChannel   = book.Channel{Name: "店铺", Role: book.RoleOrders, Provider: "shop", Stream: "orders", Currency: book.CNY, Zone: book.Shanghai}
	wechatChannel = book.Channel{Name: "微信支付", Role: book.RolePayments, Provider: "wechatpay", Account: "1900000109", Stream: "trade", Currency: book.CNY, Zone: book.Shanghai}
	walletChannel = book.Channel{Name: "支付宝账户", Role: book.RoleWallet, Provider: "alipay", Account: "2088", Stream: "account", Currency: book.CNY, Zone: book.Shanghai}
	bankChannel   = book.Channel{Name: "招商银行", Role: book.RoleBank, Provider: "bank", Account: "6214", Stream: "statement", Currency: book.CNY, Zone: book.Shanghai}
)

func mustOpen(tb testing.TB) *Store {
	tb.Helper()
	return reopen(tb, filepath.Join(tb.TempDir(), "店 #1?.zfbook"))
}

func reopen(tb testing.TB, path string) *Store {
	tb.Helper()
	s, err := Open(context.Background(), path, func() time.Time { return noon })
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s
}

// march is a day of March 2026.
func march(d int) book.Day { return book.NewDay(2026, 3, d) }

// order and payment are rows of the same number on the same day.
func order(no string, day book.Day, fen book.Minor) book.Entry {
	return book.Entry{Line: 2, Kind: book.KindOrder, Status: book.StatusPaid, OrderNo: no, At: book.At(day.Time().Add(3*time.Hour), book.PrecisionSecond),
		Day: day, Gross: fen, Amount: fen, Currency: book.CNY, Method: "微信", Memo: "茶叶 250g"}
}

func payment(no string, day book.Day, fen book.Minor) book.Entry {
	return book.Entry{Line: 2, Kind: book.KindPayment, Status: book.StatusPaid, OrderNo: no, TxnNo: "4200" + no, At: book.At(day.Time().Add(4*time.Hour), book.PrecisionSecond),
		Day: day, Gross: fen, Amount: fen, Fee: fen * 6 / 1000, Currency: book.CNY, Counterparty: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}
}

// markOf is an identity of an entry by its number, and a digest of its amounts.
func markOf(e *book.Entry) book.Mark {
	return book.Mark{
		Ident:  xxhash.Sum64String(fmt.Sprint(e.Kind, e.OrderNo, e.TxnNo, e.RefundNo)),
		Digest: xxhash.Sum64String(fmt.Sprint(e.Amount, e.Status, e.Memo)),
	}
}

// importRows imports entries as intake would: known ones are seen again, changed
// ones changed. It returns the batch and the ids of the entries.
func importRows(tb testing.TB, s *Store, c book.Channel, file string, entries ...book.Entry) (book.Batch, []book.EntryID) {
	tb.Helper()
	ctx := context.Background()
	all, err := s.Channels(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	for _, have := range all {
		if have.Name == c.Name {
			c.ID, c.Zone, c.Cutoff = have.ID, have.Zone, have.Cutoff
		}
	}
	held := map[uint64]book.Held{}
	if c.ID != 0 {
		var idents []uint64
		for i := range entries {
			idents = append(idents, markOf(&entries[i]).Ident)
		}
		if held, err = s.Held(ctx, c.ID, idents); err != nil {
			tb.Fatal(err)
		}
	}
	ids := make([]book.EntryID, len(entries))
	var covers book.Coverage
	for i := range entries {
		covers.Period = widen(covers.Period, entries[i].Day)
	}
	batch := book.Batch{File: file, Format: "test", SHA256: fmt.Sprintf("%x", xxhash.Sum64String(file)), Covers: covers,
		Columns: []string{"no", "fen"}}
	b, err := s.Import(ctx, c, batch, func(w book.BatchWriter) error {
		for i := range entries {
			e := entries[i]
			e.Line = int32(i + 2)
			m := markOf(&e)
			h, ok := held[m.Ident]
			var err error
			switch {
			case !ok:
				err = w.Add(&e, m)
				h.Entry = e.ID
			case h.Digest != m.Digest:
				err = w.Change(h.Entry, &e, m)
			default:
				err = w.Known(h.Entry, e.Line)
			}
			if err != nil {
				return err
			}
			ids[i] = h.Entry
			if err := w.Raw(e.Line, []string{e.OrderNo, fmt.Sprint(e.Amount)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return b, ids
}

// pairOf is a match of one order and one payment.
func pairOf(left, right book.EntryID) book.Match {
	return book.Match{Leg: book.LegSales, Rule: book.RuleKey, Score: 1, Left: []book.EntryID{left}, Right: []book.EntryID{right}}
}

// outcomeOf is a block of exactly the rows of its matches and open rows.
func outcomeOf(matches []book.Match, open ...book.Open) *book.Outcome {
	o := &book.Outcome{Matches: matches, Open: open}
	for _, m := range matches {
		o.Rows = append(append(o.Rows, m.Left...), m.Right...)
	}
	for _, p := range open {
		if !slices.Contains(o.Rows, p.Entry) {
			o.Rows = append(o.Rows, p.Entry)
		}
	}
	return o
}

func seqOf(outcomes ...*book.Outcome) iter.Seq[*book.Outcome] { return slices.Values(outcomes) }

// saveRun saves a run of the sales leg over what is touched now.
func saveRun(tb testing.TB, s *Store, full bool, outcomes ...*book.Outcome) book.RunReceipt {
	tb.Helper()
	return saveRunOf(tb, s, book.LegSales, full, outcomes...)
}

// saveRunOf saves a run of any leg over what is touched now.
func saveRunOf(tb testing.TB, s *Store, leg book.Leg, full bool, outcomes ...*book.Outcome) book.RunReceipt {
	tb.Helper()
	ctx := context.Background()
	touched, err := s.Touched(ctx, leg)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := s.SaveRun(ctx, book.Run{Leg: leg, Full: full, Mark: touched.Mark}, seqOf(outcomes...), noon)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// mustVerify fails unless the book is whole.
func mustVerify(tb testing.TB, s *Store) book.Verification {
	tb.Helper()
	v, err := s.Verify(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	if len(v.Faults) > 0 {
		tb.Fatalf("verify: %q", v.Faults)
	}
	return v
}
