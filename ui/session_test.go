package ui

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// newShop is a window on an own book that holds the sample shop, which came in through
// the window; all that the session does is done at once from here on.
func newShop(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.real, b.inline = true, true
	b.session.importPaths([]string{sampleFiles(t)})
	b.finish()
	return b
}

// sampleFiles is a folder with the files of the sample shop.
func sampleFiles(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "账单")
	if err := os.CopyFS(dir, assets.SampleShop()); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "truth.json")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// count is what stands at an entry of the sidebar.
func (b *bench) count(id string) string {
	for _, n := range b.session.shell.side.navs {
		if n.item.ID == id {
			return n.count.Text
		}
	}
	return ""
}

// answer gives the answer of the button that says so in the dialog on top.
func (b *bench) answer(t *testing.T, says string) {
	t.Helper()
	top := b.window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing is asked")
	}
	for range 6 {
		button, ok := b.window.Canvas().Focused().(*kit.Button)
		if ok && button.Text() == says {
			button.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			return
		}
		b.window.Canvas().FocusNext()
	}
	t.Fatalf("no button says %q", says)
}

// TestAnImportShowsEverywhere: what came in stands in the sidebar and at its foot, and
// the owner stays where they were.
func TestAnImportShowsEverywhere(t *testing.T) {
	b := newShop(t)
	s := b.session
	if s.shell.Current() != idOverview || s.shell.stage.ToastText() == "" || b.count(idReconcile) == "" || b.count(idExceptions) == "" {
		t.Errorf("shows %s, counts %q and %q", s.shell.Current(), b.count(idReconcile), b.count(idExceptions))
	}
	if f := s.shell.side.foot.says; len(f.Channels) < 3 || f.Chain != ChainIntact {
		t.Errorf("the foot says %+v", f)
	}
	if got := b.window.Title(); got != "账房 — own.zfbook" {
		t.Errorf("title %q", got)
	}
	s.setName("西街小馆", func() {})
	if got := b.window.Title(); got != "账房 — 西街小馆 · own.zfbook" {
		t.Errorf("title %q", got)
	}
}

// TestUndoGoesThroughTheBook: in any view, over decisions and rate cards in their order.
func TestUndoGoesThroughTheBook(t *testing.T) {
	b := newShop(t)
	s, ctx := b.session, t.Context()
	all, err := s.book.Review.Exceptions(ctx, book.ExceptionQuery{})
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	key := all[0].Key()
	if _, err := s.book.Review.SetException(ctx, key, book.ExceptionResolved, "已处理"); err != nil {
		t.Fatal(err)
	}
	cards, err := s.cards.RateCards(ctx)
	if err != nil || len(cards) == 0 {
		t.Fatal(len(cards), err)
	}
	raised := cards[0]
	raised.Rate = raised.Rate.Add(decimal.New(1, -3))
	if _, err := s.cards.SaveRateCard(ctx, raised); err != nil {
		t.Fatal(err)
	}
	s.shell.Show(idOverview)
	expect := func(what string, rate decimal.Decimal, resolved bool, says string) {
		t.Helper()
		card, err := s.cards.find(ctx, raised.ID)
		if err != nil || !card.Rate.Equal(rate) {
			t.Errorf("%s: the rate is %s, want %s, %v", what, card.Rate, rate, err)
		}
		lines, err := s.book.Review.Exceptions(ctx, book.ExceptionQuery{Resolved: true})
		if err != nil {
			t.Fatal(err)
		}
		for i := range lines {
			if lines[i].Key() == key && (lines[i].State == book.ExceptionResolved) != resolved {
				t.Errorf("%s: the exception is %v", what, lines[i].State)
			}
		}
		if got := s.shell.stage.ToastText(); !strings.HasPrefix(got, says) {
			t.Errorf("%s: said %q, want %q", what, got, says)
		}
	}
	old, now := cards[0].Rate, raised.Rate
	s.undo()
	expect("undo", old, true, "已撤销上一步：费率")
	s.shell.Show(idSettings)
	s.undo()
	expect("undo again", old, false, "已撤销上一步：差异处理")
	s.undo()
	expect("nothing is left", old, false, "没有可以撤销的处理")
	s.shell.Show(idOverview)
	s.redo()
	expect("redo", old, true, "已重做：差异处理")
	if _, err := s.cards.SaveRateCard(ctx, raised); err != nil {
		t.Fatal(err)
	}
	s.undo()
	s.redo()
	expect("a rate again", now, true, "已重做：费率")
}

