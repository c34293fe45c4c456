package reconcile

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/review"
)

func onLedger(t *testing.T, d *desk) (*Presenter, *told) {
	t.Helper()
	p, w := ready(t, d)
	p.PickLeg(bankLedger)
	return p, w
}

func TestPickedLegTellsRowsByWhatTheySay(t *testing.T) {
	p, _ := onLedger(t, ledgers())
	if title, sub := p.ListTitle(); title != "建行对公" || sub != "4 笔未勾对" || p.Across().Title != "总账" {
		t.Errorf("%q %q, across %q", title, sub, p.Across().Title)
	}
	r, _ := p.Row(0)
	if got := fmt.Sprint(r.Date, "|", r.Party, "|", r.Memo, "|", r.Number, "|", r.Amount, "|", r.State.Text, "|", r.Kind); got != "10-08|杭州云岭茶业有限公司|货款 9 月|0099817732|¥12,800.00|建议|" {
		t.Errorf("row %s", got)
	}
	p.Select(3)
	r, _ = p.Row(3)
	if r.Party != "代发工资" || r.Memo != "" || r.State.Text != "未勾对" {
		t.Errorf("a line without a party %+v", r)
	}
	if s := p.Across(); s.Standing.Text != "「总账」里没有对得上的；也可能本来就没有" || !strings.Contains(s.Empty, "按 W 核销") {
		t.Errorf("across %+v", s)
	}
}

func TestDecisionsOnAPickedLegNameIt(t *testing.T) {
	d := ledgers()
	p, _ := onLedger(t, d)
	p.Accept()
	if d.last() != `confirm [301] [401] ""` || d.log[0].Leg != bankLedger {
		t.Errorf("%s on %s", d.last(), d.log[0].Leg)
	}
	p.SwapLead()
	if p.at() != 403 {
		t.Fatalf("at %d", p.at())
	}
	p.Decline()
	if d.last() != `decline [304] [403] ""` {
		t.Errorf("%s: left and right are turned", d.last())
	}
	p.OpenAt(bankLedger, 404)
	if p.Lead() != book.Right || p.at() != 404 {
		t.Errorf("lead %s, at %d", p.Lead(), p.at())
	}
}

func TestTwoChannelsArePickedOnce(t *testing.T) {
	d := ledgers()
	d.own = nil
	p, w := ready(t, d)
	names, left, right, ok := p.Pairable()
	if !ok || names[left] != "建行对公（银行）" || names[right] != "总账（账簿）" {
		t.Fatalf("%q, %d and %d, %v", names, left, right, ok)
	}
	if p.PickChannels(2, 2) == "" || d.last() != "" {
		t.Errorf("a channel is matched with itself: %s", d.last())
	}
	if fault := p.PickChannels(left, right); fault != "" {
		t.Fatal(fault)
	}
	if d.last() != "pick 建行对公~总账" || p.Leg() != bankLedger || p.Len() != 4 || w.toasts[0] != "建行对公 ~ 总账：勾对了 6 笔，另有 2 笔建议等您看" {
		t.Fatalf("%s, on %s, %q", d.last(), p.Leg(), w.toasts)
	}
	p.PickLeg(book.LegSales)
	d.calls = nil
	p.PickChannels(right, left) // the other way round
	if p.Leg() != bankLedger || d.last() != "" {
		t.Errorf("on %s, %s", p.Leg(), d.last())
	}
}

func TestPickingMayBeStopped(t *testing.T) {
	d := ledgers()
	d.own = nil
	var held []func()
	hold := false
	w := &told{}
	deps := testDeps(t, d, w, nil, "zh")
	deps.Run = func(ctx context.Context, work func(context.Context) error, done func(error)) {
		if hold {
			held = append(held, func() { done(work(ctx)) })
			return
		}
		done(work(ctx))
	}
	p := newPresenter(deps, func(Part) {})
	p.Load()
	hold = true
	p.PickChannels(2, 3)
	hold = false
	if phase, _ := p.Phase(); phase != Pairing || p.Pairing() != "建行对公 ~ 总账" {
		t.Fatalf("phase %d, %q", phase, p.Pairing())
	}
	p.Load() // the book changed meanwhile: all is read when the run is done
	if phase, _ := p.Phase(); phase != Pairing {
		t.Errorf("phase %d", phase)
	}
	p.StopPairing()
	held[0]()
	if phase, _ := p.Phase(); phase == Pairing || p.Leg() != book.LegSales || len(d.own) > 0 || len(w.errors) > 0 || len(w.toasts) != 1 {
		t.Errorf("phase %d on %s, %v", phase, p.Leg(), w.errors)
	}
}

func TestPickingThatFailsSaysSo(t *testing.T) {
	d := ledgers()
	p, w := ready(t, d)
	d.err = errors.New("broken")
	d.own = nil
	p.picked = nil
	p.PickChannels(2, 3)
	if len(w.errors) != 1 || p.Leg() != book.LegSales {
		t.Errorf("%v on %s", w.errors, p.Leg())
	}
}

