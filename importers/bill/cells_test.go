package bill

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"zhangfang/app/book"
)

func TestParseAmount(t *testing.T) {
	good := []struct {
		in    string
		want  book.Minor
		exact bool
	}{
		{"0", 0, true}, {"12", 1200, true}, {"-0.01", -1, true}, {"+10000.00", 1000000, true}, {"1,234,567.8", 123456780, true},
		{"¥28.16", 2816, true}, {"￥4.70", 470, true}, {"-¥8.00", -800, true}, {"¥-8.00", -800, true}, {"CNY13.50", 1350, true},
		{"CNY 123.18", 12318, true}, {"20.00元", 2000, true}, {"(8.00)", -800, true}, {"（8.00）", -800, true}, {"１２.５", 1250, true},
		{"0.57000", 57, true}, {"-1.56000", -156, true}, {"0.125", 13, false}, {"-0.125", -13, false}, {"0.124", 12, false},
		{"0.30000000000000004", 30, true}, {"132.30000000000001", 13230, true}, {"1.5E3", 150000, true}, {"5E-2", 5, true},
		{"−3.00", -300, true}, {".5", 50, true}, {"100.", 10000, true}, {"9999999999999.99", 999999999999999, true},
	}
	for _, tt := range good {
		if m, exact, ok := ParseAmount(tt.in, book.CNY); !ok || m != tt.want || exact != tt.exact {
			t.Errorf("%q: %d %v %v", tt.in, m, exact, ok)
		}
	}
	for _, in := range []string{"", "-", "abc", "1o8.00", "1300,00", "1.058,09", "12,34", ",123", "1,,234", "131.77(已退款89.84)", "$5.00", "HKD 5",
		"--5", "(-5)", "1e999999999", "1E99", "5.00-", "1 2 3x", "#####", "1.2.3", "99999999999999999999", "NaN", "Inf", "0x10"} {
		if m, _, ok := ParseAmount(in, book.CNY); ok {
			t.Errorf("%q is taken for %d", in, m)
		}
	}
	if m, _, ok := ParseAmount("1,500", "JPY"); !ok || m != 1500 {
		t.Error("yen", m, ok)
	}
	if m, _, ok := ParseAmount("US$1.5", "USD"); !ok || m != 150 {
		t.Error("dollars", m, ok)
	}
}

// TestAmountAsDecimal: the fast way and the exact library agree.
func TestAmountAsDecimal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.StringMatching(`[+-]?[0-9]{1,10}(\.[0-9]{1,5})?`).Draw(rt, "amount")
		m, exact, ok := ParseAmount(s, book.CNY)
		want, wantExact, err := book.FromDecimal(decimal.RequireFromString(s), book.CNY)
		if !ok || err != nil || m != want || exact != wantExact {
			rt.Fatalf("%s: %d %v %v, want %d %v", s, m, exact, ok, want, wantExact)
		}
	})
}

func TestParseTime(t *testing.T) {
	good := []struct{ in, want string }{
		{"2024-01-01 10:00:00", "2024-01-01T10:00:00+08:00"}, {"2025/12/03  14:06:51", "2025-12-03T14:06:51+08:00"},
		{"2018/1/1 14:17", "2018-01-01T14:17:00+08:00"}, {"20250101", "2025-01-01"}, {"2025-02-28", "2025-02-28"}, {"2025/2/8", "2025-02-08"},
		{"20260801 15:24:03", "2026-08-01T15:24:03+08:00"}, {"20250101152403", "2025-01-01T15:24:03+08:00"}, {"2025年1月3日", "2025-01-03"},
		{"2025年01月03日 08:09:10", "2025-01-03T08:09:10+08:00"}, {"2025-01-01T10:00:00+08:00", "2025-01-01T10:00:00+08:00"},
		{"2025-01-01 10:00:00.0", "2025-01-01T10:00:00+08:00"}, {"44500.53210648", "2021-10-31T12:46:14+08:00"}, {"45658", "2025-01-01"},
		{"2024-02-29", "2024-02-29"}, {"2025.03.04", "2025-03-04"}, {"2025-01-01 9:05:07", "2025-01-01T09:05:07+08:00"},
	}
	for _, tt := range good {
		at, ok := ParseTime(tt.in)
		if got := at.Format(book.Shanghai); !ok || got != tt.want {
			t.Errorf("%q: %s %v, want %s", tt.in, got, ok, tt.want)
		}
	}
	for _, in := range []string{"", "2025-02-29", "2025-13-01", "2025-00-10", "01/02", "03/04/2025", "29/12/2015", "2025-01-01 25:00:00", "2025-01-01 10:61:00",
		"053026", "12", "250101", "1899-01-01", "3025-01-01", "2025-01-01 10:00:00Z", "2025-01-01T10:00:00+00:00", "昨天", "#######", "2025-1-1-1", "NaN", "1e5"} {
		if at, ok := ParseTime(in); ok {
			t.Errorf("%q is taken for %s", in, at.Format(book.Shanghai))
		}
	}
	if c, ok := parseCivil("31/12/2025 10:00:00", dayFirst, false); !ok || c.instant().Format(book.Shanghai) != "2025-12-31T10:00:00+08:00" {
		t.Error("day first")
	}
	if c, ok := parseCivil("12/31/2025", monthFirst, false); !ok || c.day.String() != "2025-12-31" {
		t.Error("month first")
	}
	if c, ok := parseCivil("44196", yearFirst, true); !ok || c.day.String() != "2025-01-01" {
		t.Error("since 1904", c.day)
	}
}

