package draw

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

func testRuler(t *testing.T) *Ruler {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(NewThemeVariant(1))
	return NewRuler(SizeText, false)
}

func TestRulerMeasuresAsFyneDoes(t *testing.T) {
	r := testRuler(t)
	for _, s := range []string{"10-26 12:04:52", "¥1,234.56", "拉卡拉 6217****3391", "S20251026024411"} {
		if got, want := r.Width(s), Measure(s, SizeText, false); math.Abs(float64(got-want)) > 1 {
			t.Errorf("%q: %v wide, Fyne says %v", s, got, want)
		}
	}
}

func TestRulerCuts(t *testing.T) {
	r := testRuler(t)
	if got, cut := r.Cut("买家", 28); got != "买家" || cut {
		t.Errorf("what fits became %q", got)
	}
	got, cut := r.Cut("买家名称很长很长", 60)
	if !cut || !strings.HasSuffix(got, ellipsis) || r.Width(got) > 60 {
		t.Errorf("cut to %q, %v wide", got, r.Width(got))
	}
	if got, cut := r.Cut("买家", 0); got != ellipsis || !cut {
		t.Errorf("without room %q", got)
	}
}

func TestRulerWraps(t *testing.T) {
	r := testRuler(t)
	for name, c := range map[string]struct {
		text  string
		width float32
		want  []string
	}{
		"fits":                      {"金额一致", 100, []string{"金额一致"}},
		"between characters":        {"金额完全一致", 56, []string{"金额完全", "一致"}},
		"no comma at a line start":  {"金额完全，一致", 56, []string{"金额完", "全，一致"}},
		"words stay whole":          {"the second word", 84, []string{"the second", "word"}},
		"lines that were there":     {"一\n二", 100, []string{"一", "二"}},
		"a word too long is broken": {"WWWWWWWW", 40, nil},
		"empty":                     {"", 40, []string{""}},
	} {
		got := r.Wrap(c.text, c.width)
		if c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		for _, line := range got {
			if r.Width(line) > c.width+1 {
				t.Errorf("%s: line %q is %v wide", name, line, r.Width(line))
			}
		}
		if joined := strings.ReplaceAll(strings.Join(got, ""), " ", ""); joined != strings.NewReplacer(" ", "", "\n", "").Replace(c.text) {
			t.Errorf("%s: text became %q", name, joined)
		}
	}
}

func TestRulerCutsTheMiddle(t *testing.T) {
	r := testRuler(t)
	const name = "1612345678All2025-10-01_2025-11-29.csv"
	got := r.CutMiddle(name, 160)
	if r.Width(got) > 160 || got[:4] != "1612" || got[len(got)-8:] != "1-29.csv" {
		t.Errorf("%q is %v wide", got, r.Width(got))
	}
}
