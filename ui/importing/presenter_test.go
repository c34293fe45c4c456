package importing

import (
	"errors"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/figure"
)

func ready(t *testing.T, d *desk, l *log) *Presenter {
	t.Helper()
	p := newPresenter(testDeps(t, d, l, nil, "zh"), func() {})
	p.Load()
	return p
}

func chips(s State) string {
	var out []string
	for _, r := range s.Waiting {
		out = append(out, r.Chip)
	}
	out = append(out, "|")
	for _, r := range s.Receipts {
		out = append(out, r.Chip)
	}
	return strings.Join(out, " ")
}

func TestFilesThatWaitStandApart(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts(dropped())
	s := p.State()
	if got := chips(s); got != "请看一眼 请看一眼 拒收 | 已导入 已导入 已有" {
		t.Errorf("chips %s", got)
	}
	if s.Files != 3 || s.Willing != 2 || s.Summary != "6 个文件 · 写入 26,084 行 · 1 个以前导入过 · 2 个在上面等您看一眼 · 1 个没能导入，原因在上面" {
		t.Errorf("%d wait, %d willing, %q", s.Files, s.Willing, s.Summary)
	}
	if got := s.Receipts[0].What; got != "微信支付 · 微信交易账单 · 2025-10-01 – 10-31" {
		t.Errorf("content %q", got)
	}
}

func TestFilesOfADropWithMoreToSay(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts(odd())
	want := []struct{ chip, remark string }{
		{"部分导入", "3 行拒收，其余已导入"},
		{"部分导入", "3 行拒收，其余已导入"},
		{"略过", "汇总，不需要导入"},
	}
	s := p.State()
	for i, w := range want {
		if r := s.Receipts[i]; r.Chip != w.chip || !strings.HasPrefix(r.Remark, w.remark) {
			t.Errorf("%d: %s %q, want %+v", i, r.Chip, r.Remark, w)
		}
	}
	if r := s.Waiting[0]; r.Sentence != "本文件缺少结尾的合计，可能没有下载完整。请重新下载；如果确认完整，可以选择照样导入。" || r.Step != StepLook || !r.Willing {
		t.Errorf("%+v", r)
	}
	if s.Willing != 1 || !strings.HasSuffix(s.Summary, "1 个在上面等您看一眼") || len(p.AcceptAll()) != 1 {
		t.Errorf("%d willing, %q", s.Willing, s.Summary)
	}
}

func TestHeldFilesGoInWithWhatTheyNeed(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts(dropped())
	r := p.Waits(0)
	opt, ok := intake.Accepts(r)
	if !ok || r.Path != "/a/店铺订单.csv" || !opt.AcceptSuspicious || opt.AcceptPartial {
		t.Errorf("damaged ids: %v %+v %v", r.Path, opt, ok)
	}
	if opt, ok = intake.Accepts(p.Waits(1)); !ok || opt.AcceptSuspicious || !opt.AcceptPartial {
		t.Errorf("refused rows: %+v %v", opt, ok)
	}
	if _, ok = intake.Accepts(p.Receipt(0)); ok {
		t.Error("an applied file can be accepted")
	}
	if all := p.AcceptAll(); len(all) != 2 {
		t.Errorf("all: %v", all)
	}
}

func TestSecondReceiptTakesThePlaceOfTheFirst(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts(dropped())
	p.ShowReceipts([]book.Receipt{{File: "店铺订单.csv", Path: "/a/店铺订单.csv", State: book.ReceiptApplied, Batch: 8, New: 30889}})
	if s := p.State(); len(s.Receipts) != 4 || s.Willing != 1 {
		t.Errorf("%d receipts, %d willing", len(s.Receipts), s.Willing)
	}
	p.ShowReceipts([]book.Receipt{{File: "new.csv", Path: "/b/new.csv", State: book.ReceiptApplied}})
	if s := p.State(); len(s.Receipts) != 1 || len(s.Waiting) != 0 {
		t.Errorf("a new drop shows %d receipts, %d wait", len(s.Receipts), len(s.Waiting))
	}
}

func TestANewDropWithAFileThatWaitedIsANewDrop(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts(dropped())
	p.ShowReceipts([]book.Receipt{
		{File: "店铺订单.csv", Path: "/a/店铺订单.csv", State: book.ReceiptApplied, New: 30889},
		{File: "new.csv", Path: "/b/new.csv", State: book.ReceiptApplied, New: 1},
	})
	if s := p.State(); len(s.Receipts) != 2 {
		t.Errorf("%d receipts", len(s.Receipts))
	}
}

func TestCoverage(t *testing.T) {
	p := ready(t, filled(), &log{})
	s := p.State()
	want := map[string]string{"微信支付": "完整", "支付宝": "完整", "拉卡拉": "缺 2 天", "建行对公": "到 10-28", "店铺订单": "首尾两天按已有行计"}
	for _, row := range s.Coverage {
		if row.Remark != want[row.Channel] {
			t.Errorf("%s: %q, want %q", row.Channel, row.Remark, want[row.Channel])
		}
		if missing := row.Channel == "拉卡拉"; (row.Tone == draw.ToneException) != missing || row.Tone == draw.ToneSuggestion {
			t.Errorf("%s: tone %v", row.Channel, row.Tone)
		}
		if len(row.Days) != 31 {
			t.Errorf("%s: %d days", row.Channel, len(row.Days))
		}
	}
	pos := s.Coverage[2]
	if pos.Days[10] != figure.DayCovered || pos.Days[11] != figure.DayMissing || pos.Days[12] != figure.DayMissing || pos.Days[13] != figure.DayCovered {
		t.Errorf("days %v", pos.Days)
	}
	if bank := s.Coverage[3]; bank.Days[27] != figure.DayCovered || bank.Days[28] != figure.DayAhead {
		t.Errorf("days %v", bank.Days)
	}
}

func TestUndoPlanInWords(t *testing.T) {
	d, l := filled(), &log{}
	p := ready(t, d, l)
	p.ShowReceipts(dropped())
	var text UndoText
	p.PlanUndo(4, func(u UndoText, err error) { text = u })
	if len(text.Lines) != 3 || len(text.Decisions) != 1 || text.Decisions[0] != "· 勾对 · YH20251020001 · ¥88.00 · 2 行 · 老客户 · 11-01 11:00" {
		t.Errorf("plan %+v", text)
	}
	p.Undo(1, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	if len(d.undone) != 1 || len(p.State().Receipts) != 2 {
		t.Errorf("undone %v, %d receipts left", d.undone, len(p.State().Receipts))
	}
}

func TestErrorIsShown(t *testing.T) {
	d := filled()
	d.err = errors.New("broken")
	p := ready(t, d, &log{})
	if p.State().Phase != Failed {
		t.Errorf("phase %v", p.State().Phase)
	}
}

func TestDialogsTellOnlyAFewOfMany(t *testing.T) {
	text := testDeps(t, filled(), &log{}, nil, "zh").Text
	if got := few(text, make([]string, 11)); len(got) != 11 {
		t.Errorf("%d of 11", len(got))
	}
	if got := few(text, make([]string, 250)); len(got) != 11 || got[10] != "还有 240 个" {
		t.Errorf("%d of 250, the last %q", len(got), got[10])
	}
}
