package assets

import (
	"embed"
	"io/fs"
)

//go:embed sample
var sampleShop embed.FS

// SampleShop is the files of an invented shop in October 2025, in the formats that
// shops, channels and banks export, and the truth beside them. It is written by
// app/sample, whose tests keep it as it is.
func SampleShop() fs.FS {
	shop, _ := fs.Sub(sampleShop, "sample") // fails for names that are no path only
	return shop
}
