package intake

import (
	"fmt"

	"zhangfang/app/book"
)

// plan sorts the entries of an observation against what the book holds. It is a
// value: nothing is read or written to make it.
type plan struct {
	verdicts []book.Verdict
	held     map[uint64]book.Held
	claimed  map[uint64]bool // identities held by rows that stand further on in the file
	moved    map[int]uint64  // by ordinal, the identity of an entry where it is not that of its mark
	counts   [3]int          // by verdict
	locked   map[int]bool    // by ordinal, new or changed entries that a closed month refuses
	told                     // what reading the rows once more told of them
	hold     *book.Problem
	waved    int // kinds of remarks that would hold it, but that the owner always lets in
}

// planFor decides every entry of an observation against what its channel holds.
func planFor(o *observation, held map[uint64]book.Held) *plan {
	p := &plan{verdicts: make([]book.Verdict, len(o.marks)), held: held, claimed: map[uint64]bool{}, moved: map[int]uint64{}}
	for i, b := range o.base {
		if h, ok := held[b]; ok && h.Digest == o.marks[i].Digest {
			p.claimed[b] = true
		}
	}
	for i, m := range o.marks {
		v := p.verdict(i, m, o.base)
		if o.repeats != nil && o.repeats[i] {
			v = book.VerdictKnown
		}
		p.verdicts[i] = v
		p.counts[v]++
	}
	return p
}

// verdict decides one entry. A row that the book holds under another identity of
// its key is that row, not a change of the one in its place; nor does a row change
// one that the file tells again under the same key.
func (p *plan) verdict(i int, m book.Mark, base map[int]uint64) book.Verdict {
	h, ok := p.held[m.Ident]
	if ok && h.Digest == m.Digest {
		return book.VerdictKnown
	}
	other := another(m.Ident, m.Digest)
	if b, repeated := base[i]; repeated {
		other = b
	}
	if o, ok := p.held[other]; ok && o.Digest == m.Digest {
		p.moved[i] = other
		return book.VerdictKnown
	}
	switch {
	case ok && p.claimed[m.Ident]:
		p.moved[i] = another(m.Ident, m.Digest)
		return book.VerdictNew
	case ok:
		return book.VerdictChanged
	}
	return book.VerdictNew
}

// mark is the mark of entry number i of an observation under its planned identity.
func (p *plan) mark(o *observation, i int) book.Mark {
	m := o.marks[i]
	if ident, ok := p.moved[i]; ok {
		m.Ident = ident
	}
	return m
}

// holds decides whether a file that could be read waits, and why, and counts the
// kinds of remarks that do not hold it because the owner always lets such files in.
func (p *plan) holds(o *observation, opt Options, always map[string]bool) {
	if o.refused > 0 && !opt.AcceptPartial {
		first := &o.rejects[0].Problem
		p.hold = &book.Problem{Code: "rows_refused", File: o.file.Name, Line: first.Line, Cell: first.Cell, Args: []string{fmt.Sprint(o.refused)}}
		return
	}
	if len(p.locked) > 0 && !opt.AcceptPartial {
		first := &p.rejects[0].Problem
		p.hold = &book.Problem{Code: "held_month_locked", File: o.file.Name, Line: first.Line, Args: append(first.Args[:1:1], fmt.Sprint(len(p.locked)))}
		return
	}
	seen := map[string]bool{}
	for _, n := range o.notes {
		if needs := Needs(n); needs == (Options{}) || needs.within(opt) {
			continue
		}
		if !always[n.Code] {
			p.hold = &book.Problem{Code: "held_" + n.Code, File: o.file.Name, Line: n.Line, Args: n.Args}
			return
		}
		seen[n.Code] = true
	}
	p.waved = len(seen)
}

// refusedWhole is why nothing of a readable file can go in, or nil.
func refusedWhole(o *observation, opt Options) *book.Problem {
	if o.problem != nil {
		return o.problem
	}
	if o.summary.Incomplete != nil && !opt.AcceptIncomplete {
		return o.summary.Incomplete
	}
	if len(o.marks) == 0 && o.refused > 0 {
		first := o.rejects[0].Problem
		return &book.Problem{Code: "all_rows_refused", File: o.file.Name, Line: first.Line, Cell: first.Cell, Args: first.Args, Err: &first}
	}
	return nil
}
