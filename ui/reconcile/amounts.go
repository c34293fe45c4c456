package reconcile

import (
	"context"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
)

// span is a range of sizes of amounts, both ends included.
type span struct{ from, to book.Minor }

// parseSpan reads ">500", ">=500", "<20", "<=20" or "500~600" as a range of sizes of
// amounts: a refund of 20 is as large as a sale of 20. ok is false for any other text.
func parseSpan(text string) (s span, ok bool) {
	text = strings.NewReplacer("＞", ">", "＜", "<", "≥", ">=", "≤", "<=", "～", "~", "￥", "", "¥", "", ",", "", " ", "").Replace(text)
	s = span{0, math.MaxInt64 / 2}
	amount := func(t string) (book.Minor, bool) {
		d, err := decimal.NewFromString(t)
		if err != nil || d.IsNegative() {
			return 0, false
		}
		m, _, err := book.FromDecimal(d, book.CNY) // digits go by currency; all but a few have two
		return m, err == nil
	}
	switch from, to, both := strings.Cut(text, "~"); {
	case both:
		var toOK bool
		s.from, ok = amount(from)
		s.to, toOK = amount(to)
		return s, ok && toOK && s.from <= s.to
	case strings.HasPrefix(text, ">="):
		s.from, ok = amount(text[2:])
	case strings.HasPrefix(text, ">"):
		s.from, ok = amount(text[1:])
		s.from++
	case strings.HasPrefix(text, "<="):
		s.to, ok = amount(text[2:])
	case strings.HasPrefix(text, "<"):
		s.to, ok = amount(text[1:])
		s.to--
	}
	return s, ok
}

// entryIDs lists the rows of a query, whose text may ask for a range of amounts.
func (p *Presenter) entryIDs(ctx context.Context, q book.EntryQuery) ([]book.EntryID, error) {
	if s, ok := parseSpan(q.Text); ok {
		return p.ofSize(ctx, q, s)
	}
	return p.deps.Review.EntryIDs(ctx, q)
}

// ofSize lists the rows of a query whose amounts lie in a range. Amounts are not in
// an id. On the sales leg the rows are asked for in the order of amounts, and its
// ends are found by halving; on any other leg what is compared is not what that order
// goes by (fees are off, what left a wallet is turned), and each row is looked at.
func (p *Presenter) ofSize(ctx context.Context, q book.EntryQuery, s span) ([]book.EntryID, error) {
	q.Text = ""
	ids, err := p.deps.Review.EntryIDs(ctx, q)
	if err != nil {
		return nil, err
	}
	if q.Leg != book.LegSales {
		return p.eachOfSize(ctx, q.Leg, ids, s)
	}
	q.Order = book.Order{By: "amount"}
	byAmount, err := p.deps.Review.EntryIDs(ctx, q)
	if err != nil {
		return nil, err
	}
	first := func(least book.Minor) int {
		return sort.Search(len(byAmount), func(i int) bool {
			lines, lineErr := p.deps.Review.EntryLines(ctx, byAmount[i:i+1])
			if lineErr != nil {
				err = lineErr
			}
			return len(lines) == 1 && comparable(q.Leg, &lines[0]) >= least
		})
	}
	in := map[book.EntryID]bool{}
	for _, r := range [2]span{{-s.to, -s.from}, s} {
		from := first(r.from)
		for _, id := range byAmount[from:max(from, first(r.to+1))] {
			in[id] = true
		}
	}
	kept := ids[:0]
	for _, id := range ids {
		if in[id] {
			kept = append(kept, id)
		}
	}
	return kept, err
}

// looked is how many rows are loaded at once to look at their amounts.
const looked = 2000

// eachOfSize keeps those of the rows whose amounts lie in a range.
func (p *Presenter) eachOfSize(ctx context.Context, leg book.Leg, ids []book.EntryID, s span) ([]book.EntryID, error) {
	var kept []book.EntryID
	for block := range slices.Chunk(ids, looked) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		lines, err := p.deps.Review.EntryLines(ctx, block)
		if err != nil {
			return nil, err
		}
		for i := range lines {
			if size := comparable(leg, &lines[i]).Abs(); s.from <= size && size <= s.to {
				kept = append(kept, lines[i].ID)
			}
		}
	}
	return kept, nil
}
