package sample

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/book"
)

// written is a shop read back by nothing but the rules of the formats.
type written struct {
	dir     string
	truth   *Truth
	orders  table
	wechat  table
	trade   table
	account table
	pos     table
	bank    table
}

// table is the records of a file, or of the files of all months, by column name.
type table struct {
	columns []string
	rows    [][]string
	foot    []string // lines after the records of the last file
}

func (tb *table) get(row []string, column string) string {
	for i, c := range tb.columns {
		if c == column {
			return strings.Trim(row[i], "\t`")
		}
	}
	panic("no column " + column)
}

func (tb *table) fen(row []string, column string) book.Minor {
	return fen(tb.get(row, column))
}

func fen(s string) book.Minor {
	if s == "" {
		return 0
	}
	m, exact, err := book.FromDecimal(decimal.RequireFromString(s), book.CNY)
	if err != nil || !exact {
		panic("amount " + s)
	}
	return m
}

func invent(t testing.TB, spec Spec) *written {
	t.Helper()
	w := &written{dir: t.TempDir()}
	truth, err := Write(t.Context(), spec, w.dir)
	if err != nil {
		t.Fatal(err)
	}
	w.truth = truth
	files, err := os.ReadDir(w.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(w.dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		switch name := f.Name(); {
		case name == TruthFile:
		case strings.HasPrefix(name, "店铺订单"):
			w.orders.read(t, utf8(t, b), "订单编号", "")
		case strings.HasPrefix(name, wechatMerchant):
			w.wechat.read(t, utf8(t, b), "交易时间", "总交易单数")
		case strings.HasPrefix(name, "POS"):
			w.pos.read(t, utf8(t, b), "商户号", "")
		case strings.HasPrefix(name, "银行"):
			w.bank.read(t, gb(t, b), "交易日期", "")
		case strings.HasSuffix(name, ".zip"):
			w.readZip(t, filepath.Join(w.dir, name))
		default:
			t.Errorf("unknown file %s", name)
		}
	}
	return w
}

func (w *written) readZip(t testing.TB, path string) {
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if len(z.File) != 4 {
		t.Errorf("%d members, want 4", len(z.File))
	}
	for _, m := range z.File {
		if !m.NonUTF8 {
			t.Errorf("member %q has the UTF-8 flag", m.Name)
		}
		name, err := simplifiedchinese.GBK.NewDecoder().String(m.Name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case strings.HasSuffix(name, "_业务明细.csv"):
			w.trade.read(t, gb(t, b), "支付宝交易号", "#")
		case strings.HasSuffix(name, "_账务明细.csv"):
			w.account.read(t, gb(t, b), "账务流水号", "#")
		case !strings.HasSuffix(name, "(汇总).csv"):
			t.Errorf("unknown member %s", name)
		}
	}
}

func utf8(t testing.TB, b []byte) string {
	s, ok := strings.CutPrefix(string(b), "\ufeff")
	if !ok {
		t.Error("no BOM")
	}
	return s
}

func gb(t testing.TB, b []byte) string {
	s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(s)
}

// read adds the records between the header, which starts with first, and the
// lines that start with foot.
func (tb *table) read(t testing.TB, text, first, foot string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n")
	for len(lines) > 0 && !strings.HasPrefix(lines[0], first) {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		t.Fatalf("no header with %s", first)
	}
	tb.columns = strings.Split(lines[0], ",")
	for i, line := range lines[1:] {
		if foot != "" && strings.HasPrefix(line, foot) {
			tb.foot = lines[1+i:]
			break
		}
		row := strings.Split(line, ",")
		if len(row) != len(tb.columns) || strings.Contains(line, `"`) {
			t.Fatalf("%d columns in %q, want %d", len(row), line, len(tb.columns))
		}
		tb.rows = append(tb.rows, row)
	}
}
