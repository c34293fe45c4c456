package fees

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
)

func loadedPresenter(t *testing.T, s *shop, l *told) *Presenter {
	t.Helper()
	p := newPresenter(testDeps(t, s, l, nil, "zh"), func() {})
	p.Load()
	return p
}

func TestFigures(t *testing.T) {
	s := loadedPresenter(t, newShop(), &told{}).State()
	for i, want := range []Figure{
		{"2025 年 10 月手续费", s.Figures[0].Value, draw.ToneNeutral, s.Figures[0].Note},
		{"多收，可申诉（全部月份）", "¥42.14", draw.ToneSuggestion, "13 笔"},
		{"等您确认的费率", "3 条", draw.ToneSuggestion, "请与合同核对"},
		{"已约定的费率", "2 条", draw.ToneNeutral, "1 个渠道还没有约定"},
	} {
		if s.Figures[i] != want {
			t.Errorf("figure %d: %+v, want %+v", i, s.Figures[i], want)
		}
	}
	if s.Figures[0].Value != "¥8,547.93" || s.Figures[0].Note != "占净收款 0.59%" { // both fees and sales less what came back with refunds, as in the report
		t.Errorf("month %+v", s.Figures[0])
	}
}

func TestCardsProposalsFirst(t *testing.T) {
	var got []string
	for _, r := range loadedPresenter(t, newShop(), &told{}).State().Cards {
		got = append(got, strings.Join([]string{r.State, r.Channel, r.Method, r.Rate, r.Terms, r.Valid, r.Says}, "|"))
	}
	want := []string{
		"费率变了|微信支付|所有方式|1.00%||2025-10-26 起|2025-10-26 起变为 1.00%，原来 0.60%；从 312 笔流水读出，312 笔相符",
		"新读出|拉卡拉门店收银|信用卡|0.62%||2025-09-01 起|从 88 笔流水读出，88 笔相符，请与合同核对",
		"待确认|支付宝|所有方式|0.55%||2025-10-01 起|从 1,204 笔流水读出，1,201 笔相符，请与合同核对",
		"已约定|微信支付|所有方式|0.60%||一直有效|由您填写",
		"已约定|拉卡拉门店收银|借记卡|0.50%|¥0.05 / ¥0.10 / ¥25.00|2025-09-01 起|由您填写",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("cards\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAgreeToAProposal(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	p.Agree(0)
	if fmt.Sprint(s.calls) != "[save 0 0.01 2025-10-26]" || len(l.calls) != 1 {
		t.Fatalf("calls %q, told %q", s.calls, l.calls)
	}
	if first := p.State().Cards[0]; first.Kind != KindNew {
		t.Errorf("the proposal is still there: %+v", first)
	}
	l.undo()
	if fmt.Sprint(s.calls[1:]) != "[remove 13]" || p.State().Cards[0].Kind != KindChange {
		t.Errorf("calls %q, first %+v", s.calls, p.State().Cards[0])
	}
}

func TestAgreeToACardOfTheBook(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	p.Agree(2)
	if fmt.Sprint(s.calls) != "[save 2 0.0055 2025-10-01]" {
		t.Errorf("calls %q", s.calls)
	}
	for _, r := range p.State().Cards {
		if r.card.ID == 2 && (r.Kind != KindAgreed || r.Basis != "从 1,204 笔流水读出，1,201 笔相符") {
			t.Errorf("agreed %+v", r)
		}
	}
}

// TestSavingIsUndone takes back agreeing to a card of the book, and an edit.
func TestSavingIsUndone(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	p.Agree(2)
	l.undo()
	if s.calls[1] != "restore 2 0.0055 proposed" || p.State().Cards[2].Kind != KindProposed {
		t.Errorf("agreeing: calls %q, then %+v", s.calls, p.State().Cards[2])
	}
	c := s.cards[0]
	c.Rate = decimal.RequireFromString("0.0038")
	p.SaveCard(c, nil)
	l.undo()
	if !strings.HasPrefix(s.calls[3], "save 1 0.006 ") {
		t.Errorf("an edit: calls %q", s.calls)
	}
	p.deps.RestoreCard = nil
	p.Agree(2)
	if l.undo != nil {
		t.Error("an undo is offered that nothing can do")
	}
}

// TestTheChosenCardStays follows a card to the place that an edit moves it to, and goes
// on to the next that waits after a word.
func TestTheChosenCardStays(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	if p.State().Card != 0 {
		t.Fatalf("begins at %d", p.State().Card)
	}
	p.PickCard(2)
	edited := p.State().Cards[2].card
	edited.Rate = decimal.RequireFromString("0.0056")
	p.SaveCard(edited, nil)
	if now := p.State(); now.Cards[now.Card].card.ID != edited.ID || now.Card == 2 {
		t.Errorf("at %d: %+v", now.Card, now.Cards[now.Card])
	}
	p.PickCard(0)
	p.Agree(0)
	if now := p.State(); now.Cards[now.Card].Kind != KindNew || now.Cards[now.Card].Rate != "0.62%" {
		t.Errorf("after the first at %d: %+v", now.Card, now.Cards[now.Card])
	}
	p.Agree(p.State().Card) // comes back to the first: the edit made it a change
	p.Agree(p.State().Card)
	if now := p.State(); now.Cards[now.Card].Kind != KindAgreed || now.Cards[now.Card].Rate != "0.55%" {
		t.Errorf("after the last at %d: %+v", now.Card, now.Cards[now.Card])
	}
}

// TestAWorseCardAsksFirst: nothing is kept before the owner has seen what comes of it.
func TestAWorseCardAsksFirst(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	asked, again, answer := "", 0, func(bool) {}
	p.confirm = func(message string, done func(bool)) { asked, answer = message, done }
	card := p.State().Cards[2].card
	card.Rate = decimal.RequireFromString("0.02")
	p.SaveCard(card, func() { again++ })
	if len(s.calls) > 0 || asked != "按 2.00% 重新核对支付宝的手续费，不符的会从 12 笔变成 161 笔。差额合计从 ¥41.64 变成 ¥520.30。请先对照合同，再决定。" {
		t.Fatalf("asked %q, done %q", asked, s.calls)
	}
	if answer(false); len(s.calls) > 0 || again != 1 {
		t.Fatalf("after a no: done %q, the form came back %d times", s.calls, again)
	}
	if answer(true); len(s.calls) != 1 || l.toasts[len(l.toasts)-1] != "支付宝 的费率已记为 2.00%，不符的手续费 12 → 161 笔" {
		t.Fatalf("done %q, told %q", s.calls, l.toasts)
	}
	asked = ""
	l.undo()
	if asked != "" || len(s.calls) != 2 {
		t.Errorf("taking it back asked %q and did %q", asked, s.calls)
	}
}

// TestWalletsAreNoSales leaves the money in a wallet out: it was counted when it was paid.
func TestWalletsAreNoSales(t *testing.T) {
	for _, name := range loadedPresenter(t, newShop(), &told{}).State().Channels {
		if name == "支付宝账户" {
			t.Error("a wallet has an effective rate")
		}
	}
}

func TestLeaveAsMismatch(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	p.Leave(0)
	if len(s.calls) != 0 || p.State().Cards[0].Kind != KindNew {
		t.Errorf("calls %q, first %+v", s.calls, p.State().Cards[0])
	}
	p.Load()
	if p.State().Cards[0].Kind != KindNew {
		t.Error("what was left comes back at once")
	}
	l.undo()
	if p.State().Cards[0].Kind != KindChange {
		t.Error("it cannot be taken back")
	}
}

func TestRemoveAndBringBack(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	p.Remove(3)
	l.undo()
	if fmt.Sprint(s.calls) != "[remove 1 save 0 0.006 ]" {
		t.Errorf("calls %q", s.calls)
	}
	p.Remove(0)
	if len(s.calls) != 2 {
		t.Error("a proposal can be deleted")
	}
}

func TestFailedSaveIsTold(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	s.err = errBroken
	p.Agree(0)
	if len(l.errs) != 1 || len(l.toasts) != 0 || p.State().Busy || p.State().Phase != Ready {
		t.Errorf("errors %v, toasts %q, state %+v", l.errs, l.toasts, p.State().Phase)
	}
}

func TestChart(t *testing.T) {
	p := loadedPresenter(t, newShop(), &told{})
	s := p.State()
	if fmt.Sprint(s.Channels) != "[微信支付 支付宝 拉卡拉门店收银]" || s.Channel != 0 {
		t.Errorf("channels %q, %d", s.Channels, s.Channel)
	}
	c := s.Chart
	if n := len(c.Real); n != 61 || c.Several || c.Low[0] != 0.006 || math.Abs(c.Real[60]-0.008) > 1e-6 || c.Note != "10-31 为 0.80%" {
		t.Errorf("%d days, %+v", n, c.Note)
	}
	p.PickChannel(1)
	if c := p.State().Chart; !math.IsNaN(c.Low[60]) {
		t.Errorf("a rate that is only read from the data is drawn as agreed: %v", c.Low[60])
	}
	p.PickChannel(2)
	gap := false
	for _, v := range p.State().Chart.Real {
		gap = gap || math.IsNaN(v)
	}
	if !gap {
		t.Error("a day without payments has a rate")
	}
}

func TestAgreedOnTakesTheNewestOfEachMethod(t *testing.T) {
	cards := []book.RateCard{
		card(1, 2, "", "0.006", 0, book.CardAgreed), card(2, 2, "", "0.01", changed, book.CardAgreed),
		card(3, 2, "花呗", "0.012", 0, book.CardAgreed), card(4, 2, "", "0.5", 0, book.CardProposed),
	}
	k := seat{2, book.CNY}
	if low, high := agreedOn(cards, k, changed-1); low != 0.006 || high != 0.012 {
		t.Errorf("before: %v to %v", low, high)
	}
	if low, high := agreedOn(cards, k, changed); low != 0.01 || high != 0.012 {
		t.Errorf("after: %v to %v", low, high)
	}
}

func TestClaims(t *testing.T) {
	l := &told{}
	p := loadedPresenter(t, newShop(), l)
	s := p.State()
	if g := s.Groups[0]; g != (GroupRow{"微信支付", "2025 年 10 月", "费率 0.60%", "12", "¥104.10", "¥62.46", "¥41.64"}) {
		t.Errorf("group %+v", g)
	}
	p.PickGroup(1)
	s = p.State()
	if len(s.Lines) != 1 || s.Lines[0].Number != "4200001" || s.Lines[0].Difference != "¥0.50" {
		t.Errorf("lines %+v", s.Lines)
	}
	p.OpenLine(0)
	p.OpenLine(7)
	if fmt.Sprint(l.calls) != "[exception sales|fee_mismatch|e300]" {
		t.Errorf("calls %q", l.calls)
	}
}

func TestFX(t *testing.T) {
	s, l := newShop(), &told{}
	p := loadedPresenter(t, s, l)
	if r := p.State().FX[0]; r.Pair != "1 USD 兑 CNY" || r.Rate != "7.1234" || r.Source != "市场汇率" {
		t.Errorf("row %+v", r)
	}
	p.RemoveFX(0)
	if len(p.State().FX) != 1 {
		t.Fatalf("%d rates", len(p.State().FX))
	}
	l.undo()
	if len(p.State().FX) != 2 {
		t.Error("it cannot be brought back")
	}
	p.deps.RemoveFXRate = nil
	if p.CanRemoveFX(0) {
		t.Error("deletes without a way to")
	}
}

func TestBareAndFailed(t *testing.T) {
	s := &shop{}
	p := loadedPresenter(t, s, &told{})
	if p.State().Phase != Bare {
		t.Errorf("phase %v", p.State().Phase)
	}
	s.err = errBroken
	p.Load()
	if got := p.State(); got.Phase != Failed || got.Err != errBroken {
		t.Errorf("state %+v", got)
	}
}

func TestViewStandsWithoutProposals(t *testing.T) {
	s := newShop()
	s.slow = errBroken
	if got := loadedPresenter(t, s, &told{}).State(); got.Phase != Ready || got.Reading || len(got.Cards) != 3 {
		t.Errorf("phase %v, reading %v, %d cards", got.Phase, got.Reading, len(got.Cards))
	}
}
