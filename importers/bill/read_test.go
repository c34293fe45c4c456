package bill

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zhangfang/app/book"
)

func records(t *testing.T, text string, comma byte, oneLine bool) (rows [][]string, lines []int) {
	t.Helper()
	c := newCSV(strings.NewReader(text), comma)
	c.oneLine = oneLine
	for {
		cells, line, err := c.next()
		if errors.Is(err, io.EOF) {
			return rows, lines
		}
		if err != nil {
			t.Fatal(err)
		}
		rows, lines = append(rows, append([]string(nil), cells...)), append(lines, line)
	}
}

func TestCSV(t *testing.T) {
	tests := []struct {
		name, text string
		oneLine    bool
		want       [][]string
		lines      []int
	}{
		{"plain", "a,b\r\nc,,d\n", false, [][]string{{"a", "b"}, {"c", "", "d"}}, []int{1, 2}},
		{"no last line end", "a,b", false, [][]string{{"a", "b"}}, []int{1}},
		{"a tab behind the quote", "\"x, y\"\t,\"z\"\t\t\n", false, [][]string{{"x, y", "z"}}, []int{1}},
		{"a tab within and before", "\"\t20220331\", \"b\"\n", false, [][]string{{"\t20220331", "b"}}, []int{1}},
		{"doubled quotes", `"=""A1""","say ""hi"""`, false, [][]string{{`="A1"`, `say "hi"`}}, []int{1}},
		{"over lines", "a,\"b\nc\",d\ne,f\n", false, [][]string{{"a", "b\nc", "d"}, {"e", "f"}}, []int{1, 3}},
		{"never closed", "a,\"b,c\nd,e\n", false, [][]string{{"a", `"b`, "c"}, {"d", "e"}}, []int{1, 2}},
		{"one line only", "a,\"b\nc\",d\n", true, [][]string{{"a", `"b`}, {`c"`, "d"}}, []int{1, 2}},
		{"inches", "12\" pan,9\n", false, [][]string{{`12" pan`, "9"}}, []int{1}},
		{"blank lines count", "a\n\n\nb\n", false, [][]string{{"a"}, {""}, {""}, {"b"}}, []int{1, 2, 3, 4}},
		{"text after the quote", "\"a\" b,c\n", false, [][]string{{"a b", "c"}}, []int{1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, lines := records(t, tt.text, ',', tt.oneLine)
			if !reflect.DeepEqual(got, tt.want) || !reflect.DeepEqual(lines, tt.lines) {
				t.Errorf("got %q at %v", got, lines)
			}
		})
	}
}

// TestStrayQuotes: a quote that makes one cell of several rows is told of, and a text
// of several lines is none.
func TestStrayQuotes(t *testing.T) {
	tests := []struct {
		name, text string
		rows, line int
	}{
		{"in the last column", "1,2,x\n1,2,\"x\n1,2,x\n1,2,\"x\n1,2,x\n", 2, 2},
		{"of the next row", "1,2,\"x\n1,2,\"x\n", 1, 1},
		{"in a column further on", "1,\"2,x\n1,2,\"x\n", 1, 1},
		{"in the first column", "\"1,2,x\n1,2,x\n\"1,2,x\n", 2, 1},
		{"in the first column of the next row", "\"1,2,x\n\"1,2,x\n", 1, 1},
		{"in a row of many quotes", "1,2,\"\"\"\"\"\n1,2,\"\"\"\"\"\n", 1, 1},
		{"twice", "1,2,\"x\n1,2,\"x\n1,2,\"x\n1,2,\"x\n", 2, 1},
		{"behind a text of two lines", "1,\"a\nb\",\"x\n1,2,\"x\n", 1, 1},
		{"a text of two lines", "1,2,\"a, b\nc, d\"\n", 0, 0},
		{"a text of three lines at the front", "\"a\nb\n\",2,3\n", 0, 0},
		{"quotes within a text of two lines", "1,2,\"a\n\"\"b\"\"\",4\n", 0, 0},
		{"never closed", "1,2,\"x\n1,2,x\n", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newCSV(strings.NewReader(tt.text), ',')
			var err error
			for err == nil {
				_, _, err = c.next()
			}
			if c.strays != (strays{tt.rows, tt.line}) {
				t.Errorf("%+v", c.strays)
			}
		})
	}
}

func TestLongLine(t *testing.T) {
	c := newCSV(io.LimitReader(zeros{}, 1<<30), ',')
	if _, _, err := c.next(); book.CodeOf(err) != CodeLongLine {
		t.Errorf("got %v", err)
	}
}

// zeros is an endless line.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func TestCharsets(t *testing.T) {
	const text = "订单编号,金额\n堃喆𠮷,￥1.00\n"
	long := strings.Repeat("plain ascii, 1\n", 10_000) + text
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String(text)
	longGB, _ := simplifiedchinese.GB18030.NewEncoder().String(long)
	le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	be, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)
	tests := []struct{ name, in, want string }{
		{"UTF-8", text, text}, {"UTF-8 with a mark", "\ufeff" + text, text}, {"GB18030", gb, text},
		{"UTF-16 LE", le, text}, {"UTF-16 BE", be, text},
		{"GB18030 long after ASCII", longGB, long}, {"UTF-8 long after ASCII", long, long},
		{"a character over a chunk's end", strings.Repeat("a", chunk-1) + text, strings.Repeat("a", chunk-1) + text},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDecoder(strings.NewReader(tt.in))
			got, err := io.ReadAll(d)
			if err != nil || string(got) != tt.want || d.damaged != 0 {
				t.Errorf("err %v, damaged %d, %d bytes of %d", err, d.damaged, len(got), len(tt.want))
			}
		})
	}
	d := newDecoder(strings.NewReader(strings.Repeat(text, 9) + "\xff\xfe then 锟斤拷\n"))
	if got, err := io.ReadAll(d); err != nil || !utf8.Valid(got) || d.damaged != 2 {
		t.Errorf("%q %v %d", got, err, d.damaged)
	}
	if _, err := io.ReadAll(newDecoder(strings.NewReader("a,b\n\x00\x01"))); book.CodeOf(err) != CodeBinary {
		t.Errorf("zeros pass: %v", err)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("a,\"b\nc\"\t,d\n\"", true)
	f.Fuzz(func(t *testing.T, text string, oneLine bool) {
		if len(text) > 10_000 {
			return
		}
		rows, lines := records(t, text, ',', oneLine)
		last := 0
		for i, cells := range rows {
			if len(cells) == 0 || lines[i] <= last {
				t.Errorf("record %d: %q at %v", i, cells, lines)
			}
			last = lines[i]
		}
		if !strings.Contains(text, `"`) && len(rows) > 0 {
			if n := strings.Count(strings.TrimSuffix(text, "\n"), "\n") + 1; n != len(rows) {
				t.Errorf("%d lines, %d records", n, len(rows))
			}
		}
	})
}

func FuzzDecoder(f *testing.F) {
	f.Add([]byte("订单\xb6\xa9"))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, err := io.ReadAll(newDecoder(strings.NewReader(string(data))))
		if err == nil && !utf8.Valid(out) {
			t.Errorf("not UTF-8: %q", out)
		}
	})
}
