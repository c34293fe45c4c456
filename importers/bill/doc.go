package bill

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"zhangfang/app/book"
)

const (
	headBytes = 64 << 10 // text looked at to find out what a file is
	headRows  = 80       // records looked at; the longest preamble known has 24
	headCells = 1000     // cells of a record looked at; no header has as many
)

// Doc is an opened file: text or a workbook, not yet known to be any format.
type Doc struct {
	views []View
	open  func(view int) (src source, reopen func() (source, func(), error), err error)
	meter *meter
	lost  func() int // characters lost to the charset so far
	notes []book.Note
	close func() error
}

// View is one way to see a file as a table: text by its delimiter, a workbook by
// its sheets.
type View struct {
	Name string     // of the sheet, or of a document's part; "" for text
	Head [][]string // the first records
	All  bool       // there are no more
	// Statement: it is a part of a document and stands for itself, rows or none.
	Statement bool
}

// Open opens a file and reads its beginning. A document that an unfolder knows is
// read through it. A file that can be no table is refused with a *book.Problem
// that says what it is.
func Open(ctx context.Context, f File, opt Options, unfolders ...Unfolder) (*Doc, error) {
	raw, err := f.Open()
	if err != nil {
		return nil, unreadable(err)
	}
	m := &meter{ctx: ctx, src: raw, hash: sha256.New(), total: f.Size, progress: opt.Progress}
	head := make([]byte, headBytes)
	n, err := io.ReadFull(m, head)
	head = head[:n]
	if err != nil && !atEnd(err) {
		raw.Close()
		return nil, err
	}
	d, err := open(f, opt, head, m, unfolders)
	if err != nil {
		raw.Close()
		return nil, err
	}
	d.meter = m
	files := d.close
	d.close = func() error { return errors.Join(files(), raw.Close()) }
	if len(d.views) == 0 {
		return nil, errors.Join(&book.Problem{Code: CodeNoTable}, d.close())
	}
	return d, nil
}

func open(f File, opt Options, head []byte, m *meter, unfolders []Unfolder) (*Doc, error) {
	if len(bytes.TrimSpace(head)) == 0 {
		return nil, &book.Problem{Code: CodeEmpty}
	}
	for _, u := range unfolders {
		if u.Is(head) {
			return openStatements(f, opt, m, head, u)
		}
	}
	rest := io.MultiReader(bytes.NewReader(head), m)
	switch p := foreign(head); {
	case p != nil && p.Code == codeHTML:
		return openPage(f, opt, m, head, p)
	case p != nil:
		return nil, p
	case bytes.HasPrefix(head, []byte(oleMagic)):
		return openOldWorkbook(m.ctx, rest)
	case bytes.HasPrefix(head, []byte(zipMagic)):
		return openWorkbook(m.ctx, f, rest)
	}
	return openText(f, m.ctx, rest)
}

// openStatements opens a document whose every part is a statement.
func openStatements(f File, opt Options, m *meter, head []byte, u Unfolder) (*Doc, error) {
	d, err := openDocument(f, opt, m, head, u)
	if err != nil {
		return nil, err
	}
	for i := range d.views {
		d.views[i].Statement = true
	}
	return d, nil
}

// openPage opens a page of the web, as which some platforms export an .xls: its
// tables are the views. A page without any is what it is.
func openPage(f File, opt Options, m *meter, head []byte, page *book.Problem) (*Doc, error) {
	d, err := openDocument(f, opt, m, head, tables{})
	if err == nil && len(d.views) == 0 {
		return nil, page
	}
	return d, err
}

// Views are the ways to see the file as a table, the likelier ones first; at least
// one.
func (d *Doc) Views() []View { return d.views }

// Rows walks over the records of a view, once for each Doc.
func (d *Doc) Rows(view int) (*Rows, error) {
	src, reopen, err := d.open(view)
	if err != nil {
		return nil, err
	}
	ctx := d.meter.ctx
	r := &Rows{ctx: ctx, src: src}
	if s, ok := src.(sheetlike); ok {
		r.since1904, r.sheet = s.fromSheet(), true
	}
	r.reopen = func() (*Rows, func(), error) {
		again, done, err := reopen()
		return &Rows{ctx: ctx, src: again}, done, err
	}
	return r, nil
}

