package store

import (
	"cmp"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"zhangfang/app/book"
)

// Entries are sealed in blocks of 256 consecutive ids. Every act that adds,
// changes or removes entries writes the new digest of each block it touched,
// under the number of its audit line, and the line's digest covers these. So the
// newest seal of a block must agree with its rows, and every seal with the
// chain; what was changed behind the program's back shows to 256 rows.
const sealShift = 8

// seal is the digest of a block: SHA-256 over its entries by ascending id; nil
// when it holds none.
type seal struct {
	block  int64
	digest []byte
}

func blockOf(id book.EntryID) int64 { return int64(id) >> sealShift }

// digestSeals is SHA-256 over seals in the order of their blocks.
func digestSeals(seals []seal) []byte {
	h := sha256.New()
	var b [9]byte
	for _, s := range seals {
		binary.BigEndian.PutUint64(b[:], uint64(s.block))
		b[8] = byte(len(s.digest))
		h.Write(b[:])
		h.Write(s.digest)
	}
	return h.Sum(nil)
}

// reseal computes the digests of blocks from the rows that they hold now.
func (t *tx) reseal(blocks map[int64]bool) error {
	for _, block := range sortedKeys(blocks) {
		digest, err := blockDigest(t, block)
		if err != nil {
			return err
		}
		t.seals = append(t.seals, seal{block, digest})
	}
	return nil
}

func blockDigest(t *tx, block int64) ([]byte, error) {
	d, rows := newDigester(), 0
	var e book.Entry
	err := scan(t.ctx, t.conn, "SELECT "+entryFields+" FROM entry e WHERE e.id BETWEEN ? AND ? ORDER BY e.id",
		[]any{block << sealShift, (block+1)<<sealShift - 1}, func(row []driver.Value) error {
			getEntry(row, &e)
			d.add(&e)
			rows++
			return nil
		})
	if err != nil || rows == 0 {
		return nil, err
	}
	return d.take(), nil
}

// writeSeals stores the seals of the act under its audit line and returns what
// the line's digest is.
func (t *tx) writeSeals(line int64) (string, error) {
	slices.SortFunc(t.seals, func(a, b seal) int { return cmp.Compare(a.block, b.block) })
	w := newBulk(t.conn, "INSERT", "seal", "line", "block", "digest")
	for _, s := range t.seals {
		row, err := w.next()
		if err != nil {
			return "", err
		}
		row[0], row[1], row[2] = line, s.block, s.digest
		if s.digest == nil {
			row[2] = []byte{}
		}
	}
	return hex.EncodeToString(digestSeals(t.seals)), w.close()
}

// sealsOf reads the seals of an audit line.
func sealsOf(st *sql.Stmt, line int64) ([]seal, error) {
	rows, err := st.Query(line)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var seals []seal
	for rows.Next() {
		var s seal
		if err := rows.Scan(&s.block, &s.digest); err != nil {
			return nil, err
		}
		seals = append(seals, s)
	}
	return seals, rows.Err()
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
