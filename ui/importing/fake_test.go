package importing

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

var october = book.Month(2025, time.October)

func day(d int) book.Day { return october.From + book.Day(d-1) }

func covers(from, to int) book.Coverage {
	return book.Coverage{Period: book.Period{From: day(from), To: day(to)}}
}

// desk is a made-up book behind the interfaces of the view.
type desk struct {
	batches []book.Batch
	undone  []book.BatchID
	always  []string
	pending []book.Pending
	aside   []book.PendingID
	err     error

	rejected map[book.BatchID][]book.Refused
}

func (d *desk) Pending(context.Context) ([]book.Pending, error) { return d.pending, d.err }

func (d *desk) PutAside(_ context.Context, id book.PendingID) error {
	d.aside = append(d.aside, id)
	return d.err
}

func (d *desk) Rejected(_ context.Context, id book.BatchID) ([]book.Refused, error) {
	return d.rejected[id], d.err
}

func filled() *desk {
	at := time.Date(2025, time.November, 1, 2, 5, 0, 0, time.UTC)
	partly := covers(1, 31)
	partly.PartialEdges = true
	return &desk{batches: []book.Batch{
		{ID: 6, Channel: 5, File: "店铺订单.csv", Format: "shop.orders", At: at, Covers: partly, New: 30889},
		{ID: 5, Channel: 4, File: "对公账户交易明细.xls", Format: "bank.statement", At: at, Covers: covers(1, 28), New: 62},
		{ID: 4, Channel: 3, File: "拉卡拉交易明细.csv", Format: "pos.trade", At: at, Covers: covers(14, 31), New: 2508, Changed: 3},
		{ID: 3, Channel: 3, File: "拉卡拉交易明细.csv", Format: "pos.trade", At: at, Covers: covers(1, 11), New: 2000},
		{ID: 2, Channel: 2, File: "2088_202510_业务明细.zip!业务明细.csv", Format: "alipay.trade", At: at, Covers: covers(1, 31), New: 11401, Known: 452},
		{ID: 1, Channel: 1, File: "1612345678All2025-10.csv", Format: "wechat.trade", At: at, Covers: covers(1, 31), New: 14683},
		{ID: 7, Channel: 1, File: "旧文件.csv", At: at, Covers: covers(1, 2), New: 3, Undone: at},
	}}
}

func (d *desk) Batches(context.Context) ([]book.Batch, error) { return d.batches, d.err }

func (d *desk) Statuses(context.Context) ([]book.ChannelStatus, error) {
	var out []book.ChannelStatus
	if len(d.batches) == 0 {
		return nil, d.err
	}
	for i, name := range []string{"微信支付", "支付宝", "拉卡拉", "建行对公", "店铺订单"} {
		out = append(out, book.ChannelStatus{Channel: book.Channel{ID: book.ChannelID(i + 1), Name: name}})
	}
	return out, d.err
}

func (d *desk) PlanUndo(_ context.Context, id book.BatchID) (book.UndoPlan, error) {
	return book.UndoPlan{Batch: book.Batch{ID: id, File: "拉卡拉交易明细.csv"}, Remove: 2508, Keep: 12, Restore: 3,
		Decisions: []book.Decision{{Action: book.Confirm, Left: []book.EntryID{7}, Right: []book.EntryID{9}, Note: "老客户", At: time.Date(2025, 11, 1, 3, 0, 0, 0, time.UTC)}}}, d.err
}

func (d *desk) lines(_ context.Context, ids []book.EntryID) ([]book.EntryLine, error) {
	var out []book.EntryLine
	for _, id := range ids {
		out = append(out, book.EntryLine{Entry: book.Entry{ID: id, OrderNo: "YH20251020001", Amount: 8800, Currency: book.CNY}})
	}
	return out, nil
}

func (d *desk) undo(_ context.Context, id book.BatchID) (book.UndoPlan, error) {
	d.undone = append(d.undone, id)
	return book.UndoPlan{}, d.err
}

func (d *desk) Always(_ context.Context, r *book.Receipt, on bool) error {
	d.always = append(d.always, fmt.Sprint(r.File, " ", on))
	return d.err
}

