package bill

import (
	"slices"
	"strconv"
	"strings"

	"zhangfang/app/book"
)

// Record is a row being decoded: its cells by field, and what becomes of it. The
// first cell that cannot be read makes the row's Problem; reading goes on with
// zero values, so a decoder needs no checks of its own.
type Record struct {
	Row
	Header *Header
	Money  book.Currency // of the amounts read next

	order     dateOrder
	since1904 bool
	tally     *tally
	digest    digester
}

// reset makes the record that of the next row.
func (r *Record) reset(cells []string, line int) {
	r.Line, r.Cells, r.Entries = line, cells, r.Entries[:0]
	r.Problem, r.Notes, r.Money = nil, nil, book.CNY
}

// Has tells whether the table has the column.
func (r *Record) Has(f Field) bool { return r.Header.Has(f) }

// Text is a cell without what surrounds it; "" where there is none.
func (r *Record) Text(f Field) string {
	at := r.Header.at[f]
	if at < 0 || at >= len(r.Cells) {
		return ""
	}
	return clean(r.Cells[at])
}

// Plain is the text of a cell, "" where it is a dash or slash that says nothing.
func (r *Record) Plain(f Field) string {
	if s := r.Text(f); !blank(s) {
		return s
	}
	return ""
}

// Join is the texts of fields, each once, with a space between them.
func (r *Record) Join(fields ...Field) string {
	all := ""
	for _, f := range fields {
		switch s := r.Plain(f); {
		case s == "" || strings.Contains(all, s):
		case all == "":
			all = s
		default:
			all += " " + s
		}
	}
	return all
}

// ID is a cell that holds a number of an order or transaction. It is text and
// never a quantity; what a spreadsheet made of it is noted as suspicious.
func (r *Record) ID(f Field) string {
	s := r.Plain(f)
	if s == "" {
		return ""
	}
	if n := len(s) - 2; n > 0 && s[n:] == ".0" && allDigits(s[:n]) {
		s = s[:n]
	}
	if scientific(s) || strings.Trim(s, "#") == "" {
		r.Note(NoteDamagedID, s)
	}
	r.tally.id(s, r.Line)
	return s
}

// CheckNet notes that a net as the row states it is not what its parts add up to.
func (r *Record) CheckNet(stated, found book.Minor) {
	if stated != found && r.Problem == nil {
		r.Note(NoteNet, book.Money{Minor: stated, Currency: r.Money}.Plain(), book.Money{Minor: found, Currency: r.Money}.Plain())
	}
}

// Note adds a suspicious note to the row.
func (r *Record) Note(code string, args ...string) {
	r.Notes = append(r.Notes, book.Note{Code: code, Args: args, Line: r.Line, Suspicious: true})
}

// Amount is a cell as an amount of Money; 0 where the cell says nothing.
func (r *Record) Amount(f Field) book.Minor {
	s := r.Text(f)
	if blank(s) {
		return 0
	}
	if r.Header.fen[f] {
		return r.fen(f, s)
	}
	m, exact, ok := ParseAmount(s, r.Money)
	if !ok {
		r.Fail(CodeAmount, f, s)
		return 0
	}
	if !exact {
		r.tally.finer++
	}
	return m
}

// fen reads an amount in fen. A decimal point there means that the header lies
// about the unit (seen in the wild), and guessing would be wrong by a hundred.
func (r *Record) fen(f Field, s string) book.Minor {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || r.Money.Digits() != 2 {
		r.Fail(CodeAmount, f, s)
	}
	return book.Minor(n)
}

// Balance is a cell as a running balance; nil where the cell says nothing or
// cannot be read, since a masked balance makes no row wrong.
func (r *Record) Balance(f Field) *book.Minor {
	s := r.Text(f)
	if blank(s) {
		return nil
	}
	m, _, ok := ParseAmount(s, r.Money)
	if !ok {
		return nil
	}
	return &m
}

// Time is a cell as a moment; zero where the cell says nothing.
func (r *Record) Time(f Field) book.Instant {
	s := r.Text(f)
	if blank(s) {
		return book.Instant{}
	}
	c, ok := parseCivil(s, r.order, r.since1904)
	if !ok {
		r.Fail(CodeDate, f, s)
		return book.Instant{}
	}
	if c.prec != book.PrecisionSecond {
		if r.tally.coarse++; r.tally.coarse == 1 {
			r.tally.since = r.Line
		}
	}
	return c.instant()
}

// TimeOf is a date and a time of day from two cells; either may hold both.
func (r *Record) TimeOf(date, clock Field) book.Instant {
	t := r.Text(clock)
	if len(t) >= len("20060102150405") || serial(t) {
		if c, ok := parseCivil(t, r.order, r.since1904); ok {
			return c.instant()
		}
	}
	at := r.Time(date)
	if at.Precision != book.PrecisionDay || blank(t) {
		return at
	}
	second, prec, ok := parseClock(t)
	if !ok {
		r.Fail(CodeDate, clock, t)
		return at
	}
	return book.Instant{Unix: at.Unix + int64(second), Precision: prec}
}

