package monthly

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/store"
)

// fake is a book of two months of one payments channel, a wallet and a bank.
type fake struct {
	Book
	settings map[string]string
}

func (f fake) Channels(context.Context) ([]book.Channel, error) {
	return []book.Channel{
		{ID: 1, Name: "微信支付", Role: book.RolePayments, Provider: "wechatpay", Account: "1"},
		{ID: 2, Name: "支付宝", Role: book.RolePayments, Provider: "alipay", Account: "2"},
		{ID: 3, Name: "支付宝账户", Role: book.RoleWallet, Provider: "alipay", Account: "2"},
		{ID: 4, Name: "招商银行", Role: book.RoleBank, Provider: "bank"},
	}, nil
}

var october = book.Month(2025, time.October)

func (f fake) Statuses(ctx context.Context) ([]book.ChannelStatus, error) {
	all, err := f.Channels(ctx)
	out := make([]book.ChannelStatus, len(all))
	for i, c := range all {
		out[i] = book.ChannelStatus{Channel: c, Covered: book.Period{From: october.From - 30, To: october.From + 16}}
	}
	out[1].Gaps = []book.Period{{From: october.From - 20, To: october.From - 19}}
	out[3].Covered.To--
	return out, err
}

func (f fake) ChannelDays(_ context.Context, p book.Period) (out []book.ChannelDay, err error) {
	for d := max(p.From, october.From-30); d <= min(p.To, october.From+16); d++ {
		for ch := book.ChannelID(1); ch <= 2; ch++ {
			out = append(out,
				book.ChannelDay{Channel: ch, Day: d, Kind: book.KindPayment, Currency: book.CNY, Rows: 2, Amount: 1000 + book.Minor(d%3), Fee: 6},
				book.ChannelDay{Channel: ch, Day: d, Kind: book.KindRefund, Currency: book.CNY, Rows: 1, Amount: -100, Fee: -1})
		}
		out = append(out, book.ChannelDay{Channel: 3, Day: d, Kind: book.KindPayment, Currency: book.CNY, Rows: 2, Amount: 9999})
	}
	return out, nil
}

func (f fake) Settlements(context.Context) (out []book.Settlement, err error) {
	for d := october.From - 30; d <= october.From+16; d++ {
		s := book.Settlement{Channel: 1, Day: d, Currency: book.CNY, Net: 895, Rows: 3, Arrived: 895, ArrivedOn: d + 1, BankSeen: october.From + 15}
		if d >= october.From+15 || d == october.From {
			s.Arrived, s.ArrivedOn = 0, 0
		}
		w := book.Settlement{Channel: 3, Day: d, Entry: book.EntryID(d), Currency: book.CNY, Net: 500, Rows: 1, Arrived: 500, ArrivedOn: d, BankSeen: october.From + 15}
		out = append(out, s, w)
	}
	return out, nil
}

func (f fake) Setting(_ context.Context, name string) (string, error) { return f.settings[name], nil }
func (f fake) Explained(context.Context, book.Period) ([]book.ChannelDay, error) {
	return nil, nil
}
func (f fake) LegRows(_ context.Context, p book.Period) (map[book.ChannelID][2]int, error) {
	return map[book.ChannelID][2]int{1: {10, 9}, 2: {p.Days(), 0}}, nil
}
func (f fake) WalletBalances(context.Context, book.Day) (map[book.ChannelID]book.Money, error) {
	return nil, nil
}
func (f fake) Name(context.Context) (string, error) { return "", nil }
func (f fake) ChainHead(context.Context) (book.AuditLine, bool, error) {
	return book.AuditLine{}, true, nil
}

func service() *Service {
	return New(fake{}, func(context.Context, book.ExceptionQuery) ([]book.ExceptionLine, error) { return nil, nil }, time.Now, calendar.New())
}

