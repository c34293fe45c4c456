package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"
)

const (
	// bulkRows is how many rows one INSERT takes. More gain nothing measurable.
	bulkRows = 64
	// bulkShapes bounds the statements kept prepared.
	bulkShapes = 48
)

// bulk inserts many rows of one table inside a transaction. Handing a value to
// SQLite costs more than storing it (a lock and a copy each), so columns that
// are equal in all rows of a statement, as most are, are handed over once.
type bulk struct {
	conn  *sql.Conn
	verb  string
	table string
	names []string
	cols  int
	vals  []driver.Value // bulkRows rows of cols
	used  int            // rows
	args  []driver.NamedValue
	stmts map[uint64]driver.Stmt // by the set of equal columns
	total int64
}

// newBulk prepares inserting into the columns of a table; verb is "INSERT" or
// "INSERT OR REPLACE".
func newBulk(conn *sql.Conn, verb, table string, columns ...string) *bulk {
	b := &bulk{
		conn: conn, verb: verb, table: table, names: columns,
		cols:  len(columns),
		stmts: map[uint64]driver.Stmt{},
	}
	b.vals = make([]driver.Value, bulkRows*b.cols)
	b.args = make([]driver.NamedValue, bulkRows*b.cols)
	for i := range b.args {
		b.args[i].Ordinal = i + 1
	}
	return b
}

// next gives the slots of the next row. They hold what the last use left: all
// must be filled, with int64, float64, string, []byte or nil.
func (b *bulk) next() ([]driver.Value, error) {
	if b.used == bulkRows {
		if err := b.flush(); err != nil {
			return nil, err
		}
	}
	row := b.vals[b.used*b.cols : (b.used+1)*b.cols : (b.used+1)*b.cols]
	b.used++
	b.total++
	return row, nil
}

// flush writes the rows at hand.
func (b *bulk) flush() error {
	if b.used == 0 {
		return nil
	}
	rows := b.used
	b.used = 0
	return b.conn.Raw(func(c any) error {
		if rows == bulkRows {
			return b.exec(c.(driver.Conn), b.equalColumns(), bulkRows, b.vals)
		}
		for i := range rows {
			if err := b.exec(c.(driver.Conn), oneRow, 1, b.vals[i*b.cols:(i+1)*b.cols]); err != nil {
				return err
			}
		}
		return nil
	})
}

// close writes what is left and frees the statements; the first error counts.
func (b *bulk) close() error {
	err := b.flush()
	freed := b.conn.Raw(func(any) error {
		for shape, st := range b.stmts {
			st.Close()
			delete(b.stmts, shape)
		}
		return nil
	})
	if err == nil {
		err = freed
	}
	return err
}

// oneRow is the shape of the statement for a single row; no table has so many columns.
const oneRow = uint64(1) << 63

// equalColumns is the set of columns that hold one value in all rows.
func (b *bulk) equalColumns() uint64 {
	var set uint64
	for c := range b.cols {
		if b.equal(c) {
			set |= 1 << c
		}
	}
	if _, ok := b.stmts[set]; !ok && len(b.stmts) >= bulkShapes {
		return 0
	}
	return set
}

func (b *bulk) equal(c int) bool {
	first := b.vals[c]
	if _, ok := first.([]byte); ok {
		return false
	}
	for i := c + b.cols; i < len(b.vals); i += b.cols {
		if _, ok := b.vals[i].([]byte); ok || b.vals[i] != first {
			return false
		}
	}
	return true
}

func (b *bulk) exec(c driver.Conn, shape uint64, rows int, vals []driver.Value) error {
	st, ok := b.stmts[shape]
	if !ok {
		var err error
		if st, err = c.Prepare(b.text(shape, rows)); err != nil {
			return err
		}
		b.stmts[shape] = st
	}
	n := 0
	for c := range b.cols {
		if shape&(1<<c) != 0 {
			b.args[n].Value = vals[c]
			n++
		}
	}
	for i := range rows {
		for c := range b.cols {
			if shape&(1<<c) == 0 {
				b.args[n].Value = vals[i*b.cols+c]
				n++
			}
		}
	}
	_, err := st.(driver.StmtExecContext).ExecContext(context.Background(), b.args[:n])
	return err
}

// text is the statement of a shape. The equal columns come first, as ?1 to ?k in
// every row; a plain ? counts on from the largest number before it. It is
// quicker to bind than a numbered one, since SQLite looks numbers up in a list.
func (b *bulk) text(shape uint64, rows int) string {
	var names, shared, own []string
	for c, name := range b.names {
		if shape&(1<<c) != 0 {
			names = append(names, name)
			shared = append(shared, fmt.Sprintf("?%d", len(names)))
		}
	}
	for c, name := range b.names {
		if shape&(1<<c) == 0 {
			names = append(names, name)
			own = append(own, "?")
		}
	}
	row := "(" + strings.Join(append(shared, own...), ",") + ")"
	return b.verb + " INTO " + b.table + " (" + strings.Join(names, ",") + ") VALUES " +
		strings.Repeat(row+",", rows-1) + row
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
