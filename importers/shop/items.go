package shop

import (
	"context"
	"hash/maphash"
	"slices"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// CodeItems refuses rows of an order that cannot be put together: one of them
// cannot be read, or they tell different amounts of the whole. A: the order.
const CodeItems = "order_items"

// sheet is a sheet with several rows to an order: an item on each, or the order on
// each. It is read twice: what the items of an order add up to must be known when
// its first row makes the entry, wherever the others stand.
type sheet struct{ *bill.Table }

// items are sheets with the numbers of items (淘宝, 抖店), in which a row without one
// is the order itself, and those of 京东, whose rows repeat the order's amounts.
func items() bill.Format {
	t := orders()
	t.ID = "shop.items"
	t.Columns = slices.Clone(columns)
	t.Columns[received] = bill.Column{Names: append(slices.Clone(columns[received].Names), "结算金额")}
	t.Fits = func(h *bill.Header, role book.Role) bool { return fits(h, role) && h.Any(childNo, unitPrice) }
	t.Keys = false // an order is told once
	return sheet{t}
}

// Read sums the items of every order, then streams the rows.
func (s sheet) Read(ctx context.Context, in *bill.Rows, at int, opt bill.Options, sink bill.Sink) (*bill.Summary, error) {
	all, err := s.sum(in, at)
	if err != nil {
		return nil, err
	}
	t := *s.Table
	t.Begin = func(b bill.Beginning) (bill.Decoder, error) {
		return &itemDecoder{decoder: newDecoder(b), all: all, dated: b.Header.Any(refundNo, refundAt)}, nil
	}
	return t.Read(ctx, in, at, opt, sink)
}

// sum is the first pass.
func (s sheet) sum(in *bill.Rows, at int) (*groups, error) {
	all := &groups{seed: maphash.MakeSeed()}
	n := 0
	err := in.Scan(func(row []string) bool {
		if n++; n <= at {
			return false
		}
		if n == at+1 {
			h, _ := bill.MapHeader(row, s.Columns)
			all.look(h)
			return false
		}
		all.count(row) // totals too, under a number that no order has
		return false
	})
	all.dropRows()
	return all, err
}

// itemDecoder is the second pass.
type itemDecoder struct {
	*decoder
	all   *groups
	dated bool // refunds have a number or a time
}

// Row reads an item. The first row of an order makes the order's entry, or the row
// of the order itself where there is one. What went back of an order is one entry,
// as in a sheet of orders, so that both name it alike: with the order, or, where
// the sheet gives refunds a number, with the first item that has one. Where the sheet
// says when, each item tells its own.
func (d *itemDecoder) Row(r *bill.Record) {
	no, child := begin(r), r.ID(childNo)
	g := d.all.of(r.Plain(orderNo))
	m := d.all.moreOf(g)
	dated := d.dated && !m.known
	var own order // read again only where it matters
	if g.is(bad|look) || dated {
		own = read(joined{r, &d.all.fen})
		d.note(r, no, own)
	}
	if own.amount < 0 && !g.is(bad) {
		negative(r, no, no, own)
		return
	}
	tells := !g.is(told) && (!m.known || child == "")
	tellsBack := dated && own.back != 0 && (d.all.apart || !g.is(toldBack))
	if tells {
		d.tell(r, g, no, dated)
	}
	switch {
	case tellsBack && d.all.apart:
		d.backOf(r, m, no, child, own)
	case tellsBack:
		d.back(r, g, no, own)
	}
	if g.is(bad) {
		r.Fail(CodeItems, orderNo, no)
	}
	if r.Problem == nil { // else the next row tells it
		g.mark(told, tells)
		g.mark(toldBack, tellsBack)
	}
}

// tell makes the order's entry, and that of what went back unless an item does.
func (d *itemDecoder) tell(r *bill.Record, g *group, no string, dated bool) {
	o := g.order(d.all.moreOf(g))
	e := r.Add(book.KindOrder, no)
	if d.all.items {
		e.Parts = max(g.items, 1)
	}
	o.describe(r, &e.Entry, no)
	if o.back != 0 && !dated {
		refunded(r, e.Entry, no, o)
	}
}

// back makes the entry of what went back with the first row that has a refund. A
// number of one of several refunds is not that of their sum.
func (d *itemDecoder) back(r *bill.Record, g *group, no string, own order) {
	var of book.Entry
	own.describe(r, &of, no)
	refunded(r, of, no, g.order(more{}))
	if g.is(several) {
		r.Entries[len(r.Entries)-1].RefundNo = ""
	}
}