// TestAClosedMonthLeadsToWhereItIsOpened: what a rate or a decision would change in it
// is refused, with the way there.
func TestAClosedMonthLeadsToWhereItIsOpened(t *testing.T) {
	b := newShop(t)
	s, ctx := b.session, t.Context()
	months, err := s.book.Monthly.Months(ctx)
	if err != nil || len(months) == 0 {
		t.Fatal(len(months), err)
	}
	if _, err := s.book.Monthly.CloseMonth(ctx, months[len(months)-1], "李", "都看过了", time.Time{}); err != nil {
		t.Fatal(err)
	}
	cards, err := s.cards.RateCards(ctx)
	if err != nil || len(cards) == 0 {
		t.Fatal(len(cards), err)
	}
	cards[0].Rate = cards[0].Rate.Add(decimal.New(1, -3))
	_, err = s.cards.SaveRateCard(ctx, cards[0])
	if book.CodeOf(err) != "rate_month_locked" {
		t.Fatal(err)
	}
	s.showError(err)
	b.answer(t, s.text.T("kit.go_closing"))
	if s.shell.Current() != idReports || kit.Covered(b.window) {
		t.Errorf("leads to %s", s.shell.Current())
	}
}

// TestTheSampleShopAndBack: invented rows stay in a book of their own.
func TestTheSampleShopAndBack(t *testing.T) {
	b := newBench(t)
	b.real = true
	b.session.sampleShop()
	b.finish()
	b.inline = true
	b.session.fillSample()
	b.finish()
	b.inline = false // the session of the next book watches it
	if !b.session.isSample() || b.count(idReconcile) == "" || b.window.Title() != "账房 — 示例店铺 · sample.zfbook" {
		t.Fatalf("the window shows %q, counts %q", b.window.Title(), b.count(idReconcile))
	}
	b.session.goTo(b.session.ownPath, nil)
	b.finish()
	if rows, err := b.session.book.Review.Channels(t.Context()); err != nil || len(rows) != 0 || b.session.isSample() {
		t.Errorf("the own book has %d channels, %v", len(rows), err)
	}
}

// TestClosingDuringAnImport: it asks, ends the work, keeps a copy of what is in, and
// offers the rest the next time.
func TestClosingDuringAnImport(t *testing.T) {
	b := newShop(t)
	s := b.session
	shut := 0
	b.window.SetOnClosed(func() { shut++ })
	more := filepath.Join(t.TempDir(), "更多.csv")
	if err := os.WriteFile(more, []byte("id\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.importPaths([]string{more})
	s.shell.Close()
	b.answer(t, "先不关闭")
	s.shell.Close()
	b.answer(t, "停下并关闭")
	if shut != 0 || !kit.Covered(b.window) {
		t.Fatal("the window did not wait for the work")
	}
	b.finish()
	copies, err := s.book.Upkeep.Backups(s.backupDir())
	if shut != 1 || err != nil || len(copies) != 1 {
		t.Fatalf("closed %d times, %d copies, %v", shut, len(copies), err)
	}
	b.window = newTestWindow(t)
	n := newSession(b.desk, s.book, "", &sync.WaitGroup{})
	b.session = n
	n.offerUnfinished()
	b.answer(t, "继续导入")
	if n.cancelImport == nil || len(n.going) != 1 || n.going[0] != more {
		t.Errorf("goes on with %q", n.going)
	}
	b.finish()
	b.window = newTestWindow(t)
	again := newSession(b.desk, s.book, "", &sync.WaitGroup{})
	b.session = again
	if again.offerUnfinished(); kit.Covered(b.window) {
		t.Error("offered twice")
	}
}

// TestAWindowThatCannotCopySaysSo: and closes all the same.
func TestAWindowThatCannotCopySaysSo(t *testing.T) {
	b := newShop(t)
	shut := 0
	b.window.SetOnClosed(func() { shut++ })
	b.desk.options.BackupDir = b.session.book.Path // no folder
	b.session.shell.Close()
	b.finish()
	if shut != 0 {
		t.Fatal("said nothing")
	}
	b.answer(t, "关闭")
	if shut != 1 {
		t.Error("the window stays")
	}
}
