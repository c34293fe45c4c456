package reconcile

import (
	"testing"

	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
)

func TestEnterTakesOnlyWhatIsLikely(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Select(1)
	if !p.Can().Accept {
		t.Error("a suggestion cannot be accepted")
	}
	p.SelectCandidate(1) // the same amount, but 40 minutes away: 0.4
	if p.Can().Accept || !p.Can().Decline || p.Between().Hint != "先勾选对面的一笔" {
		t.Errorf("can %+v, between %+v", p.Can(), p.Between())
	}
	p.Accept()
	if len(d.log) != 0 || len(w.toasts) != 1 || w.toasts[0] != "先勾选对面的一笔" {
		t.Errorf("decisions %v, toasts %q", d.log, w.toasts)
	}
	p.SelectCandidate(2) // another amount
	if p.Can().Accept {
		t.Error("another amount is accepted without a tick")
	}
	p.TickCandidate(2)
	if !p.Can().Accept || p.Between().Hint != "" {
		t.Error("a ticked row cannot be accepted")
	}
}

func TestTiesAreToldAsTies(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	a := &p.across
	for i, score := range []float64{0.85, 0.82, 0.4} {
		a.cands[i].score, a.cands[i].Suggested, a.cands[i].Differs = score, false, false
	}
	if b := p.Between(); b.Alike != "2 笔一样，分不清" || b.Certainty.Text != "" || b.Ahead != "" || b.Hint == "" || p.Can().Accept {
		t.Errorf("between %+v", b)
	}
	a.cands[1].score = 0.7
	if b := p.Between(); b.Alike != "" || b.Certainty.Text != "把握 85%" || b.Ahead != "领先第二名 0.15" || !p.Can().Accept {
		t.Errorf("between %+v", b)
	}
	c := &a.cands[0]
	c.Suggested, c.left, c.right = true, []book.EntryID{2}, []book.EntryID{101, 102}
	a.group = map[book.EntryID]Row{2: a.lead, 101: a.cands[0].Row, 102: a.cands[1].Row}
	if b := p.Between(); b.Alike != "2 笔一样，分不清" || b.Difference != "+¥57.80" || p.Can().Accept {
		t.Errorf("one order for two payments: %+v", b)
	}
}

// TestOtherAmountsAreNotAlike tells a tie of low scores from rows that are the same.
func TestOtherAmountsAreNotAlike(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	a := &p.across
	for i, amount := range []book.Minor{-884_00, -5_287_00, -12_365_00} {
		a.cands[i].score, a.cands[i].Suggested, a.cands[i].Differs, a.cands[i].Value = 0.22, false, true, amount
	}
	if b := p.Between(); b.Alike != "" || b.Certainty.Text != "把握 22%" || p.Can().Accept {
		t.Errorf("between %+v", b)
	}
	for i := range a.cands { // as likely, and only one is of the very amount: still not by Enter alone
		a.cands[i].score, a.cands[i].Differs = 0.6, i > 0
	}
	if p.Can().Accept {
		t.Error("Enter takes one of three that are as likely")
	}
}

func TestAmountsFarOffAreNotOffered(t *testing.T) {
	row := Row{Value: -220_00, Currency: book.CNY}
	for _, tt := range []struct {
		leg   book.Leg
		value book.Minor
		c     Candidate
		want  bool
	}{
		{bankLedger, -884_00, Candidate{}, false},
		{bankLedger, -5_287_00, Candidate{}, true},
		{bankLedger, -30_00, Candidate{}, true},
		{bankLedger, 220_00, Candidate{}, false},
		{bankLedger, -5_287_00, Candidate{SameNumber: true}, false},
		{book.LegSales, -5_287_00, Candidate{nearNumber: true}, false},
		{book.LegSales, -5_287_00, Candidate{Suggested: true}, false},
		{book.LegPayouts, -5_287_00, Candidate{}, false},
	} {
		tt.c.Value, tt.c.Currency = tt.value, book.CNY
		if got := tt.c.farOff(tt.leg, &row); got != tt.want {
			t.Errorf("%s %d %+v: %v", tt.leg, tt.value, tt.c, got)
		}
	}
}

