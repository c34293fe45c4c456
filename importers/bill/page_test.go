package bill_test

import (
	"reflect"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

func TestPage(t *testing.T) {
	const table = "<html><body><table border=1>\n<tr><th>订单编号<th>金额</tr>\n<tr><td>A&amp;1</td><td>&nbsp;1.00\n</td></table></html>"
	big5 := "<html><meta charset=big5><table><tr><td>\xad\x71\xb3\xe6<td>1</table>"
	tests := []struct {
		name, page string
		want       [][]string
		lines      []int
	}{
		{"plain", table, [][]string{{"订单编号", "金额"}, {"A&1", "1.00"}}, []int{2, 3}},
		{"GBK, whatever it says", string(billtest.GBK(t, strings.Replace(table, "<html>", "<html><meta charset=utf-8>", 1))),
			[][]string{{"订单编号", "金额"}, {"A&1", "1.00"}}, []int{2, 3}},
		{"Big5", big5, [][]string{{"訂單", "1"}}, []int{1}},
		{"no ends", "<table><tr><td>a<td>b<tr><td>c", [][]string{{"a", "b"}, {"c"}}, []int{1, 1}},
		{"no rows' tags", "<table><td>a</td><td>b</td></table>", [][]string{{"a", "b"}}, []int{1}},
		{"columns", "<table><tr><td colspan=3>a<td>b</table>", [][]string{{"a", "", "", "b"}}, []int{1}},
		{"rows", "<table><tr><td rowspan=3>a<td>b<td rowspan=2>c<tr><td>d<td>e<tr><td>f</table>",
			[][]string{{"a", "b", "c"}, {"", "d", "", "e"}, {"", "f"}}, []int{1, 1, 1}},
		{"rows and columns", "<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d</table>",
			[][]string{{"a", "", "b"}, {"", "", "c"}, {"d"}}, []int{1, 1, 1}},
		{"breaks and spaces", "<table><tr><td> a<br>b\n  c <b>d</b></table>", [][]string{{"a b c d"}}, []int{1}},
		{"what is not shown", "<table><tr><td>a<style>x</style><script>y<z</script><!-- w -->b</table>", [][]string{{"ab"}}, []int{1}},
		{"outside", "<html>x<td>y</td><table><caption>z</caption><tr><td>a</table>w", [][]string{{"a"}}, []int{1}},
		{"XHTML", "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><table><tr><td>a</td><td/><td>b</td></tr></table></html>",
			[][]string{{"a", "", "b"}}, []int{2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines, rows, err := grid(t, []byte(tt.page), 0)
			for _, r := range rows {
				for i := range r {
					r[i] = strings.TrimPrefix(r[i], "\u00a0")
				}
			}
			if err != nil || !reflect.DeepEqual(rows, tt.want) || !reflect.DeepEqual(lines, tt.lines) {
				t.Errorf("%q at %v: %v", rows, lines, err)
			}
		})
	}
}

func TestPageOfTables(t *testing.T) {
	const page = "<html><table><tr><td>outer<table><tr><td>1<td>2</table>more<td>x</table><table><tr><td>last</table>"
	d, err := bill.Open(t.Context(), billtest.File("x", []byte(page)), bill.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	got := map[string][][]string{}
	for _, v := range d.Views() {
		got[v.Name] = v.Head
		if v.Statement {
			t.Error("a table without rows would be a bill")
		}
	}
	if want := map[string][][]string{"1": {{"outermore", "x"}}, "2": {{"1", "2"}}, "3": {{"last"}}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestPageRefusals(t *testing.T) {
	for name, tt := range map[string]struct{ page, code string }{
		"no table":           {"<html><body>请先登录</body></html>", "unsupported.html"},
		"a wide row":         {"<table><tr>" + strings.Repeat("<td colspan=9000>", 3), bill.CodeLongLine},
		"a long row":         {"<table><tr><td>" + strings.Repeat("<b>"+strings.Repeat("x", 4000), 300), bill.CodeLongLine},
		"an endless tag":     {"<table><tr><td title='" + strings.Repeat("x", 2<<20), bill.CodeLongLine},
		"deep":               {strings.Repeat("<table>", 99), bill.CodeDamaged},
		"many tables":        {strings.Repeat("<table><tr><td>a</table>", 2000), bill.CodeManyParts},
		"tables, and no end": {"<html>" + strings.Repeat("<table><tr><td>", 60), ""},
	} {
		if _, _, err := grid(t, []byte(tt.page), 0); book.CodeOf(err) != tt.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}
