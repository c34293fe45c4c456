package draw

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours of the program by meaning. NewTheme gives each a value in light
// and dark; a colour never stands alone, always beside a word or an icon.
const (
	ColorGround    fyne.ThemeColorName = "zf-ground"    // behind everything
	ColorSurface   fyne.ThemeColorName = "zf-surface"   // cards, sidebar, controls
	ColorLine      fyne.ThemeColorName = "zf-line"      // borders and rules
	ColorText      fyne.ThemeColorName = "zf-text"      // what is read first
	ColorSecondary fyne.ThemeColorName = "zf-secondary" // captions and ids; only on surfaces

	ColorAccent     fyne.ThemeColorName = "zf-accent"     // the main action, the chosen thing
	ColorMatched    fyne.ThemeColorName = "zf-matched"    // explained
	ColorSuggestion fyne.ThemeColorName = "zf-suggestion" // waits for a decision
	ColorException  fyne.ThemeColorName = "zf-exception"  // must not be
	ColorUnderway   fyne.ThemeColorName = "zf-underway"   // money on its way

	ColorAccentTint     fyne.ThemeColorName = "zf-accent-tint"
	ColorMatchedTint    fyne.ThemeColorName = "zf-matched-tint"
	ColorSuggestionTint fyne.ThemeColorName = "zf-suggestion-tint"
	ColorExceptionTint  fyne.ThemeColorName = "zf-exception-tint"
	ColorUnderwayTint   fyne.ThemeColorName = "zf-underway-tint"
	ColorNeutralTint    fyne.ThemeColorName = "zf-neutral-tint" // a chip without meaning

	ColorPale       fyne.ThemeColorName = "zf-pale"        // the paler series of a chart, beside the accent
	ColorAccentSoft fyne.ThemeColorName = "zf-accent-soft" // covered days, soft frames
	ColorAccentWash fyne.ThemeColorName = "zf-accent-wash" // a large ground that invites
	ColorOnAccent   fyne.ThemeColorName = "zf-on-accent"   // text on the accent
	ColorAccentOver fyne.ThemeColorName = "zf-accent-over" // the accent under the pointer
	ColorSelected   fyne.ThemeColorName = "zf-selected"    // the ground of a chosen row; every colour reads on it
	ColorHover      fyne.ThemeColorName = "zf-hover"       // a row or control under the pointer
)

// Tone is what a chip, a banner or a figure says by its colour.
type Tone uint8

// The tones.
const (
	ToneNeutral Tone = iota
	ToneAccent
	ToneMatched
	ToneSuggestion
	ToneException
	ToneUnderway
)

// Color is the tone's text colour.
func (t Tone) Color() fyne.ThemeColorName {
	switch t {
	case ToneAccent:
		return ColorAccent
	case ToneMatched:
		return ColorMatched
	case ToneSuggestion:
		return ColorSuggestion
	case ToneException:
		return ColorException
	case ToneUnderway:
		return ColorUnderway
	}
	return ColorText
}

// Tint is the tone's quiet background.
func (t Tone) Tint() fyne.ThemeColorName { return TintOf(t.Color()) }

// TintOf is the quiet background that goes with a text colour.
func TintOf(name fyne.ThemeColorName) fyne.ThemeColorName {
	switch name {
	case ColorAccent:
		return ColorAccentTint
	case ColorMatched:
		return ColorMatchedTint
	case ColorSuggestion:
		return ColorSuggestionTint
	case ColorException:
		return ColorExceptionTint
	case ColorUnderway:
		return ColorUnderwayTint
	}
	return ColorNeutralTint
}

// Color is the value of a colour in the theme and variant in use.
func Color(name fyne.ThemeColorName) color.Color { return theme.Color(name) }

func colorOrNone(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return theme.Color(name)
}
