package store

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

func wechatCard() book.RateCard {
	return book.RateCard{Channel: 1, Method: "信用卡", Valid: book.Period{From: march(1)}, Currency: book.CNY,
		Rate: decimal.RequireFromString("0.006"), Fixed: 1, Min: 2, Cap: 2000, Rounding: book.RoundHalfUp, Refund: book.RefundFeeKept,
		State: book.CardAgreed, Rows: 20, Fits: 19}
}

func TestRateCards(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	_, p := importRows(t, s, wechatChannel, "p.csv", payment("A", march(1), 100))
	saveRun(t, s, true, outcomeOf(nil, book.Open{Leg: book.LegSales, Side: book.Right, Entry: p[0]}))
	proposed := wechatCard()
	proposed.Method, proposed.State = "", book.CardProposed
	for range 2 { // two processes that matched the same rows
		if _, err := s.SaveRun(ctx, book.Run{Leg: book.LegSales, Full: true, Mark: 99, Cards: []book.RateCard{proposed}}, seqOf(), noon); err != nil {
			t.Fatal(err)
		}
	}
	card, err := s.SaveRateCard(ctx, wechatCard(), noon)
	if err != nil || card.ID != 2 || !card.At.Equal(noon) {
		t.Fatal(card, err)
	}
	if touched, err := s.Touched(ctx, book.LegSales); err != nil || !touched.Full {
		t.Errorf("fees are not measured again: %+v %v", touched, err)
	}
	card.Rate = decimal.RequireFromString("0.0038")
	if card, err = s.SaveRateCard(ctx, card, noon); err != nil {
		t.Fatal(err)
	}
	proposed.ID, proposed.At = 1, noon
	cards, err := s.RateCards(ctx)
	same := cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) })
	if d := cmp.Diff([]book.RateCard{proposed, card}, cards, same); d != "" || err != nil {
		t.Error(d, err)
	}
	mustVerify(t, s)
	if err := s.RemoveRateCard(ctx, 2, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.RemoveRateCard(ctx, 2, noon); book.CodeOf(err) != "no_rate_card" {
		t.Error(err)
	}
	if _, err := s.SaveRateCard(ctx, card, noon); book.CodeOf(err) != "no_rate_card" {
		t.Error(err)
	}
	if again, err := s.SaveRateCard(ctx, wechatCard(), noon); err != nil || again.ID != 3 {
		t.Errorf("the number of a card that is gone is given again: %+v %v", again, err)
	}
	mustVerify(t, s)
}

