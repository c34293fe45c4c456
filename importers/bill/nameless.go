package bill

import "strconv"

// Nameless are the names of the columns of a sheet that gives them none.
func Nameless(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = "列" + strconv.Itoa(i+1)
	}
	return names
}

// Named puts a header before the records, of a file that has none.
func (r *Rows) Named(header []string) {
	r.src = &named{source: r.src, header: header}
	reopen := r.reopen
	r.reopen = func() (*Rows, func(), error) {
		again, done, err := reopen()
		if err == nil {
			again.Named(header)
		}
		return again, done, err
	}
}

// named is a source with a header before its records.
type named struct {
	source
	header []string
}

func (n *named) next() (cells []string, line int, err error) {
	if cells = n.header; cells != nil {
		n.header = nil
		return cells, 0, nil
	}
	return n.source.next()
}