func TestDroppingALegSaysWhatGoes(t *testing.T) {
	d := ledgers()
	p, w := onLedger(t, d)
	p.Accept()
	asked := ""
	p.AskDrop(func(name, message string) { asked = name + ": " + message })
	if !strings.HasPrefix(asked, "建行对公 ~ 总账: 您在上面做过的 1 个处理会记为已撤销。") {
		t.Fatal(asked)
	}
	p.DropLeg()
	if d.last() != "drop 建行对公~总账" || p.Leg() != book.LegSales || len(p.PickedLegs()) != 0 || !strings.HasPrefix(w.toasts[1], "不再对 建行对公 ~ 总账") {
		t.Errorf("%s, on %s with %v, %q", d.last(), p.Leg(), p.PickedLegs(), w.toasts)
	}
	asked = ""
	p.AskDrop(func(name, _ string) { asked = name })
	p.DropLeg()
	if asked != "" || d.last() != "drop 建行对公~总账" {
		t.Error("a standing leg is dropped")
	}
}

func TestOpenBankLinesAreClassified(t *testing.T) {
	d := ledgers()
	p, w := ready(t, d)
	if p.ShowsClasses() || p.Can().Classify {
		t.Fatal("orders are classified")
	}
	p.PickLeg(bankLedger)
	if !p.ShowsClasses() {
		t.Fatal("bank lines are not")
	}
	for i, want := range []string{"「货款」：您说的。", "「水电通讯」：按对方和摘要的写法认出来的，不对就按 C 改。",
		"「房租物业」：从您的处理学到的（「王建国」的流水是「房租物业」：这样分过 3 次，分成别的 1 次）。", "「工资」：按"} {
		p.Select(i)
		if s := p.Across(); !strings.Contains(s.Why, want) {
			t.Errorf("row %d: %q, want %q", i, s.Why, want)
		}
	}
	p.SetTicked([]int{2, 3})
	if p.Classable() != 2 {
		t.Fatalf("%d", p.Classable())
	}
	p.Classify(7)
	if d.last() != "classify [302 303] social" || w.toasts[0] != "2 笔归为「社保公积金」" || p.at() != 303 {
		t.Errorf("%s, %q, at %d", d.last(), w.toasts, p.at())
	}
	if r, _ := p.Row(2); r.Class != "社保公积金" {
		t.Errorf("row %+v", r)
	}
	w.undo()
	if d.last() != "undo classify" || w.toasts[1] != "已撤销上一步：归类" {
		t.Errorf("%s, %q", d.last(), w.toasts)
	}
	p.SwapLead()
	if p.ShowsClasses() || p.Can().Classify {
		t.Error("ledger rows are classified")
	}
}

func TestSeveralSolutionsAreSaid(t *testing.T) {
	d := ledgers()
	d.evidence = append(d.evidence, book.Fact{Code: "other_sums"})
	p, _ := onLedger(t, d)
	said := func() (out []string) {
		for _, c := range p.Across().Candidates[0].Chips {
			out = append(out, c.Text)
		}
		return out
	}
	if got := said(); strings.Join(got, " ") != "建议 金额一致 不止一种对法" {
		t.Errorf("chips %q", got)
	}
	d.evidence = nil
	p.Load()
	p.faults = faults{rows: map[book.EntryID]*book.ExceptionLine{301: {Exception: book.Exception{Type: book.AmbiguousCandidates,
		Evidence: []book.Fact{{Code: "several_fit", Args: []string{"3"}}}}}}}
	if got := said(); got[1] != "不止一种对法" || !strings.Contains(p.Across().Why, "有 3 种对法都说得通") {
		t.Errorf("chips %q, why %q", got, p.Across().Why)
	}
}

func TestEnterDoesNotChooseAmongAlikeRows(t *testing.T) {
	d := ledgers()
	p, _ := onLedger(t, d)
	c := &p.across.cands[0]
	c.left, c.right, c.Suggested, c.indistinct = []book.EntryID{301}, []book.EntryID{401, 402}, true, true
	rows, _ := p.rows(t.Context(), bankLedger, []book.EntryID{301, 401, 402})
	p.across.group = map[book.EntryID]Row{301: rows[0], 401: rows[1], 402: rows[2]}
	if p.Can().Accept || p.Between().Hint == "" {
		t.Error("Enter links one line with two that look alike")
	}
	p.TickCandidate(0)
	if !p.Can().Accept {
		t.Error("what was ticked cannot be accepted")
	}
	row := review.Candidate{EntryLine: d.lines[401], Evidence: []book.Fact{{Code: "indistinct_amount", Args: []string{"1.00"}}}}
	if made := makeCandidate(p.deps.Text, bankLedger, p.across.lead, &row); !made.indistinct {
		t.Error("rows of one amount pass for certain")
	}
}

