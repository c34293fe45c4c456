package store

import (
	"context"
	"fmt"
	"time"

	"zhangfang/app/book"
)

// Legs lists the legs between two channels that the owner picked and did not drop,
// in the order of their first run.
func (s *Store) Legs(ctx context.Context) ([]book.Leg, error) {
	var legs []book.Leg
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT name FROM leg ORDER BY id")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var leg book.Leg
			if err := rows.Scan(&leg); err != nil {
				return err
			}
			if _, _, ok := leg.Picked(); ok {
				legs = append(legs, leg)
			}
		}
		return rows.Err()
	}()
	return legs, problem("list the legs", err)
}

// actDropLeg is the act of dropping a leg.
const actDropLeg = "drop_leg"

// dropSubject is what the audit line of a dropped leg tells.
type dropSubject struct {
	Leg       book.Leg          `json:"leg"`
	Matches   int               `json:"matches"`
	Decisions []book.DecisionID `json:"decisions,omitempty"`
}

// DropLeg forgets a leg that the owner picked: its matches and open rows go, its
// standing decisions are recorded as undone; the rows themselves stay. Problem
// "no_leg" (A: its name) for one that never ran, and for the standing legs.
func (s *Store) DropLeg(ctx context.Context, leg book.Leg, at time.Time) error {
	return s.change(ctx, "drop the leg "+string(leg), func(t *tx) error {
		t.at = at
		id, err := legID(t.ctx, t, leg)
		if err != nil {
			return err
		}
		if _, _, ok := leg.Picked(); !ok || id == 0 {
			return &book.Problem{Code: "no_leg", Args: []string{string(leg)}}
		}
		about := dropSubject{Leg: leg}
		if err := t.QueryRowContext(t.ctx, "SELECT count(*) FROM match_head WHERE leg = ?", id).Scan(&about.Matches); err != nil {
			return err
		}
		ds, err := decisions(t.ctx, t, "undone = 0 AND leg = ?", leg)
		if err != nil {
			return err
		}
		for i := range ds {
			if err := t.markUndone(&ds[i]); err != nil {
				return fmt.Errorf("decision %d: %w", ds[i].ID, err)
			}
		}
		about.Decisions = decisionIDs(ds)
		t.moves = nil // the number of the leg may come again
		for _, query := range []string{
			"DELETE FROM match_head WHERE leg = ?", "DELETE FROM match_member WHERE leg = ?", "DELETE FROM open_row WHERE leg = ?",
			"DELETE FROM exception WHERE leg = ?", "DELETE FROM leg WHERE id = ?",
		} {
			if err := t.exec(query, id); err != nil {
				return err
			}
		}
		digest, err := digestOf(about)
		if err != nil {
			return err
		}
		return t.audit(actDropLeg, about, digest)
	})
}