// TestEveryDay: the arithmetic of dates agrees with the standard library.
func TestEveryDay(t *testing.T) {
	for d := time.Date(1990, 1, 1, 3, 4, 5, 0, book.Shanghai); d.Year() <= 2100; d = d.AddDate(0, 0, 1) {
		at, ok := ParseTime(d.Format(time.DateTime))
		if !ok || at.Unix != d.Unix() || DayOf(at) != book.DayOf(d) {
			t.Fatalf("%v: %v %v", d, at, ok)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"`4200": "4200", " \t2025\t ": "2025", `="001"`: "001", "'0012": "0012", "\u3000店\u00a0": "店", "\ufeff订单": "订单", "` ": "", "、甲": "、甲",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		"订单金额（元）": "订单金额", "收入金额（+元）": "收入金额", "支出金额(-元)": "支出金额", "日 志 号": "日志号", "交易金额[ Trade Amount ]": "交易金额",
		"Order_No": "orderno", " Paid At ": "paidat", "借方发生额/元(支取)": "借方发生额(支取)", "交易金额(分)": "交易金额(分)", "动帐流水号": "动账流水号",
	} {
		if got := Name(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestPreamble(t *testing.T) {
	tests := []struct {
		line    []string
		period  string
		account string
	}{
		{[]string{"#起始日期：[2019年09月16日 00:00:00]   终止日期：[2019年09月17日 00:00:00]"}, "2019-09-16..2019-09-16", ""},
		{[]string{"账号", "6217000011112222", "账户类型", "借记卡", "日期范围", "20251201-20251231"}, "2025-12-01..2025-12-31", "6217000011112222"},
		{[]string{"起始时间：2026-06-01 00:00:00  终止时间：2026-06-30 23:59:59"}, "2026-06-01..2026-06-30", ""},
		{[]string{"#账号：[20880099887766550156]"}, "..", "20880099887766550156"},
		{[]string{"账　　号：3100 1234", "", ""}, "..", "3100"},
		{[]string{"#导出时间：[2019年09月17日 05:46:49]"}, "..", ""},
	}
	for _, tt := range tests {
		p, _ := Period([][]string{tt.line})
		if got := p.From.String() + ".." + p.To.String(); got != tt.period {
			t.Errorf("%v: period %s", tt.line, got)
		}
		if got := Account([][]string{tt.line}); got != tt.account {
			t.Errorf("%v: account %q", tt.line, got)
		}
	}
}

func FuzzAmount(f *testing.F) {
	f.Add("¥1,234.50")
	f.Fuzz(func(t *testing.T, s string) { ParseAmount(s, book.CNY) })
}

func FuzzTime(f *testing.F) {
	f.Add("2025年1月3日 10:00")
	f.Fuzz(func(t *testing.T, s string) {
		if at, ok := ParseTime(s); ok && (DayOf(at) < book.NewDay(1989, 12, 31) || DayOf(at) > book.NewDay(2101, 1, 2)) {
			t.Errorf("%q is %s", s, at.Format(book.Shanghai))
		}
	})
}