// TestDecliningKeepsThePlace goes on to the next row: the declined one, of which
// nothing is suggested any more, sinks to the end.
func TestDecliningKeepsThePlace(t *testing.T) {
	d := newDesk().sorted()
	p, _ := ready(t, d)
	if p.at() != 2 || p.ids[1] != 5 {
		t.Fatalf("begins at %d of %v", p.at(), p.ids)
	}
	d.reasons[2] = book.OpenWaiting // as the run after the decision leaves it
	p.Decline()
	if p.at() != 5 || p.Cursor() != 0 {
		t.Errorf("at %d, row %d of %v", p.at(), p.Cursor(), p.ids)
	}
}

func TestSuggestionsComeFirst(t *testing.T) {
	d := newDesk().sorted()
	p, _ := ready(t, d)
	want := []book.EntryID{2, 5, 1, 3, 4, 6, 7}
	for i, id := range want {
		if p.ids[i] != id {
			t.Fatalf("ids %v, want %v", p.ids, want)
		}
	}
	for i, text := range map[int]string{0: "建议", 2: "差异", 3: "等文件"} {
		if r, _ := p.Row(i); r.State.Text != text {
			t.Errorf("row %d is %q, want %q", r.ID, r.State.Text, text)
		}
	}
	if r, _ := p.Row(6); r.Time != "10-26" || r.who() != d.lines[7].Counterparty {
		t.Errorf("a refund without a time: %q %q", r.Time, r.who())
	}
	p.SortBy("time", false)
	if p.ids[0] != 1 {
		t.Errorf("sorted by time: %v", p.ids)
	}
}

func TestRowsThatOnlyWaitSaySo(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(5)
	if s := p.Across(); s.Standing != (Chip{"等 拉卡拉 10-26 前后的账单", draw.ToneNeutral}) || s.Empty != "现在不用处理：导入后会自动勾对。也可以在上面搜索，手工勾对。" {
		t.Errorf("across %+v", s)
	}
	p, w := ready(t, payouts())
	p.PickLeg(book.LegPayouts)
	p.SwapLead()
	if p.at() != -1 {
		t.Fatalf("ids %v", p.ids)
	}
	p.Select(2)
	if s := p.Across(); s.Standing != (Chip{"在途，预计 11-03 到账", draw.ToneUnderway}) || s.Empty == "" {
		t.Errorf("across %+v", s)
	}
	if !p.Can().Source {
		t.Error("a day's net has no raw row")
	}
	p.Sources(func(views []SourceView, err error) {
		if err != nil || len(views) == 0 {
			t.Error(views, err)
		}
	})
	p.faults.days[payday{2, october.From + 28, book.CNY}] = &book.ExceptionLine{ChannelName: "微信支付",
		Exception: book.Exception{Type: book.SettlementLate, Leg: book.LegPayouts, Channel: 2, Day: october.From + 28, Currency: book.CNY}}
	if s := p.Across(); s.Standing.Text == "" || s.Standing.Text == "在途，预计 11-03 到账" || len(w.errors) > 0 {
		t.Errorf("a late payout: %+v", s.Standing)
	}
}

func TestNotesStayWithTheirRow(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Select(1)
	p.SetNote("老客户")
	if len(w.toasts) != 1 || w.toasts[0] != "备注会随这一笔的处理一起保存" {
		t.Errorf("toasts %q", w.toasts)
	}
	p.Select(4)
	p.Accept()
	if d.last() != `confirm [5] [102] ""` {
		t.Errorf("%s", d.last())
	}
	p.Select(1)
	if p.NoteText() != "老客户" {
		t.Errorf("note %q", p.NoteText())
	}
	p.WriteOff("现金")
	if d.last() != `write_off [2] [] "现金；老客户"` {
		t.Errorf("%s", d.last())
	}
}

func TestWhatIsMatchedAlongIsTold(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Select(1)
	d.echo = &book.Match{Leg: book.LegSales, State: book.MatchAuto, Left: []book.EntryID{5}, Right: []book.EntryID{102}}
	p.Accept()
	if w.toasts[0] != "已勾对，另有 1 笔随之勾对" || p.Len() != 4 {
		t.Errorf("toasts %q, %d rows", w.toasts, p.Len())
	}
}

func TestSearchAcrossKnowsAmounts(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	for text, want := range map[string]int{"110": 1, "57.8": 2, "¥5": 3, "58": 1} { // 58: amount and number of one row
		p.SearchAcross(text)
		if s := p.Across(); len(s.Candidates) != want {
			t.Errorf("%q finds %d rows, want %d", text, len(s.Candidates), want)
		}
	}
	p.Select(0)
	if s := p.Across(); s.Searching {
		t.Error("the search stays with another row")
	}
}
