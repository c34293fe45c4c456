package assets

import (
	_ "embed" // for the icons

	"fyne.io/fyne/v2"
)

// The icons are line drawings of ours on a grid of 20, black, to be coloured by
// kit.Tinted: Fyne's own colouring changes fills only.
var (
	IconOverview   fyne.Resource = fyne.NewStaticResource("overview.svg", overviewSVG)     // three bars: the overview
	IconImport     fyne.Resource = fyne.NewStaticResource("import.svg", importSVG)         // an arrow into a tray: import
	IconChannels   fyne.Resource = fyne.NewStaticResource("channels.svg", channelsSVG)     // a plug: live connections
	IconReconcile  fyne.Resource = fyne.NewStaticResource("reconcile.svg", reconcileSVG)   // two arrows that answer each other: reconcile
	IconExceptions fyne.Resource = fyne.NewStaticResource("exceptions.svg", exceptionsSVG) // a warning sign: exceptions
	IconUnderway   fyne.Resource = fyne.NewStaticResource("underway.svg", underwaySVG)     // a van: money on its way
	IconFees       fyne.Resource = fyne.NewStaticResource("fees.svg", feesSVG)             // a percent sign: fees
	IconReports    fyne.Resource = fyne.NewStaticResource("reports.svg", reportsSVG)       // a written sheet: reports
	IconSettings   fyne.Resource = fyne.NewStaticResource("settings.svg", settingsSVG)     // three sliders: settings
	IconSearch     fyne.Resource = fyne.NewStaticResource("search.svg", searchSVG)         // a lens
	IconTick       fyne.Resource = fyne.NewStaticResource("tick.svg", tickSVG)             // a tick
	IconClose      fyne.Resource = fyne.NewStaticResource("close.svg", closeSVG)           // a cross
	IconFile       fyne.Resource = fyne.NewStaticResource("file.svg", fileSVG)             // an empty sheet
	IconInfo       fyne.Resource = fyne.NewStaticResource("info.svg", infoSVG)             // a letter i in a ring
	IconInbox      fyne.Resource = fyne.NewStaticResource("inbox.svg", inboxSVG)           // an empty tray: nothing waits
	IconSealed     fyne.Resource = fyne.NewStaticResource("sealed.svg", sealedSVG)         // a shield with a tick: the audit chain
	IconChevron    fyne.Resource = fyne.NewStaticResource("chevron.svg", chevronSVG)       // an arrowhead down: opens something
)

//go:embed icons/overview.svg
var overviewSVG []byte

//go:embed icons/import.svg
var importSVG []byte

//go:embed icons/channels.svg
var channelsSVG []byte

//go:embed icons/reconcile.svg
var reconcileSVG []byte

//go:embed icons/exceptions.svg
var exceptionsSVG []byte

//go:embed icons/underway.svg
var underwaySVG []byte

//go:embed icons/fees.svg
var feesSVG []byte

//go:embed icons/reports.svg
var reportsSVG []byte

//go:embed icons/settings.svg
var settingsSVG []byte

//go:embed icons/search.svg
var searchSVG []byte

//go:embed icons/tick.svg
var tickSVG []byte

//go:embed icons/close.svg
var closeSVG []byte

//go:embed icons/file.svg
var fileSVG []byte

//go:embed icons/info.svg
var infoSVG []byte

//go:embed icons/inbox.svg
var inboxSVG []byte

//go:embed icons/sealed.svg
var sealedSVG []byte

//go:embed icons/chevron.svg
var chevronSVG []byte

// Icon is the program's own.
var Icon fyne.Resource = fyne.NewStaticResource("Icon.png", iconPNG)

//go:embed icons/Icon.png
var iconPNG []byte
