package reconcile

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
)

func ready(t *testing.T, d *desk) (*Presenter, *told) {
	t.Helper()
	w := &told{}
	p := newPresenter(testDeps(t, d, w, nil, "zh"), func(Part) {})
	p.Load()
	return p, w
}

// last is the last thing that was done to the book, queries left out.
func (d *desk) last() string {
	for i := len(d.calls) - 1; i >= 0; i-- {
		if !strings.HasPrefix(d.calls[i], "ids") {
			return d.calls[i]
		}
	}
	return ""
}

func (p *Presenter) at() book.EntryID {
	if p.cursor < 0 {
		return 0
	}
	return p.ids[p.cursor]
}

func TestOpenOrdersLead(t *testing.T) {
	p, _ := ready(t, newDesk())
	if phase, _ := p.Phase(); phase != Ready || p.Len() != 6 || p.at() != 1 {
		t.Fatalf("phase %d, %d rows, at %d", phase, p.Len(), p.at())
	}
	r, ok := p.Row(1)
	if !ok || r.Time != "10-26 12:04:52" || r.Minute != "10-26 12:04" || r.Party != "刷卡" || r.Number != "S20251026024415" || r.Amount != "¥57.80" {
		t.Errorf("row %+v", r)
	}
	title, sub := p.ListTitle()
	if title != "店铺订单" || sub != "6 笔未勾对" {
		t.Errorf("title %q %q", title, sub)
	}
	s := p.Summary()
	if s.Matched != "30,812" || s.Open != "6" || s.Suggested != "其中 2 笔有建议" || s.Bar != [3]int{30812, 2, 4} || s.Gap != "待处理差异共 ¥173.00" {
		t.Errorf("summary %+v", s)
	}
}

func TestCandidatesAreRankedAndExplained(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	s := p.Across()
	if len(s.Candidates) != 3 || s.Candidates[0].ID != 101 || s.Candidates[0].Score != "0.96" || !s.Candidates[0].Current {
		t.Fatalf("candidates %+v", s.Candidates)
	}
	var chips []string
	for _, c := range s.Candidates[0].Chips {
		chips = append(chips, c.Text)
	}
	if got := strings.Join(chips, " "); got != "建议 金额一致 晚 28 秒 终端 A0012345" {
		t.Errorf("chips %s", got)
	}
	if !strings.Contains(s.Why, "同额的另有 1 笔，所以没有自动勾对") || s.Sources != "来源：拉卡拉交易明细.csv 第 4,312 行 · 店铺订单.csv 第 24,413 行" {
		t.Errorf("why %q, %q", s.Why, s.Sources)
	}
	b := p.Between()
	if b.Difference != "¥0.00" || !b.Even || b.Certainty.Text != "把握 96%" || b.Certainty.Tone != draw.ToneMatched || !strings.HasPrefix(b.Ahead, "领先第二名 0.") {
		t.Errorf("between %+v", b)
	}
	p.SelectCandidate(2)
	if b := p.Between(); b.Difference != "+¥0.90" || b.Even {
		t.Errorf("between %+v", b)
	}
}

func TestAcceptGoesOnToTheNextRow(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Select(1)
	p.Accept()
	if d.last() != `confirm [2] [101] ""` || p.at() != 3 || p.Len() != 5 {
		t.Fatalf("%s, at %d of %d", d.last(), p.at(), p.Len())
	}
	if s := p.Summary(); s.Matched != "30,813" || s.Open != "5" {
		t.Errorf("summary %+v", s)
	}
	if len(w.toasts) != 1 || w.toasts[0] != "已勾对" || w.undo == nil {
		t.Fatalf("toasts %q", w.toasts)
	}
	w.undo()
	if d.last() != "undo confirm" || p.at() != 2 || p.Len() != 6 {
		t.Errorf("%s, at %d of %d", d.last(), p.at(), p.Len())
	}
}

func TestAcceptingTheLastRowGoesBack(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.SortBy("time", true) // 6, 5, ... 1
	p.Select(5)
	p.SearchAcross("1820738405")
	p.TickCandidate(0)
	p.Accept()
	if p.at() != 2 || p.Len() != 5 {
		t.Errorf("at %d of %d", p.at(), p.Len())
	}
}

