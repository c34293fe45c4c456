package camt

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"zhangfang/app/book"
)

const (
	maxDepth = 64      // the deepest path of the standard has twenty steps
	maxText  = 4 << 10 // bytes that are kept of a text; the standard allows 500 characters
)

// handler is told what a document holds. Paths are names joined by slashes; the tag
// and the text hold until it returns.
type handler interface {
	start(path string, tag []byte, line int) error
	end(path string, text []byte) error
}

// walkXML walks over a document and holds no more of it than a text. Document
// types are refused, so no entity stands for more than a character.
func walkXML(ctx context.Context, r io.Reader, h handler) error {
	in, err := decoded(r)
	if err != nil {
		return err
	}
	w := &xmlWalk{ctx: ctx, in: markup{in: bufio.NewReaderSize(in, 64<<10), line: 1}, h: h, at: &node{}}
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		switch err := w.step(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// xmlWalk is where a walk stands.
type xmlWalk struct {
	ctx   context.Context
	in    markup
	h     handler
	at    *node // the open element
	depth int
	known int    // nodes that are kept
	text  []byte // since the last tag
}

// node is an element by its path, made when the path is first met.
type node struct {
	name  string
	path  string
	up    *node
	below []*node
}

// Bounds of what is kept of a document that is none of the standard, which has some
// hundreds of paths, thirty elements below one at most, and short names.
const (
	maxKnown = 4096
	maxBelow = 64
	maxName  = 128
)

// step reads a text and the tag behind it; io.EOF behind the last.
func (w *xmlWalk) step() error {
	text, err := w.in.until("<")
	switch {
	case errors.Is(err, io.EOF) && w.depth == 0:
		return io.EOF
	case err != nil:
		return w.problem(err)
	}
	if err := w.chars(text); err != nil {
		return w.problem(err)
	}
	switch w.in.peek() {
	case '!':
		return w.declaration()
	case '?':
		return w.skip("?>")
	}
	tag, err := w.in.tag()
	switch name, closes := bytes.CutPrefix(tag, []byte("/")); {
	case err != nil:
		return w.problem(err)
	case closes:
		return w.close(bytes.TrimRightFunc(name, space))
	}
	tag, empty := bytes.CutSuffix(tag, []byte("/"))
	if err := w.open(tag); err != nil || !empty {
		return err
	}
	return w.leave()
}

// declaration reads a comment or a quoted text. What else begins so is a document type.
func (w *xmlWalk) declaration() error {
	switch {
	case w.in.starts("!--"):
		return w.skip("-->")
	case w.in.starts("![CDATA["):
		return w.quoted()
	}
	return &book.Problem{Code: CodeDoctype, Line: w.in.line}
}

// skip reads over a comment or an instruction.
func (w *xmlWalk) skip(end string) error {
	if _, err := w.in.until(end); err != nil {
		return w.problem(err)
	}
	return nil
}

// quoted reads a text in which nothing stands for anything else.
func (w *xmlWalk) quoted() error {
	text, err := w.in.until("]]>")
	if err != nil {
		return w.problem(err)
	}
	return w.chars(bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("![CDATA[")), []byte("&"), []byte("&amp;")))
}

func (w *xmlWalk) chars(text []byte) (err error) {
	w.text, err = appendText(w.text, text)
	w.text = w.text[:min(len(w.text), maxText)]
	return err
}

// open enters an element.
func (w *xmlWalk) open(tag []byte) error {
	name := tag
	if i := bytes.IndexFunc(tag, space); i >= 0 {
		name = tag[:i]
	}
	child := w.child(local(name))
	if w.depth == maxDepth || child == nil {
		return w.problem(nil)
	}
	w.at = child
	w.depth++
	w.text = w.text[:0]
	return w.h.start(w.at.path, tag, w.in.line)
}

// child is the element of a name below the open one, nil where it is no name.
func (w *xmlWalk) child(name []byte) *node {
	for _, n := range w.at.below {
		if n.name == string(name) {
			return n
		}
	}
	if !isName(name) {
		return nil
	}
	n := &node{name: string(name), path: string(name), up: w.at}
	if w.at.path != "" {
		n.path = w.at.path + "/" + n.name
	}
	if w.known < maxKnown && len(w.at.below) < maxBelow {
		w.known++
		w.at.below = append(w.at.below, n)
	}
	return n
}

// close leaves the open element, whose name the tag must have.
func (w *xmlWalk) close(name []byte) error {
	if w.depth == 0 || string(local(name)) != w.at.name {
		return w.problem(nil)
	}
	return w.leave()
}

func (w *xmlWalk) leave() error {
	text := w.text
	if len(text) == maxText {
		text = bytes.ToValidUTF8(text, nil) // cut within a character
	}
	err := w.h.end(w.at.path, bytes.TrimSpace(text))
	w.at, w.depth, w.text = w.at.up, w.depth-1, w.text[:0]
	return err
}

// local is a name without its namespace.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

func space(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }

// isName tells whether an element may be called so.
func isName(name []byte) bool {
	return len(name) > 0 && len(name) <= maxName && letter(name[0]) && !bytes.ContainsFunc(name, func(r rune) bool {
		return r < utf8.RuneSelf && !letter(byte(r)) && (r < '0' || r > '9') && r != '-' && r != '.'
	})
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80 }

// problem is what is wrong with a document that cannot be read on.
func (w *xmlWalk) problem(err error) error {
	var p *book.Problem
	if errors.As(err, &p) || w.ctx.Err() != nil {
		return err
	}
	return &book.Problem{Code: CodeXML, Line: w.in.line, Err: err}
}
