package importing

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// UndoText is the plan of an undo in words.
type UndoText struct {
	ID        book.BatchID
	Title     string
	Lines     []string // what happens to the rows
	Decisions []string // the decisions that would be undone with them
}

// undoText puts a plan in words; lines are the rows that its decisions name, as
// far as they are known.
func undoText(t *assets.Text, plan book.UndoPlan, lines []book.EntryLine) UndoText {
	u := UndoText{ID: plan.Batch.ID, Title: t.T("import.undo_title", plan.Batch.File)}
	add := func(code string, n int) {
		if n > 0 {
			u.Lines = append(u.Lines, t.Count(code, n, words.Number(n)))
		}
	}
	add("import.undo_remove", plan.Remove)
	add("import.undo_keep", plan.Keep)
	add("import.undo_restore", plan.Restore)
	add("import.undo_refused", plan.Batch.Refused)
	if len(u.Lines) == 0 {
		u.Lines = []string{t.T("import.undo_nothing")}
	}
	rows := map[book.EntryID]*book.EntryLine{}
	for i := range lines {
		rows[lines[i].ID] = &lines[i]
	}
	for i := range plan.Decisions {
		u.Decisions = append(u.Decisions, decisionText(t, &plan.Decisions[i], rows))
	}
	return u
}

// few is the first of many lines, and how many more there are: a dialog has no
// room for hundreds.
func few(t *assets.Text, lines []string) []string {
	const most = 10
	if len(lines) <= most+1 {
		return lines
	}
	rest := len(lines) - most
	return append(slices.Clone(lines[:most]), t.Count("import.and_more", rest, words.Number(rest)))
}

// named are the rows that tell what decisions are about: the first of each.
func named(decisions []book.Decision) []book.EntryID {
	var ids []book.EntryID
	for i := range decisions {
		if id := subject(&decisions[i]); id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// subject is the row that tells what a decision is about: an order has the number
// that the owner knows, so the left side comes first. 0 where it names no rows.
func subject(d *book.Decision) book.EntryID {
	for _, side := range [][]book.EntryID{d.Left, d.Right} {
		if len(side) > 0 {
			return side[0]
		}
	}
	return 0
}

// decisionText says what was decided, about what, with which note, and when.
func decisionText(t *assets.Text, d *book.Decision, rows map[book.EntryID]*book.EntryLine) string {
	parts := []string{"· " + t.T("action."+string(d.Action))}
	if _, rest, ok := strings.Cut(d.Exception, "|"); ok { // leg|type|which, see book.Exception.Key
		kind, _, _ := strings.Cut(rest, "|")
		parts[0] += " " + words.ExceptionName(t, book.ExceptionType(kind))
	}
	if l := rows[subject(d)]; l != nil {
		number := l.OrderNo
		if number == "" {
			number = l.TxnNo
		}
		if number != "" {
			parts = append(parts, number)
		}
		parts = append(parts, words.Amount(l.Amount.Abs(), l.Currency))
	}
	if n := len(d.Left) + len(d.Right); n > 0 {
		parts = append(parts, t.Count("import.rows", n, words.Number(n)))
	}
	if d.Note != "" {
		parts = append(parts, d.Note)
	}
	return strings.Join(append(parts, d.At.In(book.Shanghai).Format("01-02 15:04")), " · ")
}
