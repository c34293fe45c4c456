package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"slices"
	"sort"

	"zhangfang/app/book"
)

// pair says which entry stands under a 64-bit key. digest is that of the row's
// content as its importer sees it; indexes of order numbers leave it 0.
type pair struct {
	key    uint64
	entry  int64
	digest uint64
}

// hashIndex finds entries by a 64-bit hash. A b-tree of hashes costs as much to
// fill as the entries themselves, since hashes come in no order; so the pairs of
// a range of hashes share a row, a bucket, sorted by key, and an import touches
// each bucket once. Buckets are numbered by the upper bits of the key: with a
// million rows a bucket holds sixty or so, with a thousand one.
type hashIndex struct {
	table  string
	base   int64 // number of the first bucket
	unique bool  // a key has one entry
}

const (
	bucketBits = 14
	pairBytes  = 24
)

// identIndex finds the rows of a channel by their identity.
func identIndex(channel book.ChannelID) hashIndex {
	return hashIndex{table: "ident_bucket", base: int64(channel) << bucketBits, unique: true}
}

// orderIndex finds rows of all channels by orderHash.
func orderIndex() hashIndex { return hashIndex{table: "order_bucket"} }

// errHeld is returned when a unique key is added a second time.
var errHeld = errors.New("the identity is held already")

func (x hashIndex) bucket(key uint64) int64 { return x.base + int64(key>>(64-bucketBits)) }

func (x hashIndex) last() int64 { return x.base + 1<<bucketBits - 1 }

func comparePairs(a, b pair) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.entry, b.entry))
}

// runs gives the parts of sorted pairs that share a bucket.
func (x hashIndex) runs(pairs []pair, fn func(bucket int64, run []pair) error) error {
	for len(pairs) > 0 {
		b, n := x.bucket(pairs[0].key), 1
		for n < len(pairs) && x.bucket(pairs[n].key) == b {
			n++
		}
		if err := fn(b, pairs[:n]); err != nil {
			return err
		}
		pairs = pairs[n:]
	}
	return nil
}

// add files new pairs, which it sorts. errHeld when a unique key is there.
func (x hashIndex) add(t *tx, pairs []pair) error {
	slices.SortFunc(pairs, comparePairs)
	var any bool
	if err := t.QueryRowContext(t.ctx, "SELECT EXISTS (SELECT 1 FROM "+x.table+" WHERE id BETWEEN ? AND ?)",
		x.base, x.last()).Scan(&any); err != nil {
		return err
	}
	get, err := t.PrepareContext(t.ctx, "SELECT pairs FROM "+x.table+" WHERE id = ?")
	if err != nil {
		return err
	}
	defer get.Close()
	put := newBulk(t.conn, "INSERT OR REPLACE", x.table, "id", "pairs")
	var held []pair
	err = x.runs(pairs, func(bucket int64, run []pair) error {
		held = held[:0]
		if any {
			var data []byte
			if err := get.QueryRow(bucket).Scan(&data); err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			held = unpackPairs(held, data)
		}
		merged, err := x.merge(held, run)
		if err != nil {
			return err
		}
		return putBucket(put, bucket, merged)
	})
	return errors.Join(err, put.close())
}

// merge adds a sorted run to the pairs of its bucket. A pair that is there is
// not added twice.
func (x hashIndex) merge(held, run []pair) ([]pair, error) {
	merged := append(held, run...)
	slices.SortFunc(merged, comparePairs)
	for i := 1; x.unique && i < len(merged); i++ {
		if merged[i].key == merged[i-1].key {
			return nil, errHeld
		}
	}
	return slices.CompactFunc(merged, func(a, b pair) bool { return a.key == b.key && a.entry == b.entry }), nil
}

// update gives the pairs of these keys and entries another digest.
func (x hashIndex) update(t *tx, pairs []pair) error {
	slices.SortFunc(pairs, comparePairs)
	return x.runs(pairs, func(bucket int64, run []pair) error {
		var data []byte
		if err := t.QueryRowContext(t.ctx, "SELECT pairs FROM "+x.table+" WHERE id = ?", bucket).Scan(&data); err != nil {
			return err
		}
		held := unpackPairs(nil, data)
		for _, p := range run {
			if i, ok := slices.BinarySearchFunc(held, p, comparePairs); ok {
				held[i].digest = p.digest
			}
		}
		return t.exec("UPDATE "+x.table+" SET pairs = ? WHERE id = ?", packPairs(nil, held), bucket)
	})
}

