package reports

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
)

// TestWhatIsMissingIsAskedInPlace: a note that is needed is no error.
func TestWhatIsMissingIsAskedInPlace(t *testing.T) {
	f := &fake{months: []book.Period{october}, checks: []monthly.Check{{Code: monthly.CheckUnmatched, Count: 12}}}
	p, w := presented(t, f)
	p.PickTab(TabClose)
	p.Close("李", " ")
	if got := p.State().Closing.Missing; !strings.HasPrefix(got, "还有 1 项没有处理完") || p.State().Closing.Closed || len(w.calls) != 0 {
		t.Errorf("asks %q, said %q", got, w.calls)
	}
	p.Close("李", "已去催")
	if c := p.State().Closing; c.Missing != "" || !c.Closed {
		t.Errorf("%+v", c)
	}
	p.Reopen("李", "")
	if c := p.State().Closing; c.Missing == "" || !c.Closed || strings.Contains(strings.Join(w.calls, "|"), "error") {
		t.Errorf("%+v, said %q", c, w.calls)
	}
}

// TestClosingPutsACopyAside: and says so where there is none.
func TestClosingPutsACopyAside(t *testing.T) {
	f := &fake{months: []book.Period{october}}
	p, w := presented(t, f)
	var failed error
	p.deps.Copy = func() func(context.Context) (string, error) {
		return func(context.Context) (string, error) { return "a-1.zfbook", failed }
	}
	p.PickTab(TabClose)
	p.Close("李", "")
	if got := w.calls[0]; got != "2025 年 10 月已结账，账套已备份：a-1.zfbook" {
		t.Errorf("said %q", got)
	}
	p.Reopen("李", "补账单")
	failed, w.calls = errors.New("disk full"), nil
	p.Close("李", "")
	if !p.State().Closing.Closed || !strings.HasPrefix(w.calls[0], "error ") {
		t.Errorf("said %q", w.calls)
	}
}

// TestACopyIsOutOfDateForTheRightReason: from before the month's end, or from before
// the last change.
func TestACopyIsOutOfDateForTheRightReason(t *testing.T) {
	p, _ := presented(t, &fake{months: []book.Period{october}})
	for at, want := range map[time.Time]string{
		time.Date(2025, 10, 30, 9, 0, 0, 0, book.Shanghai):  "上次备份 2025-10-30 09:00，在月末之前",
		time.Date(2025, 11, 3, 20, 33, 0, 0, book.Shanghai): "上次备份 2025-11-03 20:33，之后账套又有改动",
	} {
		if got := p.figure(&monthly.Check{Code: monthly.CheckBackup, At: at}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestAShopWithoutANameIsAskedBeforeItsFirstReport: and the file is called by it.
func TestAShopWithoutANameIsAskedBeforeItsFirstReport(t *testing.T) {
	p, w := presented(t, &fake{months: []book.Period{october}})
	p.shop = ""
	asked := 0
	p.deps.Named = func(then func(string)) {
		asked++
		then("东街小馆")
	}
	p.Print()
	if asked != 1 || w.calls[0] != "open 东街小馆 2025-10 对账月报.pdf" {
		t.Errorf("asked %d times, said %q", asked, w.calls)
	}
	p.Print()
	if asked != 1 {
		t.Error("asked again")
	}
}
