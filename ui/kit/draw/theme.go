package draw

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zhangfang/assets"
)

// Sizes of text and shapes, in Fyne's device independent pixels.
const (
	SizeText    float32 = 14
	SizeSmall   float32 = 12 // secondary text
	SizeHeading float32 = 14 // bold: the heading of a card
	SizeTitle   float32 = 20 // bold: the title of a view
	SizeFigure  float32 = 24 // bold: a key figure

	RadiusControl float32 = 8
	RadiusCard    float32 = 12

	HeightRow     float32 = 32
	HeightControl float32 = 32
	HeightChip    float32 = 20

	PadCell float32 = 10 // left and right of the text of a cell or a row
)

// appTheme gives Fyne the tokens of the drawings. Fyne parses a font once per
// text style and resource, so the same two resources are returned for all.
type appTheme struct {
	regular, bold fyne.Resource
	forced        *fyne.ThemeVariant
	light, dark   palette
}

var _ fyne.Theme = (*appTheme)(nil)

// NewTheme is the program's theme; light or dark follows the system.
func NewTheme() fyne.Theme { return newTheme(nil) }

// NewThemeVariant is the theme forced to light or dark, for tests and pictures.
func NewThemeVariant(v fyne.ThemeVariant) fyne.Theme { return newTheme(&v) }

func newTheme(forced *fyne.ThemeVariant) *appTheme {
	return &appTheme{
		regular: fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.FontRegular),
		bold:    fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.FontBold),
		forced:  forced,
		light:   lightPalette(),
		dark:    darkPalette(),
	}
}

// Font is Noto Sans SC for all but symbols: its digits are tabular, so columns
// of amounts need no monospace font.
func (t *appTheme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return t.bold
	}
	return t.regular
}

// Color looks the name up in the palette of the variant.
func (t *appTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.forced != nil {
		v = *t.forced
	}
	p := t.light
	if v == theme.VariantDark {
		p = t.dark
	}
	if c, ok := p[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, v)
}

// Icon is Fyne's own for the few that its widgets draw.
func (t *appTheme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size is compact: 14 pixel text in 32 pixel controls.
func (t *appTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return SizeText
	case theme.SizeNameCaptionText:
		return SizeSmall
	case theme.SizeNameSubHeadingText:
		return 16
	case theme.SizeNameHeadingText:
		return SizeTitle
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 5.75 // a line of text and two of these make a field of 32
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return RadiusControl
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius:
		return RadiusCard
	case theme.SizeNameModalBlurRadius:
		return 0 // a blurred book is slow on old machines and says nothing
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameInlineIcon:
		return 18
	}
	return theme.DefaultTheme().Size(name)
}
