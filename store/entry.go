package store

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"hash"

	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
)

// entryColumns is every column of entry, in the order of the table.
var entryColumns = []string{
	"id", "batch", "channel", "line", "kind", "status", "at", "precision", "day",
	"gross", "amount", "fee", "currency", "balance", "settles",
	"order_no", "txn_no", "refund_no", "party", "memo", "method", "terminal", "card", "batching", "stated",
}

// entryFields is entryColumns for a query that calls the table e.
const entryFields = `e.id, e.batch, e.channel, e.line, e.kind, e.status, e.at, e.precision, e.day,
	e.gross, e.amount, e.fee, e.currency, e.balance, e.settles,
	e.order_no, e.txn_no, e.refund_no, e.party, e.memo, e.method, e.terminal, e.card, e.batching, e.stated`

// putEntry fills a row of entryColumns.
func putEntry(row []driver.Value, e *book.Entry) {
	row[0], row[1], row[2], row[3] = int64(e.ID), int64(e.Batch), int64(e.Channel), int64(e.Line)
	row[4], row[5] = int64(e.Kind), int64(e.Status)
	row[6], row[7], row[8] = e.At.Unix, int64(e.At.Precision), int64(e.Day)
	row[9], row[10], row[11] = int64(e.Gross), int64(e.Amount), int64(e.Fee)
	row[12] = currencyNumber(e.Currency)
	row[13] = nil
	if e.Balance != nil {
		row[13] = int64(*e.Balance)
	}
	row[14] = int64(e.Settles)
	for i, s := range entryTexts(e) {
		row[15+i] = orNull(*s)
	}
	row[24] = int64(e.Stated)
}

// getEntry reads a row of entryFields.
func getEntry(row []driver.Value, e *book.Entry) {
	e.ID, e.Batch = book.EntryID(num(row[0])), book.BatchID(num(row[1]))
	e.Channel, e.Line = book.ChannelID(num(row[2])), int32(num(row[3]))
	e.Kind, e.Status = book.Kind(num(row[4])), book.Status(num(row[5]))
	e.At = book.Instant{Unix: num(row[6]), Precision: book.Precision(num(row[7]))}
	e.Day = book.Day(num(row[8]))
	e.Gross, e.Amount, e.Fee = book.Minor(num(row[9])), book.Minor(num(row[10])), book.Minor(num(row[11]))
	e.Currency = currencyOf(num(row[12]))
	e.Balance = nil
	if b, ok := row[13].(int64); ok {
		m := book.Minor(b)
		e.Balance = &m
	}
	e.Settles = book.Day(num(row[14]))
	for i, s := range entryTexts(e) {
		*s = text(row[15+i])
	}
	e.Stated = book.Day(num(row[24]))
}

// entryTexts is the text of an entry in the order of its columns.
func entryTexts(e *book.Entry) [9]*string {
	return [9]*string{
		&e.OrderNo, &e.TxnNo, &e.RefundNo, &e.Counterparty, &e.Memo,
		&e.Method, &e.Terminal, &e.Card, &e.Batching,
	}
}

// currencyNumber packs the letters of a currency, big endian: a column of small
// integers reads quicker than text. Codes are at most seven letters.
func currencyNumber(c book.Currency) int64 {
	var n int64
	for i := range min(len(c), 7) {
		n = n<<8 | int64(c[i])
	}
	return n
}

// currencyOf unpacks currencyNumber.
func currencyOf(n int64) book.Currency {
	if n == cnyNumber {
		return book.CNY // no allocation for nearly every row there is
	}
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	i := 0
	for i < len(b) && b[i] == 0 {
		i++
	}
	return book.Currency(b[i:])
}

const cnyNumber = 'C'<<16 | 'N'<<8 | 'Y'

// orderHash is the hash of an order number as matching compares it; what is found
// by it must be compared again.
func orderHash(key string) uint64 { return xxhash.Sum64String(key) }

// digester makes the SHA-256 of entries, one after the other.
type digester struct {
	sum hash.Hash
	buf []byte
}

func newDigester() *digester { return &digester{sum: sha256.New()} }

// hasStated marks the precision of an entry that its file counts to another day: the
// digests of all others are those of books that knew no such days.
const hasStated = 0x80

// add takes in one entry: all its fields in the order of the table, integers as
// varints, texts with their length before them; the day that its file states comes
// behind its own.
func (d *digester) add(e *book.Entry) {
	b := d.buf[:0]
	b = binary.AppendVarint(b, int64(e.ID))
	b = binary.AppendVarint(b, int64(e.Batch))
	b = binary.AppendVarint(b, int64(e.Channel))
	b = binary.AppendVarint(b, int64(e.Line))
	b = append(b, byte(e.Kind), byte(e.Status))
	b = binary.AppendVarint(b, e.At.Unix)
	if e.Stated == 0 {
		b = append(b, byte(e.At.Precision))
		b = binary.AppendVarint(b, int64(e.Day))
	} else {
		b = append(b, byte(e.At.Precision)|hasStated)
		b = binary.AppendVarint(binary.AppendVarint(b, int64(e.Day)), int64(e.Stated))
	}
	b = binary.AppendVarint(b, int64(e.Gross))
	b = binary.AppendVarint(b, int64(e.Amount))
	b = binary.AppendVarint(b, int64(e.Fee))
	b = binary.AppendVarint(b, currencyNumber(e.Currency))
	if e.Balance != nil {
		b = append(b, 1)
		b = binary.AppendVarint(b, int64(*e.Balance))
	} else {
		b = append(b, 0)
	}
	b = binary.AppendVarint(b, int64(e.Settles))
	for _, s := range entryTexts(e) {
		b = binary.AppendUvarint(b, uint64(len(*s)))
		b = append(b, *s...)
	}
	d.sum.Write(b)
	d.buf = b
}

// take is the digest of what was added, and begins anew.
func (d *digester) take() []byte {
	digest := d.sum.Sum(nil)
	d.sum.Reset()
	return digest
}
