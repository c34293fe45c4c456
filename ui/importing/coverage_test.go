package importing

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/figure"
)

// partly is a file without a stated period: its edge days are covered in part.
func partly(from, to int) book.Coverage {
	c := covers(from, to)
	c.PartialEdges = true
	return c
}

func TestEdgesOfAMonthAreNoGap(t *testing.T) {
	text := testDeps(t, filled(), &log{}, nil, "zh").Text
	for name, c := range map[string]struct {
		covers []book.Coverage
		remark string
		gaps   string
	}{
		"the next month's file goes on":     {[]book.Coverage{partly(1, 31), partly(32, 61), partly(-20, 0)}, "完整", ""},
		"the file ends with the month":      {[]book.Coverage{partly(-20, 0), partly(1, 31)}, "10-31按已有行计", ""},
		"a gap between stated periods":      {[]book.Coverage{covers(1, 12), covers(16, 31)}, "缺 3 天", "10-13 到 10-15 没有微信的账单，请导出这几天的再拖进来"},
		"a day between stated periods":      {[]book.Coverage{covers(1, 12), covers(14, 31)}, "缺 1 天", "10-13 没有微信的账单，请导出这一天的再拖进来"},
		"the next file begins late":         {[]book.Coverage{covers(1, 29), covers(35, 61)}, "缺 2 天", "10-30 到 10-31 没有微信的账单，请导出这几天的再拖进来"},
		"rows without a period may be none": {[]book.Coverage{partly(1, 28), covers(30, 31)}, "1 天没有流水", "10-29 没有微信的流水：可能那天没有交易，也可能少一份账单"},
		"the two edges of a gap differ":     {[]book.Coverage{covers(1, 10), partly(13, 31)}, "2 天没有流水", "10-11 到 10-12 没有微信的流水：可能那几天没有交易，也可能少一份账单"},
		"half a day within":                 {[]book.Coverage{partly(1, 10), covers(11, 31)}, "10-01按已有行计", ""},
		"nothing of this month":             {[]book.Coverage{covers(40, 50)}, "本月还没有账单", ""},
	} {
		row := coverageRow(text, "微信", c.covers, nil, october)
		if got := strings.ReplaceAll(row.Remark, " 按", "按"); got != c.remark || strings.Join(row.Gaps, "|") != c.gaps {
			t.Errorf("%s: %q, %q", name, row.Remark, row.Gaps)
		}
	}
}

func TestADayTellsWhichFileCoversIt(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.PickDay(2, 13)
	if d := p.State().Picked; d == nil || d.Text != "拉卡拉 · 10-14 周二：拉卡拉交易明细.csv" || d.Batch != 4 || d.Row != 2 || d.Day != 13 {
		t.Errorf("%+v", d)
	}
	p.PickDay(2, 11)
	if d := p.State().Picked; d == nil || d.Text != "拉卡拉 · 10-12 周日：没有账单" || d.Batch != 0 {
		t.Errorf("%+v", d)
	}
	if tip := p.DayTip(4, 0); tip != "10-01 周三：店铺订单.csv（只有一部分）" {
		t.Errorf("%q", tip)
	}
	p.PickMonth(0)
	if p.State().Picked != nil || p.DayTip(99, 0) != "" {
		t.Error("another month keeps the day")
	}
	p.PickDay(0, 99)
	if p.State().Picked != nil {
		t.Error("a day that is not there is picked")
	}
}

func TestManyFilesOfADayAreNotAllNamed(t *testing.T) {
	text := testDeps(t, filled(), &log{}, nil, "zh").Text
	var batches []book.Batch
	for range 5 {
		batches = append(batches, book.Batch{ID: 1, Channel: 1, File: "a.csv", Covers: covers(1, 31)})
	}
	if got, _ := dayText(text, 1, day(3), batches); got != "10-03 周五：a.csv、a.csv、a.csv、还有 2 个" {
		t.Errorf("%q", got)
	}
}

func TestADayLeadsToItsImport(t *testing.T) {
	v, w := shown(t, filled(), &log{}, "zh")
	strip := v.coverage.strips[2]
	w.Canvas().Focus(strip)
	for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyLeft, fyne.KeyReturn} {
		strip.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if v.tabs.Selected() != tabHistory || v.history.batch != 4 {
		t.Errorf("tab %d, batch %d", v.tabs.Selected(), v.history.batch)
	}
	if _, row := v.presenter.Batch(4); v.history.grid.Selected() != row {
		t.Errorf("line %d is selected", v.history.grid.Selected())
	}
}

func TestTheSelectedImportStaysSelected(t *testing.T) {
	d := filled()
	v, _ := shown(t, d, &log{}, "zh")
	v.showBatch(3)
	d.batches = append([]book.Batch{{ID: 8, Channel: 1, File: "新.csv", At: time.Date(2025, time.November, 2, 1, 0, 0, 0, time.UTC)}}, d.batches...)
	v.Refresh()
	if got := v.history.grid.Selected(); v.history.batch != 3 || v.presenter.State().History[got].Batch != 3 {
		t.Errorf("line %d is selected for batch %d", got, v.history.batch)
	}
	if v.undo.Disabled() || v.open.Disabled() {
		t.Error("it cannot be undone")
	}
	v.history.grid.Select(0) // a day
	if v.history.batch != 0 || !v.undo.Disabled() || !v.open.Disabled() {
		t.Errorf("a day is undone: batch %d", v.history.batch)
	}
}

