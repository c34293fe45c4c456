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
	if b.Refused > 0 {
		row.State, row.Tone = t.T("import.partly"), kit.ToneSuggestion
	}
	if !b.Undone.IsZero() {
		row.State, row.Tone, row.Undone = t.T("import.undone"), kit.ToneNeutral, true
	}
	return row
}
