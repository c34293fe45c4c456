package reports

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
)

var october = book.Month(2025, time.October)

func presented(t *testing.T, f *fake) (*Presenter, *told) {
	t.Helper()
	w := &told{}
	p := newPresenter(testDeps(t, f, w, "zh"), func() {})
	p.Load()
	return p, w
}

func TestPeriods(t *testing.T) {
	f := &fake{months: []book.Period{book.Month(2026, 1), book.Month(2025, 12), book.Month(2025, 11), october}}
	p, _ := presented(t, f)
	step := func(what string, do func(), want, names string) {
		t.Helper()
		do()
		if got := f.last(); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
		if got := strings.Join(p.State().Periods, "|"); got != names {
			t.Errorf("%s: offers %s", what, got)
		}
	}
	months := "2026 年 1 月|2025 年 12 月|2025 年 11 月|2025 年 10 月"
	step("at first", func() {}, "preview 2026-01-01 2026-01-31", months)
	step("another month", func() { p.PickPeriod(2) }, "preview 2025-11-01 2025-11-30", months)
	step("its quarter", func() { p.PickUnit(UnitQuarter) }, "preview 2025-10-01 2025-12-31", "2026 年第 1 季度|2025 年第 4 季度")
	if p.State().Period != 1 {
		t.Errorf("period %d is chosen", p.State().Period)
	}
	step("its year", func() { p.PickUnit(UnitYear) }, "preview 2025-01-01 2025-12-31", "2026 年|2025 年")
	step("any days begin with those in sight", func() { p.PickUnit(UnitSpan) }, "preview 2025-01-01 2025-12-31", "")
	step("any days", func() { p.PickDays("2025-10-20", "2025-11-05") }, "preview 2025-10-20 2025-11-05", "")
	for from, to := range map[string]string{"2025-10-2": "2025-11-05", "2025-11-06": "2025-11-05", "1990-01-01": "2025-01-01"} {
		n := len(f.calls)
		if p.PickDays(from, to); p.State().Bad == "" || len(f.calls) != n || p.State().From != from {
			t.Errorf("%s to %s: %+v", from, to, p.State())
		}
	}
	step("closing is of a month", func() { p.PickTab(TabClose) }, "checklist 2025-11-01 2025-11-30 2025", months)
	step("another length leaves closing", func() { p.PickUnit(UnitYear) }, "preview 2025-01-01 2025-12-31", "2026 年|2025 年")
}

func TestSaveAndPrint(t *testing.T) {
	f := &fake{months: []book.Period{october}}
	p, w := presented(t, f)
	for unit, name := range map[Unit]string{UnitMonth: "西街小馆 2025-10 对账月报", UnitQuarter: "西街小馆 2025Q4 对账季报", UnitYear: "西街小馆 2025 对账年报",
		UnitSpan: "西街小馆 2025-10-01~2025-10-31 对账报告"} {
		p.state.Unit = unit
		if got := p.FileName("pdf"); got != name+".pdf" {
			t.Errorf("%s, want %s", got, name)
		}
	}
	p.state.Unit = UnitMonth
	p.Save("/tmp/x/月报.xlsx")
	p.PickTab(TabJournal)
	p.Print() // goes back to the report, and prints it when it is there
	pdf := filepath.Join(p.deps.TempDir, "西街小馆 2025-10 对账月报.pdf")
	if got := strings.Join(w.calls, "|"); got != "已保存 月报.xlsx|open 月报.xlsx|open 西街小馆 2025-10 对账月报.pdf|请在打开的窗口里打印。没有打开的话，PDF 在 "+pdf {
		t.Errorf("said %s", got)
	}
	f.err = errors.New("disk full")
	p.Save(filepath.Join(t.TempDir(), "x.pdf"))
	if last := w.calls[len(w.calls)-1]; last != "error disk full" || p.State().Busy {
		t.Errorf("last %q", last)
	}
	p.shop = `A/B:"C"`
	if got := p.FileName("pdf"); got != "A-B--C- 2025-10 对账月报.pdf" {
		t.Error(got)
	}
}

func TestJournal(t *testing.T) {
	f := &fake{months: []book.Period{october}, written: monthly.JournalWritten{Vouchers: 20, Left: 2, Files: []string{"a", "b"}}}
	p, w := presented(t, f)
	p.PickTab(TabJournal)
	j := p.State().Journal
	if len(j.Systems) != 5 || len(j.Lines) != linesShown || j.More != "还有 8 张凭证，都在导出的文件里" || j.Summary != "共 20 张，借贷平衡，合计与报告一致" {
		t.Errorf("%+v", j)
	}
	if l := j.Lines[0]; l != (JournalLine{"1", "10-01", "101202 微信", "net", "¥99.40", ""}) {
		t.Errorf("%+v", l)
	}
	if l := j.Lines[1]; l != (JournalLine{"", "", "6001 主营业务收入", "sales", "", "¥99.40"}) {
		t.Errorf("%+v", l)
	}
	p.SetAccount(0, "6001", "主营业务收入")
	if strings.Contains(f.last(), "account") {
		t.Error("kept what did not change")
	}
	p.SetAccount(0, " 5001", "收入 ")
	if got := f.calls[len(f.calls)-2]; got != "account   sales 5001 收入" {
		t.Errorf("%q", got)
	}
	p.PickSystem(3)
	if got := p.JournalName(); got != "西街小馆 2025-10 凭证 Xero.csv" {
		t.Error(got)
	}
	p.Export("/tmp/x.csv")
	if got := f.last(); got != "vouchers 2025-10-01 2025-10-31 xero x.csv" {
		t.Error(got)
	}
	if got := strings.Join(w.calls[len(w.calls)-2:], "|"); got != "20 张凭证已写到 x.csv，分成 2 个文件；另有 2 张外币凭证要在软件里手工录入|open x.csv" {
		t.Error(got)
	}
}

