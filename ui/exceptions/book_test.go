package exceptions

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhangfang/app"
	"zhangfang/app/book"
)

// TestWithABook does on the sample shop's book what the other tests do on made-up
// exceptions: decides several, takes them back, and reads what was kept.
func TestWithABook(t *testing.T) {
	if testing.Short() {
		t.Skip("imports the sample shop")
	}
	ctx, now := context.Background(), func() time.Time { return noon }
	b, err := app.Open(ctx, filepath.Join(t.TempDir(), "店.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := b.ImportSample(ctx, func(book.Progress) {}); err != nil {
		t.Fatal(err)
	}
	w := &told{chosen: filepath.Join(t.TempDir(), "回单.txt")}
	deps := testDeps(t, newDesk(), w, nil, "zh")
	deps.Review, deps.Months = b.Review, b.Monthly.Months
	p := newPresenter(deps, func(Part) {})
	p.Load()
	n := len(p.Rows())
	if n < 3 {
		t.Fatalf("%d exceptions", n)
	}
	p.Tick([]int{0, 1})
	keys := []string{p.Rows()[0].Key, p.Rows()[1].Key}
	give(t, p, WayClaim, Answer{Note: "工单 7", Person: "小王"})
	if plan := p.Plan(); plan.Action != "申诉 2 笔" || len(plan.Refused) != 0 {
		t.Fatalf("plan %+v", plan)
	}
	p.Carry()
	for _, key := range keys {
		p.Select(p.index(key))
		x := p.at()
		if x.State != book.ExceptionWaiting || x.How != book.HowClaimed || x.Person != "小王" || x.Note != "工单 7" {
			t.Errorf("%s: %+v", key, x.Exception)
		}
		if h := p.Detail().History; len(h) < 2 || h[0].What != "小王 · 已申诉" || h[len(h)-1].What != "发现差异" {
			t.Errorf("%s: %+v", key, h)
		}
	}
	w.undo()
	for _, key := range keys {
		p.Select(p.index(key))
		if h := p.Detail().History; p.at().State != book.ExceptionOpen || h[0].What != "撤销了处理" {
			t.Errorf("%s: %v, %+v", key, p.at().State, h)
		}
	}
	if err := os.WriteFile(w.chosen, []byte("回单"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Attach()
	if files := p.Detail().Files; len(files) != 1 || p.at().State != book.ExceptionOpen {
		t.Fatalf("files %+v, %v", files, w.calls)
	}
	p.OpenFile(p.Detail().Files[0])
	if last := w.calls[len(w.calls)-1]; last != "open 回单.txt 回单" {
		t.Errorf("%q", last)
	}
}
