package bill_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// grid opens a file and reads a view of it.
func grid(t *testing.T, data []byte, view int) (lines []int, rows [][]string, err error) {
	t.Helper()
	d, err := bill.Open(t.Context(), billtest.File("x", data), bill.Options{})
	if err != nil {
		return nil, nil, err
	}
	defer d.Close()
	r, err := d.Rows(view)
	if err != nil {
		return nil, nil, err
	}
	for r.Next() {
		lines, rows = append(lines, r.Line), append(rows, append([]string(nil), r.Cells...))
	}
	return lines, rows, r.Err()
}

func TestOldWorkbook(t *testing.T) {
	data := billtest.XLS(
		billtest.XLSheet{Name: "说明", Rows: [][]any{{"本表由系统导出"}}},
		billtest.XLSheet{Name: "订单", Rows: [][]any{
			{"订单编号", "付款时间", "金额"},
			nil,
			{"481376900000012", 44500.53210648148, billtest.RK(12345)},
			{billtest.Inline("A²"), 45000.0, -1234.5},
			{billtest.Formula{Made: "B-1"}, billtest.Formula{Made: 44500.5}, billtest.Formula{Made: 0.30000000000000004}, true, nil, billtest.Formula{Made: true}},
			{413769000000123.0, 481376900000012345.0, billtest.RK(-300), billtest.Formula{}},
		}},
	)
	lines, rows, err := grid(t, data, 1)
	want := [][]string{
		{"订单编号", "付款时间", "金额"},
		{"481376900000012", "44500.53210648148", "123.45"},
		{"A²", "45000", "-1234.5"},
		{"B-1", "44500.5", "0.30000000000000004", "TRUE", "", "TRUE"},
		{"413769000000123", "481376900000012350", "-3", ""},
	}
	if err != nil || !reflect.DeepEqual(rows, want) || !reflect.DeepEqual(lines, []int{1, 3, 4, 5, 6}) {
		t.Errorf("rows %q at %v: %v", rows, lines, err)
	}
}

// TestOldWorkbookTexts: shared texts run over records, and programs put GBK where
// half of UTF-16 should be.
func TestOldWorkbookTexts(t *testing.T) {
	long := strings.Repeat("长", 5000)
	sheet := billtest.XLSheet{Name: "a", Rows: [][]any{{long, "second"}}}
	records := billtest.Records(0x0600, sheet)
	for i, r := range records {
		if r.Kind == 0x00FC { // cut within a character's text: flags stand again
			cut := 8 + 3 + 2*1000
			rest := append([]byte{1}, r.Body[cut:]...)
			records[i].Body = r.Body[:cut]
			records = append(records[:i+1], append([]billtest.Record{{Kind: 0x003C, Body: rest}}, records[i+1:]...)...)
			break
		}
	}
	move(records)
	if _, rows, err := grid(t, billtest.Compound("Workbook", billtest.Join(records)), 0); err != nil || len(rows) != 1 || rows[0][0] != long || rows[0][1] != "second" {
		t.Errorf("a text over two records: %d cells, %v", len(rows), err)
	}
	for name, tt := range map[string]struct {
		version, page uint16
		text          []byte // as it stands behind its length
		want          string
	}{
		"GBK in BIFF8":        {0x0600, 936, append([]byte{0}, billtest.GBK(t, "订单")...), "订单"},
		"Latin in BIFF8":      {0x0600, 1200, []byte("\x00\xa512"), "¥12"},
		"yen beside GBK":      {0x0600, 936, []byte("\x00\xa5 1"), "¥ 1"},
		"GBK in BIFF5":        {0x0500, 936, billtest.GBK(t, "订单"), "订单"},
		"Big5 in BIFF5":       {0x0500, 950, []byte("\xad\x71\xb3\xe6"), "訂單"},
		"Windows' in BIFF5":   {0x0500, 1252, []byte("\x80 5"), "€ 5"},
		"rich text in BIFF8":  {0x0600, 1200, []byte("\x08\x01\x00ab\x00\x00\x00\x00"), "ab"},
		"spoken text in BIFF": {0x0600, 1200, []byte("\x04\x02\x00\x00\x00ab\x09\x09"), "ab"},
	} {
		cells := len(tt.text)
		switch {
		case tt.text[0] == 8 || tt.text[0] == 4:
			cells = 2
		case tt.version == 0x0600:
			cells--
		}
		body := []byte{0, 0, 0, 0, 15, 0, byte(cells), 0}
		bound := append(make([]byte, 6), 1)
		if tt.version == 0x0600 {
			bound = append(bound, 0)
		}
		records := []billtest.Record{
			{Kind: 0x0809, Body: binary.LittleEndian.AppendUint16(nil, tt.version)},
			{Kind: 0x0042, Body: binary.LittleEndian.AppendUint16(nil, tt.page)},
			{Kind: 0x0085, Body: append(bound, 's')},
			{Kind: 0x000A},
			{Kind: 0x0809, Body: binary.LittleEndian.AppendUint16(nil, tt.version)},
			{Kind: 0x0204, Body: append(body, tt.text...)},
			{Kind: 0x000A},
		}
		move(records)
		stream := "Workbook"
		if tt.version == 0x0500 {
			stream = "Book"
		}
		if _, rows, err := grid(t, billtest.Compound(stream, billtest.Join(records)), 0); err != nil || len(rows) != 1 || rows[0][0] != tt.want {
			t.Errorf("%s: %q %v", name, rows, err)
		}
	}
}

