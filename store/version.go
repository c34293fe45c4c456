package store

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"zhangfang/app/book"
)

// entry reads one entry; Problem "book_changed" when it is gone.
func (t *tx) entry(id book.EntryID) (book.Entry, error) {
	var e book.Entry
	err := scan(t.ctx, t.conn, "SELECT "+entryFields+" FROM entry e WHERE e.id = ?", []any{int64(id)},
		func(row []driver.Value) error {
			getEntry(row, &e)
			return nil
		})
	if err == nil && e.ID == 0 {
		err = &book.Problem{Code: "book_changed", Err: fmt.Errorf("entry %d is gone", id)}
	}
	return e, err
}

// rewrite puts other content under an entry's id.
func (t *tx) rewrite(e *book.Entry) error {
	row := make([]driver.Value, len(entryColumns))
	putEntry(row, e)
	args := make([]any, 0, len(row))
	for _, v := range row[1:] {
		args = append(args, v)
	}
	// What is filed by day and kind is filed anew by the next run.
	if err := t.exec("DELETE FROM loose WHERE leg IN (SELECT id FROM leg) AND entry = ?", int64(e.ID)); err != nil {
		return err
	}
	return t.exec("UPDATE entry SET "+strings.Join(entryColumns[1:], " = ?, ")+" = ? WHERE id = ?", append(args, row[0])...)
}

// heldDigest reads the digest that stands under an identity.
func (t *tx) heldDigest(channel book.ChannelID, ident uint64, entry int64, digest *uint64) error {
	return identIndex(channel).find(t.ctx, t.conn, []uint64{ident}, func(p pair) {
		if p.entry == entry {
			*digest = p.digest
		}
	})
}
