package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"zhangfang/app/book"
)

// oddShop is a book of rows with texts that share pieces, open, matched and
// suggested, some failed and some in another currency.
func oddShop(t *testing.T) *Store {
	r := rand.New(rand.NewPCG(4, 2))
	s := mustOpen(t)
	row := func(i int, e book.Entry) book.Entry {
		e.Memo = []string{"", "茶叶款", "Tea 10%", "a_b", `c\d`}[r.IntN(5)]
		e.Counterparty = []string{"", "王晴", "Wang", "wáng", "李"}[r.IntN(5)]
		e.Status = book.Status(r.IntN(8))
		if r.IntN(6) == 0 {
			e.Currency = "USD"
		}
		if r.IntN(4) == 0 {
			e.Amount, e.Kind, e.RefundNo = -e.Amount, book.KindRefund, fmt.Sprintf("R%03d", i)
		}
		e.Gross, e.Fee = e.Amount+book.Minor(r.IntN(2)*50), book.Minor(r.IntN(9))
		return e
	}
	var orders, payments []book.Entry
	for i := range 150 {
		no := fmt.Sprintf("%c%03d", "AaB"[r.IntN(3)], i)
		orders = append(orders, row(i, order(no, march(1+r.IntN(28)), book.Minor(1+r.IntN(20))*10)))
		payments = append(payments, row(i, payment(no, march(1+r.IntN(28)), book.Minor(1+r.IntN(20))*10)))
	}
	_, o := importRows(t, s, shopChannel, "o.csv", orders...)
	_, p := importRows(t, s, wechatChannel, "p.csv", payments...)
	var matches []book.Match
	var open []book.Open
	for i := 0; i+1 < len(o); i += 2 {
		m := pairOf(o[i], p[i])
		switch i % 3 {
		case 0:
			open = append(open, book.Open{Entry: o[i], Why: book.OpenSuggested}, book.Open{Entry: p[i], Side: book.Right, Why: book.OpenSuggested})
			m.State = book.MatchSuggested
			fallthrough
		case 1:
			open = append(open, book.Open{Entry: o[i+1]}, book.Open{Entry: p[i+1], Side: book.Right})
		default:
			m.Left, m.Right = append(m.Left, o[i+1]), append(m.Right, p[i+1])
		}
		matches = append(matches, m)
	}
	saveRun(t, s, true, outcomeOf(matches, open...))
	return s
}

func randomQuery(r *rand.Rand) book.EntryQuery {
	q := book.EntryQuery{
		Leg:  []book.Leg{"", book.LegSales, book.LegPayouts, "店铺~微信支付", "no~such"}[r.IntN(5)],
		Side: book.Side(r.IntN(2)), Show: book.Show(r.IntN(3)),
		Text:  []string{"", "", "a", "10", "-1.50", "R0", "晴", "%", "_", `\`, "WÁNG", "¥1,00", " tea ", "1", "2.", "0.", "1.5"}[r.IntN(17)],
		Order: book.Order{By: []string{"", "time", "amount", "order_no", "channel", "counterparty"}[r.IntN(6)], Desc: r.IntN(2) == 0},
	}
	if r.IntN(3) == 0 {
		q.Channels = []book.ChannelID{book.ChannelID(1 + r.IntN(3))}
	}
	if r.IntN(3) == 0 {
		q.Roles = []book.Role{book.RolePayments, book.RoleBank}[:1+r.IntN(2)]
	}
	if r.IntN(3) == 0 {
		q.Period = book.Period{From: march(1 + r.IntN(20)), To: march(15 + r.IntN(15))}
	}
	return q
}

func TestCopyInMemoryAnswersAsTheDatabaseDoes(t *testing.T) {
	ctx := context.Background()
	s := oddShop(t)
	type answer struct {
		IDs    []book.EntryID
		Counts book.LegCounts
		Days   []book.ChannelDay
		Legs   map[book.ChannelID][2]int
	}
	answers := func() (all []answer) {
		r := rand.New(rand.NewPCG(7, 7))
		queries := 600
		if testing.Short() {
			queries = 60
		}
		for range queries {
			q := randomQuery(r)
			var a answer
			var err [4]error
			a.IDs, err[0] = s.EntryIDs(ctx, q)
			a.Counts, err[1] = s.Counts(ctx, q)
			a.Days, err[2] = s.ChannelDays(ctx, q.Period)
			a.Legs, err[3] = s.LegRows(ctx, q.Period)
			for _, err := range err {
				if err != nil {
					t.Fatalf("%+v: %v", q, err)
				}
			}
			all = append(all, a)
		}
		return all
	}
	cold := answers()
	if err := s.fill(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if s.warm.Load() == nil {
		t.Fatal("no copy was made")
	}
	r := rand.New(rand.NewPCG(7, 7))
	found := 0
	for i, got := range answers() {
		q := randomQuery(r)
		if diff := cmp.Diff(cold[i], got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%+v (-database +copy):\n%s", q, diff)
		}
		found += len(got.IDs)
	}
	if found == 0 {
		t.Error("no query found anything")
	}
}

func TestCopyInMemoryIsNotAskedWhenItIsOld(t *testing.T) {
	ctx := context.Background()
	s := oddShop(t)
	count := func() int {
		ids, err := s.EntryIDs(ctx, book.EntryQuery{Text: "brandnew"})
		if err != nil {
			t.Fatal(err)
		}
		return len(ids)
	}
	if err := s.fill(ctx, 0); err != nil {
		t.Fatal(err)
	}
	b, _ := importRows(t, s, shopChannel, "new.csv", order("brandnew1", march(2), 100))
	if n := count(); n != 1 {
		t.Errorf("after an import %d rows are found, want 1", n)
	}
	if err := s.fill(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := s.UndoBatch(ctx, b.ID, s.now()); err != nil {
		t.Fatal(err)
	}
	if n := count(); n != 0 {
		t.Errorf("after its undo %d rows are found", n)
	}
}
