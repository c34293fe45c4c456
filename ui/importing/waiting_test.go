package importing

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit"
)

func refused(file, code string) book.Receipt {
	return book.Receipt{File: file, Path: "/w/" + file, State: book.ReceiptRefused, Problem: &book.Problem{Code: code, File: file}}
}

// earlier is a desk with files that wait from earlier days.
func earlier() *desk {
	d := filled()
	held := book.Receipt{File: "年账.xlsx!三月", Path: "/w/年账.xlsx", State: book.ReceiptHeld, Format: "sheet.plain", Role: book.RoleBank, Covers: covers(1, 31),
		Rows: 20, New: 20, Choices: []string{"建行对公", "工行"}, Problem: &book.Problem{Code: "which_channel", File: "年账.xlsx!三月", Args: []string{"建行对公、工行"}}}
	d.pending = []book.Pending{
		{ID: 31, At: time.Date(2025, time.November, 1, 9, 5, 0, 0, time.UTC), Receipt: held},
		{ID: 30, At: time.Date(2025, time.October, 3, 9, 5, 0, 0, time.UTC), Receipt: refused("微信账单.zip", "password")},
		{ID: 29, At: time.Date(2024, time.October, 3, 9, 5, 0, 0, time.UTC), Receipt: refused("回单.pdf", "unsupported.pdf")},
		{ID: 28, At: time.Date(2025, time.October, 3, 9, 5, 0, 0, time.UTC), Receipt: refused("十月.csv", "month_locked")},
	}
	return d
}

func TestFilesOfEarlierDropsStillWait(t *testing.T) {
	p := ready(t, earlier(), &log{})
	s := p.State()
	var got []string
	for _, r := range s.Waiting {
		got = append(got, r.File+" "+r.Button)
	}
	want := "年账.xlsx › 三月 选渠道|微信账单.zip 输密码|回单.pdf 重新选择文件|十月.csv 再试一次"
	if strings.Join(got, "|") != want || s.Files != 4 || s.Willing != 0 || len(p.AcceptAll()) != 0 {
		t.Errorf("%q, %d files, %d willing", got, s.Files, s.Willing)
	}
	if w := s.Waiting[0].What; !strings.HasSuffix(w, "昨天 17:05 拖入") {
		t.Errorf("%q", w)
	}
	if a, b := s.Waiting[1].What, s.Waiting[2].What; a != "10-03 拖入" || b != "2024-10-03 拖入" {
		t.Errorf("%q, %q", a, b)
	}
}

func TestTheLastDropKnowsBestAboutItsFiles(t *testing.T) {
	p := ready(t, earlier(), &log{})
	p.ShowReceipts([]book.Receipt{{File: "十月.csv", Path: "/w/十月.csv", State: book.ReceiptApplied, New: 3}})
	if s := p.State(); len(s.Waiting) != 3 || len(s.Receipts) != 1 {
		t.Errorf("%d wait, %d receipts", len(s.Waiting), len(s.Receipts))
	}
	p.ShowReceipts([]book.Receipt{refused("微信账单.zip", "wrong_password")})
	if s := p.State(); len(s.Waiting) != 3 || len(s.Receipts) != 1 || s.Waiting[0].Step != StepPassword {
		t.Errorf("%+v, %d receipts", s.Waiting, len(s.Receipts))
	}
	p.PutAside([]int{0}, func([]book.Receipt, error) {})
	if id := p.deps.Intake.(*desk).aside; len(id) != 1 || id[0] != 30 {
		t.Errorf("put aside %v: the drop's file has its number from the book", id)
	}
}

func TestAFileIsPutAsideAndBroughtBack(t *testing.T) {
	d, l := earlier(), &log{}
	v, _ := shown(t, d, l, "zh")
	var undo func()
	v.deps.Toast = func(text, action string, do func()) { l.add("toast %s %s", text, action); undo = do }
	v.putAside(2)
	if len(d.aside) != 1 || d.aside[0] != 29 || len(v.presenter.State().Waiting) != 3 {
		t.Fatalf("aside %v, %d wait", d.aside, len(v.presenter.State().Waiting))
	}
	undo()
	if got := l.calls[len(l.calls)-1]; !strings.HasPrefix(got, "start [/w/回单.pdf]") {
		t.Errorf("calls %q", l.calls)
	}
	d.err = errors.New("broken")
	v.putAside(0)
	if got := l.calls[len(l.calls)-1]; got != "error broken" || len(v.presenter.State().Waiting) != 3 {
		t.Errorf("calls %q", l.calls)
	}
}

