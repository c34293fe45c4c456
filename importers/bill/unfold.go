package bill

import (
	"bytes"
	"context"
	"io"
	"iter"
	"slices"
	"strconv"

	"zhangfang/app/book"
)

// Unfolder reads a document that is no table as one: records of cells under a
// header of its own, so that a Table with these columns reads it.
type Unfolder interface {
	// Is tells by the first bytes (up to 64 KiB, as they stand) whether it is such
	// a document.
	Is(head []byte) bool
	// Unfold streams the records. Of each part the header comes first; what is
	// true of the whole part (account, period, balances) may stand before it as a
	// preamble of a few records, or behind the rows for a Footer to take. The
	// reader gives the bytes as they stand, see Decoded. Errors are *book.Problem
	// with Line. A document is unfolded several times, each time the same.
	Unfold(ctx context.Context, r io.Reader) iter.Seq2[Unfolded, error]
}

// Unfolded is one record of an unfolded document.
type Unfolded struct {
	// Part is "" or names the account where a document holds several; parts may
	// alternate. It becomes a part of the file's name, so it is no card number.
	Part  string
	Line  int // where the record starts in the document, from 1
	Cells []string
}

// maxParts bounds the parts of a document: each is read by a pass of its own.
const maxParts = 1000

// Decoded turns text of any charset met in China (UTF-8, UTF-16, GB18030) into
// UTF-8. Zeros in it are a Problem "binary".
func Decoded(r io.Reader) io.Reader { return newDecoder(r) }

// openDocument lists the parts of a document, which takes a pass over all of it. A
// short one is kept as it was unfolded then; of others each part is read by a pass of
// its own, so that nothing is held. There may be no part.
func openDocument(f File, opt Options, m *meter, head []byte, u Unfolder) (*Doc, error) {
	m.progress = nil // that of the pass over its rows is told
	first := io.MultiReader(bytes.NewReader(head), m)
	var short kept
	views, err := partViews(m.ctx, first, u, &short)
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(io.Discard, m); err != nil { // the digest is of all bytes
		return nil, err
	}
	parts := nameAll(views)
	o := &document{file: f, ctx: m.ctx, unfolder: u, kept: short.records}
	d := &Doc{views: views, lost: func() int { return o.lost }, close: o.close}
	d.open = func(view int) (source, func() (source, func(), error), error) {
		pass := func(progress func(done, total int64)) (source, func(), error) {
			return o.pass(parts[view], progress)
		}
		src, done, err := pass(opt.Progress)
		if err == nil {
			o.open = append(o.open, done)
		}
		return src, func() (source, func(), error) { return pass(nil) }, err
	}
	return d, nil
}

// maxKept bounds what a document that is kept takes in memory, in bytes.
const maxKept = 16 << 20

// kept are the records of a document, none where it is too long.
type kept struct {
	records []Unfolded
	size    int
}

func (k *kept) add(rec Unfolded) {
	if k.size > maxKept {
		return
	}
	for _, c := range rec.Cells {
		k.size += len(c) + 16 // and the string itself
	}
	if k.size > maxKept {
		k.records = nil
		return
	}
	rec.Cells = slices.Clone(rec.Cells)
	k.records = append(k.records, rec)
}

// pull gives the records one by one.
func (o *document) pull() func() (Unfolded, error, bool) {
	next := 0
	return func() (Unfolded, error, bool) {
		if next == len(o.kept) {
			return Unfolded{}, nil, false
		}
		next++
		return o.kept[next-1], nil, true
	}
}

// partViews are the beginnings of the parts of a document.
func partViews(ctx context.Context, r io.Reader, u Unfolder, short *kept) ([]View, error) {
	var views []View
	at := map[string]int{}
	for rec, err := range u.Unfold(ctx, r) {
		if err != nil {
			return nil, err
		}
		i, known := at[rec.Part]
		if !known {
			if len(views) == maxParts {
				return nil, &book.Problem{Code: CodeManyParts, Line: rec.Line}
			}
			i = len(views)
			at[rec.Part] = i
			views = append(views, View{Name: rec.Part, All: true})
		}
		short.add(rec)
		v := &views[i]
		if len(v.Head) == headRows {
			v.All = false
			continue
		}
		v.Head = append(v.Head, slices.Clone(rec.Cells[:min(len(rec.Cells), headCells)]))
	}
	return views, ctx.Err()
}

// nameAll names a part without a name by its place where there are others beside
// it, and tells what the document calls them all.
func nameAll(views []View) (parts []string) {
	taken := map[string]bool{}
	for _, v := range views {
		parts = append(parts, v.Name)
		taken[v.Name] = true
	}
	for i := range views {
		if v := &views[i]; v.Name == "" && len(views) > 1 {
			for v.Name = strconv.Itoa(i + 1); taken[v.Name]; {
				v.Name = "#" + v.Name
			}
		}
	}
	return parts
}

// document is a document whose parts are known.
type document struct {
	file     File
	ctx      context.Context
	unfolder Unfolder
	kept     []Unfolded // all records of a short document
	open     []func()   // passes under way
	lost     int        // cells with characters that were lost
}

func (o *document) close() error {
	for _, done := range o.open {
		done()
	}
	return nil
}

// pass walks over the document once more, for the records of one part.
func (o *document) pass(part string, progress func(done, total int64)) (source, func(), error) {
	if o.kept != nil {
		if progress != nil {
			progress(o.file.Size, o.file.Size)
		}
		return &partSource{pull: o.pull(), part: part, rest: bytes.NewReader(nil), lost: &o.lost}, func() {}, nil
	}
	r, err := o.file.Open()
	if err != nil {
		return nil, nil, unreadable(err)
	}
	m := &meter{ctx: o.ctx, src: r, total: o.file.Size, progress: progress}
	next, stop := iter.Pull2(o.unfolder.Unfold(o.ctx, m))
	return &partSource{pull: next, part: part, rest: m, lost: &o.lost}, func() { stop(); r.Close() }, nil
}

// partSource gives the records of one part of a document.
type partSource struct {
	pull func() (Unfolded, error, bool)
	part string
	line int
	rest io.Reader // what the document leaves behind its end
	lost *int
}

func (s *partSource) fromSheet() (since1904 bool) { return false }

func (s *partSource) next() ([]string, int, error) {
	for {
		rec, err, more := s.pull()
		switch {
		case !more:
			if _, err := io.Copy(io.Discard, s.rest); err != nil {
				return nil, s.line, err
			}
			return nil, s.line, io.EOF
		case err != nil:
			return nil, s.line, err
		case rec.Part != s.part:
			continue
		}
		s.line = rec.Line
		*s.lost += lostCells(rec.Cells)
		return rec.Cells, rec.Line, nil
	}
}
