package store

import (
	"context"
	"encoding/hex"
	"encoding/json"

	"zhangfang/app/book"
)

// decided checks that a decision, or a group of them, is as its line says.
func (v *verifier) decided(ctx context.Context, l *book.AuditLine) error {
	var about decisionSubject
	if err := json.Unmarshal([]byte(l.Subject), &about); err != nil {
		v.fault("audit line %d cannot be read: %v", l.Seq, err)
		return nil
	}
	where, key, count := "id = ?", int64(about.Decision), 1
	if l.Act == actDecideAll {
		where, key, count = "grp = ?", about.Group, about.Count
	}
	v.decisions += count
	ds, err := storedDecisions(ctx, v.conn, where, key)
	if err != nil {
		return err
	}
	if len(ds) < count {
		v.fault("decision %d of audit line %d is gone", about.Decision, l.Seq)
		return nil
	}
	var digest []byte
	if l.Act == actDecideAll {
		digest, err = digestGroup(ds)
	} else {
		digest, err = digestDecision(&ds[0])
	}
	if err == nil && hex.EncodeToString(digest) != l.Digest {
		v.fault("decision %d was changed after it was recorded", about.Decision)
	}
	return err
}

// takenBack remembers the decisions that a line tells to be undone.
func (v *verifier) takenBack(l *book.AuditLine) {
	var about struct {
		Decision  book.DecisionID   `json:"decision"`
		Decisions []book.DecisionID `json:"decisions"`
	}
	if err := json.Unmarshal([]byte(l.Subject), &about); err != nil {
		v.fault("audit line %d cannot be read: %v", l.Seq, err)
		return
	}
	for _, id := range append(about.Decisions, about.Decision) {
		v.undone[id] = true
	}
}

// undoneDecisions checks that exactly the decisions that the chain tells to be
// undone are, and that it tells of all of them.
func (v *verifier) undoneDecisions(ctx context.Context) error {
	rows, err := v.conn.QueryContext(ctx, "SELECT id, undone <> 0 FROM decision ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var id book.DecisionID
		var undone bool
		if err := rows.Scan(&id, &undone); err != nil {
			return err
		}
		n++
		switch {
		case undone && !v.undone[id]:
			v.fault("decision %d is marked as undone, the audit chain does not say so", id)
		case !undone && v.undone[id]:
			v.fault("decision %d counts, the audit chain says that it was undone", id)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n > v.decisions {
		v.fault("%d decisions are filed, the audit chain knows of %d", n, v.decisions)
	}
	return nil
}
