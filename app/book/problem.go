package book

import (
	"errors"
	"fmt"
	"strings"
)

// Problem is an error that a person may see. Code picks the sentence, the
// translation "problem.<code>", which says what to do; {{.File}}, {{.Line}},
// {{.Cell}}, {{.A}}, {{.B}}, {{.C}} fill it.
type Problem struct {
	Code string
	File string
	Line int    // physical line or sheet row, from 1; 0 where it is about the whole file
	Cell string // the column's header
	Args []string
	Err  error // the cause, for the log
}

func (p *Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.Code)
	if p.File != "" {
		fmt.Fprintf(&b, " file=%q", p.File)
	}
	if p.Line > 0 {
		fmt.Fprintf(&b, " line=%d", p.Line)
	}
	if p.Cell != "" {
		fmt.Fprintf(&b, " cell=%q", p.Cell)
	}
	for _, a := range p.Args {
		fmt.Fprintf(&b, " %q", a)
	}
	if p.Err != nil {
		b.WriteString(": " + p.Err.Error())
	}
	return b.String()
}

func (p *Problem) Unwrap() error { return p.Err }

// CodeOf is the code of the Problem in err's chain, or "".
func CodeOf(err error) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

// Note is a remark on a file or a row that may hold the file: a code with
// arguments, told by the translation "note.<code>".
type Note struct {
	Code       string   `json:"code"`
	Args       []string `json:"args,omitempty"`
	Line       int      `json:"line,omitempty"`
	Suspicious bool     `json:"suspicious,omitempty"` // waits for the owner's eye
}
