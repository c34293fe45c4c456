package columns

import (
	"sort"

	"zhangfang/app/book"
)

// ids is the ids of rows, which ascend. A book numbers its entries one after the
// other, so that they are kept as runs of numbers without a gap.
type ids struct {
	runs []run
	rows int
}

// run is ids without a gap, up to the next run.
type run struct {
	first book.EntryID
	row   int32 // of the first
}

func (s *ids) add(id book.EntryID) {
	if n := len(s.runs); n == 0 || s.runs[n-1].id(int32(s.rows)) != id {
		s.runs = append(s.runs, run{id, int32(s.rows)})
	}
	s.rows++
}

func (r run) id(row int32) book.EntryID { return r.first + book.EntryID(row-r.row) }

// at is the id of a row.
func (s *ids) at(row int32) book.EntryID {
	i := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].row > row })
	return s.runs[i-1].id(row)
}

// place is the row of an id; ok is false where none has it.
func (s *ids) place(id book.EntryID) (row int32, ok bool) {
	i := sort.Search(len(s.runs), func(i int) bool { return s.runs[i].first > id })
	if i == 0 {
		return 0, false
	}
	end := s.rows
	if i < len(s.runs) {
		end = int(s.runs[i].row)
	}
	at := int64(s.runs[i-1].row) + int64(id-s.runs[i-1].first)
	return int32(at), at < int64(end)
}

// join puts the ids of others behind, which all come after these.
func (s *ids) join(o *ids) {
	for _, r := range o.runs {
		r.row += int32(s.rows)
		s.runs = append(s.runs, r)
	}
	s.rows += o.rows
}
