package importing

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// ReceiptRow is a file of the last drop as a row.
type ReceiptRow struct {
	Chip                        string
	Tone                        kit.Tone
	File                        string
	What                        string // channel, kind of bill and period
	New, Known, Changed, Faulty string // row counts
	Uncounted                   bool   // nothing of the file was counted
	Remark                      string
	Mood                        kit.Tone
	Held                        bool // can be imported anyway
	More                        bool // there are notes or refused rows to look at
}

func receiptRow(t *assets.Text, r *book.Receipt) ReceiptRow {
	row := ReceiptRow{
		File:   r.File,
		What:   content(t, r),
		Held:   waits(r),
		More:   len(r.Rejects) > 0 || len(r.Notes) > 1 || r.Problem != nil,
		Remark: remark(t, r),
	}
	row.Chip, row.Tone = receiptChip(t, r)
	switch {
	case row.Held:
		row.Mood = kit.ToneSuggestion
	case r.State == book.ReceiptRefused:
		row.Mood = kit.ToneException
	}
	if r.State == book.ReceiptRefused || r.State == book.ReceiptSkipped {
		row.Uncounted = true
		return row
	}
	row.New, row.Known, row.Changed = kit.Number(r.New), kit.Number(r.Known), kit.Number(r.Changed)
	row.Faulty = kit.Number(r.Refused)
	return row
}

// waits tells whether a file did not go in but may, if the owner says so.
func waits(r *book.Receipt) bool {
	_, ok := accepts(r)
	return ok
}

// shortFile is a file's name as a list shows it: of a member of a zip its own
// name, and of a long name the middle left out, since what tells files apart
// stands at the end.
func shortFile(name string) string {
	const most, front = 22, 4
	if i := strings.LastIndex(name, "!"); i >= 0 {
		name = name[i+1:]
	}
	name = name[strings.LastIndex(name, "/")+1:]
	runes := []rune(name)
	if len(runes) <= most {
		return name
	}
	return string(runes[:front]) + "…" + string(runes[len(runes)-(most-front-1):])
}

func receiptChip(t *assets.Text, r *book.Receipt) (string, kit.Tone) {
	switch {
	case waits(r):
		return t.T("import.held"), kit.ToneSuggestion
	case r.State == book.ReceiptRefused:
		return t.T("import.refused"), kit.ToneException
	case r.State == book.ReceiptSkipped:
		return t.T("import.skipped"), kit.ToneNeutral
	case r.Refused > 0:
		return t.T("import.partly"), kit.ToneSuggestion
	case r.State == book.ReceiptKnown:
		return t.T("import.known"), kit.ToneNeutral
	case r.Changed > 0:
		return t.T("import.changed"), kit.ToneSuggestion
	}
	return t.T("import.applied"), kit.ToneMatched
}

// content says what was recognized: "微信支付 · 收款账单 · 10-01 – 10-31".
func content(t *assets.Text, r *book.Receipt) string {
	var parts []string
	if r.Channel != "" {
		parts = append(parts, r.Channel)
	}
	switch {
	case r.Format != "" && t.Has("format."+r.Format):
		parts = append(parts, t.T("format."+r.Format))
	case r.Role != book.RoleNone:
		parts = append(parts, t.T("role."+r.Role.String()))
	}
	if r.Covers.From != 0 {
		parts = append(parts, kit.PeriodShort(r.Covers.Period))
	}
	return strings.Join(parts, " · ")
}

// remark is the one sentence that matters most about the file.
func remark(t *assets.Text, r *book.Receipt) string {
	switch {
	case r.State == book.ReceiptSkipped && (r.Problem == nil || r.Problem.Code == "summary_only"):
		return t.T("import.skipped_why")
	case r.Problem != nil && r.State != book.ReceiptApplied && r.State != book.ReceiptKnown:
		return problemHere(t, r.Problem)
	}
	for _, wanted := range []bool{true, false} {
		for _, n := range r.Notes {
			if n.Suspicious == wanted {
				return kit.NoteText(t, n)
			}
		}
	}
	switch {
	case r.Refused > 0:
		return t.Count("import.some_refused", r.Refused, kit.Number(r.Refused))
	case r.State == book.ReceiptKnown:
		return t.T("import.all_known")
	case r.Changed > 0:
		return t.Count("import.some_changed", r.Changed, kit.Number(r.Changed))
	}
	return t.T("import.all_in")
}

