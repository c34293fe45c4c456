package reconcile

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// pageSize is how many rows are loaded at once: more than a screen shows.
const pageSize = 200

// maxPages bounds the rows kept in memory, about two megabytes.
const maxPages = 40

// pages is the rows of the leading pane that are loaded.
type pages struct {
	rows       map[int][]Row // by page
	generation int           // of the list they belong to
	loading    bool
}

func (p *Presenter) page(ctx context.Context, f filter, ids []book.EntryID, open map[book.EntryID]bool, away map[book.EntryID]book.Decision, n int) ([]Row, error) {
	part := ids[n*pageSize : min((n+1)*pageSize, len(ids))]
	lines, err := p.deps.Review.EntryLines(ctx, part)
	if err != nil {
		return nil, err
	}
	reasons, err := p.deps.Review.OpenReasons(ctx, f.leg, part)
	if err != nil {
		return nil, err
	}
	byID := make(map[book.EntryID]*book.EntryLine, len(lines))
	for i := range lines {
		byID[lines[i].ID] = &lines[i]
	}
	rows := make([]Row, len(part))
	for i, id := range part {
		rows[i].ID = id
		if l := byID[id]; l != nil {
			rows[i] = makeRow(p.deps.Text, f.leg, l)
		}
		rows[i].Matched = open != nil && !open[id]
		rows[i].Why, rows[i].Open = reasons[id]
		rows[i].State = stateOf(p.deps.Text, f.leg, &rows[i])
		if d, off := away[id]; off && rows[i].Open {
			rows[i].State = Chip{p.deps.Text.T("reconcile.state.later", words.DayShort(d.Until)), draw.ToneNeutral}
		}
	}
	return rows, p.classify(ctx, rows)
}

// Row is a row of the leading pane; false while it is being loaded. The list is
// told when it has come.
func (p *Presenter) Row(i int) (Row, bool) {
	if i < 0 || i >= len(p.ids) {
		return Row{}, false
	}
	page, ok := p.pages.rows[i/pageSize]
	if !ok {
		p.fetch(i / pageSize)
		page, ok = p.pages.rows[i/pageSize]
	}
	if !ok {
		return Row{}, false
	}
	return page[i%pageSize], true
}

// fetch loads a page. Only one is under way at a time: when it has come the list
// is drawn again and asks for what it still misses, so that fast scrolling
// leaves out what nobody looks at any more.
func (p *Presenter) fetch(n int) {
	if p.pages.loading {
		return
	}
	p.pages.loading = true
	mine, f, ids, open, away := p.pages.generation, p.filter, p.ids, p.open, p.away
	var rows []Row
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		rows, err = p.page(ctx, f, ids, open, away, n)
		return err
	}, func(err error) {
		if mine != p.pages.generation {
			return
		}
		p.pages.loading = false
		if err != nil {
			p.phase, p.err = Failed, err
		} else {
			if len(p.pages.rows) >= maxPages {
				clear(p.pages.rows)
			}
			p.pages.rows[n] = rows
		}
		p.changed(PartList)
	})
}
