package sample

import (
	"math/rand/v2"
	"slices"

	"zhangfang/app/book"
)

// LedgerSpec says what bank statement and accounting ledger to invent: the two
// tell of the same business and share no key. The zero value of a field stands for
// its default; the troubles are off.
type LedgerSpec struct {
	Seed    uint64   `json:"seed"`
	From    book.Day `json:"-"`       // first day; default 2025-01-01
	Days    int      `json:"days"`    // days of the statement; default 31
	Lines   int      `json:"lines"`   // lines of the statement, nearly; default 1000
	Chinese bool     `json:"chinese"` // Chinese names and texts; else Latin ones

	NoNumbers bool `json:"no_numbers"` // no digit is left in the bank's texts
	Nameless  int  `json:"nameless"`   // percent of the lines of either side whose text names nobody
	DateSlip  int  `json:"date_slip"`  // days by which the ledger's dates are off at most, either way
}

func (s LedgerSpec) resolve() LedgerSpec {
	if s.From == 0 {
		s.From = book.NewDay(2025, 1, 1)
	}
	if s.Days == 0 {
		s.Days = 31
	}
	if s.Lines == 0 {
		s.Lines = 1000
	}
	return s
}

// LedgerLine is a line of the statement or of the ledger.
type LedgerLine struct {
	ID     string
	Day    book.Day
	Text   string
	Ref    string // of a ledger line: the voucher's number
	Amount book.Minor
}

// LedgerPair is a line of each side that belong together; a batch is several pairs
// with one bank line.
type LedgerPair struct {
	Bank   string `json:"bank"`
	Ledger string `json:"ledger"`
	Event  string `json:"event"`
}

// LedgerTruth is what truly happened.
type LedgerTruth struct {
	Spec    LedgerSpec   `json:"spec"`
	Pairs   []LedgerPair `json:"pairs"`
	Cancels [][2]string  `json:"cancels"` // ledger lines that cancel each other
}

// Ledger is an invented statement, the ledger across, and the truth about both.
type Ledger struct {
	Bank, Ledger []LedgerLine // in the order of their days
	Truth        LedgerTruth
}

// NewLedger invents a statement and a ledger. The same spec makes the same lines.
func NewLedger(spec LedgerSpec) *Ledger {
	spec = spec.resolve()
	rng := rand.New(rand.NewPCG(spec.Seed, 0x6c65646765720000))
	l := &ledgerMaker{spec: spec, rng: rng, cheque: 20000 + rng.IntN(9)*1000, voucher: 100}
	if l.words = latinWords(); spec.Chinese {
		l.words = chineseWords()
	}
	for len(l.bank) < spec.Lines {
		l.event()
	}
	return l.finish()
}

// ledgerMaker invents event by event.
type ledgerMaker struct {
	spec            LedgerSpec
	rng             *rand.Rand
	words           ledgerWords
	bank, books     []LedgerLine // without ids yet
	pairs           []ledgerLink
	cancels         [][2]int
	cheque, voucher int
}

// ledgerLink is a pair by the places of its lines.
type ledgerLink struct {
	bank, books int
	event       string
}

// finish sorts the lines by day, numbers them, and names the pairs.
func (l *ledgerMaker) finish() *Ledger {
	out := &Ledger{Truth: LedgerTruth{Spec: l.spec}}
	var bankID, booksID []string
	out.Bank, bankID = numbered(l.bank, "BK")
	out.Ledger, booksID = numbered(l.books, "LG")
	for _, p := range l.pairs {
		out.Truth.Pairs = append(out.Truth.Pairs, LedgerPair{bankID[p.bank], booksID[p.books], p.event})
	}
	for _, c := range l.cancels {
		out.Truth.Cancels = append(out.Truth.Cancels, [2]string{booksID[c[0]], booksID[c[1]]})
	}
	return out
}

// numbered sorts lines by day and gives them ids; ids are by the place before.
func numbered(lines []LedgerLine, mark string) (sorted []LedgerLine, ids []string) {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(lines[a].Day - lines[b].Day) })
	ids = make([]string, len(lines))
	for n, i := range order {
		ids[i] = string(digits([]byte(mark), uint64(n+1), 6))
		line := lines[i]
		line.ID = ids[i]
		sorted = append(sorted, line)
	}
	return sorted, ids
}