// problemHere is the sentence of a problem with "this file" for the file's name,
// which stands beside it already.
func problemHere(t *assets.Text, p *book.Problem) string {
	if p.Code == "empty_folder" {
		return kit.ProblemText(t, p)
	}
	here := *p
	here.File = t.T("import.this_file")
	s := strings.ReplaceAll(kit.ProblemText(t, &here), "“"+here.File+"”", here.File)
	if t.Locale == assets.Chinese {
		s = strings.ReplaceAll(s, here.File+" ", here.File)
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// accepts is what a file that did not go in needs to go in: exactly what stood in
// its way. ok is false where nothing the owner says can help.
func accepts(r *book.Receipt) (opt intake.Options, ok bool) {
	switch {
	case r.State == book.ReceiptRefused:
		opt.AcceptIncomplete = r.Problem != nil && r.Problem.Code == "incomplete"
		return opt, opt.AcceptIncomplete
	case r.State != book.ReceiptHeld:
		return opt, false
	}
	opt.AcceptPartial = r.Refused > 0
	for _, n := range r.Notes {
		if n.Suspicious {
			// Damaged ids and the like are taken as suspicious; footers that do not
			// add up and unknown sheets as incomplete. A note does not say which, and
			// the owner has seen them all.
			opt.AcceptSuspicious, opt.AcceptIncomplete = true, true
		}
	}
	return opt, true
}

// summary counts the files of a drop by what became of them.
func summary(t *assets.Text, receipts []book.Receipt) string {
	if len(receipts) == 0 {
		return ""
	}
	rows := 0
	states := map[book.ReceiptState]int{}
	for i := range receipts {
		r := &receipts[i]
		state := r.State
		if waits(r) {
			state = book.ReceiptHeld
		}
		states[state]++
		if state == book.ReceiptApplied {
			rows += r.New + r.Changed
		}
	}
	parts := []string{t.Count("import.files", len(receipts))}
	if rows > 0 {
		parts = append(parts, t.Count("import.rows_written", rows, kit.Number(rows)))
	}
	if n := states[book.ReceiptHeld]; n > 0 {
		parts = append(parts, t.Count("import.files_held", n))
	}
	if n := states[book.ReceiptRefused]; n > 0 {
		parts = append(parts, t.Count("import.files_refused", n))
	}
	return strings.Join(parts, " · ")
}

// Detail is all about one file of the drop, for a dialog.
type Detail struct {
	Title   string
	What    string
	Counts  []string // period and rows, where they were counted
	Why     string   // why it waits or was refused
	Notes   []string // everything that was noticed
	Rejects []Reject
	Accept  string // what importing it anyway accepts, in words; "" where it cannot be
}

// Reject is a refused row: where, and why.
type Reject struct{ Line, Cell, Reason, Raw string }

func detail(t *assets.Text, r *book.Receipt) Detail {
	d := Detail{Title: r.File, What: content(t, r), Counts: countTexts(t, r)}
	if r.Problem != nil {
		d.Why = problemHere(t, r.Problem)
	}
	for _, n := range r.Notes {
		d.Notes = append(d.Notes, kit.NoteText(t, n))
	}
	for i := range r.Rejects {
		p := r.Rejects[i].Problem
		row := Reject{Cell: p.Cell, Reason: problemHere(t, &p), Raw: r.Rejects[i].Raw}
		if p.Line > 0 {
			row.Line = strconv.Itoa(p.Line)
		}
		d.Rejects = append(d.Rejects, row)
	}
	if _, ok := accepts(r); ok {
		d.Accept = acceptText(t, r)
	}
	return d
}

func acceptText(t *assets.Text, r *book.Receipt) string {
	if r.State == book.ReceiptRefused {
		return t.T("import.accept_incomplete")
	}
	var parts []string
	switch {
	case r.New > 0:
		parts = append(parts, t.Count("import.accept_new", r.New, kit.Number(r.New)))
	case r.Changed == 0:
		parts = append(parts, t.T("import.accept_nothing"))
	}
	if r.Changed > 0 {
		parts = append(parts, t.Count("import.accept_changed", r.Changed, kit.Number(r.Changed)))
	}
	if r.Refused > 0 {
		parts = append(parts, t.Count("import.accept_refused", r.Refused, kit.Number(r.Refused)))
	} else {
		parts = append(parts, t.T("import.accept_noted"))
	}
	return strings.Join(parts, t.T("import.accept_and"))
}