func TestClosing(t *testing.T) {
	f := &fake{months: []book.Period{october}, checks: []monthly.Check{
		{Code: monthly.CheckFiles, Gaps: []book.Gap{{Channel: "拉卡拉", Period: book.Period{From: october.From + 11, To: october.From + 12}}}, Count: 2},
		{Code: monthly.CheckSuggestions, OK: true}, {Code: monthly.CheckUnmatched, Count: 12},
		{Code: monthly.CheckHigh, Count: 2, Sums: []book.Money{{Minor: 812_040, Currency: book.CNY}, {Minor: 1_00, Currency: "USD"}}},
		{Code: monthly.CheckClaims, OK: true}, {Code: monthly.CheckChain, OK: true, Count: 1284}, {Code: monthly.CheckBackup},
	}}
	p, w := presented(t, f)
	p.PickTab(TabClose)
	c := p.State().Closing
	for i, want := range []string{"拉卡拉 10-12 – 10-13", "没有等您决定的建议", "12 条流水还没对上", "2 笔，¥8,120.40 + $1.00", "没有多收，或已追讨", "1,284 条记录，完整", "还没有备份"} {
		if c.Points[i].Figure != want {
			t.Errorf("%s: %q, want %q", c.Points[i].Title, c.Points[i].Figure, want)
		}
	}
	if c.Open != 4 || c.Status != "2025 年 10 月还有 4 项没有做完" || c.Points[3].Jump == "" || c.Points[0].Jump != "" {
		t.Errorf("%+v", c)
	}
	p.Jump(monthly.CheckHigh)
	p.Close("李", "已去催")
	c = p.State().Closing
	if !c.Closed || !strings.HasPrefix(c.Status, "2025 年 10 月已于 2025-11-03") || !strings.Contains(c.Detail, strings.Repeat("9f", 32)) || len(c.History) != 1 {
		t.Errorf("%+v", c)
	}
	if !strings.HasPrefix(p.State().Closed, "已结账") {
		t.Errorf("note %q", p.State().Closed)
	}
	p.Reopen("李", "补账单")
	if c = p.State().Closing; c.Closed || len(c.History) != 2 || !strings.Contains(c.History[0], "重新打开，经手人 李：补账单") {
		t.Errorf("%+v", c)
	}
	if got := strings.Join(w.calls, "|"); got != "exceptions|2025 年 10 月已结账|changed|2025 年 10 月已重新打开|changed" {
		t.Errorf("said %s", got)
	}
}

// Only pages near the sight are drawn, and the buttons turn them.
func TestPagesAreDrawnWhenInSight(t *testing.T) {
	test.NewTempApp(t)
	turned := 0
	s := newSheets(func(page, _ int) { turned = page })
	w := test.NewTempWindow(t, s.Object())
	w.Resize(w.Canvas().Size().AddWidthHeight(600, 500))
	s.set(make([]monthly.Page, 9), false)
	drawn := func() (n int) {
		for _, p := range s.pages {
			if p.drawn != nil {
				n++
			}
		}
		return n
	}
	if turned != 1 || drawn() == 0 || drawn() > 4 {
		t.Errorf("page %d in sight, %d drawn", turned, drawn())
	}
	for range 4 {
		s.turn(1)
	}
	if s.set(make([]monthly.Page, 9), true); turned != 5 {
		t.Errorf("drawn anew, page %d is in sight", turned)
	}
	if turned != 5 || s.pages[0].drawn != nil || s.pages[4].drawn == nil {
		t.Errorf("page %d in sight", turned)
	}
	for range 9 {
		s.turn(-1)
	}
	if turned != 1 {
		t.Errorf("page %d in sight", turned)
	}
}

func TestEmptyBook(t *testing.T) {
	w := &told{}
	test.NewTempApp(t)
	v := New(testDeps(t, &fake{}, w, "zh"))
	v.Shown()
	if v.presenter.State().Phase != Empty || v.page != nil {
		t.Error("an empty book shows a report")
	}
}

// Every text whose code is put together has its words in both languages.
func TestEveryTextIsThere(t *testing.T) {
	for _, locale := range []string{"zh", "en"} {
		text, err := assets.NewText(locale)
		if err != nil {
			t.Fatal(err)
		}
		codes := []string{"close.figure.backup.old"}
		for _, c := range []monthly.CheckCode{monthly.CheckFiles, monthly.CheckSuggestions, monthly.CheckUnmatched, monthly.CheckHigh, monthly.CheckClaims,
			monthly.CheckChain, monthly.CheckBackup} {
			codes = append(codes, "close.check."+string(c), "close.jump."+string(c), "close.figure."+string(c)+".ok")
			if c != monthly.CheckFiles { // it names the days
				codes = append(codes, "close.figure."+string(c)+".open")
			}
		}
		for _, s := range monthly.JournalSystems() {
			codes = append(codes, "journal.system."+s, "journal.how."+s)
		}
		for _, u := range []book.AccountUse{book.UseSales, book.UseRefunds, book.UseFees, book.UseClearing, book.UseBank, book.UseSuspense} {
			codes = append(codes, "journal.use."+string(u), "journal.name."+string(u))
		}
		for _, c := range codes {
			if text.Count(c, 2, "a", "b") == c {
				t.Errorf("%s: %s has no text", locale, c)
			}
		}
	}
}
