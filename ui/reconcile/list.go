package reconcile

import (
	"context"
	"slices"

	"zhangfang/app/book"
)

// listed is what one loading of the leading pane brought.
type listed struct {
	filter filter
	ids    []book.EntryID
	open   map[book.EntryID]bool
	cursor int
	page   []Row // the page that holds the cursor
	empty  bool  // the leg has no rows at all
	away   map[book.EntryID]book.Decision
	hidden int // put off, and out of sight
}

// loadList reads the ids of the leading pane and goes to the first of wanted
// that is among them, else to its first row.
func (p *Presenter) loadList(wanted []book.EntryID) {
	if p.pairing != "" {
		return // all is read when that is done
	}
	p.phase = Loading
	p.changed(PartList | PartActions)
	f := p.filter
	var l listed
	p.listing.Do(func(ctx context.Context) (err error) {
		l, err = p.list(ctx, f, wanted)
		return err
	}, func(err error) {
		if err != nil {
			p.phase, p.err = Failed, err
			p.changed(PartAll)
			return
		}
		p.takeList(l)
	})
}

// list runs off the UI goroutine: it reads nothing of the presenter that changes.
func (p *Presenter) list(ctx context.Context, f filter, wanted []book.EntryID) (l listed, err error) {
	if f.target != 0 {
		if f, err = p.aim(ctx, f); err != nil {
			return l, err
		}
	}
	if l.away, err = p.deps.Review.PutOffRows(ctx, f.leg); err != nil {
		return l, err
	}
	if _, off := l.away[f.target]; off {
		f.away = true
	}
	all, err := p.entryIDs(ctx, f.query())
	if err != nil {
		return l, err
	}
	l.ids, l.hidden = p.sight(f, all, l.away)
	if f.away && len(l.ids) == 0 { // the last of them was brought back
		f.away = false
		l.ids, l.hidden = p.sight(f, all, l.away)
	}
	if err = p.suggestionsFirst(ctx, f, l.ids); err != nil {
		return l, err
	}
	l.cursor = find(l.ids, wanted)
	if f.target != 0 && l.cursor < 0 && !f.matched {
		f.matched = true // the row is explained by now
		if l.ids, err = p.entryIDs(ctx, f.query()); err != nil {
			return l, err
		}
		l.cursor = find(l.ids, wanted)
	}
	if f.matched {
		if l.open, err = p.openOf(ctx, f); err != nil {
			return l, err
		}
	}
	f.target = 0
	l.filter = f
	if len(l.ids) == 0 {
		l.empty, err = p.bare(ctx, f)
		return l, err
	}
	l.cursor = max(l.cursor, 0)
	l.page, err = p.page(ctx, f, l.ids, l.open, l.away, l.cursor/pageSize)
	return l, err
}

// maxArranged bounds the rows that are put in order by what they wait for: a
// longer list is one of files to come, not of decisions.
const maxArranged = 100_000

