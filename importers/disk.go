package importers

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode"

	"zhangfang/app/book"
)

// onDisk is a file that must stay as it was when it was dropped: what another
// program is still writing would go in by half.
type onDisk struct {
	*os.File
	was fs.FileInfo
}

// openOnDisk opens a file, unless it has changed. Problem "file_changed".
func openOnDisk(p string, was fs.FileInfo) (io.ReadCloser, error) {
	f, err := os.Open(p)
	if err != nil {
		return nil, err
	}
	d := onDisk{f, was}
	if err := d.same(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return d, nil
}

// Read reads on, and at the end looks whether the file has changed meanwhile.
func (d onDisk) Read(p []byte) (int, error) {
	n, err := d.File.Read(p)
	if err == io.EOF {
		if changed := d.same(); changed != nil {
			err = changed
		}
	}
	return n, err
}

func (d onDisk) same() error {
	now, err := d.Stat()
	if err != nil {
		return err
	}
	if now.Size() != d.was.Size() || !now.ModTime().Equal(d.was.ModTime()) {
		return &book.Problem{Code: "file_changed"}
	}
	return nil
}

// shownName is a name as it may be shown and kept: without characters that do
// not show, or turn the text around them.
func shownName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(s, "_"))
}
