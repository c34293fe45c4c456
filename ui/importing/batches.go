package importing

import (
	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// BatchRow is a batch as a row.
type BatchRow struct {
	ID                  book.BatchID
	At                  string
	File                string
	Channel             string
	Period              string
	New, Known, Changed string
	State               string
	Tone                kit.Tone
	Undone              bool
}

func batchRow(t *assets.Text, b *book.Batch, names map[book.ChannelID]string) BatchRow {
	row := BatchRow{
		ID: b.ID, At: b.At.In(book.Shanghai).Format("01-02 15:04"), File: b.File, Channel: names[b.Channel],
		New: kit.Number(b.New), Known: kit.Number(b.Known), Changed: kit.Number(b.Changed),
		State: t.T("import.applied"), Tone: kit.ToneMatched,
	}
	if b.Covers.From != 0 {
		row.Period = kit.PeriodShort(b.Covers.Period)
	}
	if !b.Undone.IsZero() {
		row.State, row.Tone, row.Undone = t.T("import.undone"), kit.ToneNeutral, true
	}
	return row
}

// UndoText is the plan of an undo in words.
type UndoText struct {
	ID        book.BatchID
	Title     string
	Lines     []string // what happens to the rows
	Decisions []string // the decisions that would be undone with them
}

func undoText(t *assets.Text, plan book.UndoPlan) UndoText {
	u := UndoText{ID: plan.Batch.ID, Title: t.T("import.undo_title", plan.Batch.File)}
	add := func(code string, n int) {
		if n > 0 {
			u.Lines = append(u.Lines, t.Count(code, n, kit.Number(n)))
		}
	}
	add("import.undo_remove", plan.Remove)
	add("import.undo_keep", plan.Keep)
	add("import.undo_restore", plan.Restore)
	if len(u.Lines) == 0 {
		u.Lines = []string{t.T("import.undo_nothing")}
	}
	for _, d := range plan.Decisions {
		s := t.T("action."+string(d.Action)) + " · " + d.At.In(book.Shanghai).Format("01-02 15:04")
		if d.Note != "" {
			s += " · " + d.Note
		}
		u.Decisions = append(u.Decisions, s)
	}
	return u
}