// suggestionsFirst puts the rows that can be decided before the others, unless
// another order was asked for.
func (p *Presenter) suggestionsFirst(ctx context.Context, f filter, ids []book.EntryID) error {
	if f.order.By != "" || f.matched || len(ids) > maxArranged {
		return nil
	}
	reasons, err := p.deps.Review.OpenReasons(ctx, f.leg, ids)
	if err != nil {
		return err
	}
	rank := func(id book.EntryID) int {
		if why, ok := reasons[id]; ok && why == book.OpenSuggested {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(ids, func(a, b book.EntryID) int { return rank(a) - rank(b) })
	return nil
}

// aim turns the filter to the side that its target is on.
func (p *Presenter) aim(ctx context.Context, f filter) (filter, error) {
	lines, err := p.deps.Review.EntryLines(ctx, []book.EntryID{f.target})
	if err == nil && len(lines) > 0 {
		if side, ok := sideOf(f.leg, lines[0].Role, lines[0].ChannelName); ok {
			f.lead = side
		}
	}
	return f, err
}

// openOf is the set of open rows, when explained ones are shown among them.
func (p *Presenter) openOf(ctx context.Context, f filter) (map[book.EntryID]bool, error) {
	f.matched = false
	ids, err := p.entryIDs(ctx, f.query())
	if err != nil {
		return nil, err
	}
	open := make(map[book.EntryID]bool, len(ids))
	for _, id := range ids {
		open[id] = true
	}
	return open, nil
}

// bare tells whether the leg has no rows at all, on either side.
func (p *Presenter) bare(ctx context.Context, f filter) (bool, error) {
	n, err := p.deps.Review.Counts(ctx, book.EntryQuery{Leg: f.leg, Side: f.lead})
	return n.Matched == [2]int{} && n.Open == [2]int{}, err
}

func (p *Presenter) takeList(l listed) {
	if !slices.Equal(p.ids, l.ids) {
		p.ticks = map[book.EntryID]Row{}
	}
	p.filter = l.filter
	p.ids, p.open, p.err = l.ids, l.open, nil
	p.away, p.hidden = l.away, l.hidden
	p.pages = pages{rows: map[int][]Row{}, generation: p.pages.generation + 1}
	switch {
	case len(l.ids) > 0:
		p.phase, p.cursor = Ready, l.cursor
		p.pages.rows[l.cursor/pageSize] = l.page
	case l.empty:
		p.phase, p.cursor = NoFiles, -1
	case l.filter.narrowed():
		p.phase, p.cursor = NotFound, -1
	default:
		p.phase, p.cursor = Clear, -1
	}
	p.loadAcross()
	p.changed(PartAll)
}

// find is the index in ids of the first of wanted that is there; -1 for none.
func find(ids, wanted []book.EntryID) int {
	if len(wanted) == 0 {
		return -1
	}
	rank := make(map[book.EntryID]int, len(wanted))
	for i, id := range wanted {
		rank[id] = i
	}
	best, at := len(wanted), -1
	for i, id := range ids {
		if r, ok := rank[id]; ok && r < best {
			best, at = r, i
		}
	}
	return at
}

// reach is how many neighbours are tried to stay near a row that has gone.
const reach = 50

// near lists the row at the cursor, then those after it, then those before it:
// where to be when the list is read again.
func (p *Presenter) near() []book.EntryID {
	if p.filter.target != 0 {
		return []book.EntryID{p.filter.target}
	}
	return p.around(nil)
}

// around is near without the rows that were just decided.
func (p *Presenter) around(gone map[book.EntryID]bool) []book.EntryID {
	if p.cursor < 0 || p.cursor >= len(p.ids) {
		return nil
	}
	var out []book.EntryID
	for i := p.cursor; i < min(p.cursor+reach, len(p.ids)); i++ {
		if !gone[p.ids[i]] {
			out = append(out, p.ids[i])
		}
	}
	for i := p.cursor - 1; i >= max(p.cursor-reach, 0); i-- {
		if !gone[p.ids[i]] {
			out = append(out, p.ids[i])
		}
	}
	return out
}

// Phase is what the leading pane shows as a whole, and the error of Failed.
func (p *Presenter) Phase() (Phase, error) { return p.phase, p.err }

// Len is the number of rows of the leading pane.
func (p *Presenter) Len() int { return len(p.ids) }

// Cursor is the index of the selected row; -1 for none.
func (p *Presenter) Cursor() int { return p.cursor }

// Select goes to a row of the leading pane.
func (p *Presenter) Select(i int) {
	if i < 0 || i >= len(p.ids) || i == p.cursor {
		return
	}
	p.cursor, p.across.text = i, ""
	p.loadAcross()
	p.changed(PartList | PartAcross | PartActions)
}

// Untick takes the ticks of both panes away; false where there are none.
func (p *Presenter) Untick() bool {
	if len(p.ticks)+len(p.across.ticks) == 0 {
		return false
	}
	p.ticks, p.across.ticks = map[book.EntryID]Row{}, map[book.EntryID]bool{}
	p.changed(PartList | PartAcross | PartActions)
	return true
}

// SetTicked ticks the rows of the leading pane at the indexes, and no others.
func (p *Presenter) SetTicked(rows []int) {
	p.ticks = map[book.EntryID]Row{}
	for _, i := range rows {
		if r, ok := p.Row(i); ok {
			p.ticks[r.ID] = r
		}
	}
	p.changed(PartAcross | PartActions)
}
