package reports

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

var october = book.Month(2025, time.October)

// month is made-up figures behind the interface of the view.
type month struct {
	months  []book.Period
	err     error
	written []string
}

func (m *month) Months(context.Context) ([]book.Period, error) { return m.months, m.err }

func (m *month) Write(_ context.Context, p book.Period, path string, _ *assets.Text) error {
	m.written = append(m.written, p.From.String()+" "+path)
	return m.err
}

func (m *month) Figures(_ context.Context, p book.Period, _ []book.ChannelID) (book.MonthFigures, error) {
	line := func(t book.ExceptionType, want, got book.Minor, age int) book.ExceptionLine {
		return book.ExceptionLine{Exception: book.Exception{Type: t, Day: p.From + 23, Expected: want, Actual: got, Currency: book.CNY, Age: age},
			ChannelName: "拉卡拉", OrderNo: "S20251026024411", Party: "买家02214"}
	}
	return book.MonthFigures{
		Book: "西街小馆", Period: p, AsOf: p.To, ChainHead: strings.Repeat("9f3a", 16), ChainLen: 1284, ChainOK: true,
		Channels: []book.ChannelFigures{
			{Channel: book.Channel{Name: "微信支付", Role: book.RolePayments}, Currency: book.CNY, Sales: 60_123_456, SaleRows: 14683, Refunds: -1_234_500, RefRows: 201,
				Fees: 353_334, Net: 58_535_622, Arrived: 57_000_000, Transit: 1_535_622, Matched: 14650, Rows: 14683},
			{Channel: book.Channel{Name: "支付宝", Role: book.RoleWallet}, Currency: book.CNY, Sales: 52_000_000, SaleRows: 11401, Refunds: -900_000, RefRows: 92,
				Fees: 306_600, Net: 50_793_400, Arrived: 40_000_000, Balance: 10_793_400, Matched: 11401, Rows: 11401},
			{Channel: book.Channel{Name: "拉卡拉收单有一个很长很长的名字", Role: book.RolePayments}, Currency: book.CNY, Sales: 9_000_000, SaleRows: 4508, Fees: 34_200,
				Net: 8_965_800, Arrived: 8_153_760, Late: 812_040, Matched: 4400, Rows: 4508},
		},
		Bank: []book.BankFigures{{Channel: book.Channel{Name: "建行对公"}, Currency: book.CNY, Credits: 116_000_000, CreditRows: 62,
			Explained: 115_947_160, Debits: -20_000_000, DebitRows: 14, Unexplained: 1}},
		Exceptions: []book.ExceptionFigures{{Type: book.SettlementMissing, Currency: book.CNY, Open: 1, Amount: 812_040},
			{Type: book.DuplicateCharge, Currency: book.CNY, Open: 1, Resolved: 2, Amount: 19_800}},
		Worst: []book.ExceptionLine{line(book.SettlementMissing, 812_040, 0, 7), line(book.DuplicateCharge, 0, 19_800, 5)},
		Gaps:  []book.Gap{{Channel: "拉卡拉", Period: book.Period{From: p.From + 11, To: p.From + 12}}},
	}, m.err
}

// told is what the view told the window.
type told struct{ calls []string }

func testDeps(t *testing.T, m *month, w *told, locale string) Deps {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	add := func(s string) { w.calls = append(w.calls, s) }
	return Deps{
		Monthly: m, Text: text, Run: kit.InlineRunner, TempDir: filepath.Join(t.TempDir(), "reports"),
		Choose:     func(name string, chosen func(string)) { chosen(filepath.Join(t.TempDir(), name)) },
		Open:       func(path string) error { add("open " + path); return nil },
		OpenImport: func() { add("import") },
		Toast:      func(s, _ string, do func()) { add(s); do() },
		ShowError:  func(err error) { add("error " + err.Error()) },
	}
}