// dropped is the receipts of a drop of six files.
func dropped() []book.Receipt {
	return []book.Receipt{
		{File: "1612345678All2025-10.csv", Path: "/a/1612345678All2025-10.csv", State: book.ReceiptApplied, Batch: 1, Format: "wechat.trade",
			Channel: "微信支付", Role: book.RolePayments, Covers: covers(1, 31), Rows: 14683, New: 14683},
		{File: "2088_202510_业务明细.zip!业务明细.csv", Path: "/a/2088.zip", State: book.ReceiptApplied, Batch: 2,
			Channel: "支付宝", Role: book.RolePayments, Covers: covers(1, 31), Rows: 11853, New: 11401, Known: 452,
			Notes: []book.Note{{Code: "overlap", Args: []string{"452"}}}},
		{File: "店铺订单.csv", Path: "/a/店铺订单.csv", State: book.ReceiptHeld, Channel: "店铺订单", Role: book.RoleOrders,
			Covers: covers(1, 31), Rows: 30889, New: 30889, Suspicious: 2,
			Problem: &book.Problem{Code: "held_damaged_id", File: "店铺订单.csv", Line: 12},
			Notes:   []book.Note{{Code: "equal_rows", Args: []string{"2"}}, {Code: "damaged_id", Line: 12, Suspicious: true}}},
		{File: "拉卡拉交易明细.csv", Path: "/a/拉卡拉交易明细.csv", State: book.ReceiptHeld, Channel: "拉卡拉", Role: book.RolePayments,
			Covers: covers(14, 31), Rows: 2511, New: 2508, Changed: 3, Refused: 1,
			Problem: &book.Problem{Code: "rows_refused", File: "拉卡拉交易明细.csv", Line: 41, Cell: "金额", Args: []string{"1"}},
			Rejects: []book.Refused{{Problem: book.Problem{Code: "bad_amount", Line: 41, Cell: "金额", Args: []string{"1,2O0.00"}}, Raw: "2025-10-12,1,2O0.00,成功"}}},
		{File: "旧账.csv", Path: "/a/旧账.csv", State: book.ReceiptKnown, Channel: "微信支付", Role: book.RolePayments, Known: 88, Rows: 88},
		{File: "对公账户交易明细.xls", Path: "/a/对公账户交易明细.xls", State: book.ReceiptRefused,
			Problem: &book.Problem{Code: "unknown_format", File: "对公账户交易明细.xls"}},
	}
}

// odd is the receipts of a drop of files that are not quite in or out.
func odd() []book.Receipt {
	return []book.Receipt{
		{File: "2025-10.zip!汇总.csv", Path: "/a/2025-10.zip", State: book.ReceiptSkipped,
			Problem: &book.Problem{Code: "summary_only", File: "2025-10.zip!汇总.csv"}},
		{File: "拉卡拉交易明细.csv", Path: "/a/拉卡拉交易明细.csv", State: book.ReceiptApplied, Channel: "拉卡拉", Role: book.RolePayments,
			Covers: covers(14, 31), Rows: 2511, New: 2508, Refused: 3, Problem: &book.Problem{Code: "bad_amount", Line: 41}},
		{File: "旧账.csv", Path: "/a/旧账.csv", State: book.ReceiptKnown, Channel: "拉卡拉", Role: book.RolePayments,
			Covers: covers(14, 31), Rows: 2511, Known: 2508, Refused: 3, Problem: &book.Problem{Code: "bad_amount", Line: 41}},
		{File: "1612345678All2025-10-01.csv", Path: "/a/1612345678All2025-10-01.csv", State: book.ReceiptRefused,
			Problem: &book.Problem{Code: "incomplete", File: "1612345678All2025-10-01.csv"}},
	}
}

// log is what the view asked the window to do.
type log struct{ calls []string }

func (l *log) add(format string, args ...any) {
	l.calls = append(l.calls, fmt.Sprintf(format, args...))
}

func testDeps(t *testing.T, d *desk, l *log, w fyne.Window, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return Deps{
		Intake: d, Now: func() time.Time { return time.Date(2025, time.November, 2, 4, 0, 0, 0, time.UTC) }, UndoBatch: d.undo, EntryLines: d.lines, Text: text, Run: kit.InlineRunner, Window: w,
		Choose:    func() { l.add("choose") },
		Password:  func(r book.Receipt) { l.add("password %s", r.File) },
		Start:     func(paths []string, opt intake.Options) { l.add("start %v %+v", paths, opt) },
		Changed:   func() { l.add("changed") },
		Toast:     func(text, _ string, _ func()) { l.add("toast %s", text) },
		ShowError: func(err error) { l.add("error %v", err) },
	}
}
