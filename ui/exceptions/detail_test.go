package exceptions

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
)

func TestDetailTellsTheRows(t *testing.T) {
	p, _ := ready(t, newDesk())
	p.Select(1)
	d := p.Detail()
	if d.Chip != "重复扣款" || len(d.Sources) != 2 || d.Sources[0] != "拉卡拉 · 收款 · 2025-10-26 12:04:11 · ¥198.00 · 拉卡拉交易明细.csv 第 4,211 行" {
		t.Errorf("detail %+v", d)
	}
	p.Select(0)
	if d := p.Detail(); len(d.Sources) != 0 || d.Loading || d.Severity != "紧急" {
		t.Errorf("detail %+v", d)
	}
}

func TestDetailSaysThatItCouldNotBeRead(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	d.err = errors.New("broken")
	p.Select(1)
	if got := p.Detail(); !slices.Contains(got.Sources, p.deps.Text.T("kit.unexpected")) {
		t.Errorf("detail %+v", got)
	}
}

func TestHistory(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.Select(3)
	h := p.Detail().History
	want := []Step{{"2025-11-01 10:00", "小王 · 处理中", "已问客服，等回复"}, {"2025-10-31 06:00", "发现差异", ""}}
	if !slices.Equal(h, want) {
		t.Fatalf("history %+v", h)
	}
	p.SetNote("客服说周三退")
	give(t, p, WayClaim, Answer{Person: "小李"})
	p.Select(3)
	d.history[p.at().Key()] = append(d.history[p.at().Key()], book.ExceptionEvent{At: noon, What: "undone", Decision: 2}, book.ExceptionEvent{What: "raised_again"})
	p.Load()
	h = p.Detail().History
	var whats []string
	for _, s := range h {
		whats = append(whats, s.What)
	}
	if got := strings.Join(whats, "|"); got != "又出现了|撤销了处理|小李 · 已申诉|小王 · 改了备注|小王 · 处理中|发现差异" || h[0].When != "" {
		t.Errorf("history %q", got)
	}
}

func TestWhatClosedByItselfSaysWhy(t *testing.T) {
	d := newDesk()
	x := &d.lines[2]
	x.State = book.ExceptionResolved
	d.history[x.Key()] = []book.ExceptionEvent{{At: noon, What: "raised"}, {At: noon.Add(time.Hour), What: "closed", State: book.ExceptionResolved}}
	p, _ := ready(t, d)
	p.OpenAt(x.Key())
	if h := p.Detail().History; h[0].What != "自动关闭" || h[0].Note != "原因已不在：后来的流水解释了它，或者数据已撤回。" {
		t.Errorf("history %+v", h)
	}
	d.match = &book.Match{Leg: book.LegSales, Rule: book.RuleKey, State: book.MatchAuto}
	p.Load()
	if h := p.Detail().History; h[0].Note == "" || strings.Contains(h[0].Note, "原因已不在") || strings.HasPrefix(h[0].Note, "rule.") {
		t.Errorf("the match is not told: %+v", h)
	}
}

func TestEvidence(t *testing.T) {
	d := newDesk()
	p, w := ready(t, d)
	w.chosen = filepath.Join(t.TempDir(), "回单.png")
	if err := os.WriteFile(w.chosen, []byte("png"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Select(3)
	p.Attach()
	files := p.Detail().Files
	if len(files) != 1 || files[0].Name != "回单.png" || files[0].Size != "3 B" || w.toasts[0] != "已附上 回单.png" {
		t.Fatalf("files %+v, %q", files, w.toasts)
	}
	if x := p.at(); x.State != book.ExceptionInReview || x.Note != "已问客服，等回复" || x.Person != "小王" {
		t.Errorf("the file changed more: %+v", x.Exception)
	}
	p.OpenFile(files[0])
	if last := w.calls[len(w.calls)-1]; last != "open 回单.png png" {
		t.Errorf("%q", last)
	}
	p.Attach()
	give(t, p, WayWait, Answer{})
	p.Select(3)
	if x := p.at(); len(x.Files) != 2 {
		t.Errorf("files %v", x.Files)
	}
	p.Detach(p.Detail().Files[0])
	if left, h := p.Detail().Files, p.Detail().History[0]; len(left) != 1 || left[0].ID != 2 || h.What != "移除附件 回单.png" {
		t.Errorf("left %+v, %+v", left, h)
	}
	p.Detach(p.Detail().Files[0])
	if left := p.Detail().Files; len(left) != 0 || p.at().State != book.ExceptionWaiting {
		t.Errorf("left %+v, %v", left, p.at().State)
	}
	if err := os.WriteFile(w.chosen, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p.Attach()
	if last := w.calls[len(w.calls)-1]; !strings.HasPrefix(last, "error attach_empty") {
		t.Errorf("%q", last)
	}
	w.chosen = filepath.Join(t.TempDir(), "gone.png")
	p.Attach()
	if last := w.calls[len(w.calls)-1]; !strings.HasPrefix(last, "error unreadable") {
		t.Errorf("%q", last)
	}
}

func TestEvidenceOutlastsADecisionWithoutIt(t *testing.T) {
	x := &book.ExceptionLine{}
	events := []book.ExceptionEvent{
		{What: "decided", Decision: 1, Work: book.Work{Files: []book.AttachmentID{1}}},
		{What: "decided", Decision: 2, Work: book.Work{Files: []book.AttachmentID{1, 2}}},
		{What: "undone", Decision: 2},
		{What: "decided", Decision: 3, State: book.ExceptionWaiting},
	}
	if got := evidenceOf(x, events); !slices.Equal(got, []book.AttachmentID{1}) {
		t.Errorf("evidence %v", got)
	}
}

func TestOfWhatIsResolvedWithoutANoteNothingIsAttached(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	p.OpenAt(d.lines[5].Key())
	if p.Can().Attach {
		t.Error("the book asks for a note of it")
	}
}

func TestSizes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 812: "812 B", 24 << 10: "24 KB", 1<<20 + 300<<10: "1.2 MB", 20 << 20: "20.0 MB"} {
		if got := sizeText(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
