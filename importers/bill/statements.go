package bill

import "zhangfang/app/book"

// NoteMissed tells that a statement of a document opens with another balance than
// the one before it closed with. A: that closing balance, B: the opening one.
const NoteMissed = "statement_gap"

// Statements checks the statements that a document holds of one account. Of each, what
// its rows move leads from its opening balance to its closing one; and each goes on
// where another stops, whether the oldest or the newest comes first.
type Statements struct {
	moved   map[book.Currency]*[2]book.Minor // in and out, of the statement under way
	refused bool                             // one of its rows is refused
	before  *Stated
	missed  bool
	notes   []book.Note
}

// Stated is what a statement says of itself, once its rows are read.
type Stated struct {
	Line  int    // of the opening balance, 0 where that tells nothing
	Name  string // of the closing balance, as the document calls it
	Open  *book.Money
	Close *book.Money
	Page  bool // it is one page of several, so its rows may be but some
}

// Move counts what a row of the statement moves, plus is in. It fails the row where
// the sum is more than money can hold.
func (s *Statements) Move(r *Record, f Field, amount book.Minor) {
	if s.moved == nil {
		s.moved = map[book.Currency]*[2]book.Minor{}
	}
	m := s.moved[r.Money]
	if m == nil {
		m = &[2]book.Minor{}
		s.moved[r.Money] = m
	}
	side := 0
	if amount < 0 {
		side = 1
	}
	sum, err := m[side].Add(amount.Abs())
	if err != nil {
		r.Fail(CodeAmount, f, r.Text(f))
		return
	}
	m[side] = sum
}

// Refuse tells that a row of the statement is refused, so that it cannot add up.
func (s *Statements) Refuse() { s.refused = true }

// Begin forgets what the rows before have moved.
func (s *Statements) Begin() { s.moved, s.refused = nil, false }

// Currency is the one in which the rows of the statement move money; false where
// there are several or none, or a row is refused.
func (s *Statements) Currency() (book.Currency, bool) {
	for c := range s.moved {
		return c, len(s.moved) == 1 && !s.refused
	}
	return "", false
}

// In compares the sum of what came in with the one that the statement states.
func (s *Statements) In(name string, stated book.Money) { s.sum(0, name, stated) }

// Out compares the sum of what went out, as an amount without a sign.
func (s *Statements) Out(name string, stated book.Money) { s.sum(1, name, stated) }

func (s *Statements) sum(side int, name string, stated book.Money) {
	found := book.Money{Currency: stated.Currency}
	if m := s.moved[stated.Currency]; m != nil {
		found.Minor = m[side]
	}
	if !s.refused && found != stated {
		s.notes = append(s.notes, FooterNote(name, worded(stated), worded(found)))
	}
}

// End checks a statement whose rows are read, and begins the next. It tells whether
// the balances prove that nothing moved between the statement and the one before it.
func (s *Statements) End(st Stated) (linked bool) {
	linked, missed := link(s.before, &st)
	if missed {
		s.missed = true
		s.notes = append(s.notes, book.Note{Code: NoteMissed, Line: st.Line, Args: []string{worded(*s.before.Close), worded(*st.Open)}})
	}
	if st.Open != nil && st.Close != nil && !st.Page && !s.refused {
		if found, ok := s.reached(*st.Open); !ok || found != *st.Close {
			s.notes = append(s.notes, FooterNote(st.Name, worded(*st.Close), worded(found)))
		}
	}
	s.before = &st
	s.Begin()
	return linked
}

// link compares the balances of two statements that are beside each other. They are
// linked where one opens with what the other closed with.
func link(before, st *Stated) (linked, missed bool) {
	switch {
	case before == nil || before.Close == nil || st.Open == nil || before.Close.Currency != st.Open.Currency:
		return false, false
	case *before.Close == *st.Open, before.Open != nil && st.Close != nil && *before.Open == *st.Close: // newest first
		return true, false
	}
	return false, true
}

// reached is where the rows lead from a balance; false where that is more than money
// can hold.
func (s *Statements) reached(open book.Money) (book.Money, bool) {
	m := s.moved[open.Currency]
	if m == nil {
		return open, true
	}
	up, err := open.Minor.Add(m[0])
	if err != nil {
		return open, false
	}
	down, err := up.Sub(m[1])
	return book.Money{Minor: down, Currency: open.Currency}, err == nil
}

// Missed tells whether a statement between two of the document is missing.
func (s *Statements) Missed() bool { return s.missed }

// Notes are what did not add up.
func (s *Statements) Notes() []book.Note { return s.notes }

// Spans joins the periods that the statements of a document cover.
type Spans struct {
	book.Period      // of the later ones, where they lie apart
	Apart       bool // there are days between two of them that neither covers
}

// bridged bounds the days between two statements that a balance alone covers: a bank
// sends a statement once a month, and over years balances may agree by chance.
const bridged = 31

// Add adds a period. The days between it and the one before are covered too where
// the two are linked: nothing moved on them.
func (s *Spans) Add(p book.Period, linked bool) {
	linked = linked && p.From <= s.To+bridged && p.To >= s.From-bridged
	switch {
	case s.From == 0:
		s.Period = p
	case linked || p.From <= s.To+1 && p.To >= s.From-1:
		s.Period = book.Period{From: min(s.From, p.From), To: max(s.To, p.To)}
	case p.From > s.To:
		s.Period, s.Apart = p, true
	default:
		s.Apart = true
	}
}

// worded is an amount as notes name it.
func worded(m book.Money) string { return m.Plain() + " " + string(m.Currency) }
