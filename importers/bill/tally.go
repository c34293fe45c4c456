package bill

import (
	"cmp"
	"strconv"

	"zhangfang/app/book"
)

// tally counts what is odd all over a file, so that it is told once.
type tally struct {
	finer  int // amounts finer than a cent
	coarse int // times without seconds
	since  int // line of the first of them
	long   int // numbers longer than a spreadsheet keeps
	zeros  int // rounded ones among them
	lost   int // digits that these have lost
	odd    string
	oddAt  int

	seen     map[uint64]uint64 // content by identity
	sameKey  int
	sameLine int
	sameID   string
}

// id looks for what a spreadsheet does to long numbers: it keeps 15 digits and
// fills up with zeros.
func (t *tally) id(s string, line int) {
	if len(s) <= maxDigits || len(s) > 20 {
		return
	}
	t.long++
	if s[len(s)-1] != '0' || !allDigits(s) {
		return
	}
	for i := maxDigits; i < len(s); i++ {
		if s[i] != '0' {
			return
		}
	}
	t.zeros++
	t.lost += len(s) - maxDigits
	if t.odd == "" {
		t.odd, t.oddAt = s, line
	}
}

// sameNumber counts different rows under one number of the provider. Intake keeps
// them apart, since only it knows what other files hold under the number.
func (t *tally) sameNumber(e *Entry) {
	if e.Keyless {
		return
	}
	first, known := t.seen[e.Ident]
	if !known {
		t.seen[e.Ident] = e.Digest
		return
	}
	if first == e.Digest {
		return
	}
	if t.sameKey++; t.sameKey == 1 {
		t.sameLine, t.sameID = int(e.Line), cmp.Or(e.OrderNo, e.TxnNo)
	}
}

// notes tells what was counted. Seconds are missed only where a format always
// has them; zeros at the end are a loss when chance does not explain them.
func (t *tally) notes(seconds bool) []book.Note {
	var out []book.Note
	add := func(n int, suspicious bool, line int, code string, args ...string) {
		if n > 0 {
			out = append(out, book.Note{
				Code: code, Args: append([]string{strconv.Itoa(n)}, args...), Line: line, Suspicious: suspicious,
			})
		}
	}
	if seconds {
		add(t.coarse, true, t.since, NoteSeconds)
	}
	if t.zeros > 0 && t.zeros*2 >= t.long && t.lost >= 3 {
		out = append(out, book.Note{Code: NoteDamagedID, Args: []string{t.odd}, Line: t.oddAt, Suspicious: true})
	}
	add(t.finer, false, 0, NoteFiner)
	add(t.sameKey, false, t.sameLine, NoteSameKey, t.sameID)
	return out
}
