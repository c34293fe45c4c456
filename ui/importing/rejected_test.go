package importing

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

// partlyIn is a desk whose batch 4, of 10-14 to 10-31, refused two rows.
func partlyIn() *desk {
	d := filled()
	d.batches[2].Refused = 2
	row := func(line int, raw string) book.Refused {
		return book.Refused{Problem: book.Problem{Code: "bad_amount", File: "拉卡拉交易明细.csv", Line: line, Cell: "金额", Args: []string{"1,2O0.00"}}, Raw: raw}
	}
	d.rejected = map[book.BatchID][]book.Refused{4: {row(41, "2025-10-15,1,2O0.00,成功"), row(57, "=cmd,1,2O0.00\n成功")}}
	return d
}

func TestABatchShowsItsRefusedRows(t *testing.T) {
	l := &log{}
	v, w := shown(t, partlyIn(), l, "zh")
	v.openBatch(4)
	b, _ := v.presenter.Batch(4)
	p := v.presenter.BatchPreview(b, v.deps.Intake.(*desk).rejected[4])
	if len(p.Rejects) != 2 || !strings.Contains(p.Rejects[0].Reason, "第 41 行的“金额”不是金额：1,2O0.00") || p.Rejects[0].Raw != "2025-10-15,1,2O0.00,成功" {
		t.Errorf("%+v", p.Rejects)
	}
	var copying *kit.Button
	for _, b := range buttonsOf(w.Canvas().Overlays().Top()) {
		if b.Text() == "复制拒收的行" {
			copying = b
		}
	}
	if copying == nil {
		t.Fatal("the refused rows cannot be copied")
	}
	test.Tap(copying)
	lines := strings.Split(strings.TrimSpace(fyne.CurrentApp().Clipboard().Content()), "\n")
	if len(lines) != 3 || lines[0] != "行\t列\t原因\t原文" || !strings.HasPrefix(lines[1], "41\t金额\t") || !strings.HasSuffix(lines[2], "\t'=cmd,1,2O0.00 成功") {
		t.Errorf("copied %q", lines)
	}
	if got := strings.Join(l.calls, "|"); !strings.Contains(got, "toast 已复制 2 行和原因") {
		t.Errorf("calls %q", got)
	}
}

func TestABatchThatIsUndoneHasNoRefusedRows(t *testing.T) {
	d := partlyIn()
	p := ready(t, d, &log{})
	b, _ := p.Batch(4)
	b.Undone = b.At
	p.Rejected(b, func(rows []book.Refused, err error) {
		if rows != nil || err != nil {
			t.Error(rows, err)
		}
	})
}

func TestAMonthWithRefusedRowsIsNotComplete(t *testing.T) {
	d := partlyIn()
	d.batches[2].Covers = covers(1, 31)
	p := ready(t, d, &log{})
	row := p.State().Coverage[2]
	if row.Remark != "2 行拒收" || row.Tone != draw.ToneSuggestion || len(row.Gaps) != 1 || !strings.HasPrefix(row.Gaps[0], "拉卡拉交易明细.csv 有 2 行拒收") {
		t.Errorf("%+v", row)
	}
	if tip := p.DayTip(2, 20); !strings.HasSuffix(tip, "拉卡拉交易明细.csv（有 2 行拒收）") {
		t.Errorf("tip %q", tip)
	}
	whole := d.batches[2]
	whole.ID, whole.Refused = 90, 0
	d.batches = append([]book.Batch{whole}, d.batches...)
	p.Load()
	if row := p.State().Coverage[2]; row.Remark != "完整" || len(row.Gaps) != 0 {
		t.Errorf("with a corrected file: %+v", row)
	}
}
