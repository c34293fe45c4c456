package importing

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Preview is all about one file, before it is written or after.
type Preview struct {
	Title   string
	Chip    string
	Tone    draw.Tone
	Facts   []ask.Detail // the kind of bill, channel, period
	Counts  []Count      // rows; none where they were not counted
	Why     string       // why it waits or was refused
	Totals  []Total      // of the file's footer that do not add up
	Remarks []Remark     // everything else that was noticed, worst first
	Changes []ChangeRow
	More    int // changed rows beyond those listed
	Rejects []Reject
	Lost    int         // refused rows beyond those listed
	Accept  string      // what importing it accepts, in words; "" where it cannot be
	Choices []string    // the channels that it may belong to
	Roles   []book.Role // what kinds of account it may be of
	Always  bool        // files like it may always go in
}

// Count is a number of rows with its caption.
type Count struct {
	Caption, Value string
	Tone           draw.Tone
}

// Total is a sum or number that a file states and what its rows give.
type Total struct{ What, File, Ours string }

// Remark is what was noticed, with its line where it is about one.
type Remark struct {
	Line string
	Text string
	Tone draw.Tone
}

// ChangeRow is a row that the book held otherwise.
type ChangeRow struct{ Line, Number, Was, Is, Difference string }

// Reject is a refused row: why, and what it says; its line where the reason does not
// tell it.
type Reject struct{ Line, Reason, Raw string }

func preview(t *assets.Text, r *book.Receipt) Preview {
	p := Preview{Title: wholeName(r.File), Facts: facts(t, r), Counts: counts(t, r), Choices: r.Choices, Always: intake.CanAlways(r)}
	p.Chip, p.Tone = receiptChip(t, r)
	if r.Problem != nil && r.State != book.ReceiptApplied && r.State != book.ReceiptKnown {
		p.Why = problemHere(t, r.Problem)
	}
	if stands(r) && stepOf(r) == StepRole {
		p.Roles = []book.Role{book.RoleBank, book.RoleLedger}
	}
	p.Totals, p.Remarks = remarks(t, r)
	if n := r.New + r.Known + r.Changed; n > r.Rows && r.Rows > 0 {
		p.Remarks = append(p.Remarks, Remark{Text: t.T("import.more_entries", words.Number(r.Rows), words.Number(n))})
	}
	for i := range r.Changes {
		p.Changes = append(p.Changes, changeRow(&r.Changes[i]))
	}
	if len(p.Changes) > 0 {
		p.More = max(r.Changed-len(p.Changes), 0)
	}
	for i := range r.Rejects {
		p.Rejects = append(p.Rejects, reject(t, &r.Rejects[i]))
	}
	if len(p.Rejects) > 0 {
		p.Lost = max(r.Refused-len(p.Rejects), 0)
	}
	if _, ok := intake.Accepts(r); ok {
		p.Accept = acceptText(t, r)
	}
	return p
}

func facts(t *assets.Text, r *book.Receipt) []ask.Detail {
	var out []ask.Detail
	add := func(code, value string) {
		if value != "" {
			out = append(out, ask.Detail{Caption: t.T("import." + code), Value: value})
		}
	}
	add("fact_format", formatName(t, r.Format, r.Role))
	add("fact_channel", r.Channel)
	if r.Covers.From != 0 {
		add("fact_period", t.T("import.period", r.Covers.From.String(), r.Covers.To.String(), words.Number(r.Covers.Days())))
	}
	return out
}

// counts are the rows of a file by what would become of them, or became.
func counts(t *assets.Text, r *book.Receipt) []Count {
	if r.Rows == 0 && (r.State == book.ReceiptRefused || r.State == book.ReceiptSkipped) {
		return nil
	}
	count := func(code string, n int, tone draw.Tone) Count {
		if n == 0 {
			tone = draw.ToneNeutral
		}
		return Count{t.T("import." + code), words.Number(n), tone}
	}
	return []Count{
		count("count_rows", r.Rows, draw.ToneNeutral), count("col_new", r.New, draw.ToneMatched),
		count("col_known", r.Known, draw.ToneNeutral), count("col_changed", r.Changed, draw.ToneSuggestion),
		count("count_suspicious", r.Suspicious, draw.ToneSuggestion), count("col_refused", r.Refused, draw.ToneException),
	}
}

// remarks splits what was noticed into totals that do not add up and all else; what
// holds the file is told by its problem already.
func remarks(t *assets.Text, r *book.Receipt) (totals []Total, rest []Remark) {
	for _, n := range worstFirst(r.Notes) {
		if n.Code == "totals" && len(n.Args) == 3 {
			totals = append(totals, Total{n.Args[0], n.Args[1], cmp.Or(n.Args[2], "–")})
			continue
		}
		if r.State == book.ReceiptHeld && r.Problem.Code == "held_"+n.Code && r.Problem.Line == n.Line && slices.Equal(r.Problem.Args, n.Args) {
			continue
		}
		m := Remark{Line: lineText(n.Line), Text: noteHere(t, n)}
		m.Line = untold(t, m.Line, m.Text)
		if n.Suspicious || n.Code == "changed_amounts" {
			m.Tone = draw.ToneSuggestion
		}
		rest = append(rest, m)
	}
	return totals, rest
}

// untold is a line that a sentence does not tell; "" where it does.
func untold(t *assets.Text, line, sentence string) string {
	if strings.Contains(strings.ToLower(sentence), strings.ToLower(t.T("import.at_line", line))) {
		return ""
	}
	return line
}

func reject(t *assets.Text, r *book.Refused) Reject {
	const most = 240 // of a row as it is written: a broken quote can take in a page
	raw := []rune(strings.Join(strings.Fields(r.Raw), " "))
	if len(raw) > most {
		raw = append(raw[:most], '…')
	}
	row := Reject{Reason: problemHere(t, &r.Problem), Raw: string(raw)}
	row.Line = untold(t, lineText(r.Problem.Line), row.Reason)
	return row
}

func lineText(line int) string {
	if line <= 0 {
		return ""
	}
	return strconv.Itoa(line)
}

// changeRow tells a change in money; of one in words alone the amount stays and the
// difference is a dash.
func changeRow(c *book.Change) ChangeRow {
	row := ChangeRow{Line: lineText(c.Line), Number: c.Number, Was: c.Was.String(), Is: c.Is.String(), Difference: "–"}
	if c.Was.Currency == c.Is.Currency && c.Was.Minor != c.Is.Minor {
		row.Difference = words.Signed(c.Is.Minor-c.Was.Minor, c.Is.Currency)
	}
	return row
}

// acceptText says what importing a file that waits does, and what becomes of the rest.
func acceptText(t *assets.Text, r *book.Receipt) string {
	if r.State == book.ReceiptRefused {
		return t.T("import.accept_incomplete")
	}
	parts := rowsIn(t, r)
	if r.Refused > 0 {
		parts = append(parts, t.Count("import.accept_refused", r.Refused, words.Number(r.Refused)))
	} else {
		parts = append(parts, t.T("import.accept_noted"))
	}
	return strings.Join(parts, t.T("import.accept_and"))
}

// rowsIn says how many rows of a file would be written.
func rowsIn(t *assets.Text, r *book.Receipt) (parts []string) {
	switch {
	case r.New > 0:
		parts = append(parts, t.Count("import.accept_new", r.New, words.Number(r.New)))
	case r.Changed == 0:
		parts = append(parts, t.T("import.accept_nothing"))
	}
	if r.Changed > 0 {
		parts = append(parts, t.Count("import.accept_changed", r.Changed, words.Number(r.Changed)))
	}
	return parts
}
