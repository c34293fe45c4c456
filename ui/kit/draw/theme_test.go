package draw

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// TestContrast holds every colour of text to 4.5 : 1 on the grounds it is used on.
func TestContrast(t *testing.T) {
	meanings := []fyne.ThemeColorName{ColorText, ColorAccent, ColorMatched, ColorSuggestion, ColorException, ColorUnderway}
	for name, v := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		th := NewThemeVariant(v)
		check := func(text, ground fyne.ThemeColorName) {
			if r := contrast(th.Color(text, v), th.Color(ground, v)); r < 4.5 {
				t.Errorf("%s: %s on %s has %.2f : 1", name, text, ground, r)
			}
		}
		for _, m := range meanings {
			for _, ground := range []fyne.ThemeColorName{ColorSurface, ColorGround, ColorSelected, TintOf(m)} {
				check(m, ground)
			}
		}
		check(ColorSecondary, ColorSurface)
		check(ColorOnAccent, ColorAccent)
		check(ColorOnAccent, ColorAccentOver)
		check(ColorAccentSoft, ColorText) // the action of a toast
		check(ColorText, ColorAccentWash)
	}
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

// luminance is that of WCAG 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	sum := 0.0
	for i, v := range []uint32{r, g, b} {
		s := float64(v) / 0xffff
		if s <= 0.03928 {
			s /= 12.92
		} else {
			s = math.Pow((s+0.055)/1.055, 2.4)
		}
		sum += s * []float64{0.2126, 0.7152, 0.0722}[i]
	}
	return sum
}

// TestFontsAreShared keeps Fyne from parsing a font more often than needed.
func TestFontsAreShared(t *testing.T) {
	th := NewTheme()
	regular := th.Font(fyne.TextStyle{})
	if regular != th.Font(fyne.TextStyle{Monospace: true}) || regular != th.Font(fyne.TextStyle{Italic: true}) {
		t.Error("regular styles have fonts of their own")
	}
	if th.Font(fyne.TextStyle{Bold: true}) != th.Font(fyne.TextStyle{Bold: true, Italic: true}) {
		t.Error("bold styles have fonts of their own")
	}
}