// The overview and the report must never tell two figures for one thing.
func TestOverviewHasTheFiguresOfTheReport(t *testing.T) {
	ctx, s := context.Background(), service()
	for _, pick := range [][]book.ChannelID{nil, {2}} {
		o, err := s.Overview(ctx, UnitMonth, october.From+3, pick)
		if err != nil {
			t.Fatal(err)
		}
		f, err := s.Figures(ctx, october, pick)
		if err != nil {
			t.Fatal(err)
		}
		for i := range f.Channels {
			f.Channels[i].Rows, f.Channels[i].Matched = 0, 0
		}
		if diff := cmp.Diff(f.Days, o.Days); diff != "" {
			t.Error("days", pick, diff)
		}
		if diff := cmp.Diff(f.Channels, o.Channels); diff != "" {
			t.Error("channels", pick, diff)
		}
	}
}

func TestComparison(t *testing.T) {
	o, err := service().Overview(context.Background(), UnitMonth, october.From+3, []book.ChannelID{1})
	if err != nil {
		t.Fatal(err)
	}
	if o.UpTo != october.From+16 || o.Span.Now != (book.Period{From: october.From, To: october.From + 16}) ||
		o.Span.Before != (book.Period{From: october.From - 30, To: october.From - 14}) || o.Day.Before.From != o.UpTo-7 {
		t.Errorf("up to %s, %+v, %+v", o.UpTo, o.Span.Now, o.Span.Before)
	}
	now, before := o.Span.Of(book.CNY)
	// Of seventeen days of arrivals, that of the 1st and the newest are not there.
	if now.Refunds != -1700 || now.SaleRows != 34 || now.Arrived != 15*895 || before.Arrived != 16*895 || before.RefRows != 17 {
		t.Errorf("now %+v, before %+v", now, before)
	}
	if len(o.Span.Missing) != 0 || len(o.Span.BankMissing) != 1 || o.Span.BankMissing[0].Period.From != o.UpTo {
		t.Errorf("missing %+v, of the bank %+v", o.Span.Missing, o.Span.BankMissing)
	}
	if _, none := o.Span.Of("USD"); none.Currency != "USD" || none.Sales != 0 {
		t.Errorf("in dollars %+v", none)
	}
	if o, err = service().Overview(context.Background(), UnitMonth, october.From, nil); err != nil {
		t.Fatal(err)
	}
	if len(o.Span.Missing) != 1 || o.Span.Missing[0].Channel != "支付宝" || o.Span.Missing[0].Period.Days() != 2 {
		t.Errorf("missing %+v", o.Span.Missing)
	}
}

func TestUnderwayIsOfAllDays(t *testing.T) {
	u, err := service().Underway(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]int{}
	for _, o := range u.Owed {
		states[o.State]++
	}
	if u.AsOf != october.From+16 || states["in_transit"] != 2 || states["missing"]+states["late"] != 1 || len(u.Forecast) != forecastDays || len(u.Ages) != 6 {
		t.Errorf("as of %s, %v, %d days ahead, %d ages", u.AsOf, states, len(u.Forecast), len(u.Ages))
	}
	if u, err = service().Underway(context.Background(), []book.ChannelID{2}); err != nil || len(u.Owed) != 0 {
		t.Errorf("of Alipay %+v, %v", u.Owed, err)
	}
}

func TestMatching(t *testing.T) {
	runs := []book.Period{october, {From: october.From, To: october.From + 1}}
	got, err := service().Matching(context.Background(), runs, nil)
	if diff := cmp.Diff([][2]int{{41, 9}, {12, 9}}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	got, err = service().Matching(context.Background(), runs, []book.ChannelID{1})
	if diff := cmp.Diff([][2]int{{10, 9}, {10, 9}}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestRefundWarn(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "shop.zfbook"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s := New(st, nil, time.Now, calendar.New())
	for _, c := range []struct{ set, want string }{{"", "0.1"}, {"4.5", "0.045"}} {
		if c.set != "" {
			if err := st.SetSetting(ctx, book.SettingRefundWarn, c.set, time.Now()); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.RefundWarn(ctx); err != nil || got.String() != c.want {
			t.Errorf("set to %q: %s, %v", c.set, got, err)
		}
	}
	if err := st.SetSetting(ctx, book.SettingRefundWarn, "viel", time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RefundWarn(ctx); err == nil {
		t.Error("what is no number is taken")
	}
}
