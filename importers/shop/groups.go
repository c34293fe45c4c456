package shop

import (
	"hash/maphash"
	"strings"

	"github.com/cespare/xxhash/v2"

	"zhangfang/importers/bill"
)

// groups are the orders of a sheet. It keeps about sixty bytes an order, and
// sixteen a further row of one.
type groups struct {
	header *bill.Header
	rec    bill.Record // reads the rows
	goods  bool        // the amount billed is that of the goods, without postage
	items  bool        // rows may have the number of an item
	apart  bool        // refunds have times: those of an order's items are told apart
	fen    [lastColumn]bool
	seed   maphash.Seed
	table  []uint32 // ordinals plus one of orders, by the digest of their number
	list   [][]group
	n      int
	more   []more
	seen   digests // rows behind the first of their order, since one told twice counts once
}

// groupChunk is how many orders are kept in one piece: nothing is copied as they
// become more.
const groupChunk = 4096

func (g *groups) at(i int) *group { return &g.list[i/groupChunk][i%groupChunk] }

// of is the order of a number.
func (g *groups) of(no string) *group {
	if g.n*4 >= len(g.table)*3 {
		g.grow()
	}
	key := maphash.String(g.seed, no)
	mask := uint64(len(g.table) - 1)
	for slot := key & mask; ; slot = (slot + 1) & mask {
		i := g.table[slot]
		if i == 0 {
			g.table[slot] = uint32(g.n) + 1
			return g.add(key)
		}
		if p := g.at(int(i) - 1); p.key == key {
			return p
		}
	}
}

func (g *groups) add(key uint64) *group {
	if g.n%groupChunk == 0 {
		g.list = append(g.list, make([]group, groupChunk))
	}
	g.n++
	p := g.at(g.n - 1)
	p.key = key
	return p
}

func (g *groups) grow() {
	g.table = make([]uint32, max(1024, 2*len(g.table)))
	mask := uint64(len(g.table) - 1)
	for i := range g.n {
		slot := g.at(i).key & mask
		for g.table[slot] != 0 {
			slot = (slot + 1) & mask
		}
		g.table[slot] = uint32(i) + 1
	}
}

// moreOf is what few orders have.
func (g *groups) moreOf(p *group) more {
	if p.more == 0 {
		return more{}
	}
	return g.more[p.more-1]
}

func (g *groups) needMore(p *group) *more {
	if p.more == 0 {
		g.more = append(g.more, more{})
		p.more = uint32(len(g.more))
	}
	return &g.more[p.more-1]
}

// look finds out what the header says beyond its fields.
func (g *groups) look(h *bill.Header) {
	g.header, g.rec.Header, g.items, g.apart = h, h, h.Has(childNo), h.Has(refundAt)
	g.goods = bill.Name(h.Name(total)) == "买家应付货款"
	for _, f := range []bill.Field{total, received, paid, refund, postage} {
		g.fen[f] = strings.HasSuffix(bill.Name(h.Name(f)), "(分)")
	}
}

// count counts a row.
func (g *groups) count(row []string) {
	r := &g.rec
	r.Row, r.Problem = bill.Row{Cells: row}, nil
	r.SetMoney(currency)
	s := summing{joined: joined{r, &g.fen}}
	o := read(&s)
	p := g.of(s.Plain(orderNo))
	if g.items && g.again(p, row) {
		return
	}
	p.mark(bad, s.bad || !s.told() || r.Problem != nil)
	p.mark(look, s.finer || o.amount < 0 || o.vague)
	switch {
	case o.amount < 0 || p.is(bad):
	case !g.items || s.Plain(childNo) == "":
		g.setWhole(p, o)
	default:
		p.addItem(o, xxhash.Sum64String(s.Plain(childNo)))
		if g.apart && o.back != 0 {
			m := g.needMore(p)
			m.first = m.first.earlier(refundOf(&s))
		}
		if o.billed && g.goods && s.Plain(postage) != "" {
			m := g.needMore(p)
			m.post = max(m.post, s.Amount(postage))
		}
	}
}

// setWhole takes what a row says of the order itself. Every such row says the same.
func (g *groups) setWhole(p *group, o order) {
	m := g.needMore(p)
	p.mark(bad, m.known && m.whole != o)
	m.whole, m.known = o, true
}

// again tells whether the row was there before.
func (g *groups) again(p *group, row []string) bool {
	k := g.digest(row)
	switch {
	case !p.is(met):
		p.first = k
		p.mark(met, true)
		return false
	case p.first == k:
		return true
	}
	return !g.seen.add(k)
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

// dropRows forgets the rows, which no second pass asks for.
func (g *groups) dropRows() { g.seen = digests{} }