// move makes the first sheet begin where its records do.
func move(records []billtest.Record) {
	for i, r := range records[1:] {
		if r.Kind == 0x0809 {
			binary.LittleEndian.PutUint32(records[2].Body, uint32(len(billtest.Join(records[:i+1]))))
			return
		}
	}
}

// TestOldWorkbookOrder: rows out of order, cells of one record, and what is
// embedded in a sheet.
func TestOldWorkbookOrder(t *testing.T) {
	rk := func(v uint32) []byte { return binary.LittleEndian.AppendUint32([]byte{15, 0}, v) }
	number := func(row byte, v float64) []byte {
		return binary.LittleEndian.AppendUint64([]byte{row, 0, 0, 0, 15, 0}, math.Float64bits(v))
	}
	records := []billtest.Record{
		{Kind: 0x0809, Body: []byte{0, 6, 5, 0}},
		{Kind: 0x0022, Body: []byte{1, 0}},
		{Kind: 0x0085, Body: append(make([]byte, 6), 1, 0, 's')},
		{Kind: 0x0085, Body: append([]byte{0xff, 0xff, 0xff, 0xff, 0, 2}, 1, 0, 'c')}, // a chart
		{Kind: 0x000A},
		{Kind: 0x0809, Body: []byte{0, 6, 16, 0}},
		{Kind: 0x0203, Body: number(7, 8)},
		{Kind: 0x0809, Body: []byte{0, 6, 32, 0}},
		{Kind: 0x0203, Body: number(1, 99)},
		{Kind: 0x000A},
		{Kind: 0x00BD, Body: bytes.Join([][]byte{{2, 0, 1, 0}, rk(4<<2 | 2), rk(500<<2 | 3), rk(uint32(math.Float64bits(6.5)>>32) &^ 3), {3, 0}}, nil)},
		{Kind: 0x000A},
	}
	move(records)
	data := billtest.Compound("Workbook", billtest.Join(records))
	lines, rows, err := grid(t, data, 0)
	if want := [][]string{{"", "4", "5", "6.5"}, {"8"}}; err != nil || !reflect.DeepEqual(rows, want) || fmt.Sprint(lines) != "[3 8]" {
		t.Errorf("%q at %v: %v", rows, lines, err)
	}
}

func TestOldWorkbookRefusals(t *testing.T) {
	plain := []billtest.XLSheet{{Name: "a", Rows: [][]any{{"订单编号", 1.5}}}}
	whole := billtest.XLS(plain...)
	locked := append([]billtest.Record{{Kind: 0x0809, Body: []byte{0, 6, 5, 0}}, {Kind: 0x002F, Body: make([]byte, 54)}}, billtest.Records(0x0600, plain...)...)
	circle := bytes.Clone(whole)
	binary.LittleEndian.PutUint32(circle[len(circle)-512+4:], 1) // the stream's first sector follows itself
	binary.LittleEndian.PutUint64(circle[512+128+120:], 1<<40)
	missing := billtest.Records(0x0600, plain...)
	for i := range missing {
		if missing[i].Kind == 0x00FD {
			missing[i].Body[6] = 9
		}
	}
	for name, tt := range map[string]struct {
		data []byte
		code string
	}{
		"cut":                   {whole[:len(whole)/2], bill.CodeDamaged},
		"a password":            {billtest.Compound("Workbook", billtest.Join(locked)), bill.CodeLocked},
		"a new one, encrypted":  {billtest.Compound("EncryptedPackage", nil), bill.CodeLocked},
		"a document":            {billtest.Compound("WordDocument", nil), bill.CodeNoTable},
		"sectors in a circle":   {circle, bill.CodeDamaged},
		"a text that is not in": {billtest.Compound("Workbook", billtest.Join(missing)), bill.CodeDamaged},
		"no records":            {billtest.Compound("Workbook", bytes.Repeat([]byte{0xff}, 5000)), bill.CodeDamaged},
	} {
		if _, _, err := grid(t, tt.data, 0); book.CodeOf(err) != tt.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}
