package bill

import (
	"encoding/binary"

	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
)

// digester makes 64-bit digests of entries. Within one channel of a book even
// ten million rows meet by chance with a probability of three in a million.
type digester struct{ buf []byte }

// key is the identity of a keyed entry: its kind and the provider's own key.
func (d *digester) key(k book.Kind, parts ...string) uint64 {
	d.buf = append(d.buf[:0], byte(k))
	for _, p := range parts {
		d.text(p)
	}
	return xxhash.Sum64(d.buf)
}

// keyless is the identity of a row without a key: day, amount, balance where given and
// text (DESIGN 4). A row without a balance has its time to be told by, up to the
// minute: a spreadsheet that a file passes through shows, and saves, no seconds.
func (d *digester) keyless(e *book.Entry) uint64 {
	d.buf = append(d.buf[:0], byte(e.Kind), 1)
	d.number(int64(e.Day))
	if e.Balance == nil && !e.At.IsZero() {
		d.number(e.At.Unix / 60)
	}
	d.number(int64(e.Amount))
	d.balance(e)
	d.text(string(e.Currency))
	d.text(e.OrderNo)
	d.text(e.Counterparty)
	d.text(e.Memo)
	d.text(e.Terminal)
	d.text(e.Card)
	return xxhash.Sum64(d.buf)
}

// partsBits are those of an entry's digest that tell, of one that sums up rows, which
// rows these are.
const partsBits = 1<<16 - 1

// SameParts tells of two entries that sum up rows, by their digests, whether the rows
// are the same ones. That they seem so and are not has a probability of 1 in 65,536.
func SameParts(a, b uint64) bool { return a&partsBits == b&partsBits }

// digest is that of the content of an entry and, if it sums up rows, of which ones.
func (d *digester) digest(e *Entry) uint64 {
	if e.Parts == 0 {
		return d.content(&e.Entry)
	}
	return d.content(&e.Entry)&^partsBits | uint64(e.Parts)
}

// content digests every field of an entry in normal form, so that a known row
// whose content changed is seen.
func (d *digester) content(e *book.Entry) uint64 {
	d.buf = append(d.buf[:0], byte(e.Kind), byte(e.Status))
	d.when(e)
	d.number(int64(e.Gross))
	d.number(int64(e.Amount))
	d.number(int64(e.Fee))
	d.number(int64(e.Settles))
	d.balance(e)
	for _, s := range [...]string{
		string(e.Currency), e.OrderNo, e.TxnNo, e.RefundNo, e.Counterparty,
		e.Memo, e.Method, e.Terminal, e.Card, e.Batching,
	} {
		d.text(s)
	}
	return xxhash.Sum64(d.buf)
}

// nth is the identity of the n-th row under one key.
func (d *digester) nth(ident uint64, n int) uint64 {
	d.buf = binary.LittleEndian.AppendUint64(d.buf[:0], ident)
	d.number(int64(n))
	return xxhash.Sum64(d.buf)
}

func (d *digester) text(s string) {
	d.buf = binary.AppendUvarint(d.buf, uint64(len(s)))
	d.buf = append(d.buf, s...)
}

func (d *digester) number(n int64) { d.buf = binary.AppendVarint(d.buf, n) }

func (d *digester) when(e *book.Entry) {
	d.number(int64(e.Day))
	if !e.At.IsZero() {
		d.number(e.At.Unix)
	}
	d.buf = append(d.buf, byte(e.At.Precision))
}

func (d *digester) balance(e *book.Entry) {
	if e.Balance == nil {
		d.buf = append(d.buf, 0)
		return
	}
	d.buf = append(d.buf, 1)
	d.number(int64(*e.Balance))
}