// SHA256 is the digest, in hex, of the bytes read, which is all of them once
// the records have been walked over.
func (d *Doc) SHA256() string { return hex.EncodeToString(d.meter.hash.Sum(nil)) }

// Notes tell what is odd about the file as a whole, once its records were read.
func (d *Doc) Notes() []book.Note {
	notes := d.notes
	if n := d.Lost(); n > 0 {
		notes = append(notes, LostNote(n))
	}
	return notes
}

// Lost is the number of characters that the records read so far have lost to a
// wrong charset.
func (d *Doc) Lost() int { return d.lost() }

// Close closes the file.
func (d *Doc) Close() error { return d.close() }

// openText opens text. Its delimiter is the one under which a format finds its
// header: commas stand in amounts and tabs behind ids, so counting would guess.
func openText(f File, ctx context.Context, src io.Reader) (*Doc, error) {
	dec := newDecoder(src)
	head := make([]byte, headBytes)
	n, err := io.ReadFull(dec, head)
	head = head[:n]
	whole := atEnd(err)
	if err != nil && !whole {
		return nil, err
	}
	if dec.damaged > n/50 {
		return nil, &book.Problem{Code: CodeBinary}
	}
	oldMac := bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0
	text := func(r io.Reader) io.Reader {
		if oldMac {
			return lineFeeds{r}
		}
		return r
	}
	const commas = ",\t|;"
	d := &Doc{lost: func() int { return dec.damaged }, close: func() error { return nil }}
	for i := range commas {
		v, err := peek(newCSV(text(bytes.NewReader(head)), commas[i]), whole)
		if err != nil {
			return nil, err
		}
		d.views = append(d.views, v)
	}
	d.open = func(view int) (source, func() (source, func(), error), error) {
		again := func() (source, func(), error) {
			r, err := f.Open()
			if err != nil {
				return nil, nil, unreadable(err)
			}
			return newCSV(text(newDecoder(&meter{ctx: ctx, src: r})), commas[view]), func() { r.Close() }, nil
		}
		return newCSV(text(io.MultiReader(bytes.NewReader(head), dec)), commas[view]), again, nil
	}
	return d, nil
}

// peek reads the first records; the last of a text that goes on is cut short
// and left out.
func peek(src source, whole bool) (View, error) {
	v := View{All: whole}
	for len(v.Head) < headRows {
		cells, _, err := src.next()
		if atEnd(err) {
			if !whole && len(v.Head) > 1 {
				v.Head = v.Head[:len(v.Head)-1]
			}
			return v, nil
		}
		if err != nil {
			return v, err
		}
		v.Head = append(v.Head, append([]string(nil), cells[:min(len(cells), headCells)]...))
	}
	_, _, err := src.next()
	v.All = whole && atEnd(err)
	return v, nil
}

// lineFeeds turns the line ends of old Macs (CR alone) into line feeds.
type lineFeeds struct{ r io.Reader }

func (l lineFeeds) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// meter is a reader that stops with its context, digests the bytes and tells
// how many there were.
type meter struct {
	ctx      context.Context
	src      io.Reader
	hash     hash.Hash
	done     int64
	told     int64
	total    int64
	progress func(done, total int64)
}

func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.src.Read(p)
	if m.hash != nil {
		m.hash.Write(p[:n])
	}
	m.done += int64(n)
	if m.progress != nil && (m.done-m.told > m.total/100 || err != nil) {
		m.told = m.done
		m.progress(m.done, m.total)
	}
	if err != nil && err != io.EOF {
		err = unreadable(err)
	}
	return n, err
}

// unreadable is the refusal of bytes that cannot be had. What says more, such as
// that a zip is cut off, stays.
func unreadable(err error) error {
	var p *book.Problem
	if errors.As(err, &p) {
		return err
	}
	return &book.Problem{Code: CodeRead, Err: err}
}
