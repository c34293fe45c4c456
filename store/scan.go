package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"io"
)

// errStop ends a scan without being an error.
var errStop = errors.New("stop")

// scan hands the rows of a query to fn, bypassing the conversions of
// database/sql, which cost more than reading a million rows. Integers come as
// int64, text as string, absent values as nil; row is reused.
func scan(ctx context.Context, conn *sql.Conn, query string, args []any, fn func(row []driver.Value) error) error {
	named := make([]driver.NamedValue, len(args))
	for i, a := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(a)
		if err != nil {
			return err
		}
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return conn.Raw(func(c any) error {
		st, err := c.(driver.Conn).Prepare(query)
		if err != nil {
			return err
		}
		defer st.Close()
		rows, err := st.(driver.StmtQueryContext).QueryContext(context.Background(), named)
		if err != nil {
			return err
		}
		defer rows.Close()
		row := make([]driver.Value, len(rows.Columns()))
		for n := 0; ; n++ {
			if n%1024 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			switch err := rows.Next(row); {
			case err == io.EOF:
				return nil
			case err != nil:
				return err
			}
			if err := fn(row); err != nil {
				if errors.Is(err, errStop) {
					return nil
				}
				return err
			}
		}
	})
}

// num and text read a scanned value; absent is zero.
func num(v driver.Value) int64 {
	n, _ := v.(int64)
	return n
}

func text(v driver.Value) string {
	s, _ := v.(string)
	return s
}

func blob(v driver.Value) []byte {
	b, _ := v.([]byte)
	return b
}

// orNull stores "" as NULL, which takes no space.
func orNull(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

// list is ids as a JSON array, for "IN (SELECT value FROM json_each(?))".
func list[T ~int64 | ~int32 | ~uint8](ids []T) string {
	wide := make([]int64, len(ids))
	for i, id := range ids {
		wide[i] = int64(id)
	}
	b, _ := json.Marshal(wide) // of integers: cannot fail
	return string(b)
}
