package importers_test

import (
	"errors"
	"slices"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

var orderColumns = []any{"订单编号", "付款时间", "实付金额", "订单状态"}

func orderRow(no, day string, amount any) []any {
	return []any{no, day + " 08:00:00", amount, "交易成功"}
}

// TestParts: the bills of a workbook are files of their own, which differ by
// their digest; what is made of them, or is no bill, is left aside and named.
func TestParts(t *testing.T) {
	plain := [][]any{{"日期", "金额", "摘要"}, {"2025-10-01", 3, "合计"}}
	sheets := map[string][][]any{
		"九月": {orderColumns, orderRow("A1", "2025-09-02", 1)},
		"十月": {orderColumns, orderRow("A2", "2025-10-02", 2), orderRow("A3", "2025-10-03", 3)},
		"日报": plain,
		"说明": {{"本表由系统导出"}, {"请勿修改"}},
		"模板": {orderColumns},
	}
	old := []billtest.XLSheet{}
	for _, name := range []string{"九月", "十月", "日报", "说明", "模板"} {
		old = append(old, billtest.XLSheet{Name: name, Rows: floats(sheets[name])})
	}
	for name, data := range map[string][]byte{"book.xlsx": workbook(t, sheets), "book.xls": billtest.XLS(old...)} {
		whole := mem(name, data)
		var p *book.Problem
		if _, _, err := read(whole, bill.Options{}); !errors.As(err, &p) || p.Code != bill.CodeSheets {
			t.Errorf("%s: two bills as one: %v", name, err)
		}
		parts, err := importers.Parts(t.Context(), whole, bill.Options{})
		if err != nil || len(parts) != 2 {
			t.Fatalf("%s: %v %v", name, parts, err)
		}
		slices.SortFunc(parts, func(a, b bill.File) int { return len(a.Name) - len(b.Name) })
		digests := map[string]bool{}
		notes := 0
		for _, part := range parts {
			rows := map[string]int{name + "!九月": 1, name + "!十月": 2}[part.Name]
			s, entries, err := read(part, bill.Options{})
			if err != nil || rows == 0 || len(entries) != rows || part.Path != name {
				t.Fatalf("%s: %d entries, %v", part.Name, len(entries), err)
			}
			digests[s.SHA256] = true
			for _, n := range s.Notes {
				notes++
				if n.Code != bill.NoteSheets || len(n.Args) != 1 || len(n.Args[0]) != len("说明、日报") {
					t.Errorf("%s: %+v", part.Name, n)
				}
			}
		}
		if len(digests) != 2 || notes != 1 {
			t.Errorf("%s: %d digests, %d notes", name, len(digests), notes)
		}
		parts[0].Part = "no such sheet"
		if code := reason(parts[0]); code != bill.CodeSheets {
			t.Errorf("%s: a part that is not there: %q", name, code)
		}
	}
}

// floats is a sheet whose numbers are as an old workbook has them.
func floats(rows [][]any) [][]any {
	var out [][]any
	for _, row := range rows {
		var cells []any
		for _, c := range row {
			if n, ok := c.(int); ok {
				c = float64(n)
			}
			cells = append(cells, c)
		}
		out = append(out, cells)
	}
	return out
}

// TestOnePart: a file of one bill is its own part, and one of none says why.
func TestOnePart(t *testing.T) {
	one := mem("a.csv", []byte(orderSheet))
	if parts, err := importers.Parts(t.Context(), one, bill.Options{}); err != nil || len(parts) != 1 || parts[0].Name != "a.csv" || parts[0].Part != "" {
		t.Errorf("%v %v", parts, err)
	}
	if _, err := importers.Parts(t.Context(), mem("a.csv", []byte("x")), bill.Options{}); book.CodeOf(err) == "" {
		t.Errorf("no bill: %v", err)
	}
	plain := [][]any{{"日期", "金额", "摘要"}, {"2025-10-01", 3, "x"}}
	ledgers := mem("a.xlsx", workbook(t, map[string][][]any{"甲": plain, "乙": plain}))
	if parts, err := importers.Parts(t.Context(), ledgers, bill.Options{}); err != nil || len(parts) != 2 {
		t.Errorf("plain sheets alone: %v %v", parts, err)
	}
}

// TestUnnamedPart: an account without a name beside named ones is a part too.
func TestUnnamedPart(t *testing.T) {
	row := func(day, amount string) string { return "!Type:Bank\nD2025-10-" + day + "\nT" + amount + "\nPa\n^\n" }
	account := func(name string) string { return "!Account\nN" + name + "\nTBank\n^\n" }
	for text, want := range map[string][]string{
		row("01", "1.00"): {"a.qif"},
		row("01", "1.00") + account("Checking") + row("02", "2.00") + account("Savings") + row("03", "3.00"): {"a.qif!1", "a.qif!Checking", "a.qif!Savings"},
		row("01", "1.00") + account("1") + row("02", "2.00"):                                                 {"a.qif!#1", "a.qif!1"},
	} {
		parts, err := importers.Parts(t.Context(), mem("a.qif", []byte(text)), bill.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		digests := map[string]bool{}
		for i, part := range parts {
			names = append(names, part.Name)
			s, entries, err := read(part, bill.Options{})
			if err != nil || len(entries) != 1 || entries[0].Amount != book.Minor(100*(i+1)) {
				t.Fatalf("%s: %+v %v", part.Name, entries, err)
			}
			digests[s.SHA256] = true
		}
		if !slices.Equal(names, want) || len(digests) != len(want) {
			t.Errorf("%v, want %v", names, want)
		}
	}
}
