package assets

import (
	"embed"
	"io/fs"
)

//go:embed manual
var manual embed.FS

// Manual is the pages of the manual in a language: files "NN-id.md" in the order of
// their numbers, in a small part of Markdown (see ui/help).
func Manual(locale string) fs.FS {
	pages, _ := fs.Sub(manual, "manual/"+locale) // fails for names that are no path only
	return pages
}