func TestFXRates(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	rate := func(day int, source, text string) book.FXRate {
		return book.FXRate{From: "USD", To: book.CNY, Day: march(day), Source: source, Rate: decimal.RequireFromString(text)}
	}
	if err := s.SaveFXRates(ctx, []book.FXRate{rate(2, book.RateMarket, "7.1"), rate(1, book.RateAgreed, "7.05")}, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveFXRates(ctx, []book.FXRate{rate(2, book.RateMarket, "7.2")}, noon); err != nil {
		t.Fatal(err)
	}
	rates, err := s.FXRates(ctx)
	if err != nil || len(rates) != 2 || rates[0].Source != book.RateAgreed || rates[1].Rate.String() != "7.2" {
		t.Error(rates, err)
	}
	mustVerify(t, s)
}

func TestSettings(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	if v, err := s.Setting(ctx, "review_limit"); v != "" || err != nil {
		t.Error(v, err)
	}
	for _, v := range []string{"500", "800"} {
		if err := s.SetSetting(ctx, "review_limit", v, noon); err != nil {
			t.Fatal(err)
		}
	}
	if v, err := s.Setting(ctx, "review_limit"); v != "800" || err != nil {
		t.Error(v, err)
	}
	mustVerify(t, s)
	if err := s.SetSetting(ctx, "review_limit", "", noon); err != nil {
		t.Fatal(err)
	}
	if all, err := s.Settings(ctx); len(all) != 0 || err != nil {
		t.Error(all, err)
	}
	mustVerify(t, s)
}

func TestAttachments(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	a, err := s.Attach(ctx, "回单.pdf", []byte("%PDF"), noon)
	if err != nil || a.ID != 1 || a.Size != 4 || len(a.SHA256) != 64 {
		t.Fatal(a, err)
	}
	if again, err := s.Attach(ctx, "回单.pdf", []byte("%PDF"), noon.Add(time.Hour)); err != nil || again != a {
		t.Error(again, err)
	}
	if _, err := s.Attach(ctx, "空.txt", nil, noon); err != nil {
		t.Error(err)
	}
	if _, err := s.Attach(ctx, "big", make([]byte, maxAttachment+1), noon); book.CodeOf(err) != "attachment_too_big" {
		t.Error(err)
	}
	if all, err := s.Attachments(ctx, []book.AttachmentID{2, 1, 9}); err != nil || len(all) != 2 || all[0] != a {
		t.Error(all, err)
	}
	if data, err := s.AttachmentData(ctx, 1); err != nil || !bytes.Equal(data, []byte("%PDF")) {
		t.Error(data, err)
	}
	if _, err := s.AttachmentData(ctx, 9); book.CodeOf(err) != "no_attachment" {
		t.Error(err)
	}
	mustVerify(t, s)
}

// TestVerifyFindsTamperingWithWork changes what people put into the book, with
// plain SQL, each time a fresh one.
func TestVerifyFindsTamperingWithWork(t *testing.T) {
	for name, c := range map[string]struct{ query, want string }{
		"setting":          {"UPDATE setting SET value = '9'", "table setting is not as audit line"},
		"setting gone":     {"DELETE FROM setting", "table setting is not as audit line"},
		"rate card":        {"UPDATE rate_card SET rate = '0.01'", "table rate_card is not as audit line"},
		"rate card added":  {"INSERT INTO rate_card SELECT 7, channel, method, valid_from, valid_to, currency, base, rate, fixed, least, cap, rounding, refund, state, entries, fits, at FROM rate_card", "table rate_card"},
		"exchange rate":    {"INSERT INTO fx_rate VALUES ('USD', 'CNY', 1, 'market', '7')", "table fx_rate is not as audit line 0"},
		"file":             {"UPDATE attachment SET data = x'00'", "attached file 1 (a.pdf) is not as"},
		"file's name":      {"UPDATE attachment SET name = 'b.pdf'", "attached file 1 (a.pdf) is not as"},
		"file gone":        {"DELETE FROM attachment", "attached file 1 of audit line"},
		"file added":       {"INSERT INTO attachment (name, size, sha256, at, data) VALUES ('x', 0, '', 0, x'')", "2 files are attached"},
		"work":             {"UPDATE decision SET detail = replace(detail, 'claimed', 'accepted') WHERE id = 1", "decision 1 was changed"},
		"of a group":       {"UPDATE decision SET note = 'x' WHERE id = 3", "decision 2 was changed"},
		"group":            {"UPDATE decision SET grp = 0 WHERE id = 3", "decision 2 of audit line"},
		"undone":           {"UPDATE decision SET undone = 1 WHERE id = 1", "decision 1 is marked as undone"},
		"undone no longer": {"UPDATE decision SET undone = 0 WHERE id = 4", "decision 4 counts"},
		"decision added":   {"INSERT INTO decision SELECT 9, action, leg, lefts, rights, exception, state, note, at, undone, detail, 0 FROM decision WHERE id = 1", "5 decisions are filed"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			s := mustOpen(t)
			importRows(t, s, wechatChannel, "p.csv", payment("A", march(1), 100))
			_, errFile := s.Attach(ctx, "a.pdf", []byte("a"), noon)
			_, errCard := s.SaveRateCard(ctx, wechatCard(), noon)
			errSet := s.SetSetting(ctx, "review_limit", "500", noon)
			claimed := book.Decision{Action: book.SetState, Leg: book.LegSales, Exception: "sales|fee_mismatch|e1", State: book.ExceptionWaiting,
				Work: book.Work{How: book.HowClaimed, Person: "王", Files: []book.AttachmentID{1}}}
			_, errOne := s.Decide(ctx, claimed)
			_, errAll := s.DecideAll(ctx, []book.Decision{claimed, claimed})
			last, errLast := s.Decide(ctx, claimed)
			_, errUndo := s.UndoDecision(ctx, last.ID, noon)
			for _, err := range []error{errFile, errCard, errSet, errOne, errAll, errLast, errUndo} {
				if err != nil {
					t.Fatal(err)
				}
			}
			mustVerify(t, s)
			execute(t, s.Path(), c.query)
			v, err := s.Verify(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(v.Faults, "\n"), c.want) {
				t.Errorf("faults %q, want %q", v.Faults, c.want)
			}
		})
	}
}
