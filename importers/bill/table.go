package bill

import (
	"context"
	"strconv"

	"zhangfang/app/book"
)

// Table is a format whose header names its columns: what the columns are called
// is data, what a row means is the Decoder that Begin makes.
type Table struct {
	ID      string // the format's stable name, "family.kind"
	Source  book.Source
	Columns []Column
	// Fits says what a header must have beyond the Need columns; nil: nothing.
	Fits func(h *Header, role book.Role) bool
	// Wants names what Fits misses, for the sentence of a refusal.
	Wants []string
	// Begin is told the header and the records before it. It may set the
	// account, the role and the stated period of the summary, and keep it.
	Begin func(b Beginning) (Decoder, error)

	Dates []Field // columns whose dates may have the year last
	// DayFirst tells the headers in whose language the day stands before the month,
	// where no row shows it; nil, or false: such dates are refused.
	DayFirst func(h *Header) bool
	OneLine  bool // no cell runs over a line end
	Exact    bool // every row has as many cells as the header
	Seconds  bool // times always have seconds
	Whole    bool // a file holds whole days
	Keys     bool // a provider's key may stand on several rows of one file
	Again    bool // the header may be repeated between the rows
}

// Beginning is what a decoder starts from.
type Beginning struct {
	Header   *Header
	Preamble [][]string
	Role     book.Role // what the owner said
	Summary  *Summary
	Workbook bool // its numbers may stand as a spreadsheet keeps them, with a point
}

// Decoder turns the records of one file into entries.
type Decoder interface {
	// Row decodes a record: it adds entries to r, or fails it.
	Row(r *Record)
}

// Footer is a decoder that knows records which are no rows, such as totals.
type Footer interface {
	// Foot tells whether the record is none of the table's rows.
	Foot(cells []string, line int) bool
}

// Fitter is a decoder that mends rows whose cells do not match the header.
type Fitter interface {
	// Fit returns the cells as they should be, or the same where it cannot.
	Fit(cells []string) []string
}

// Ender is a decoder with something to say once all rows are read.
type Ender interface{ End(s *Summary) }

// Name is the format's stable name.
func (t *Table) Name() string { return t.ID }

// Detect finds the header row among the first records.
func (t *Table) Detect(head [][]string, role book.Role) int { return t.DetectIn(NewHead(head), role) }

// DetectIn is Detect for records whose cells were named already.
func (t *Table) DetectIn(head *Head, role book.Role) int {
	for i, cells := range head.Rows {
		if !head.may(i, t.Columns) {
			continue
		}
		h, missing := MapHeader(cells, t.Columns)
		if len(missing) == 0 && (t.Fits == nil || t.Fits(h, role)) {
			return i
		}
	}
	return -1
}

// Lacks names the columns that a header would need beyond the Need columns.
func (t *Table) Lacks(h *Header) []string {
	var out []string
	for _, name := range t.Wants {
		if h.index(name) < 0 {
			out = append(out, name)
		}
	}
	return out
}

// Read streams the rows behind the header, which is record number at.
func (t *Table) Read(ctx context.Context, in *Rows, at int, opt Options, sink Sink) (*Summary, error) {
	if t.OneLine {
		in.OneLine()
	}
	var preamble [][]string
	for i := 0; i <= at && in.Next(); i++ {
		preamble = append(preamble, append([]string(nil), in.Cells...))
	}
	if in.Err() != nil || len(preamble) <= at {
		return nil, in.Err()
	}
	h, missing := MapHeader(preamble[at], t.Columns)
	if len(missing) > 0 { // a stray quote before it
		return nil, &book.Problem{Code: CodeNoTable}
	}
	if p := h.problem(); p != nil {
		return nil, p
	}
	s := &Summary{Format: t.ID, Source: t.Source, Currency: book.CNY, Columns: h.Cells}
	dec, err := t.Begin(Beginning{h, preamble[:at], opt.Role, s, in.sheet})
	if err != nil {
		return nil, err
	}
	order, err := t.order(in, h, at)
	if err != nil {
		return nil, err
	}
	s.Dates = order.style()
	w := &walk{t: t, dec: dec, sum: s, sink: sink, rec: Record{Header: h, order: order, since1904: in.since1904, tally: &tally{}}}
	w.need = t.need(h)
	w.foot, _ = dec.(Footer)
	w.fit, _ = dec.(Fitter)
	if t.Keys {
		w.rec.tally.seen = map[uint64]uint64{}
	}
	for in.Next() {
		for in.sheet && len(in.Cells) < len(h.Cells) {
			in.Cells = append(in.Cells, "")
		}
		if err := w.row(in.Cells, in.Line); err != nil {
			return nil, err
		}
	}
	if err := in.Err(); err != nil {
		return nil, err
	}
	w.end()
	s.Notes = append(s.Notes, in.notes()...)
	return s, nil
}

