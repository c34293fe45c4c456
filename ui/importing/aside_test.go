package importing

import (
	"testing"

	"zhangfang/app/book"
)

func TestAllThatCannotBeReadIsPutAsideAtOnce(t *testing.T) {
	d, l := earlier(), &log{}
	v, _ := shown(t, d, l, "zh")
	var undo func()
	v.deps.Toast = func(text, action string, do func()) { l.add("toast %s %s", text, action); undo = do }
	v.ShowReceipts([]book.Receipt{refused("随机.bin", "unknown_format"), refused("空的", "empty_folder"), refused("锁了.zip", "password")})
	before := len(v.presenter.State().Waiting)
	if n := len(v.presenter.Unread()); n != 3 || !v.waiting.aside.Visible() { // and the receipt of earlier
		t.Fatalf("%d cannot be read", n)
	}
	v.waiting.aside.OnTapped()
	if now := len(v.presenter.State().Waiting); now != before-3 || len(d.aside) != 1 || l.calls[len(l.calls)-1] != "toast 3 个文件放到一边了；再拖一次就会回来 撤销" {
		t.Errorf("%d wait, aside %v, %q", now, d.aside, l.calls)
	}
	undo()
	if v.waiting.aside.Visible() {
		t.Error("there is nothing left to be put aside")
	}
}

// TestAnEmptyFolderWaitsUntilItIsPutAside drops another file: what the book does not
// list stays as well.
func TestAnEmptyFolderWaitsUntilItIsPutAside(t *testing.T) {
	p := ready(t, filled(), &log{})
	p.ShowReceipts([]book.Receipt{refused("空的", "empty_folder")})
	p.ShowReceipts([]book.Receipt{{File: "新.csv", Path: "/w/新.csv", State: book.ReceiptApplied, New: 1}})
	s := p.State()
	if len(s.Waiting) != 1 || s.Waiting[0].File != "空的" {
		t.Fatalf("%+v", s.Waiting)
	}
	p.PutAside([]int{0}, func([]book.Receipt, error) {})
	p.ShowReceipts([]book.Receipt{{File: "再来.csv", Path: "/w/再来.csv", State: book.ReceiptApplied, New: 1}})
	if s := p.State(); len(s.Waiting) != 0 {
		t.Errorf("%+v", s.Waiting)
	}
}
