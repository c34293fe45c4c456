package importing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// ReceiptRow is a file of the last drop that does not wait, as a row; or the name of
// a zip or workbook, whose parts follow.
type ReceiptRow struct {
	Chip                        string
	Tone                        draw.Tone
	File                        string
	Part                        bool   // stands under the name of its file
	What                        string // channel, kind of bill and period
	New, Known, Changed, Faulty string // row counts
	Uncounted                   bool   // nothing of the file was counted
	Remark                      string
	of                          int // of the receipts; -1: of none
}

// receiptRows are the files of a drop that do not wait, the parts of a file under
// its name.
func receiptRows(t *assets.Text, receipts []book.Receipt) []ReceiptRow {
	var rows []ReceiptRow
	done := make([]bool, len(receipts))
	for i := range receipts {
		if done[i] || stands(&receipts[i]) {
			continue
		}
		parts := partsWith(receipts, i)
		if len(parts) > 1 {
			rows = append(rows, ReceiptRow{File: outerFile(receipts[i].File), Remark: t.Count("import.parts", len(parts)), Uncounted: true, of: -1})
		}
		for _, n := range parts {
			done[n] = true
			row := receiptRow(t, &receipts[n])
			row.of = n
			if row.Part = len(parts) > 1; row.Part {
				row.File = partName(receipts[n].File)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// partsWith are the receipts of the same zip or workbook, in order.
func partsWith(receipts []book.Receipt, i int) []int {
	var parts []int
	for n := range receipts {
		r := &receipts[n]
		if !stands(r) && r.Path == receipts[i].Path && outerFile(r.File) == outerFile(receipts[i].File) {
			parts = append(parts, n)
		}
	}
	return parts
}

func receiptRow(t *assets.Text, r *book.Receipt) ReceiptRow {
	row := ReceiptRow{File: wholeName(r.File), What: content(t, r), Remark: remark(t, r)}
	row.Chip, row.Tone = receiptChip(t, r)
	if r.State == book.ReceiptSkipped {
		row.Uncounted = true
		return row
	}
	row.New, row.Known, row.Changed = words.Number(r.New), words.Number(r.Known), words.Number(r.Changed)
	row.Faulty = words.Number(r.Refused)
	return row
}

func receiptChip(t *assets.Text, r *book.Receipt) (string, draw.Tone) {
	switch {
	case r.State == book.ReceiptHeld || waits(r):
		return t.T("import.held"), draw.ToneSuggestion
	case r.State == book.ReceiptRefused:
		return t.T("import.refused"), draw.ToneException
	case r.State == book.ReceiptSkipped:
		return t.T("import.skipped"), draw.ToneNeutral
	case r.Refused > 0:
		return t.T("import.partly"), draw.ToneSuggestion
	case r.State == book.ReceiptKnown:
		return t.T("import.known"), draw.ToneNeutral
	case r.Changed > 0:
		return t.T("import.changed"), draw.ToneSuggestion
	}
	return t.T("import.applied"), draw.ToneMatched
}

// content says what was recognized: "微信支付 · 交易账单 · 2025-10-01 – 10-31".
func content(t *assets.Text, r *book.Receipt) string {
	var parts []string
	if r.Channel != "" {
		parts = append(parts, r.Channel)
	}
	if name := formatName(t, r.Format, r.Role); name != "" {
		parts = append(parts, name)
	}
	if r.Covers.From != 0 {
		parts = append(parts, periodText(r.Covers.Period))
	}
	return strings.Join(parts, " · ")
}

// formatName is what a kind of bill is called; where it has no name of its own, by
// its role.
func formatName(t *assets.Text, format string, role book.Role) string {
	switch {
	case format != "" && t.Has("format."+format):
		return t.T("format." + format)
	case role != book.RoleNone:
		return t.T("role." + role.String())
	}
	return ""
}

// periodText is a period with its year, which is told once where it is the same.
func periodText(p book.Period) string {
	from, to := p.From.String(), p.To.String()
	switch {
	case p.From == p.To:
		return from
	case from[:4] == to[:4]:
		return from + " – " + to[5:]
	}
	return from + " – " + to
}

// remark is the one sentence that matters most about the file.
func remark(t *assets.Text, r *book.Receipt) string {
	switch {
	case r.State == book.ReceiptSkipped && (r.Problem == nil || r.Problem.Code == "summary_only"):
		return t.T("import.skipped_why")
	case r.Problem != nil && r.State != book.ReceiptApplied && r.State != book.ReceiptKnown:
		return problemHere(t, r.Problem)
	}
	if notes := worstFirst(r.Notes); len(notes) > 0 {
		return noteHere(t, notes[0])
	}
	switch {
	case r.Refused > 0:
		return t.Count("import.some_refused", r.Refused, words.Number(r.Refused))
	case r.Rows == 0 && r.New+r.Known+r.Changed == 0:
		return t.T("import.no_rows")
	case r.State == book.ReceiptKnown:
		return t.T("import.all_known")
	case r.Changed > 0:
		return t.Count("import.some_changed", r.Changed, words.Number(r.Changed))
	}
	return t.T("import.all_in")
}

// worstFirst is remarks in the order in which the owner is told: money that changed,
// what holds a file, the rest.
func worstFirst(notes []book.Note) []book.Note {
	rank := func(n book.Note) int {
		switch {
		case n.Code == "changed_amounts":
			return 0
		case n.Suspicious:
			return 1
		}
		return 2
	}
	out := slices.Clone(notes)
	slices.SortStableFunc(out, func(a, b book.Note) int { return rank(a) - rank(b) })
	return out
}

// problemHere is the sentence of a problem with "this file" for the file's name,
// which stands beside it already, and without the opening that it did not go in, which
// the place where it stands tells.
func problemHere(t *assets.Text, p *book.Problem) string {
	if p.Code == "empty_folder" {
		return words.ProblemText(t, p)
	}
	here := *p
	here.File = t.T("import.this_file")
	s := strings.ReplaceAll(words.ProblemText(t, &here), "“"+here.File+"”", here.File)
	if t.Locale == assets.Chinese {
		s = strings.ReplaceAll(s, here.File+" ", here.File)
	}
	s = strings.ReplaceAll(s, "「"+here.File+"」", here.File)
	for _, opening := range strings.Split(t.T("import.openings"), "|") {
		s = strings.TrimPrefix(s, opening)
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// noteHere is the sentence of a remark, without the numbers that only commands show.
func noteHere(t *assets.Text, n book.Note) string {
	if n.Code == "same_file" {
		return t.T("import.same_file")
	}
	return words.NoteText(t, n)
}

// summary counts the files of a drop by what became of them.
func summary(t *assets.Text, receipts []book.Receipt) string {
	if len(receipts) == 0 {
		return ""
	}
	rows := 0
	var held, refused, known []*book.Receipt
	for i := range receipts {
		r := &receipts[i]
		switch {
		case r.State == book.ReceiptHeld || waits(r):
			held = append(held, r)
		case r.State == book.ReceiptRefused:
			refused = append(refused, r)
		case r.State == book.ReceiptKnown:
			known = append(known, r)
		case r.State == book.ReceiptApplied:
			rows += r.New + r.Changed
		}
	}
	count := func(list []*book.Receipt) int {
		return countFiles(len(list), func(i int) *book.Receipt { return list[i] })
	}
	all := countFiles(len(receipts), func(i int) *book.Receipt { return &receipts[i] })
	parts := []string{t.Count("import.files", all)}
	if rows > 0 {
		parts = append(parts, t.Count("import.rows_written", rows, words.Number(rows)))
	}
	switch n := count(known); {
	case n > 0 && len(known) == len(receipts):
		parts = append(parts, t.T("import.files_all_known"))
	case n > 0:
		parts = append(parts, t.Count("import.files_known", n))
	}
	if n := count(held); n > 0 {
		parts = append(parts, t.Count("import.files_held", n))
	}
	if n := count(refused); n > 0 {
		parts = append(parts, t.Count("import.files_refused", n))
	}
	return strings.Join(parts, " · ")
}
