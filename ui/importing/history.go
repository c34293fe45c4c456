package importing

import (
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// HistoryRow is a line of the record of imports: a day, a zip or workbook of several
// parts, or a batch.
type HistoryRow struct {
	Batch               book.BatchID // 0: a day or a file, with the sums of what follows
	At                  string
	File, Whole         string // as shown, and whole
	Part                bool   // stands under its file
	Format              string
	Channel             string
	Period              string
	New, Known, Changed string
	State               string
	Tone                draw.Tone
	Undone              bool
}

// history is the batches under the days of their import, the parts of a file under
// its name. They come newest first and stay so.
func history(t *assets.Text, batches []book.Batch, channel func(book.ChannelID) string) []HistoryRow {
	var rows []HistoryRow
	for len(batches) > 0 {
		n := stretch(batches, sameDay)
		day := batches[:n]
		batches = batches[n:]
		rows = append(rows, dayRow(t, day))
		for len(day) > 0 {
			n := stretch(day, sameImport)
			if n > 1 {
				rows = append(rows, fileRow(t, day[:n]))
			}
			for i := range day[:n] {
				row := batchRow(t, &day[i], channel(day[i].Channel))
				if row.Part = n > 1; row.Part {
					row.At, row.File = "", partName(day[i].File)
				}
				rows = append(rows, row)
			}
			day = day[n:]
		}
	}
	return rows
}

// stretch is how many of the first batches belong together.
func stretch(batches []book.Batch, together func(a, b *book.Batch) bool) int {
	n := 1
	for n < len(batches) && together(&batches[n-1], &batches[n]) {
		n++
	}
	return n
}

func sameDay(a, b *book.Batch) bool { return dayOf(a) == dayOf(b) }

func dayOf(b *book.Batch) book.Day { return book.DayOf(b.At.In(book.Shanghai)) }

// sameImport tells whether two batches are parts of one file of one drop.
func sameImport(a, b *book.Batch) bool {
	const most = 10 * time.Minute // a drop of gigabytes
	return partName(a.File) != "" && partName(b.File) != "" && outerFile(a.File) == outerFile(b.File) && a.At.Sub(b.At).Abs() < most
}

func dayRow(t *assets.Text, day []book.Batch) HistoryRow {
	row := sums(day)
	row.At = dayOf(&day[0]).String()
	files := 0
	for rest := day; len(rest) > 0; files++ {
		rest = rest[stretch(rest, sameImport):]
	}
	row.File = t.Count("import.files", files)
	return row
}

// clock is the time of day of an import.
func clock(b *book.Batch) string { return b.At.In(book.Shanghai).Format("15:04") }

func fileRow(t *assets.Text, parts []book.Batch) HistoryRow {
	row := sums(parts)
	row.At, row.File = clock(&parts[0]), outerFile(parts[0].File)
	row.Whole, row.Format = row.File, t.Count("import.parts", len(parts))
	return row
}

// sums adds up the rows of batches that stand.
func sums(batches []book.Batch) HistoryRow {
	var fresh, known, changed int
	for i := range batches {
		if b := &batches[i]; b.Undone.IsZero() {
			fresh, known, changed = fresh+b.New, known+b.Known, changed+b.Changed
		}
	}
	return HistoryRow{New: words.Number(fresh), Known: words.Number(known), Changed: words.Number(changed)}
}

func batchRow(t *assets.Text, b *book.Batch, channel string) HistoryRow {
	row := HistoryRow{
		Batch: b.ID, At: clock(b), File: shortFile(b.File), Whole: wholeName(b.File), Channel: channel, Format: formatName(t, b.Format, book.RoleNone),
		New: words.Number(b.New), Known: words.Number(b.Known), Changed: words.Number(b.Changed),
		State: t.T("import.applied"), Tone: draw.ToneMatched,
	}
	if b.Covers.From != 0 {
		row.Period = periodText(b.Covers.Period)
	}
	if b.Refused > 0 {
		row.State, row.Tone = t.T("import.partly"), draw.ToneSuggestion
	}
	if !b.Undone.IsZero() {
		row.State, row.Tone, row.Undone = t.T("import.undone"), draw.ToneNeutral, true
	}
	return row
}

// batchReceipt is what a batch still tells of its receipt.
func batchReceipt(b *book.Batch, channel string) book.Receipt {
	return book.Receipt{
		File: b.File, State: book.ReceiptApplied, Batch: b.ID, Format: b.Format, Channel: channel, Covers: b.Covers,
		Rows: b.New + b.Known + b.Changed + b.Refused, New: b.New, Known: b.Known, Changed: b.Changed, Refused: b.Refused, Notes: b.Notes, SHA256: b.SHA256,
	}
}

// Batch is the batch with an id and its place in State.History; nil where it is not
// there.
func (p *Presenter) Batch(id book.BatchID) (b *book.Batch, row int) {
	for i := range p.batches {
		if p.batches[i].ID == id && id != 0 {
			b = &p.batches[i]
		}
	}
	for i := range p.state.History {
		if b != nil && p.state.History[i].Batch == id {
			return b, i
		}
	}
	return nil, -1
}

// BatchPreview is all that is known about a batch, with its refused rows.
func (p *Presenter) BatchPreview(b *book.Batch, rejects []book.Refused) Preview {
	t := p.deps.Text
	r := batchReceipt(b, p.channelName(b.Channel))
	r.Rejects = rejects[:min(len(rejects), book.MaxRejects)]
	v := preview(t, &r)
	v.Facts = append(v.Facts, ask.Detail{Caption: t.T("import.fact_at"), Value: b.At.In(book.Shanghai).Format("2006-01-02 15:04")})
	if !b.Undone.IsZero() {
		v.Chip, v.Tone = t.T("import.undone"), draw.ToneNeutral
		v.Facts = append(v.Facts, ask.Detail{Caption: t.T("import.undone"), Value: b.Undone.In(book.Shanghai).Format("2006-01-02 15:04")})
	}
	return v
}
