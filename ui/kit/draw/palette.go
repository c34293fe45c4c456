package draw

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// palette is the values of one variant: our names by meaning, and Fyne's names
// for the few of its widgets that are used.
type palette map[fyne.ThemeColorName]color.Color

func rgb(hex uint32) color.NRGBA { return rgba(hex, 0xff) }

func rgba(hex uint32, alpha uint8) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: alpha}
}

func lightPalette() palette {
	return palette{
		ColorGround:    rgb(0xF6F7F9),
		ColorSurface:   rgb(0xFFFFFF),
		ColorLine:      rgb(0xE4E7EC),
		ColorText:      rgb(0x1C2430),
		ColorSecondary: rgb(0x6B7686),

		ColorAccent:     rgb(0x0F766E),
		ColorMatched:    rgb(0x15803D),
		ColorSuggestion: rgb(0xB45309),
		ColorException:  rgb(0xC0362C),
		ColorUnderway:   rgb(0x1D5FBF),

		ColorAccentTint:     rgb(0xE8F1F0),
		ColorMatchedTint:    rgb(0xEAF6EE),
		ColorSuggestionTint: rgb(0xFFF4E0),
		ColorExceptionTint:  rgb(0xFDECEB),
		ColorUnderwayTint:   rgb(0xE8F0FC),
		ColorNeutralTint:    rgb(0xF0F2F5),

		ColorPale:       rgb(0x9FD3CD),
		ColorAccentSoft: rgb(0x9FD3CD),
		ColorAccentWash: rgb(0xF4F9F8),
		ColorOnAccent:   rgb(0xFFFFFF),
		ColorAccentOver: rgb(0x0C655E),
		ColorSelected:   rgb(0xEDF5F3),
		ColorHover:      rgba(0x1C2430, 0x0A),
	}.withFyne(rgba(0x101828, 0x2E))
}

func darkPalette() palette {
	return palette{
		ColorGround:    rgb(0x14181E),
		ColorSurface:   rgb(0x1C222B),
		ColorLine:      rgb(0x2C343F),
		ColorText:      rgb(0xE8ECF1),
		ColorSecondary: rgb(0x98A3B3),

		ColorAccent:     rgb(0x3BB4A8),
		ColorMatched:    rgb(0x4ADE80),
		ColorSuggestion: rgb(0xF5B14C),
		ColorException:  rgb(0xF27D74),
		ColorUnderway:   rgb(0x6BA6F5),

		ColorAccentTint:     rgb(0x17322F),
		ColorMatchedTint:    rgb(0x1B3527),
		ColorSuggestionTint: rgb(0x3A2E1B),
		ColorExceptionTint:  rgb(0x3D2527),
		ColorUnderwayTint:   rgb(0x1E2E45),
		ColorNeutralTint:    rgb(0x29313B),

		ColorPale:       rgb(0x3F7F79),
		ColorAccentSoft: rgb(0x2A5F5B),
		ColorAccentWash: rgb(0x192725),
		ColorOnAccent:   rgb(0x06201D),
		ColorAccentOver: rgb(0x55C6BB),
		ColorSelected:   rgb(0x17322F),
		ColorHover:      rgba(0xE8ECF1, 0x0D),
	}.withFyne(rgba(0x000000, 0x80))
}

// withFyne adds what Fyne's own widgets ask for: entries, menus, pop-ups.
func (p palette) withFyne(shadow color.Color) palette {
	for name, ours := range map[fyne.ThemeColorName]fyne.ThemeColorName{
		theme.ColorNameBackground:          ColorGround,
		theme.ColorNameButton:              ColorSurface,
		theme.ColorNameDisabledButton:      ColorNeutralTint,
		theme.ColorNameDisabled:            ColorSecondary,
		theme.ColorNameError:               ColorException,
		theme.ColorNameFocus:               ColorAccentTint,
		theme.ColorNameForeground:          ColorText,
		theme.ColorNameForegroundOnPrimary: ColorOnAccent,
		theme.ColorNameHeaderBackground:    ColorSurface,
		theme.ColorNameHover:               ColorHover,
		theme.ColorNameHyperlink:           ColorAccent,
		theme.ColorNameInputBackground:     ColorSurface,
		theme.ColorNameInputBorder:         ColorLine,
		theme.ColorNameMenuBackground:      ColorSurface,
		theme.ColorNameOverlayBackground:   ColorSurface,
		theme.ColorNamePlaceHolder:         ColorSecondary,
		theme.ColorNamePressed:             ColorHover,
		theme.ColorNamePrimary:             ColorAccent,
		theme.ColorNameSelection:           ColorAccentTint,
		theme.ColorNameSeparator:           ColorLine,
		theme.ColorNameSuccess:             ColorMatched,
		theme.ColorNameWarning:             ColorSuggestion,
	} {
		p[name] = p[ours]
	}
	bar := p[ColorSecondary].(color.NRGBA)
	bar.A = 0x80
	p[theme.ColorNameScrollBar] = bar
	p[theme.ColorNameScrollBarBackground] = color.Transparent
	p[theme.ColorNameShadow] = shadow
	return p
}
