package mapping

import (
	"errors"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// Result is what a profile would make of the file, in words.
type Result struct {
	Busy    bool
	Fault   string // why nothing can be read yet; "" where something can
	Summary string
	Notes   []string
	Entries [][]string // cells of entryColumns
	Refused [][]string // line, cell, reason
}

// OK tells whether the profile may be kept.
func (r *Result) OK() bool { return !r.Busy && r.Fault == "" }

func resultOf(t *assets.Text, trial *book.SheetTrial, err error) Result {
	if err != nil {
		return Result{Fault: errorText(t, err)}
	}
	r := Result{Summary: t.T("mapping.would", words.Number(trial.Rows), words.Number(trial.Entries), words.Number(trial.Refused))}
	if trial.Covers.From != 0 {
		r.Summary += " · " + t.T("mapping.period", trial.Covers.From.String(), trial.Covers.To.String())
	}
	switch {
	case trial.Entries == 0 && len(trial.Rejects) > 0:
		r.Fault = t.T("mapping.all_refused", words.ProblemText(t, &trial.Rejects[0].Problem))
	case trial.Entries == 0:
		r.Fault = t.T("mapping.nothing")
	}
	for _, n := range trial.Notes {
		r.Notes = append(r.Notes, words.NoteText(t, n))
	}
	for i := range trial.Sample {
		r.Entries = append(r.Entries, entryCells(t, &trial.Sample[i]))
	}
	for i := range trial.Rejects {
		p := &trial.Rejects[i].Problem
		r.Refused = append(r.Refused, []string{strconv.Itoa(p.Line), p.Cell, words.ProblemText(t, p)})
	}
	return r
}

// entryCells are the cells of an entry, in the order of entryColumns.
func entryCells(t *assets.Text, e *book.Entry) []string {
	when := words.WhenFull(e.At, book.Shanghai)
	if e.At.IsZero() {
		when = e.Day.String()
	}
	numbers := []string{}
	for _, s := range []string{e.OrderNo, e.TxnNo, e.RefundNo} {
		if s != "" {
			numbers = append(numbers, s)
		}
	}
	return []string{strconv.Itoa(int(e.Line)), when, t.T("kind." + e.Kind.String()), words.Signed(e.Amount, e.Currency),
		strings.Join(numbers, " · "), strings.TrimSpace(e.Counterparty + " " + e.Memo)}
}

// faultText says what a profile still lacks.
func faultText(t *assets.Text, p *book.Problem) string {
	if p.Code == "profile_incomplete" && len(p.Args) > 0 {
		return t.T("mapping.lacks", t.T("mapping.field_"+p.Args[0]))
	}
	if p.Code == "ambiguous_dates" && len(p.Args) > 0 { // here it can be said
		return t.T("mapping.pick_dates", p.Args[0])
	}
	return words.ProblemText(t, p)
}

func errorText(t *assets.Text, err error) string {
	var p *book.Problem
	if errors.As(err, &p) {
		return faultText(t, p)
	}
	return t.T("mapping.failed")
}
