package report

import (
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

var update = flag.Bool("update", false, "write the golden files")

// dump is a document as text, a line a row.
func dump(d *Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s | %s\n", d.Shop, d.Title, d.Month, d.Seal)
	facts := func(facts []Fact) {
		for _, f := range facts {
			fmt.Fprintf(&b, "%s: %s\n", f.Label, f.Text)
		}
	}
	facts(d.Facts)
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "\n## %s [%s]%s\n", s.Title, s.Sheet, map[bool]string{true: " workbook only"}[s.OnlySheet])
		for _, l := range s.Lines {
			b.WriteString(l + "\n")
		}
		for _, c := range s.Cards {
			fmt.Fprintf(&b, "(%s) %s (%s)\n", c.Label, c.Value, c.Note)
		}
		for _, c := range s.Charts {
			fmt.Fprintf(&b, "chart %s, %d series, %d points\n", c.Title, len(c.Series), c.Data.points())
		}
		for _, n := range s.Notes {
			b.WriteString("* " + n + "\n")
		}
		for _, t := range s.Tables {
			b.WriteString("# " + t.Title + "\n")
			var titles []string
			for _, c := range t.Columns {
				titles = append(titles, c.Title)
			}
			b.WriteString(strings.Join(titles, " | ") + "\n")
			for _, r := range t.Rows {
				var cells []string
				for _, v := range r.Cells {
					cells = append(cells, v.String())
				}
				fmt.Fprintf(&b, "%s %s\n", strings.Join(cells, " | "), strings.Repeat("=", min(r.Sum, 1)))
			}
		}
		facts(s.Facts)
		for _, who := range s.Signs {
			b.WriteString(who + " ____\n")
		}
	}
	return b.String()
}

// mixed has two currencies, a broken chain and a name with characters that no
// font of ours has.
func mixed() Figures {
	f := october()
	f.Book = "喆堃跨境😀𠮷有限公司"
	f.ChainOK = false
	f.Gaps = nil
	usd := f.Channels[0]
	usd.Channel.Name, usd.Currency = "PayPal", "USD"
	f.Channels = append(f.Channels, usd)
	f.Days = append(f.Days, book.DayFigures{Day: book.NewDay(2025, 10, 2), Currency: "USD", Sales: 100_00, Fees: 4_40, Net: 95_60, SaleRows: 1})
	f.Exceptions = append(f.Exceptions, book.ExceptionFigures{Type: book.FXDifference, Currency: "USD", Open: 1, Amount: 3_21})
	return f
}

func TestModelGolden(t *testing.T) {
	empty := emptyMonth()
	for name, f := range map[string]Figures{"october": october(), "mixed": mixed(), "empty": empty, "quarter": quarter(), "year": year()} {
		for _, locale := range []string{"zh", "en"} {
			t.Run(name+"."+locale, func(t *testing.T) {
				doc, err := Model(f, newText(t, locale), printed)
				if err != nil {
					t.Fatal(err)
				}
				got, path := dump(doc), filepath.Join("testdata", name+"."+locale+".txt")
				if *update {
					if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("%s: -want +got (write anew with -update)\n%s", path, diff)
				}
				if code := regexp.MustCompile(`report\.[a-z]\w*`).FindString(got); code != "" {
					t.Errorf("a code without a text: %s", code)
				}
				if strings.Contains(got, "<no value>") {
					t.Error("a text with an argument missing")
				}
			})
		}
	}
}

func TestModelOverflow(t *testing.T) {
	f := october()
	f.Channels[0].Sales, f.Channels[1].Sales = math.MaxInt64, 1
	if _, err := Model(f, newText(t, "zh"), printed); !errors.Is(err, book.ErrOverflow) {
		t.Errorf("got %v, want ErrOverflow", err)
	}
}

func TestValue(t *testing.T) {
	tests := []struct {
		v            Value
		shown, plain string
	}{
		{Amount(1_234_567_89, book.CNY), "¥1,234,567.89", "1234567.89"},
		{Amount(-8_00, book.CNY), "-¥8.00", "-8.00"},
		{Amount(5, book.CNY), "¥0.05", "0.05"},
		{Amount(-5, book.CNY), "-¥0.05", "-0.05"},
		{Amount(0, book.CNY), "¥0.00", "0.00"},
		{Amount(1234, "JPY"), "JP¥1,234", "1234"},
		{Amount(-1234, "KWD"), "-KWD 1.234", "-1.234"},
		{Amount(math.MinInt64, book.CNY), "-¥92,233,720,368,547,758.08", "-92233720368547758.08"},
		{Count(1012), "1,012", "1012"},
		{Count(-1000), "-1,000", "-1000"},
		{Score(0.97), "0.97", "0.97"},
		{Share(6, 1000, 2), "0.60%", "0.006"},
		{Share(24, 1000, 1), "2.4%", "0.024"},
		{Share(99_996, 100_000, 2), "100.00%", "1"},
		{ShareDown(99_996, 100_000, 2), "99.99%", "0.9999"},
		{ShareDown(7, 7, 2), "100.00%", "1"},
		{Share(1, 0, 1), "—", ""},
		{Text("=1+1"), "=1+1", "'=1+1"},
		{Text("@a"), "@a", "'@a"},
		{Text("-5"), "-5", "'-5"},
		{Text("+86"), "+86", "'+86"},
		{Text("\tx"), "\tx", "'\tx"},
		{Text("42000024"), "42000024", "42000024"},
		{Value{}, "", ""},
	}
	for _, tt := range tests {
		if got := tt.v.String(); got != tt.shown {
			t.Errorf("shown %q, want %q", got, tt.shown)
		}
		if got := tt.v.Plain(); got != tt.plain {
			t.Errorf("plain %q, want %q", got, tt.plain)
		}
	}
}

func TestPlainAmountIsMoneyPlain(t *testing.T) {
	for _, c := range []book.Currency{book.CNY, "JPY", "KWD"} {
		for _, n := range []book.Minor{0, 1, -1, 9, 10, -10, 99, 100, 999, 1000, -1001, 123456, math.MaxInt64, math.MinInt64} {
			if got, want := plainAmount(int64(n), c.Digits()), (book.Money{Minor: n, Currency: c}).Plain(); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
	}
}

func TestAxis(t *testing.T) {
	tests := []struct {
		kind   ChartKind
		values []float64
		lo, hi float64
		last   string
	}{
		{Bars, []float64{0, 51_300}, 0, 60_000, "6万"},
		{Bars, []float64{3, 12.5}, 0, 15, "15"},
		{Bars, []float64{-10, 40}, -20, 40, "40"},
		{Bars, []float64{0, 0}, 0, 1, "1.0"},
		{Bars, nil, 0, 1, "1.0"},
		{Lines, []float64{0.59, 0.63}, 0.55, 0.7, "0.70"},
		{Lines, []float64{0.01, math.NaN(), 0.09}, 0, 0.1, "0.10"},
	}
	for _, tt := range tests {
		table := &Table{Columns: make([]Column, 1), Rows: []Row{{Cells: []Value{Amount(0, book.CNY)}}}}
		a := (&Chart{Kind: tt.kind, Data: table, Series: make([]Series, 1)}).axis([][]float64{tt.values})
		if math.Abs(a.lo-tt.lo) > 1e-9 || math.Abs(a.hi-tt.hi) > 1e-9 {
			t.Errorf("%v: %g to %g, want %g to %g", tt.values, a.lo, a.hi, tt.lo, tt.hi)
		}
		if got := a.label(a.steps(), newText(t, "zh")); got != tt.last {
			t.Errorf("%v: last mark %q, want %q", tt.values, got, tt.last)
		}
	}
}