func TestSheet(t *testing.T) {
	p := newPresenter(testDeps(t, &month{months: []book.Period{october}}, &told{}, "zh"), func() {})
	p.Load()
	s := p.State().Sheet
	if s.Title != "西街小馆 · 2025 年 10 月对账月报" || s.Chain != "审计链完整 · 1,284 条 · 链首 9f3a9f3a9f3a9f3a…" {
		t.Errorf("%q, %q", s.Title, s.Chain)
	}
	if got := strings.Join(s.Notes, "|"); got != "数据截至 2025-10-31|拉卡拉 缺 10-12 – 10-13 的账单" {
		t.Errorf("notes %s", got)
	}
	channels := s.Tables[0]
	for got, want := range map[string]string{
		strings.Join(channels.Rows[0], " "):    "微信支付 14,683 ¥601,234.56 201 -¥12,345.00 ¥3,533.34 ¥585,356.22",
		strings.Join(channels.Total, " "):      "合计 30,592 ¥1,211,234.56 293 -¥21,345.00 ¥6,941.34 ¥1,182,948.22",
		strings.Join(s.Tables[1].Rows[1], " "): "支付宝 ¥400,000.00 ¥400,000.00 ¥0.00 ¥0.00 ¥107,934.00",
		strings.Join(s.Tables[2].Rows[0], " "): "微信支付 收款账单 14,683 14,650 33 99.77%",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for _, tab := range s.Tables {
		for _, r := range append(tab.Rows, tab.Columns) {
			if len(r) != len(tab.Right) {
				t.Errorf("%s: %d cells, %d columns", tab.Title, len(r), len(tab.Right))
			}
		}
	}
}

func TestNoTotalAcrossCurrencies(t *testing.T) {
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	f := book.MonthFigures{Channels: []book.ChannelFigures{{Currency: book.CNY, Sales: 1}, {Currency: "USD", Sales: 1}}}
	for i := range f.Channels {
		f.Channels[i].Channel.Role = book.RolePayments
	}
	if tab := takings(text, &f); tab.Total != nil {
		t.Errorf("total %v", tab.Total)
	}
}

func TestSaveAndPrint(t *testing.T) {
	m, w := &month{months: []book.Period{october}}, &told{}
	v := New(testDeps(t, m, w, "zh"))
	test.NewTempApp(t)
	v.Shown()
	for _, b := range v.buttons {
		b.Tapped(nil)
	}
	name := "西街小馆 2025-10 对账月报"
	for i, want := range []string{name + ".pdf", name + ".xlsx", name + ".pdf"} {
		if day, path, _ := strings.Cut(m.written[i], " "); day != "2025-10-01" || filepath.Base(path) != want {
			t.Errorf("wrote %s", m.written[i])
		}
	}
	if len(w.calls) != 5 || w.calls[0] != "open "+strings.TrimPrefix(m.written[0], "2025-10-01 ") || w.calls[1] != "已保存 "+name+".xlsx" {
		t.Errorf("calls %q", w.calls)
	}
	m.err = errors.New("disk full")
	v.presenter.Save(filepath.Join(t.TempDir(), "x.pdf"))
	if last := w.calls[len(w.calls)-1]; last != "error disk full" || v.presenter.State().Busy {
		t.Errorf("last %q", last)
	}
}

func TestFileNameIsSafe(t *testing.T) {
	p := newPresenter(testDeps(t, &month{}, &told{}, "zh"), func() {})
	p.shop, p.month = `A/B:"C"`, october
	if got := p.FileName("pdf"); got != "A-B--C- 2025-10 对账月报.pdf" {
		t.Errorf("name %q", got)
	}
}

func TestEmptyBook(t *testing.T) {
	w := &told{}
	test.NewTempApp(t)
	v := New(testDeps(t, &month{}, w, "zh"))
	v.Shown()
	if v.presenter.State().Phase != Empty || v.page != nil {
		t.Error("an empty book shows a report")
	}
}

// TestPictures draws the view for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	test.NewTempApp(t)
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		test.ApplyTheme(t, kit.NewThemeVariant(variant))
		for _, locale := range []string{"zh", "en"} {
			for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640)} {
				w := test.NewWindow(nil)
				v := New(testDeps(t, &month{months: []book.Period{october}}, &told{}, locale))
				w.SetPadded(false)
				w.SetContent(v.Content())
				w.Resize(size)
				v.Shown()
				save(t, w, filepath.Join(dir, fmt.Sprintf("reports-%s-%s-%.0f.png", locale, [2]string{"dark", "light"}[variant], size.Width)))
			}
		}
	}
}

func save(t *testing.T, w fyne.Window, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	w.Close()
}
