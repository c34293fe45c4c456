package camt

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

const (
	maxToken = 1 << 20 // bytes of a tag or a text
	maxDepth = 64      // the deepest path of the standard has twenty steps
	maxText  = 4 << 10 // bytes that are kept of a text; the standard allows 500 characters
)

// handler is told what a document holds. Paths are names joined by slashes.
type handler interface {
	start(path string, attrs []xml.Attr, line int) error
	end(path, text string) error
}

// walkXML walks over a document and holds no more of it than a text. Document
// types are refused, so no entity stands for more than a character.
func walkXML(ctx context.Context, r io.Reader, h handler) error {
	in, err := decoded(r)
	if err != nil {
		return err
	}
	g := &guard{src: in}
	w := &xmlWalk{ctx: ctx, dec: xml.NewDecoder(g), h: h, seen: map[string]string{}}
	w.dec.CharsetReader = charset
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		g.limit = w.dec.InputOffset() + maxToken
		tok, err := w.dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return w.problem(err)
		}
		if err := w.token(tok); err != nil {
			return err
		}
	}
}

// xmlWalk is where a walk stands.
type xmlWalk struct {
	ctx  context.Context
	dec  *xml.Decoder
	h    handler
	path []byte
	seen map[string]string // paths as strings, made once
	ends []int             // lengths of path above each open element
	text []byte
}

func (w *xmlWalk) token(tok xml.Token) error {
	switch t := tok.(type) {
	case xml.Directive:
		return &book.Problem{Code: CodeDoctype, Line: w.line()}
	case xml.StartElement:
		if len(w.ends) == maxDepth {
			return &book.Problem{Code: CodeXML, Line: w.line()}
		}
		w.ends = append(w.ends, len(w.path))
		if len(w.path) > 0 {
			w.path = append(w.path, '/')
		}
		w.path, w.text = append(w.path, t.Name.Local...), w.text[:0]
		return w.h.start(w.name(), t.Attr, w.line())
	case xml.CharData:
		w.text = append(w.text, t[:min(len(t), maxText-len(w.text))]...)
	case xml.EndElement:
		err := w.h.end(w.name(), strings.TrimSpace(strings.ToValidUTF8(string(w.text), "")))
		last := len(w.ends) - 1
		w.path, w.ends, w.text = w.path[:w.ends[last]], w.ends[:last], w.text[:0]
		return err
	}
	return nil
}

// maxSeen bounds the paths that are kept; the standard has some hundreds.
const maxSeen = 4096

// name is the path as a string.
func (w *xmlWalk) name() string {
	s, known := w.seen[string(w.path)]
	if !known {
		s = string(w.path)
		if len(w.seen) < maxSeen {
			w.seen[s] = s
		}
	}
	return s
}

func (w *xmlWalk) line() int {
	line, _ := w.dec.InputPos()
	return line
}

// problem is what is wrong with a document that cannot be read on.
func (w *xmlWalk) problem(err error) error {
	var p *book.Problem
	if errors.As(err, &p) || w.ctx.Err() != nil {
		return err
	}
	return &book.Problem{Code: CodeXML, Line: w.line(), Err: err}
}

// guard ends a document with a tag or text that has no end.
type guard struct {
	src   io.Reader
	done  int64
	limit int64
}

func (g *guard) Read(p []byte) (int, error) {
	if g.done > g.limit {
		return 0, &book.Problem{Code: bill.CodeLongLine}
	}
	n, err := g.src.Read(p[:min(len(p), 16<<10)])
	g.done += int64(n)
	return n, err
}

// decoded takes off a byte order mark and turns UTF-16, which the XML decoder does
// not know, into UTF-8. Other encodings are what the document says they are.
func decoded(r io.Reader) (io.Reader, error) {
	in := bufio.NewReader(r)
	head, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err := in.Discard(3)
		return in, err
	case bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")):
		return bill.Decoded(in), nil
	}
	return in, nil
}

// charset reads the encoding that a document names. UTF-16 has been read already;
// where it is named and not so, the document is what it is.
func charset(name string, in io.Reader) (io.Reader, error) {
	if strings.HasPrefix(strings.ToLower(name), "utf-16") {
		return in, nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, &book.Problem{Code: CodeCharset, Args: []string{name}, Err: err}
	}
	return e.NewDecoder().Reader(in), nil
}