func TestTheRecordStandsUnderDaysAndFiles(t *testing.T) {
	at := func(d, minute int) time.Time { return time.Date(2025, time.November, d, 2, minute, 0, 0, time.UTC) }
	batches := []book.Batch{
		{ID: 9, Channel: 1, File: "年账.xlsx!三月", Format: "sheet.own", At: at(2, 5), New: 4, Covers: covers(1, 31)},
		{ID: 8, Channel: 1, File: "年账.xlsx!二月", Format: "sheet.own", At: at(2, 5), New: 3, Refused: 1},
		{ID: 7, Channel: 1, File: "a.zip!x/一.csv", Format: "wechat.trade", At: at(2, 1), New: 2},
		{ID: 6, Channel: 2, File: "b.csv", At: at(1, 1), New: 1, Known: 5, Undone: at(1, 9)},
	}
	p := ready(t, &desk{batches: batches}, &log{})
	var got []string
	for _, r := range p.State().History {
		line := strings.Join([]string{r.At, r.File, r.Format, r.Period, r.New, r.State}, " ")
		if r.Part {
			line = "> " + line
		}
		got = append(got, strings.Join(strings.Fields(line), " "))
	}
	want := []string{
		"2025-11-02 2 个文件 9", "10:05 年账.xlsx 2 份账单 7", "> 三月 教过的表 2025-10-01 – 10-31 4 已导入", "> 二月 教过的表 3 部分导入",
		"10:01 a.zip › 一.csv 微信交易账单 2 已导入", "2025-11-01 1 个文件 0", "10:01 b.csv 1 已撤销",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("\n%s", strings.Join(got, "\n"))
	}
}

func TestABatchTellsItsRemarksOnceMore(t *testing.T) {
	d := filled()
	d.batches[1].Notes = []book.Note{{Code: "overlap", Args: []string{"7"}}}
	v, w := shown(t, d, &log{}, "zh")
	v.openBatch(5)
	b, _ := v.presenter.Batch(5)
	p := v.presenter.BatchPreview(b, nil)
	if len(p.Remarks) != 1 || p.Facts[len(p.Facts)-1].Value != "2025-11-01 10:05" || p.Chip != "已导入" {
		t.Errorf("%+v", p)
	}
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	test.Tap(buttons[0])
	if top := w.Canvas().Overlays().Top(); top == nil || len(d.undone) != 0 {
		t.Error("undo does not ask")
	}
	if _, row := v.presenter.Batch(99); row != -1 {
		t.Error("a batch that is not there has a line")
	}
}

func TestEverySourceHasItsWay(t *testing.T) {
	for _, locale := range []string{"zh", "en"} {
		for _, g := range guides(testDeps(t, filled(), &log{}, nil, locale).Text) {
			if strings.HasPrefix(g.Source, "guide.") || strings.HasPrefix(g.Path, "guide.") {
				t.Errorf("%s: %+v", locale, g)
			}
		}
	}
	v, w := shown(t, &desk{}, &log{}, "en")
	w.Resize(fyne.NewSize(1024, 640))
	v.openGuide()
	if s := w.Canvas().Overlays().Top().MinSize(); s.Width > 1024 || s.Height > 640 {
		t.Errorf("the guide is %v", s)
	}
	if v.tabs.Visible() || v.months.Visible() {
		t.Error("an empty book has tabs")
	}
}

func TestFilesAreCountedNotParts(t *testing.T) {
	receipts := []book.Receipt{
		{File: "a.zip!1.csv", Path: "/a.zip", State: book.ReceiptApplied}, {File: "a.zip!2.csv", Path: "/a.zip", State: book.ReceiptKnown},
		{File: "b.csv", Path: "/x/b.csv", State: book.ReceiptApplied}, {File: "b.csv", Path: "/y/b.csv", State: book.ReceiptApplied}, {File: "c.csv", State: book.ReceiptHeld},
	}
	if n := FilesIn(receipts); n != 3 {
		t.Errorf("%d files are in", n)
	}
	if n := FilesWaiting([]book.Pending{{Receipt: receipts[0]}, {Receipt: receipts[1]}}); n != 1 {
		t.Errorf("%d files wait", n)
	}
}

func TestLongNamesKeepTheirEnd(t *testing.T) {
	for name, want := range map[string]string{
		"a.csv": "a.csv", "dir/a.zip!x/y/一.csv": "a.zip › 一.csv", "b.xlsx!Sheet1": "b.xlsx › Sheet1",
	} {
		if got := shortFile(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := shortFile("1612345678All2025-10-01_2025-11-29.csv"); !strings.HasSuffix(got, "2025-11-29.csv") || len([]rune(got)) != 25 {
		t.Errorf("%q", got)
	}
}

// A day of which the provider says that it has no bill is neither missing nor ahead.
func TestADayWithoutABillIsNotMissing(t *testing.T) {
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	covers := []book.Coverage{{Period: book.Period{From: october.From, To: october.From + 9}}, {Period: book.Period{From: october.From + 12, To: october.To - 1}}}
	row := coverageRow(text, "微信", covers, map[book.Day]bool{october.From + 10: true, october.From + 11: true, october.To: true}, october)
	if row.Days[10] != figure.DayNone || row.Days[30] != figure.DayNone || len(row.Gaps) != 0 || row.Remark != "完整" {
		t.Errorf("%q, %q, %v", row.Remark, row.Gaps, row.Days)
	}
}
