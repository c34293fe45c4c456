package report

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
)

func pdfOf(t testing.TB, f Figures, locale string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := PDF(&out, f, newText(t, locale), printed); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// extracted is the text of a PDF without white space, as pdftotext finds it.
func extracted(t *testing.T, pdf []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext here")
	}
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return squeeze(string(out))
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// Everything that the model tells stands in the PDF, whole.
func TestPDFTellsTheModel(t *testing.T) {
	for name, f := range map[string]Figures{"october": october(), "empty": emptyMonth()} {
		for _, locale := range []string{"zh", "en"} {
			t.Run(name+"."+locale, func(t *testing.T) {
				doc, err := Model(f, newText(t, locale), printed)
				if err != nil {
					t.Fatal(err)
				}
				got := extracted(t, pdfOf(t, f, locale))
				for _, want := range texts(doc) {
					if !strings.Contains(got, squeeze(want)) {
						t.Errorf("not in the PDF: %q", want)
					}
				}
			})
		}
	}
}

// texts lists what must be found; of wrapped cells only those of one line, since
// their lines stand between those of their neighbours.
func texts(d *Document) (out []string) {
	out = append(out, d.Shop, d.Title, d.Month, d.Seal)
	for _, s := range d.Sections {
		if s.OnlySheet {
			continue
		}
		out = append(append(append(append(out, s.Title), s.Lines...), s.Notes...), s.Signs...)
		for _, f := range append(s.Facts, d.Facts...) {
			out = append(out, f.Label, f.Text)
		}
		for _, c := range s.Cards {
			out = append(out, c.Label, c.Value.String(), c.Note)
		}
		for _, t := range s.Tables {
			for _, r := range t.Rows {
				for i, v := range r.Cells {
					if !t.Columns[i].Wrap {
						out = append(out, v.String())
					}
				}
			}
		}
	}
	return out
}

func TestPDFPagesAreNumbered(t *testing.T) {
	pdf := pdfOf(t, october(), "zh")
	pages := bytes.Count(pdf, []byte("/Type /Page\n"))
	if pages < 2 {
		t.Fatalf("%d pages", pages)
	}
	got := extracted(t, pdf)
	for p := 1; p <= pages; p++ {
		if want := fmt.Sprintf("第%d页/共%d页", p, pages); !strings.Contains(got, want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestPDFIsDeterministic(t *testing.T) {
	if !bytes.Equal(pdfOf(t, october(), "zh"), pdfOf(t, october(), "zh")) {
		t.Error("the same month made other bytes")
	}
}

// What the window draws is what the PDF prints: as many pages, every text on them.
func TestPagesAreThePDF(t *testing.T) {
	for name, f := range map[string]Figures{"october": october(), "quarter": quarter(), "mixed": mixed()} {
		pages, err := Pages(f, newText(t, "zh"), printed)
		if err != nil {
			t.Fatal(err)
		}
		pdf := pdfOf(t, f, "zh")
		if n := bytes.Count(pdf, []byte("/Type /Page\n")); n != len(pages) {
			t.Errorf("%s: %d pages drawn, %d printed", name, len(pages), n)
		}
		all := extracted(t, pdf)
		for i, p := range pages {
			for _, m := range p.Marks {
				if m.X < 0 || m.Y < 0 || m.X+m.W > A4Width+1e-6 || m.Y+m.H > A4Height {
					t.Errorf("%s: page %d: %+v is off the paper", name, i+1, m)
				}
				if m.Kind == MarkText && !strings.Contains(all, squeeze(m.Text)) {
					t.Errorf("%s: page %d: %q is not printed", name, i+1, m.Text)
				}
			}
		}
	}
}

// No rule of the masthead runs through a line of it, however many there are.
func TestMastheadIsNotStruckOut(t *testing.T) {
	f := october()
	f.Closed = &book.Closing{Month: f.Period, At: printed}
	for _, locale := range []string{"zh", "en"} {
		pages, err := Pages(f, newText(t, locale), printed)
		if err != nil {
			t.Fatal(err)
		}
		rule := 0.0
		for _, m := range pages[0].Marks {
			if m.Kind == MarkLine && m.Thick == 0.6 {
				rule = m.Y
				break
			}
		}
		stamp := newText(t, locale).T("report.closed")
		for _, m := range pages[0].Marks {
			if height := m.Size * point; m.Kind == MarkText && m.Y < rule+height && m.Y+height/3 > rule {
				t.Errorf("%s: the rule at %.1f runs through %q at %.1f", locale, rule, m.Text, m.Y)
			}
			if m.Text == stamp && m.Y > rule {
				t.Errorf("%s: the stamp is below the rule", locale)
			}
		}
		if rule == 0 || !slices.ContainsFunc(pages[0].Marks, func(m Mark) bool { return m.Text == stamp }) {
			t.Errorf("%s: no rule or no stamp", locale)
		}
	}
}

// A table that goes on has its header on every page, and a name that is too long for
// its cell is cut with an ellipsis.
func TestTablesGoOnWithTheirHeader(t *testing.T) {
	f := october()
	for range 60 {
		f.Worst = append(f.Worst, f.Worst[0])
	}
	f.Worst[0].File = strings.Repeat("长文件名", 60)
	pages, err := Pages(f, newText(t, "zh"), printed)
	if err != nil {
		t.Fatal(err)
	}
	heads, lines := 0, []string(nil)
	for _, p := range pages {
		for _, m := range p.Marks {
			if m.Text == "订单号" {
				heads++
			}
			if strings.Contains(m.Text, "件名") {
				lines = append(lines, m.Text)
			}
		}
	}
	if heads < 3 || len(lines) != mostLines || !strings.HasSuffix(lines[mostLines-1], "…") {
		t.Errorf("the header stands on %d pages; the long name is %q", heads, lines)
	}
}

func TestPDFIsSmall(t *testing.T) {
	if n := len(pdfOf(t, october(), "zh")); n > 300_000 {
		t.Errorf("%d bytes: is the whole font in it?", n)
	}
}

// Wild names and amounts neither break it nor leave the page.
func TestPDFHoldsAnything(t *testing.T) {
	f := mixed()
	f.Book = strings.Repeat("很长的店名", 30) + "😀\x00\n\u202e\uffff"
	f.Channels[0].Channel.Name = strings.Repeat("W", 200)
	f.Channels[0].Sales = 1 << 60
	f.Channels[0].Refunds = -1 << 59
	for range 40 {
		f.Worst = append(f.Worst, f.Worst[0])
	}
	f.Worst[0].File = strings.Repeat("长文件名", 60)
	for i := range 200 {
		f.Gaps = append(f.Gaps, book.Gap{Channel: "x", Period: book.Period{From: book.Day(20000 + i), To: book.Day(20001 + i)}})
	}
	pdfOf(t, f, "zh")
}

func TestWrap(t *testing.T) {
	s, err := newSheet(&Document{}, newText(t, "zh"), printed)
	if err != nil {
		t.Fatal(err)
	}
	st := style{size: 10}
	char := s.measure("中", st)
	tests := []struct {
		text string
		room float64 // in Chinese characters
		want string
	}{
		{"", 5, ""},
		{"一二三四五六", 4, "一二三四/五六"},
		{"一二三四，五六", 4, "一二三/四，五六"},
		{"一二「三四」", 3, "一二/「三/四」"},
		{"2025-10-01.csv", 4, "2025-/10-01./csv"},
		{"one two three", 4, "one two/three"},
		{"共三千 第1024行", 5, "共三千/第1024行"},
		{"好", 0.1, "好"},
	}
	for _, tt := range tests {
		if got := strings.Join(s.wrap(tt.text, st, tt.room*char), "/"); got != tt.want {
			t.Errorf("%q in %g: %q, want %q", tt.text, tt.room, got, tt.want)
		}
	}
}

func BenchmarkPDF(b *testing.B) {
	f, text := october(), newText(b, "zh")
	for b.Loop() {
		if err := PDF(io.Discard, f, text, printed); err != nil {
			b.Fatal(err)
		}
	}
}
