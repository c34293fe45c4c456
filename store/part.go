package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"

	"zhangfang/app/book"
)

// Part loads what matching looks at to solve what was touched on a standing leg.
// The rows of a day among a million cost little: rows far from it are loaded only
// when they are loose (see loose.go) or named.
func (s *Store) Part(ctx context.Context, scope book.PartScope) (book.Part, error) {
	var part book.Part
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		if err := snap.mapFile(ctx); err != nil {
			return err
		}
		p, err := newPartLoader(ctx, snap.one(), scope)
		if err != nil {
			return err
		}
		switch scope.Leg {
		case book.LegSales:
			err = p.sales()
		case book.LegPayouts:
			err = p.payouts()
		default:
			err = fmt.Errorf("%s is solved as a whole", scope.Leg)
		}
		part = p.part()
		return err
	}()
	return part, problem("load a part of "+string(scope.Leg), err)
}

// partLoader gathers the rows of a part, each once.
type partLoader struct {
	*rowLoader
	ctx      context.Context
	conn     *sql.Conn
	scope    book.PartScope
	leg      int64
	rows     []book.Row
	have     map[book.EntryID]bool
	keyed    int // rows whose order numbers were followed
	numbers  map[string]bool
	sorts    map[book.EntryID]int64 // of the loose rows found
	core     map[book.EntryID]bool
	standing map[book.EntryID]book.Standing
	cut      bool // a channel around does not pay whole calendar days
}

func newPartLoader(ctx context.Context, conn *sql.Conn, scope book.PartScope) (*partLoader, error) {
	l, err := newRowLoader(ctx, conn, book.RowScope{Leg: scope.Leg})
	if err != nil {
		return nil, err
	}
	leg, err := legID(ctx, conn, scope.Leg)
	return &partLoader{rowLoader: l, ctx: ctx, conn: conn, scope: scope, leg: leg,
		have: map[book.EntryID]bool{}, numbers: map[string]bool{}, sorts: map[book.EntryID]int64{}, core: map[book.EntryID]bool{}, standing: map[book.EntryID]book.Standing{}}, err
}

func (p *partLoader) part() book.Part {
	if p.cut {
		return book.Part{Cut: true}
	}
	sortRows(p.rows)
	return book.Part{Rows: p.rows, Core: p.core, Standing: p.standing}
}

// add loads the rows of ids that are on the leg and not loaded yet.
func (p *partLoader) add(ids []book.EntryID) error {
	missing := make([]book.EntryID, 0, len(ids))
	for _, id := range ids {
		if !p.have[id] {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing) // in the order of the table
	from := len(p.rows)
	var err error
	p.rows, err = p.load(p.ctx, p.conn, p.rows, rowsOf, list(slices.Compact(missing)))
	for i := range p.rows[from:] {
		p.have[p.rows[from+i].ID] = true
	}
	return err
}

// addMates loads the rows of any day that share an order number with those loaded.
func (p *partLoader) addMates() error {
	var hashes []uint64
	for ; p.keyed < len(p.rows); p.keyed++ {
		if k := p.rows[p.keyed].Key; k != "" && !p.numbers[k] {
			p.numbers[k] = true
			hashes = append(hashes, orderHash(k))
		}
	}
	if len(hashes) == 0 {
		return nil
	}
	var mates []book.EntryID
	err := orderIndex().find(p.ctx, p.conn, hashes, func(at pair) { mates = append(mates, book.EntryID(at.entry)) })
	if err != nil {
		return err
	}
	from := len(p.rows)
	if err := p.add(mates); err != nil {
		return err
	}
	// Equal hashes are not yet equal numbers.
	kept := p.rows[:from]
	for _, r := range p.rows[from:] {
		if p.numbers[r.Key] {
			kept = append(kept, r)
		} else {
			delete(p.have, r.ID)
		}
	}
	p.rows, p.keyed = kept, len(kept)
	return nil
}

// looseIn lists the loose rows of some days that have one of the bits; 0 asks for
// all.
func (p *partLoader) looseIn(days dayRuns, bits int64) ([]book.EntryID, error) {
	var sorts []int64
	for sort := range int64(looseSorts) {
		if bits == 0 || sort&bits != 0 {
			sorts = append(sorts, sort)
		}
	}
	var ids []book.EntryID
	for _, run := range days {
		err := scan(p.ctx, p.conn, `
			SELECT entry, sort FROM loose WHERE leg = ? AND sort IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?`,
			[]any{p.leg, list(sorts), int64(run.From), int64(run.To)}, func(row []driver.Value) error {
				id := book.EntryID(num(row[0]))
				p.sorts[id] = num(row[1])
				ids = append(ids, id)
				return nil
			})
		if err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// touchedDays is the days of the rows loaded so far, and those that files cover.
func (p *partLoader) touchedDays(pick func(*book.Row) bool) dayRuns {
	runs := make(dayRuns, 0, len(p.scope.Touched.Covered))
	for _, c := range p.scope.Touched.Covered {
		runs = append(runs, c.Period)
	}
	seen := map[book.Day]bool{}
	for i := range p.rows {
		if d := p.rows[i].Day; !seen[d] && pick(&p.rows[i]) {
			seen[d] = true
			runs = append(runs, book.Period{From: d, To: d})
		}
	}
	return runs.join()
}

// addDecided loads the rows that decisions name; when touched is set, only those of
// decisions that name a row loaded already.
func (p *partLoader) addDecided(touched bool) error {
	var ids []book.EntryID
	for _, rows := range p.scope.Decided {
		if !touched || slices.ContainsFunc(rows, func(id book.EntryID) bool { return p.have[id] }) {
			ids = append(ids, rows...)
		}
	}
	return p.add(ids)
}

// matchesOf reads the matches that rows are in, each once.
func (p *partLoader) matchesOf(ids []book.EntryID, see func(*record)) error {
	slices.Sort(ids) // in the order of the table
	leads := map[int64]bool{}
	return scan(p.ctx, p.conn, standingMatches, []any{p.leg, list(ids)}, func(row []driver.Value) error {
		if leads[num(row[0])] {
			return nil
		}
		r, err := getRecord(row)
		leads[r.lead] = true
		see(&r)
		return err
	})
}