func TestEachFileHasItsNextStep(t *testing.T) {
	l := &log{}
	v, w := shown(t, earlier(), l, "zh")
	for i := 1; i < 4; i++ {
		v.step(i)
	}
	want := "password 微信账单.zip|choose|start [/w/十月.csv]"
	if got := strings.Join(l.calls, "|"); !strings.HasPrefix(got, want) || w.Canvas().Overlays().Top() != nil {
		t.Errorf("calls %q", got)
	}
}

func TestTheOwnerSaysWhichChannel(t *testing.T) {
	l := &log{}
	v, w := shown(t, earlier(), l, "zh")
	v.step(0)
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	main := buttons[len(buttons)-1]
	if !main.Disabled() {
		t.Fatal("a channel is guessed")
	}
	r := *v.presenter.Waits(0)
	test.Tap(buttons[0])
	d := &previewDialog{view: v, receipt: r}
	d.channel = newChannelChoice(v.deps.Text, r.Choices, d.allow, func() { l.add("enter") }, func(fyne.Focusable) {})
	if got := d.channel.value(); got != "" {
		t.Errorf("%q is chosen beforehand", got)
	}
	for i, want := range []string{"建行对公", "工行", ""} {
		d.channel.pick.Select(i)
		if got := d.channel.value(); got != want {
			t.Errorf("choice %d is %q", i, got)
		}
	}
	d.channel.pick.Changed(2)
	d.channel.name.SetText(" 农行 ")
	if got := d.channel.value(); got != "农行" || !d.channel.name.Visible() {
		t.Errorf("a new channel %q", got)
	}
	d.channel.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := strings.Join(l.calls, "|"); got != "enter" {
		t.Errorf("Enter in the name calls %q", got)
	}
	l.calls = nil
	v.openWaiting(0)
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Overlays().Top() != nil || len(l.calls) != 0 {
		t.Errorf("calls %q", l.calls)
	}
}

func TestThePartsOfAZipStandUnderIt(t *testing.T) {
	p := ready(t, filled(), &log{})
	held := func(part string) book.Receipt {
		return book.Receipt{File: "a.zip!" + part, Path: "/w/a.zip", State: book.ReceiptHeld, Problem: &book.Problem{Code: "held_mojibake"}, Notes: []book.Note{{Code: "mojibake", Suspicious: true}}}
	}
	p.ShowReceipts([]book.Receipt{held("x/一.csv"), held("x/二.csv"), {File: "a.zip!x/三.csv", Path: "/w/a.zip", State: book.ReceiptApplied, New: 2}})
	s := p.State()
	if s.Files != 1 || s.Willing != 1 || s.Waiting[0].File != "a.zip › 一.csv" {
		t.Errorf("%d files, %+v", s.Files, s.Waiting)
	}
	all := p.AcceptAll()
	if len(all) != 2 || len(all[intake.Options{AcceptSuspicious: true, Only: "a.zip!x/一.csv"}]) != 1 {
		t.Errorf("%+v", all)
	}
	p.ShowReceipts([]book.Receipt{
		{File: "a.zip!x/一.csv", Path: "/w/a.zip", State: book.ReceiptApplied, New: 1}, {File: "a.zip!x/二.csv", Path: "/w/a.zip", State: book.ReceiptApplied, New: 1},
		{File: "a.zip!x/三.csv", Path: "/w/a.zip", State: book.ReceiptKnown, Known: 2},
	})
	var got []string
	for _, r := range p.State().Receipts {
		got = append(got, r.File+" "+r.Chip)
	}
	if strings.Join(got, "|") != "a.zip |一.csv 已导入|二.csv 已导入|三.csv 已导入" && strings.Join(got, "|") != "a.zip |三.csv 已导入|一.csv 已导入|二.csv 已导入" {
		t.Errorf("%q", got)
	}
	if got := p.State().Summary; !strings.HasPrefix(got, "1 个文件") {
		t.Errorf("%q", got)
	}
}

func TestTheOwnerSaysWhatKindOfAccountItIs(t *testing.T) {
	l := &log{}
	v, w := shown(t, filled(), l, "zh")
	v.ShowReceipts([]book.Receipt{refused("借贷.csv", "debit_credit_unclear")})
	if got := v.presenter.State().Waiting[0].Button; got != "选角色" {
		t.Errorf("step %q", got)
	}
	v.step(0)
	top := w.Canvas().Overlays().Top()
	buttons := buttonsOf(top)
	main := buttons[len(buttons)-1]
	if !main.Disabled() {
		t.Fatal("the kind is guessed")
	}
	for _, x := range test.LaidOutObjects(top) {
		if s, ok := x.(*kit.Segmented); ok {
			s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		}
	}
	test.Tap(main)
	if len(l.calls) != 1 || !strings.Contains(l.calls[0], "Role:"+fmt.Sprintf("%+v", book.RoleBank)) {
		t.Errorf("calls %q", l.calls)
	}
}
