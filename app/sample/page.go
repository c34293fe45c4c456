package sample

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// page is what the files hold of one day.
type page struct {
	orders []order
	rows   [channelWays][]receipt
}

// agenda puts rows on the days on which they happen, today or later.
type agenda struct {
	span  book.Period
	pages map[book.Day]*page
	spare *page // of the day before, to be filled again
}

func newAgenda(span book.Period) *agenda {
	return &agenda{span: span, pages: make(map[book.Day]*page)}
}

func (a *agenda) page(d book.Day) *page {
	p := a.pages[d]
	if p == nil {
		if p, a.spare = a.spare, nil; p == nil {
			p = &page{}
		}
		a.pages[d] = p
	}
	return p
}

// putOrder tells whether the order falls into the span, and with that the file.
func (a *agenda) putOrder(o order) bool {
	d := dayOf(o.at())
	if !a.span.Has(d) {
		return false
	}
	p := a.page(d)
	p.orders = append(p.orders, o)
	return true
}

// putReceipt tells whether the row falls into the span, and with that the file.
func (a *agenda) putReceipt(r receipt) bool {
	d := dayOf(r.at)
	if !a.span.Has(d) {
		return false
	}
	p := a.page(d)
	p.rows[r.way] = append(p.rows[r.way], r)
	return true
}

// take is the page of a day, in order of time. It is good until giveBack.
func (a *agenda) take(d book.Day) *page {
	p := a.page(d)
	delete(a.pages, d)
	slices.SortStableFunc(p.orders, func(x, y order) int { return cmp.Compare(x.at(), y.at()) })
	for w := range p.rows {
		slices.SortStableFunc(p.rows[w], func(x, y receipt) int { return cmp.Compare(x.at, y.at) })
	}
	return p
}

func (a *agenda) giveBack(p *page) {
	p.orders = p.orders[:0]
	for w := range p.rows {
		p.rows[w] = p.rows[w][:0]
	}
	a.spare = p
}
