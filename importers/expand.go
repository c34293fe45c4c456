package importers

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Refused is a path, or a member of a zip, that there is nothing to read of.
type Refused struct {
	File    string // base name, "outer.zip!inner.csv" in a zip
	Path    string // where the person put it
	Problem *book.Problem
	// Harmless: nothing is wrong. It is a summary (汇总) of rows that stand in
	// another file, and is left aside.
	Harmless bool
}

// Expand turns what a person dropped into files to read: folders are walked,
// hidden files left out, zips opened, encrypted ones and workbooks by the password. A
// path that cannot be read is refused and the others go on; the error is that of the
// context alone.
func Expand(ctx context.Context, paths []string, password string) ([]bill.File, []Refused, error) {
	e := &expansion{ctx: ctx, password: password, seen: map[string]bool{}}
	for _, p := range paths {
		e.path(p)
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
	}
	return e.files, e.refused, nil
}

type expansion struct {
	ctx      context.Context
	password string
	files    []bill.File
	refused  []Refused
	seen     map[string]bool // paths taken already, absolute
}

// refuse refuses for a reason, or for the one that the error gives.
func (e *expansion) refuse(name, path, code string, err error) {
	p := &book.Problem{Code: code, Err: err}
	errors.As(err, &p)
	p.File = name
	e.refused = append(e.refused, Refused{File: name, Path: path, Problem: p})
}

// path takes a file or a folder.
func (e *expansion) path(p string) {
	info, err := os.Stat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.refuse(filepath.Base(p), p, "not_found", err)
	case err != nil:
		e.refuse(filepath.Base(p), p, bill.CodeRead, err)
	case info.IsDir():
		e.folder(p)
	case !info.Mode().IsRegular():
		e.refuse(filepath.Base(p), p, "not_a_file", nil) // a pipe would be waited for, and for ever
	default:
		e.file(p, info)
	}
}

func (e *expansion) folder(root string) {
	before := len(e.files) + len(e.refused)
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case e.ctx.Err() != nil:
			return fs.SkipAll
		case err != nil:
			e.refuse(filepath.Base(p), p, bill.CodeRead, err)
			return nil
		case p != root && hidden(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.Type().IsRegular():
			info, err := d.Info()
			if err != nil {
				e.refuse(d.Name(), p, bill.CodeRead, err)
				return nil
			}
			e.file(p, info)
		}
		return nil
	})
	if err != nil {
		e.refuse(filepath.Base(root), root, bill.CodeRead, err)
	} else if len(e.files)+len(e.refused) == before {
		e.refuse(filepath.Base(root), root, "empty_folder", nil)
	}
}

// hidden tells files that systems and programs leave beside a person's own.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") && name != "." && name != ".." || strings.HasPrefix(name, "~$") || name == "__MACOSX" ||
		strings.EqualFold(name, "thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

func (e *expansion) file(p string, info fs.FileInfo) {
	if abs, err := filepath.Abs(p); err == nil {
		if e.seen[abs] {
			return
		}
		e.seen[abs] = true
	}
	f := bill.File{
		Name: shownName(filepath.Base(p)), Path: p, Size: info.Size(),
		Open: func() (io.ReadCloser, error) { return openOnDisk(p, info) },
	}
	e.take(f, 0)
}

// How files begin: a zip, a workbook too; a file packed by gzip; a workbook of old.
const (
	zipMagic  = "PK\x03\x04"
	gzipMagic = "\x1f\x8b"
	oleMagic  = "\xd0\xcf\x11\xe0"
)

// take adds a file, or what is in it when it is packed. depth is the number of
// zips around it.
func (e *expansion) take(f bill.File, depth int) {
	head, err := first(f, len(zipMagic))
	switch {
	case err != nil:
		e.refuse(f.Name, f.Path, bill.CodeRead, err)
	case bytes.HasPrefix(head, []byte(zipMagic)):
		e.zip(f, depth)
	case bytes.HasPrefix(head, []byte(gzipMagic)):
		e.gzip(f, depth)
	case bytes.HasPrefix(head, []byte(oleMagic)):
		e.compound(f)
	case e.summary(f):
		e.refuse(f.Name, f.Path, "summary_only", nil)
		e.refused[len(e.refused)-1].Harmless = true
	default:
		e.files = append(e.files, f)
	}
}

// first reads the first n bytes, or all there are.
func first(f bill.File, n int) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b := make([]byte, n)
	n, err = io.ReadFull(r, b)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	return b[:n], nil
}

// summary tells by its columns whether a text only sums up another file. What
// cannot be opened is none: reading it will say why.
func (e *expansion) summary(f bill.File) bool {
	only := false
	err := guarded(func() error {
		doc, err := bill.Open(e.ctx, f, bill.Options{})
		if err != nil {
			return err
		}
		defer doc.Close()
		only = foreign(bill.NewHead(doc.Views()[0].Head)) == "summary_only"
		return nil
	})
	return only && err == nil
}
