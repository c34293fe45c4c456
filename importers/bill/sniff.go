package bill

import (
	"bytes"
	"strings"

	"zhangfang/app/book"
)

// mark is how a file that is no table begins.
type mark struct {
	code   string
	prefix string   // of the bytes
	within []string // all of these in the first bytes, whatever their case
}

// marks tell the files that people take for bills from tables. The code says
// what to do instead. Order matters: the first that fits is told.
var marks = []mark{
	{code: CodeNoBill, within: []string{"no bill exist"}},
	{code: CodeNoBill, within: []string{"no_statement_exist"}},
	{code: CodeNoBill, within: []string{"no statement exist"}},
	{code: "unsupported.pdf", prefix: "%PDF"},
	{code: "unsupported.image", prefix: "\x89PNG"},
	{code: "unsupported.image", prefix: "\xff\xd8\xff"},
	{code: "unsupported.archive", prefix: "Rar!"},
	{code: "unsupported.archive", prefix: "7z\xbc\xaf"},
	{code: "unsupported.archive", prefix: "\x1f\x8b"},
	{code: codeHTML, within: []string{"<html"}},
	{code: codeHTML, within: []string{"<table"}},
	{code: "unsupported.xml", prefix: "<?xml"},
	{code: "unsupported.json", prefix: "{"},
	{code: "unsupported.json", prefix: "["},
}

// codeHTML is a page of the web. Where it holds tables, they are read.
const codeHTML = "unsupported.html"

const (
	zipMagic = "PK\x03\x04"
	oleMagic = "\xd0\xcf\x11\xe0"
)

// foreign tells by the first bytes of a file what it is, where it is no table.
func foreign(head []byte) *book.Problem {
	head = bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n")
	low := "\n" + strings.ToLower(string(bytes.ReplaceAll(head[:min(len(head), 2048)], []byte{0}, nil)))
	for _, m := range marks {
		if m.prefix != "" && !bytes.HasPrefix(head, []byte(m.prefix)) {
			continue
		}
		fits := true
		for _, w := range m.within {
			fits = fits && strings.Contains(low, w)
		}
		if fits {
			return &book.Problem{Code: m.code}
		}
	}
	return nil
}
