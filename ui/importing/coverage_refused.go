package importing

import (
	"slices"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// lacking are the batches with days of a month that refused rows, which no file brought
// in since: a later one without refused rows over the same days did.
func lacking(batches []book.Batch, channel book.ChannelID, month book.Period) []*book.Batch {
	var out []*book.Batch
	stands := func(b *book.Batch) bool { return b.Channel == channel && b.Undone.IsZero() && b.Covers.From != 0 }
	for i := range batches {
		b := &batches[i]
		if !stands(b) || b.Refused == 0 || b.Covers.From > month.To || b.Covers.To < month.From {
			continue
		}
		if !slices.ContainsFunc(batches, func(later book.Batch) bool {
			return stands(&later) && later.Refused == 0 && later.ID > b.ID && later.Covers.From <= b.Covers.From && later.Covers.To >= b.Covers.To
		}) {
			out = append(out, b)
		}
	}
	return out
}

// lacks tells of rows that were refused: a month whose days are all covered is not
// complete for that. What a refused row was of is not known, so no day is marked.
func (row *CoverageRow) lacks(t *assets.Text, batches []*book.Batch) {
	rows := 0
	for _, b := range batches {
		rows += b.Refused
		row.Gaps = append(row.Gaps, t.Count("import.refused_in", b.Refused, words.Number(b.Refused), shortFile(b.File)))
	}
	if rows > 0 && (row.Tone == draw.ToneMatched || row.Tone == draw.ToneNeutral) {
		row.Remark, row.Tone = t.Count("import.refused_rows", rows, words.Number(rows)), draw.ToneSuggestion
	}
}