func TestSeveralRowsAreLinked(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Select(2)
	p.SearchAcross("18207384077")
	if s := p.Across(); len(s.Candidates) != 2 || s.Candidates[0].Score != "" {
		t.Fatalf("found %+v", s.Candidates)
	}
	p.TickCandidate(0)
	if b := p.Between(); b.Difference != "-¥110.50" || b.Sums != [2]string{"左 1 笔 ¥310.50", "右 1 笔 ¥200.00"} {
		t.Errorf("between %+v", b)
	}
	p.TickCandidate(1)
	if b := p.Between(); !b.Even || b.Certainty.Text != "人工挑选" {
		t.Errorf("between %+v", b)
	}
	p.Accept()
	if d.last() != `confirm [3] [104 105] ""` || w.toasts[0] != "已勾对" {
		t.Errorf("%s, %q", d.last(), w.toasts)
	}
	p.Select(0)
	p.SetTicked([]int{1, 3})
	if b := p.Between(); b.Sums[0] != "左 2 笔 ¥115.60" {
		t.Errorf("between %+v", b)
	}
}

func TestDifferenceIsSaid(t *testing.T) {
	p, w := ready(t, newDesk())
	p.Select(1)
	p.TickCandidate(2)
	p.Accept()
	if len(w.toasts) != 1 || w.toasts[0] != "已勾对，差 ¥0.90 记入差异" {
		t.Errorf("toasts %q", w.toasts)
	}
}

func TestDeclineStaysWithTheRow(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.Select(1)
	p.Decline()
	if d.last() != "decline [2] [101] \"\"" || p.at() != 2 {
		t.Fatalf("%s, at %d", d.last(), p.at())
	}
	if s := p.Across(); s.Candidates[0].ID == 101 {
		t.Error("a declined pair is offered again")
	}
}

func TestWriteOffNeedsANote(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	if fault := p.WriteOff("  "); len(d.log) != 0 || fault == "" {
		t.Fatalf("written off without a note: %q", fault)
	}
	if fault := p.WriteOff("现金"); d.last() != `write_off [1] [] "现金"` || p.at() != 2 || fault != "" {
		t.Errorf("%s, at %d: %q", d.last(), p.at(), fault)
	}
	if p.OffNote() != "现金" {
		t.Errorf("%q is offered for the next", p.OffNote())
	}
}

func TestNoteGoesWithTheExceptionElseWithTheMatch(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.SetNote("问过客户")
	if d.last() != `set_state [] [] "问过客户"` || p.NoteText() != "问过客户" || p.at() != 1 {
		t.Fatalf("%s, note %q, at %d", d.last(), p.NoteText(), p.at())
	}
	p.Select(1)
	p.SetNote("老客户")
	p.Accept()
	if d.last() != `confirm [2] [101] "老客户"` || p.NoteText() != "" {
		t.Errorf("%s, note %q", d.last(), p.NoteText())
	}
}

func TestPaymentsMayLead(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.SwapLead()
	if title, _ := p.ListTitle(); title != "渠道流水" || p.Len() != 5 || p.at() != 101 {
		t.Fatalf("%q, %d rows, at %d", title, p.Len(), p.at())
	}
	p.Accept()
	if d.last() != `confirm [2] [101] ""` {
		t.Errorf("%s: left and right are turned", d.last())
	}
}

func TestMatchedRowsShowTheirMatch(t *testing.T) {
	d := newDesk()
	d.matches = []book.Match{{Leg: book.LegSales, Rule: book.RuleKey, State: book.MatchAuto, Left: []book.EntryID{4}, Right: []book.EntryID{103}}}
	p, _ := ready(t, d)
	if p.Len() != 5 {
		t.Fatalf("%d rows", p.Len())
	}
	p.ShowMatched(true)
	if p.Len() != 6 || p.at() != 1 {
		t.Fatalf("%d rows, at %d", p.Len(), p.at())
	}
	p.Select(3)
	s := p.Across()
	if s.Match == nil || len(s.Match.Members) != 1 || s.Match.Members[0].ID != 103 || !strings.HasPrefix(s.Why, "订单号、金额和状态都对得上") {
		t.Fatalf("across %+v", s)
	}
	if can := p.Can(); can.Accept || !can.Decline || can.WriteOff || can.Undo {
		t.Errorf("can %+v", can)
	}
	p.Select(1)
	p.Accept()
	if p.at() != 3 {
		t.Errorf("at %d", p.at())
	}
	p.Select(1)
	if can := p.Can(); !can.Undo || can.Decline {
		t.Fatalf("can %+v", can)
	}
	p.UndoMatch()
	if d.last() != "undo confirm" || p.at() != 2 {
		t.Errorf("%s, at %d", d.last(), p.at())
	}
}

func TestGroupIsAcceptedAsSuggested(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	c := &p.across.cands[0]
	c.left, c.right = []book.EntryID{2, 5}, []book.EntryID{101, 102}
	p.across.group = map[book.EntryID]Row{}
	for _, id := range []book.EntryID{2, 5, 101, 102} {
		rows, _ := p.rows(context.Background(), book.LegSales, []book.EntryID{id})
		p.across.group[id] = rows[0]
	}
	b := p.Between()
	if !b.Even || b.Sums != [2]string{"左 2 笔 ¥115.60", "右 2 笔 ¥115.60"} {
		t.Errorf("between %+v", b)
	}
	if x, ok := p.propose(); !ok || fmt.Sprint(x.leadIDs, x.acrossIDs) != "[2 5] [101 102]" {
		t.Errorf("proposal %+v", x)
	}
}