// Day is a cell as a day; 0 where the cell says nothing.
func (r *Record) Day(f Field) book.Day { return DayOf(r.Time(f)) }

// DayOf is the day of a moment in China; 0 for no moment.
func DayOf(at book.Instant) book.Day {
	if at.IsZero() {
		return 0
	}
	return book.Day((at.Unix + 8*3600) / 86400)
}

// SetMoney takes the currency of the amounts read next from a cell.
func (r *Record) SetMoney(f Field) {
	s := r.Text(f)
	c, ok := ParseCurrency(s)
	if !ok {
		r.Fail(CodeCurrency, f, s)
		return
	}
	r.Money = c
}

// Need fails the row where a cell is empty that it cannot do without.
func (r *Record) Need(f Field) {
	if r.Has(f) && r.Plain(f) == "" {
		r.Fail(CodeMissing, f)
	}
}

// Fail refuses the row for a cell of it. The first reason is kept.
func (r *Record) Fail(code string, f Field, args ...string) {
	if r.Problem == nil {
		for i, a := range args {
			args[i] = short(a)
		}
		r.Problem = &book.Problem{Code: code, Line: r.Line, Cell: r.Header.Name(f), Args: args}
	}
}

// Mask replaces a card number by its last four digits, in the row as kept too,
// and returns these.
func (r *Record) Mask(f Field) string {
	s := r.Plain(f)
	n := len(s)
	for n > 0 && len(s)-n < 4 && s[n-1] >= '0' && s[n-1] <= '9' {
		n--
	}
	tail := s[n:]
	if at := r.Header.at[f]; len(s) > len(tail) && at >= 0 && at < len(r.Cells) {
		r.Cells[at] = "****" + tail
	}
	if len(tail) < 4 {
		return ""
	}
	return tail
}

// Add makes an entry of the row, in Money, known by a key of the provider. A key
// that a spreadsheet damaged is none: many rows may have come to share it.
func (r *Record) Add(k book.Kind, key ...string) *Entry {
	r.Entries = append(r.Entries, Entry{
		Entry: book.Entry{Line: int32(r.Line), Kind: k, Currency: r.Money},
		Ident: r.digest.key(k, key...), Keyless: slices.ContainsFunc(key, scientific),
	})
	return &r.Entries[len(r.Entries)-1]
}

// AddKeyless makes an entry of a row without a key of the provider.
func (r *Record) AddKeyless(k book.Kind) *Entry {
	e := r.Add(k)
	e.Keyless = true
	return e
}

// Key gives an entry the identity of a key of the provider.
func (r *Record) Key(e *Entry, key ...string) {
	e.Ident, e.Keyless = r.digest.key(e.Kind, key...), slices.ContainsFunc(key, scientific)
}

// KeyOfDay is Key for keys that come round again: the entry's day is part of it.
func (r *Record) KeyOfDay(e *Entry, key ...string) {
	r.Key(e, key...)
	e.Ident = r.digest.nth(e.Ident, int(e.Day))
}

// finish completes the entries once all their fields are set.
func (r *Record) finish() {
	if r.Problem != nil {
		r.Entries = r.Entries[:0]
	}
	for i := range r.Entries {
		e := &r.Entries[i]
		if e.Keyless {
			e.Ident = r.digest.keyless(&e.Entry)
		}
		e.Digest = r.digest.digest(e)
	}
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// scientific tells whether a number was shown as 4.00123E+27, which has lost it.
func scientific(s string) bool {
	mantissa, exp, ok := strings.Cut(s, "E+")
	if !ok {
		mantissa, exp, ok = strings.Cut(s, "e+")
	}
	return ok && allDigits(exp) && allDigits(strings.Replace(mantissa, ".", "", 1))
}

// Fine is an amount written with more decimals than the currency has: rounded
// half up to minor units, and as it stands in units of 10^-decimals.
func (r *Record) Fine(f Field, decimals int) (m book.Minor, exact int64) {
	s := r.Text(f)
	if blank(s) {
		return 0, 0
	}
	v, whole, ok := ParseFixed(s, decimals)
	if !ok {
		m := r.Amount(f)
		return m, int64(m) * pow10(decimals-int(r.Money.Digits()))
	}
	unit := pow10(decimals - int(r.Money.Digits()))
	half := unit / 2
	if v < 0 {
		half = -half
	}
	if !whole || v%unit != 0 {
		r.tally.finer++
	}
	return book.Minor((v + half) / unit), v
}

func pow10(n int) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}