// walk is the reading of one file.
type walk struct {
	t    *Table
	dec  Decoder
	foot Footer
	fit  Fitter
	sum  *Summary
	sink Sink
	rec  Record
	need int         // cells that a row must have
	days book.Period // from the first to the last row
}

func (w *walk) row(cells []string, line int) error {
	if Empty(cells) || w.foot != nil && !w.whole(cells) && w.foot.Foot(cells, line) {
		return nil
	}
	r := &w.rec
	if first := r.Header.Cells[0]; len(cells[0]) >= len(first) && r.Header.repeats(cells) {
		if w.t.Again {
			return nil
		}
		return &book.Problem{Code: CodeTables, Line: line}
	}
	width := len(r.Header.Cells)
	if len(cells) != width && w.fit != nil {
		cells = w.fit.Fit(cells)
	}
	r.reset(cells, line)
	if r.Problem = w.width(cells, line, width); r.Problem == nil {
		w.dec.Row(r)
	}
	r.finish()
	w.sum.Rows++
	for i := range r.Entries {
		w.note(&r.Entries[i], i == 0)
	}
	return w.sink(&r.Row)
}

// width refuses a row whose cells cannot be told apart any more.
func (w *walk) width(cells []string, line, width int) *book.Problem {
	if len(cells) > width && !Empty(cells[width:]) {
		return widthProblem(CodeManyCells, line, len(cells), width)
	}
	if len(cells) < w.need {
		return widthProblem(CodeFewCells, line, len(cells), width)
	}
	return nil
}

// need is the number of cells that a row cannot do without.
func (t *Table) need(h *Header) int {
	if t.Exact {
		return len(h.Cells)
	}
	n := 0
	for f, col := range t.Columns {
		if col.Need {
			n = max(n, h.at[f]+1)
		}
	}
	return n
}

func widthProblem(code string, line, have, want int) *book.Problem {
	return &book.Problem{Code: code, Line: line, Args: []string{strconv.Itoa(have), strconv.Itoa(want)}}
}

// note keeps account of the entry for what is told of the whole file.
func (w *walk) note(e *Entry, first bool) {
	if w.rec.tally.seen != nil {
		w.rec.tally.sameNumber(e)
	}
	if !first || e.Day == 0 {
		return
	}
	if w.days.From == 0 {
		w.sum.Currency = e.Currency
		w.days = book.Period{From: e.Day, To: e.Day}
	}
	w.days.From, w.days.To = min(w.days.From, e.Day), max(w.days.To, e.Day)
}

func (w *walk) end() {
	if w.sum.Covers.From == 0 {
		w.sum.Covers = book.Coverage{Period: w.days, PartialEdges: !w.t.Whole}
	}
	w.sum.Notes = append(w.sum.Notes, w.rec.tally.notes(w.t.Seconds)...)
	if e, ok := w.dec.(Ender); ok {
		e.End(w.sum)
	}
}

// order finds out whether dates such as 03/04/2025 put the day or the month
// first, by one of them somewhere in the file that can only be read one way.
func (t *Table) order(in *Rows, h *Header, at int) (dateOrder, error) {
	order, example, n := yearFirst, "", 0
	look := func(cells []string) bool {
		if n++; n <= at+1 {
			return false
		}
		met := false
		for _, f := range t.Dates {
			if c := h.at[f]; c >= 0 && c < len(cells) {
				first, second, ok := yearLast(clean(cells[c]))
				if !ok {
					continue
				}
				met, example = true, clean(cells[c])
				switch {
				case first > 12:
					order = dayFirst
				case second > 12:
					order = monthFirst
				}
			}
		}
		// A file without such dates shows that in its first rows.
		return order != yearFirst || !met && example == "" && n > at+20
	}
	if len(t.Dates) == 0 {
		return yearFirst, nil
	}
	if err := in.Scan(look); err != nil {
		return yearFirst, err
	}
	switch {
	case order != yearFirst:
	case t.DayFirst != nil && t.DayFirst(h):
		order = dayFirst
	case example != "":
		return yearFirst, &book.Problem{Code: CodeDateOrder, Args: []string{example}}
	}
	return order, nil
}
