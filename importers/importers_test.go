package importers_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// read reads a file and returns its entries.
func read(f bill.File, opt bill.Options) (*bill.Summary, []bill.Entry, error) {
	var entries []bill.Entry
	s, err := importers.Read(context.Background(), f, opt, func(r *bill.Row) error {
		entries = append(entries, r.Entries...)
		return nil
	})
	return s, entries, err
}

func TestDetect(t *testing.T) {
	tests := []struct {
		name, text string
		role       book.Role
		want       string
	}{
		{"wechat", wechatBill(2), 0, "wechat.trade"},
		{"alipay", alipayHead, 0, "alipay.trade"},
		{"orders", orderSheet, 0, "shop.orders"},
		{"bank", "交易日期,收入,支出,余额\n2025-10-01,1,,1\n", 0, "bank.statement"},
		{"bank by semicolons", "交易日期;收入;支出;余额\n2025-10-01;1;;1\n", 0, "bank.statement"},
		{"pos", "终端号,交易日期,交易金额,手续费,参考号\nT,2025-10-01,1,0,2\n", 0, "pos.trade"},
		{"plain", "日期,摘要,金额,余额\n2025-10-01,x,1,1\n", 0, "sheet.plain"},
		{"plain as bank", "日期,摘要,金额,余额\n2025-10-01,x,1,1\n", book.RoleBank, "bank.statement"},
		{"bank as ledger", "日期,摘要,借方金额,贷方金额,余额\n2025-10-01,x,1,,1\n", book.RoleLedger, "sheet.plain"},
		{"plain as orders", "id,date,description,amount\n1,2025-10-01,x,1\n", book.RoleOrders, "sheet.plain"},
		{"old Mac", strings.ReplaceAll(orderSheet, "\n", "\r"), 0, "shop.orders"},
		{"times like tags of MT940", "日期,摘要,金额\n2025-10-01 10:20:25,x,1\n2025-10-01 20:25:20,y,1\n", 0, "sheet.plain"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _, err := read(mem("whatever.bin", []byte(tt.text)), bill.Options{Role: tt.role})
			if err != nil || s.Format != tt.want {
				t.Fatalf("got %+v, %v", s, err)
			}
			if sum := sha256.Sum256([]byte(tt.text)); s.SHA256 != hex.EncodeToString(sum[:]) {
				t.Error("the digest is not that of the bytes")
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "empty_file"},
		{"blank", []byte(" \r\n\t\n"), "empty_file"},
		{"no bill", []byte("<xml><return_code>FAIL</return_code><return_msg><![CDATA[No Bill Exist]]></return_msg></xml>"), "no_bill"},
		{"xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), "damaged_workbook"},
		{"encrypted workbook", billtest.Compound("EncryptedPackage", nil), "locked_workbook"},
		{"pdf", []byte("%PDF-1.7"), "unsupported.pdf"},
		{"ofx", []byte("OFXHEADER:100\nDATA:OFXSGML"), "ofx_no_statement"},
		{"html", []byte("<html><body>订单编号"), "unsupported.html"},
		{"prose", []byte("亲爱的客户：\n请查收附件。\n"), "no_table"},
		{"no header", []byte("甲,乙,丙\n1,2,3\n"), "no_header"},
		{"other columns", []byte("订单编号,商品,数量\nA1,茶,2\n"), "unknown_format"},
		{"mojibake", []byte("\ufeff璁㈠崟缂栧彿|璁㈠崟绫诲瀷|鏀粯鏂瑰紡|璁㈠崟閲戦|瀹炴敹閲戦\n1|2|3|4|5\n"), "mojibake"},
		{"zeros", []byte("订单编号,付款时间\x00\x00"), "binary"},
		{"one endless line", bytes.Repeat([]byte("a"), 8<<20), "no_table"},
		{"a damaged workbook", []byte("PK\x03\x04 and no more"), "damaged_workbook"},
		{"summary", []byte(summary), "summary_only"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := read(mem("f.csv", tt.data), bill.Options{})
			var p *book.Problem
			if !errors.As(err, &p) || p.Code != tt.want || p.File != "f.csv" {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
	_, _, err := read(mem("f.csv", []byte("订单编号,商品,数量\nA1,茶,2\n")), bill.Options{})
	var p *book.Problem
	if errors.As(err, &p); p == nil || fmt.Sprint(p.Args) != "[订单编号、商品、数量 付款时间、实付金额、订单状态]" {
		t.Errorf("columns told: %v", err)
	}
}

// TestHostile: random bytes, and many of them, are refused fast and in little
// memory.
func TestHostile(t *testing.T) {
	random := make([]byte, 10<<20)
	src := rand.NewChaCha8([32]byte{1})
	src.Read(random)
	high := bytes.Clone(random)
	for i := range high { // no zeros, no control characters: it might be text
		high[i] |= 0x80
	}
	for name, data := range map[string][]byte{"random": random, "random text": high, "zip": append([]byte("PK\x03\x04"), random...),
		"quotes": bytes.Repeat([]byte("\"a,\n"), 1<<20), "commas": bytes.Repeat([]byte(","), 4<<20)} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, _, err := read(mem("x", data), bill.Options{})
			if book.CodeOf(err) == "" {
				t.Errorf("not refused: %v", err)
			}
			runtime.ReadMemStats(&after)
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 200<<20 {
				t.Errorf("allocated %d MB", used>>20)
			}
		})
	}
}

func TestCancel(t *testing.T) {
	data := []byte(wechatBill(200_000))
	ctx, cancel := context.WithCancel(context.Background())
	var asked time.Time
	rows := 0
	_, err := importers.Read(ctx, mem("f", data), bill.Options{}, func(*bill.Row) error {
		if rows++; rows == 5000 {
			asked = time.Now()
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || time.Since(asked) > 100*time.Millisecond {
		t.Errorf("stopped with %v after %v", err, time.Since(asked))
	}
}

func TestSinkError(t *testing.T) {
	enough := errors.New("enough")
	_, err := importers.Read(context.Background(), mem("f", []byte(orderSheet)), bill.Options{}, func(*bill.Row) error { return enough })
	if !errors.Is(err, enough) {
		t.Errorf("got %v", err)
	}
}

func TestProgress(t *testing.T) {
	data := []byte(wechatBill(5000))
	var calls int
	var last int64
	_, _, err := read(mem("f", data), bill.Options{Progress: func(done, total int64) {
		if done < last || total != int64(len(data)) {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		calls, last = calls+1, done
	}})
	if err != nil || last != int64(len(data)) || calls > 110 {
		t.Errorf("%v: %d calls to %d", err, calls, last)
	}
}

// workbook makes an .xlsx; a sheet is its name and its rows.
func workbook(t *testing.T, sheets map[string][][]any) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	for name, rows := range sheets {
		if _, err := x.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if err := x.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := x.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbook(t *testing.T) {
	paid := time.Date(2025, 10, 1, 10, 20, 30, 0, time.UTC)
	data := workbook(t, map[string][][]any{
		"说明": {{"本表由系统导出"}, {"请勿修改"}},
		"订单": {
			{"我的店铺订单"}, nil,
			{"订单编号", "付款时间", "实付金额", "订单状态", "退款金额"},
			{"4813769000000123", paid, 132.3, "交易成功", nil},
			{"A2", "2025-10-02 08:00:00", "￥1,000.10", "交易成功", 0.1 + 0.2},
			nil,
			{"合计", nil, 1132.4},
		},
		"空表": nil,
	})
	s, entries, err := read(mem("shop.xlsx", data), bill.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := billtest.Result{Summary: s, Entries: entries}
	got.Check(t,
		"4 order paid at=2025-10-01T10:20:30+08:00 order=4813769000000123 gross=13230 amount=13230 fee=0",
		"5 order paid at=2025-10-02T08:00:00+08:00 order=A2 gross=100010 amount=100010 fee=0",
		"5 refund paid day=2025-10-02 order=A2 gross=-30 amount=-30 fee=0",
	)
	if len(s.Notes) != 1 || s.Notes[0].Code != bill.NoteSheets || s.Notes[0].Args[0] != "说明" {
		t.Errorf("notes %+v", s.Notes)
	}
}

// TestBillAsWorkbook: a bill saved as a workbook loses the empty cells at the
// end of its rows, and nothing else.
func TestBillAsWorkbook(t *testing.T) {
	var rows [][]any
	for _, line := range strings.Split(strings.TrimSpace(wechatBill(3)), "\r\n") {
		var row []any
		for _, c := range strings.Split(line, ",") {
			if c == "`" {
				row = append(row, nil)
				continue
			}
			row = append(row, c)
		}
		rows = append(rows, row)
	}
	s, entries, err := read(mem("x", workbook(t, map[string][][]any{"a": rows})), bill.Options{})
	if err != nil || len(entries) != 3 || s.Format != "wechat.trade" {
		t.Errorf("%v %+v", err, s)
	}
}

// TestRoundedNumbers: long order numbers in number cells have lost their end.
func TestRoundedNumbers(t *testing.T) {
	rows := [][]any{{"订单编号", "付款时间", "实付金额", "订单状态"}}
	for i := range 5 {
		rows = append(rows, []any{481376900000012345 + i*1000, "2025-10-02 08:00:00", 1, "交易成功"})
	}
	text := strings.Builder{}
	text.WriteString("订单编号,付款时间,实付金额,订单状态\n")
	for i := range 5 {
		fmt.Fprintf(&text, "48137690000001%d000,2025-10-02 08:00:00,1,交易成功\n", i)
	}
	s, _, err := read(mem("x", []byte(text.String())), bill.Options{})
	if err != nil || len(s.Notes) != 1 || s.Notes[0].Code != bill.NoteDamagedID || !s.Notes[0].Suspicious {
		t.Errorf("csv: %v %+v", err, s)
	}
	s, _, err = read(mem("x", workbook(t, map[string][][]any{"a": rows})), bill.Options{})
	if err != nil || len(s.Notes) != 0 {
		t.Errorf("numbers that were kept whole: %v %+v", err, s)
	}
}

// TestResaved: what a spreadsheet does to a bill that is saved again is noticed:
// times lose their seconds, numbers their digits, and narrow columns everything.
func TestResaved(t *testing.T) {
	lines := strings.Split(wechatBill(4), "\r\n")
	for i := 1; i <= 4; i++ {
		lines[i] = strings.ReplaceAll(lines[i], "`", "")
		cells := strings.Split(lines[i], ",")
		cells[0] = fmt.Sprintf("2025/10/%d 9:05", i)
		cells[5] = "4.2E+27"
		cells[12], cells[24] = `"1,234.50"`, `"1,234.50"`
		switch i {
		case 3:
			cells[0] = "########"
		case 4:
			cells[5] = "#######"
		}
		lines[i] = strings.Join(cells, ",")
	}
	var odd []string
	s, err := importers.Read(t.Context(), mem("x.csv", []byte(strings.Join(lines, "\r\n"))), bill.Options{}, func(r *bill.Row) error {
		for _, n := range r.Notes {
			odd = append(odd, fmt.Sprint(r.Line, n.Code))
		}
		if r.Problem != nil {
			odd = append(odd, fmt.Sprint(r.Line, r.Problem.Code))
		} else if a := r.Entries[0].Amount; a != 123450 {
			t.Errorf("line %d: amount %d", r.Line, a)
		}
		return nil
	})
	if err != nil || fmt.Sprint(odd) != "[2damaged_id 3damaged_id 4damaged_id 4bad_date 5damaged_id]" {
		t.Errorf("%v %v", err, odd)
	}
	if len(s.Notes) == 0 || s.Notes[0].Code != bill.NoteSeconds || !s.Notes[0].Suspicious {
		t.Errorf("notes %+v", s.Notes)
	}
}

// TestWrongDimension: a declared dimension of one cell hides nothing.
func TestWrongDimension(t *testing.T) {
	data := workbook(t, map[string][][]any{"a": {{"订单编号", "付款时间", "实付金额", "订单状态"}, {"A1", "2025-10-02 08:00:00", 1, "交易成功"}}})
	s, entries, err := read(mem("x", withDimension(t, data)), bill.Options{})
	if err != nil || len(entries) != 1 {
		t.Errorf("%v %+v", err, s)
	}
}
