// Package assets holds what is embedded in the program: fonts, translations,
// icons and the sample shop. It imports nothing else of this program.
package assets

import "embed"

// FontRegular is Noto Sans SC Regular (OFL), TrueType, cut to GBK. The same file
// serves the window, the PDF and the charts.
//
//go:embed fonts/NotoSansSC-Regular.ttf
var FontRegular []byte

// FontBold is Noto Sans SC Bold (OFL), TrueType, cut to GB2312 and common names.
//
//go:embed fonts/NotoSansSC-Bold.ttf
var FontBold []byte

//go:embed translations/*.json
var translations embed.FS