func TestOpenAtTurnsToTheRow(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.OpenAt(book.LegSales, 103)
	if p.Lead() != book.Right || p.at() != 103 {
		t.Errorf("lead %s, at %d", p.Lead(), p.at())
	}
	d.matches = []book.Match{{Leg: book.LegSales, State: book.MatchAuto, Left: []book.EntryID{4}, Right: []book.EntryID{103}}}
	p.OpenAt(book.LegSales, 4)
	if p.Lead() != book.Left || p.at() != 4 || !p.ShowsMatched() {
		t.Errorf("lead %s, at %d, matched shown %v", p.Lead(), p.at(), p.ShowsMatched())
	}
}

func TestPhases(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Search("没有的")
	if phase, _ := p.Phase(); phase != NotFound {
		t.Errorf("phase %d", phase)
	}
	p.ClearFilter()
	if phase, _ := p.Phase(); phase != Ready {
		t.Errorf("phase %d", phase)
	}
	for id := range book.EntryID(6) {
		d.matches = append(d.matches, book.Match{State: book.MatchAuto, Left: []book.EntryID{id + 1}})
	}
	p.Load()
	if phase, _ := p.Phase(); phase != Clear || p.Can() != (Can{}) {
		t.Errorf("phase %d", phase)
	}
	d.err = errors.New("broken")
	p.Load()
	if phase, err := p.Phase(); phase != Failed || err == nil {
		t.Errorf("phase %d", phase)
	}
	d.err = nil
	d.log = nil
	p.Undo()
	if len(w.toasts) != 1 {
		t.Errorf("toasts %q", w.toasts)
	}
}

func TestFailedDecisionChangesNothing(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	p.Select(1)
	d.err = &book.Problem{Code: "nothing_picked"}
	p.Accept()
	if len(w.errors) != 1 || p.busy || p.at() != 2 {
		t.Errorf("errors %v, busy %v, at %d", w.errors, p.busy, p.at())
	}
}

func TestStaleCandidatesAreDropped(t *testing.T) {
	d := newDesk()
	var late []func()
	var hold bool
	deps := testDeps(t, d, &told{}, nil, "zh")
	deps.Run = func(ctx context.Context, work func(context.Context) error, done func(error)) {
		if hold {
			late = append(late, func() { done(work(ctx)) })
			return
		}
		done(work(ctx))
	}
	p := newPresenter(deps, func(Part) {})
	p.Load()
	hold = true
	p.Select(1)
	p.Select(2)
	if p.Can().Accept {
		t.Error("can be accepted while candidates are loading")
	}
	late[1]()
	late[0]()
	if p.across.lead.ID != 3 || p.across.loading {
		t.Errorf("shows row %d", p.across.lead.ID)
	}
}

func TestPagesAreLoadedAsTheyComeIntoSight(t *testing.T) {
	d := newDesk()
	for i := range book.EntryID(1000) {
		l := d.lines[1]
		l.ID = 1000 + i
		d.lines[l.ID] = l
	}
	p, _ := ready(t, d)
	if p.Len() != 1006 || len(p.pages.rows) != 1 {
		t.Fatalf("%d rows, %d pages", p.Len(), len(p.pages.rows))
	}
	if r, ok := p.Row(900); !ok || r.ID != 1894 || len(p.pages.rows) != 2 {
		t.Errorf("row %d %v, %d pages", r.ID, ok, len(p.pages.rows))
	}
}

func TestKeys(t *testing.T) {
	for key, want := range map[string]Command{"Return": CommandAccept, "KP_Enter": CommandAccept, "X": CommandDecline, "W": CommandWriteOff,
		"N": CommandNote, "I": CommandSource, "Space": CommandTick, "Q": CommandNone} {
		if got := commandOf(key); got != want {
			t.Errorf("%s does %d, want %d", key, got, want)
		}
	}
}

func TestReadingAgainKeepsTicksAndSelection(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	p.SelectCandidate(1)
	p.TickCandidate(2)
	p.SelectCandidate(1)
	p.SetTicked([]int{1, 4})
	p.Load()
	if p.at() != 2 || p.across.cursor != 1 || len(p.across.ticks) != 1 || len(p.ticks) != 2 {
		t.Errorf("at %d, candidate %d, %d and %d ticks", p.at(), p.across.cursor, len(p.ticks), len(p.across.ticks))
	}
}
