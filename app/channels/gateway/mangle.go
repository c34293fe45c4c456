package gateway

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// mangled changes the text of a bill by a fault. gb tells that it is GB18030.
func mangled(data []byte, gb bool, f Fault) []byte {
	if !changesText(f) {
		return data
	}
	text := string(data)
	if gb {
		plain, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil {
			panic(err) // it was written as GB18030
		}
		text = string(plain)
	}
	mark := ""
	if strings.HasPrefix(text, "\ufeff") {
		mark, text = "\ufeff", strings.TrimPrefix(text, "\ufeff")
	}
	t := newTable(text)
	t.change(f)
	if f == NoMark {
		mark = ""
	}
	end := "\r\n"
	if f == LFOnly {
		end = "\n"
	}
	out := []byte(mark + strings.Join(t.lines, end))
	if gb && f != UTF8Text {
		coded, err := simplifiedchinese.GB18030.NewEncoder().Bytes(out)
		if err != nil {
			panic(err) // GB18030 has all of Unicode
		}
		return coded
	}
	return bytes.Clone(out)
}

func changesText(f Fault) bool {
	return slices.Contains([]Fault{LFOnly, Reordered, ExtraColumn, MissingColumn, WrongTotals, NoTotals, CommaInName, NoMark, UTF8Text}, f)
}

// table is a bill by its lines: a header, rows up to the totals, and the totals.
type table struct {
	lines  []string
	header int
	totals int // the first line behind the rows
}

func newTable(text string) *table {
	t := &table{lines: strings.Split(text, "\r\n")}
	for t.header = 0; strings.HasPrefix(t.lines[t.header], "#"); t.header++ {
	}
	for t.totals = t.header + 1; t.totals < len(t.lines); t.totals++ {
		if l := t.lines[t.totals]; strings.HasPrefix(l, "#") || strings.HasPrefix(l, "总交易单数") || strings.HasPrefix(l, "资金流水总笔数") {
			break
		}
	}
	return t
}

// keyColumns are columns without which no bill can be read.
var keyColumns = []string{"微信订单号", "资金流水单号", "支付宝交易号", "账务流水号"}

var counted = regexp.MustCompile(`[:：](\d+)笔`)

func (t *table) change(f Fault) {
	columns := strings.Split(t.lines[t.header], ",")
	switch f {
	case Reordered:
		t.eachRow(func(c []string) []string { c[0], c[1] = c[1], c[0]; return c })
	case ExtraColumn:
		n := 0
		t.eachRow(func(c []string) []string {
			n++
			if n == 1 {
				return append(c, "实收净额（元）")
			}
			return append(c, tick(c)+"0.00")
		})
	case MissingColumn:
		i := slices.IndexFunc(columns, func(c string) bool { return slices.Contains(keyColumns, c) })
		t.eachRow(func(c []string) []string { return slices.Delete(c, i, i+1) })
	case CommaInName:
		i := slices.IndexFunc(columns, func(c string) bool { return c == "商品名称" || c == "备注" })
		if t.totals > t.header+1 {
			c := strings.Split(t.lines[t.header+1], ",")
			c[i] += ",小袋"
			t.lines[t.header+1] = strings.Join(c, ",")
		}
	case NoTotals:
		t.lines = append(t.lines[:t.totals:t.totals], "")
	case WrongTotals:
		t.miscount()
	}
}

// tick is the backtick of WeChat Pay's cells, where a row has it.
func tick(cells []string) string {
	if strings.HasPrefix(cells[0], "`") {
		return "`"
	}
	return ""
}

// eachRow changes the cells of the header and of every row.
func (t *table) eachRow(change func([]string) []string) {
	for i := t.header; i < t.totals; i++ {
		if t.lines[i] != "" {
			t.lines[i] = strings.Join(change(strings.Split(t.lines[i], ",")), ",")
		}
	}
}

// miscount has the totals count one row more.
func (t *table) miscount() {
	for i := t.totals; i < len(t.lines); i++ {
		if m := counted.FindStringSubmatchIndex(t.lines[i]); m != nil {
			l := t.lines[i]
			t.lines[i] = l[:m[2]] + more(l[m[2]:m[3]]) + l[m[3]:]
			return
		}
	}
	last := t.totals + 1 // WeChat Pay: the line below the names of the totals
	first, rest, _ := strings.Cut(strings.TrimPrefix(t.lines[last], "`"), ",")
	t.lines[last] = "`" + more(first) + "," + rest
}

func more(count string) string {
	n, err := strconv.Atoi(count)
	if err != nil {
		panic(err) // it was written as a number
	}
	return strconv.Itoa(n + 1)
}