func TestRowsThatCancelEachOtherAreSetAsideTogether(t *testing.T) {
	d := ledgers()
	void := d.lines[302]
	void.ID, void.Amount, void.Memo = 305, 650_000, "退票"
	d.lines[305] = void
	delete(d.lines, 402)
	d.reasons[302], d.reasons[305] = book.OpenSuggested, book.OpenSuggested
	d.matches = []book.Match{{Leg: bankLedger, Rule: book.RuleCancel, State: book.MatchSuggested, Score: 0.6, Left: []book.EntryID{302, 305},
		Evidence: []book.Fact{{Code: "later_days", Args: []string{"3"}}}}}
	p, w := onLedger(t, d)
	p.SelectID(t, 302)
	s, b := p.Across(), p.Between()
	if s.Alone == nil || len(s.Alone.Mates) != 1 || s.Alone.Mates[0].ID != 305 || !strings.HasPrefix(s.Why, "同一侧的两笔互相抵消；晚 3 天。") || !b.Even || b.Certainty.Text != "把握 60%" {
		t.Fatalf("%+v, %+v", s, b)
	}
	if can := p.Can(); !can.Accept || can.Decline {
		t.Errorf("can %+v", can)
	}
	p.Accept()
	if d.last() != `write_off [302 305] [] "同一侧的两笔互相抵消；晚 3 天。"` || w.toasts[0] != "两笔互相抵消，一起放在一边了" {
		t.Errorf("%s, %q", d.last(), w.toasts)
	}
}

func TestOppositeSignsAreNoDifference(t *testing.T) {
	d := ledgers()
	turned := d.lines[401]
	turned.Amount *= -1
	d.lines[401] = turned
	l := d.lines[301]
	row := makeRow(ready2(t, d).deps.Text, bankLedger, &l)
	c := makeCandidate(ready2(t, d).deps.Text, bankLedger, row, &review.Candidate{EntryLine: turned, Suggested: true,
		Difference: book.Money{Minor: -2 * l.Amount, Currency: book.CNY}, Evidence: []book.Fact{{Code: "signs_opposite"}}})
	if c.Differs || c.difference.Minor != 0 {
		t.Errorf("difference %+v", c.difference)
	}
	d.matches = []book.Match{{Leg: bankLedger, Rule: book.RuleScore, Score: 0.98, State: book.MatchAuto, Evidence: []book.Fact{{Code: "signs_opposite"}},
		Left: []book.EntryID{301}, Right: []book.EntryID{401}}}
	p, _ := onLedger(t, d)
	p.ShowMatched(true)
	p.SelectID(t, 301)
	if b := p.Between(); !b.Even {
		t.Errorf("between %+v", b)
	}
}

func ready2(t *testing.T, d *desk) *Presenter {
	p, _ := ready(t, d)
	return p
}

// SelectID goes to a row by its id.
func (p *Presenter) SelectID(t *testing.T, id book.EntryID) {
	t.Helper()
	i := find(p.ids, []book.EntryID{id})
	if i < 0 {
		t.Fatalf("no row %d", id)
	}
	p.Select(i)
}

func TestAMatchTellsRuleScoreAndEvidence(t *testing.T) {
	for rule, want := range map[book.Rule]string{
		book.RuleNearKey: "单号有损坏（截断、错位或夹在摘要里），但认得出来，金额一致；晚 2 天；把握 93%。",
		book.RuleBatch:   "渠道自己的结算批次号一致；晚 2 天；把握 93%。",
		book.RuleSum:     "几笔加起来正好等于对面；晚 2 天；把握 93%。",
		book.RuleScore:   "没有单号；金额、日期、对方和摘要合在一起看，就是这一笔；晚 2 天；把握 93%。",
	} {
		d := ledgers()
		d.matches = []book.Match{{Leg: bankLedger, Rule: rule, Score: 0.93, State: book.MatchAuto, Left: []book.EntryID{301}, Right: []book.EntryID{401},
			Evidence: []book.Fact{{Code: "later_days", Args: []string{"2"}}}}}
		p, _ := onLedger(t, d)
		p.ShowMatched(true)
		p.SelectID(t, 301)
		if s := p.Across(); s.Why != want {
			t.Errorf("%s: %q", rule, s.Why)
		}
	}
}

func TestWriteOffTellsItsLimit(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	asked := ""
	p.AskWriteOff(func(m string) { asked = m })
	if !strings.HasPrefix(asked, "这次核销 ¥128.00，上限 ¥500.00。") {
		t.Fatal(asked)
	}
	p.SetTicked([]int{0, 2})
	asked = ""
	d.limit = 43_849 // both are worth 438.50
	p.AskWriteOff(func(m string) { asked = m })
	if asked != "" || len(w.errors) != 0 || len(w.toasts) != 1 || !strings.Contains(w.toasts[0], "¥438.50 超过核销上限") {
		t.Errorf("asked %q, %v, %q", asked, w.errors, w.toasts)
	}
}
