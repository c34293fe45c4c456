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
	{code: "unsupported.ofx", prefix: "OFXHEADER"},
	{code: "unsupported.ofx", within: []string{"<?ofx"}},
	{code: "unsupported.ofx", within: []string{"<ofx>"}},
	{code: "unsupported.camt", within: []string{"urn:iso:std:iso:20022:tech:xsd:camt"}},
	{code: "unsupported.html", within: []string{"<html"}},
	{code: "unsupported.html", within: []string{"<table"}},
	{code: "unsupported.mt940", within: []string{"\n:20:", "\n:25:"}},
	{code: "unsupported.mt940", within: []string{"\n:60f:"}},
	{code: "unsupported.mt940", within: []string{"\n:61:"}},
	{code: "unsupported.qif", prefix: "!Type:"},
	{code: "unsupported.qif", prefix: "!Account"},
	{code: "unsupported.xml", prefix: "<?xml"},
	{code: "unsupported.json", prefix: "{"},
	{code: "unsupported.json", prefix: "["},
}

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
	if bytes.HasPrefix(head, []byte(oleMagic)) {
		if bytes.Contains(head, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e")) {
			return &book.Problem{Code: CodePassword}
		}
		return &book.Problem{Code: CodeOldXLS}
	}
	return nil
}
