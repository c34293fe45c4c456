package words

import (
	"context"
	"errors"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// Sentence tells an error to a person: the text of the book.Problem in its chain,
// which says what to do, or a general one where there is none.
func Sentence(t *assets.Text, err error) string {
	var p *book.Problem
	switch {
	case err == nil:
		return ""
	case errors.As(err, &p):
		return ProblemText(t, p)
	case errors.Is(err, context.Canceled):
		return t.T("kit.cancelled")
	}
	return t.T("kit.unexpected")
}

// ProblemText is the sentence of a problem.
func ProblemText(t *assets.Text, p *book.Problem) string {
	return t.Data("problem."+p.Code, map[string]any{"File": p.File, "Line": p.Line, "Cell": p.Cell}, moneyArgs(p.Args)...)
}

// NoteText is the sentence of a remark on a file.
func NoteText(t *assets.Text, n book.Note) string {
	return t.Data("note."+n.Code, map[string]any{"Line": n.Line}, n.Args...)
}

// FactText is the sentence of a piece of evidence.
func FactText(t *assets.Text, f book.Fact) string {
	f = inDays(f)
	if len(f.Args) > 0 && (f.Code == "fee_method" || f.Code == "other_method") {
		f.Args = append([]string{MethodName(t, f.Args[0])}, f.Args[1:]...)
	}
	return t.T("fact."+f.Code, f.Args...)
}

// ProgressText says what long work is doing and how far it is: "读取 a.csv · 62%".
// How far is a share: work is counted in bytes or rows, which tell nobody anything.
func ProgressText(t *assets.Text, p book.Progress) string {
	s := t.T("stage." + p.Stage)
	if leg := "leg." + p.What; p.Stage == "match" && t.Has(leg) {
		p.What = t.T(leg)
	}
	if p.What != "" {
		s += " " + p.What
	}
	if p.Total > 0 {
		s += " · " + strconv.FormatInt(min(p.Done*100/p.Total, 100), 10) + "%"
	}
	return s
}
