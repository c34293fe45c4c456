package shop

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"

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
		return &itemDecoder{decoder: newDecoder(b), all: all, apart: b.Header.Any(refundNo, refundAt)}, nil
	}
	return t.Read(ctx, in, at, opt, sink)
}

// sum is the first pass.
func (s sheet) sum(in *bill.Rows, at int) (*groups, error) {
	all := &groups{seed: maphash.MakeSeed(), at: map[uint64]int32{}, seen: map[uint64]struct{}{}}
	n := 0
	err := in.Scan(func(row []string) bool {
		if n++; n <= at {
			return false
		}
		if n == at+1 {
			all.header, _ = bill.MapHeader(row, s.Columns)
			all.look()
			return false
		}
		all.add(row) // totals too, under a number that no order has
		return false
	})
	return all, err
}

// groups are the orders of a sheet.
type groups struct {
	header *bill.Header
	goods  bool                // the amount billed is that of the goods, without postage
	fen    map[bill.Field]bool // columns in fen
	seed   maphash.Seed
	at     map[uint64]int32 // index in list by the digest of the order's number
	list   []group
	seen   map[uint64]struct{} // rows, since one told twice counts once
}

// of is the order of a number, until the next is asked for.
func (g *groups) of(no string) *group {
	k := maphash.String(g.seed, no)
	i, known := g.at[k]
	if !known {
		i = int32(len(g.list))
		g.at[k] = i
		g.list = append(g.list, group{})
	}
	return &g.list[i]
}

// look finds out what the header says beyond its fields.
func (g *groups) look() {
	g.goods = bill.Name(g.header.Name(total)) == "买家应付货款"
	g.fen = map[bill.Field]bool{}
	for _, f := range []bill.Field{total, received, paid, refund, postage} {
		g.fen[f] = strings.HasSuffix(bill.Name(g.header.Name(f)), "(分)")
	}
}

// add counts a row.
func (g *groups) add(row []string) {
	r := bill.Record{Header: g.header, Row: bill.Row{Cells: row}}
	r.SetMoney(currency)
	s := &summing{joined: joined{&r, g.fen}}
	o := read(s)
	p := g.of(s.Plain(orderNo))
	if g.header.Has(childNo) && g.again(row) {
		return
	}
	p.bad = p.bad || s.bad || !s.told() || r.Problem != nil
	p.look = p.look || s.finer || o.amount < 0 || o.vague
	switch {
	case o.amount < 0 || p.bad:
	case !g.header.Has(childNo) || s.Plain(childNo) == "":
		p.setWhole(o)
	default:
		p.addItem(o)
		if o.billed && g.goods {
			p.post = max(p.post, s.Amount(postage))
		}
	}
}

// again tells whether the row was there before.
func (g *groups) again(row []string) bool {
	k := g.digest(row)
	_, twice := g.seen[k]
	g.seen[k] = struct{}{}
	return twice
}

func (g *groups) digest(row []string) uint64 {
	var h maphash.Hash
	h.SetSeed(g.seed)
	for _, c := range row {
		h.WriteString(c)
		h.WriteByte(0)
	}
	return h.Sum64()
}

// joined reads cells in which the amounts of several items are joined by ";".
type joined struct {
	*bill.Record
	fen map[bill.Field]bool
}

// Amount is a cell as an amount; several are summed.
func (j joined) Amount(f bill.Field) book.Minor {
	s := j.Text(f)
	if j.fen[f] || !strings.Contains(s, ";") {
		return j.Record.Amount(f)
	}
	all, exact, ok := j.sum(s)
	if !ok || !exact {
		j.Fail(bill.CodeAmount, f, s)
	}
	return all
}

// sum adds up amounts joined by ";".
func (j joined) sum(s string) (all book.Minor, exact, ok bool) {
	exact = true
	for part := range strings.SplitSeq(s, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		m, whole, is := bill.ParseAmount(part, j.Money)
		if !is {
			return 0, false, false
		}
		var err error
		if all, err = all.Add(m); err != nil {
			return 0, false, false
		}
		exact = exact && whole
	}
	return all, exact, true
}

// summing reads amounts without refusing the row: that is for the second pass.
type summing struct {
	joined
	bad   bool // a cell that is no amount
	finer bool // an amount finer than a cent
}

// Amount is a cell as an amount.
func (s *summing) Amount(f bill.Field) book.Minor {
	if s.fen[f] {
		return s.Record.Amount(f)
	}
	all, exact, ok := s.sum(s.Plain(f))
	s.bad, s.finer = s.bad || !ok, s.finer || !exact
	return all
}

// told tells whether the row says an amount at all, and none that a stray comma
// has shifted: then it will be refused.
func (s *summing) told() bool {
	if n := len(s.Header.Cells); len(s.Cells) > n && !bill.Empty(s.Cells[n:]) {
		return false
	}
	return s.Plain(received) != "" || s.Plain(paid) != "" || s.Plain(total) != ""
}