// edit passes all pairs of the index to keep and drops those it says no to; it
// may change a pair's digest.
func (x hashIndex) edit(t *tx, keep func(*pair) bool) error {
	type bucket struct {
		id    int64
		pairs []byte
	}
	var changed []bucket
	var held []pair
	err := scan(t.ctx, t.conn, "SELECT id, pairs FROM "+x.table+" WHERE id BETWEEN ? AND ?",
		[]any{x.base, x.last()}, func(row []driver.Value) error {
			held = unpackPairs(held[:0], blob(row[1]))
			kept := held[:0]
			for _, p := range held {
				if keep(&p) {
					kept = append(kept, p)
				}
			}
			if data := packPairs(nil, kept); !bytes.Equal(data, blob(row[1])) {
				changed = append(changed, bucket{num(row[0]), data})
			}
			return nil
		})
	if err != nil {
		return err
	}
	for _, b := range changed {
		if len(b.pairs) == 0 {
			err = t.exec("DELETE FROM "+x.table+" WHERE id = ?", b.id)
		} else {
			err = t.exec("UPDATE "+x.table+" SET pairs = ? WHERE id = ?", b.pairs, b.id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// manyBuckets is from how many on reading all of an index is quicker than
// looking for each.
const manyBuckets = 6144

// find gives every pair under the keys, which it sorts, to fn.
func (x hashIndex) find(ctx context.Context, conn *sql.Conn, keys []uint64, fn func(pair)) error {
	slices.Sort(keys)
	keys = slices.Compact(keys)
	var buckets []int64
	for _, k := range keys {
		if b := x.bucket(k); len(buckets) == 0 || buckets[len(buckets)-1] != b {
			buckets = append(buckets, b)
		}
	}
	query, args := "SELECT id, pairs FROM "+x.table+" WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", []any{list(buckets)}
	if len(buckets) > manyBuckets {
		query, args = "SELECT id, pairs FROM "+x.table+" WHERE id BETWEEN ? AND ? ORDER BY id", []any{x.base, x.last()}
	}
	return scan(ctx, conn, query, args, func(row []driver.Value) error {
		bucket, data := num(row[0]), blob(row[1])
		for len(keys) > 0 && x.bucket(keys[0]) < bucket {
			keys = keys[1:] // in a bucket that is not there
		}
		for ; len(keys) > 0 && x.bucket(keys[0]) == bucket; keys = keys[1:] {
			pairsUnder(data, keys[0], fn)
		}
		return nil
	})
}

// pairsUnder gives the pairs of a bucket under a key to fn.
func pairsUnder(data []byte, key uint64, fn func(pair)) {
	at := func(i int) []byte { return data[i*pairBytes : (i+1)*pairBytes] }
	n := len(data) / pairBytes
	i := sort.Search(n, func(i int) bool { return binary.BigEndian.Uint64(at(i)) >= key })
	for ; i < n && binary.BigEndian.Uint64(at(i)) == key; i++ {
		fn(unpackPair(at(i)))
	}
}

func putBucket(w *bulk, id int64, pairs []pair) error {
	row, err := w.next()
	if err != nil {
		return err
	}
	row[0], row[1] = id, packPairs(nil, pairs)
	return nil
}

func packPairs(b []byte, pairs []pair) []byte {
	b = slices.Grow(b, len(pairs)*pairBytes)
	for _, p := range pairs {
		b = binary.BigEndian.AppendUint64(b, p.key)
		b = binary.BigEndian.AppendUint64(b, uint64(p.entry))
		b = binary.BigEndian.AppendUint64(b, p.digest)
	}
	return b
}

func unpackPairs(pairs []pair, b []byte) []pair {
	for ; len(b) >= pairBytes; b = b[pairBytes:] {
		pairs = append(pairs, unpackPair(b))
	}
	return pairs
}

func unpackPair(b []byte) pair {
	return pair{
		key:    binary.BigEndian.Uint64(b),
		entry:  int64(binary.BigEndian.Uint64(b[8:])),
		digest: binary.BigEndian.Uint64(b[16:]),
	}
}
