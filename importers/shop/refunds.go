package shop

import (
	"cmp"

	"github.com/cespare/xxhash/v2"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// refundID tells the refunds of an order's items apart, by time.
type refundID struct {
	at   int64  // Unix time; 0 where the item gives none, or none that can be read so
	item uint64 // digest of its number, not 0
}

// refundOf is the refund of the item of a row.
func refundOf(c cells) refundID {
	at, _ := bill.ParseTime(c.Text(refundAt)) // that it is none is for Record.Time to say
	return refundID{at.Unix, max(xxhash.Sum64String(c.Plain(childNo)), 1)}
}

// earlier is the one of two refunds that comes first; r may be none yet.
func (r refundID) earlier(o refundID) refundID {
	if r.item == 0 || cmp.Or(cmp.Compare(o.at, r.at), cmp.Compare(o.item, r.item)) < 0 {
		return o
	}
	return r
}

// backOf makes the entry of what went back of an item, on the day when it did: a later
// refund leaves the earlier one, whose month may be closed, as it is. The first of an
// order is named as in a sheet of orders, where most have no more than one.
func (d *itemDecoder) backOf(r *bill.Record, m more, no, child string, own order) {
	var of book.Entry
	own.describe(r, &of, no)
	refunded(r, of, no, own)
	if refundOf(r) != m.first {
		r.Key(&r.Entries[len(r.Entries)-1], no, "refund", child)
	}
}
