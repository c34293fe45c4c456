package store

import (
	"context"
	"fmt"
	"time"

	"zhangfang/app/book"
)

// The acts on files that wait.
const (
	actPending   = "pending"      // a file was held or refused, and waits
	actPendingIn = "pending_done" // a file that waited is in the book
	actPutAside  = "put_aside"    // the owner does not want it
)

// sameFile finds a file that waits by its bytes, or by where it lay.
const sameFile = "(sha256 <> '' AND sha256 = ?) OR (path = ? AND file = ?)"

// pendingSubject is what the audit line of an act on a file that waits tells.
type pendingSubject struct {
	ID      book.PendingID `json:"pending"`
	File    string         `json:"file"`
	SHA256  string         `json:"sha256"`
	State   string         `json:"state,omitempty"`
	Problem string         `json:"problem,omitempty"`
}

// KeepPending keeps the receipt of a file that did not go in, in the place of what
// an earlier try of the same file left, under the same number.
func (s *Store) KeepPending(ctx context.Context, r *book.Receipt, at time.Time) error {
	body, err := encodeReceipt(r)
	if err != nil {
		return fmt.Errorf("receipt of %s: %w", r.File, err)
	}
	return s.change(ctx, "keep in mind the file "+r.File, func(t *tx) error {
		t.at = at
		var number any // of a file that waits already
		if err := t.QueryRowContext(t.ctx, "SELECT min(id) FROM pending WHERE "+sameFile, r.SHA256, r.Path, r.File).Scan(&number); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM pending WHERE "+sameFile, r.SHA256, r.Path, r.File); err != nil {
			return err
		}
		about := pendingSubject{File: r.File, SHA256: r.SHA256, State: string(r.State)}
		if r.Problem != nil {
			about.Problem = r.Problem.Code
		}
		err := t.QueryRowContext(t.ctx, "INSERT INTO pending (id, path, file, sha256, body, at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
			number, r.Path, r.File, r.SHA256, string(body), unix(at)).Scan(&about.ID)
		if err != nil {
			return err
		}
		return t.auditPending(actPending, about)
	})
}

// DropPending forgets that a file waits, since it is in the book now. That it came
// in is an act of its own: after a kill between the two the file still waits, and
// the next try finds it known.
func (s *Store) DropPending(ctx context.Context, r *book.Receipt, at time.Time) error {
	var waits bool
	err := s.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pending WHERE "+sameFile+")", r.SHA256, r.Path, r.File).Scan(&waits)
	if err != nil || !waits {
		return problem("look for the file "+r.File, err)
	}
	return s.change(ctx, "forget that the file "+r.File+" waits", func(t *tx) error {
		t.at = at
		var ids []book.PendingID
		rows, err := t.QueryContext(t.ctx, "DELETE FROM pending WHERE "+sameFile+" RETURNING id", r.SHA256, r.Path, r.File)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id book.PendingID
			if err := rows.Scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		for _, id := range ids {
			about := pendingSubject{ID: id, File: r.File, SHA256: r.SHA256, State: string(r.State)}
			if err := t.auditPending(actPendingIn, about); err != nil {
				return err
			}
		}
		return nil
	})
}

// PutAside takes a file off the list of those that wait, because the owner does not
// want it; what quarantine holds of it stays. Problem "no_pending" when it does not
// wait any more.
func (s *Store) PutAside(ctx context.Context, id book.PendingID, at time.Time) error {
	return s.change(ctx, "put a file aside", func(t *tx) error {
		t.at = at
		about := pendingSubject{ID: id}
		rows, err := t.QueryContext(t.ctx, "DELETE FROM pending WHERE id = ? RETURNING file, sha256", id)
		if err != nil {
			return err
		}
		defer rows.Close()
		if !rows.Next() {
			if err := rows.Err(); err != nil {
				return err
			}
			return &book.Problem{Code: "no_pending"}
		}
		if err := rows.Scan(&about.File, &about.SHA256); err != nil {
			return err
		}
		if err := rows.Close(); err != nil {
			return err
		}
		return t.auditPending(actPutAside, about)
	})
}

// auditPending ends an act on a file that waits.
func (t *tx) auditPending(act string, about pendingSubject) error {
	digest, err := digestOf(about)
	if err != nil {
		return err
	}
	return t.audit(act, about, digest)
}

// Pending lists the files that wait, newest first.
func (s *Store) Pending(ctx context.Context) ([]book.Pending, error) {
	var all []book.Pending
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT id, path, file, sha256, body, at FROM pending ORDER BY at DESC, id DESC")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var p book.Pending
			var path, file, sha256 string
			var body []byte
			var at int64
			if err := rows.Scan(&p.ID, &path, &file, &sha256, &body, &at); err != nil {
				return err
			}
			if p.Receipt, err = decodeReceipt(body); err != nil {
				return fmt.Errorf("receipt of %s: %w", file, err)
			}
			p.At = fromUnix(at)
			p.Receipt.Path, p.Receipt.File, p.Receipt.SHA256 = path, file, sha256
			all = append(all, p)
		}
		return rows.Err()
	}()
	return all, problem("list the files that wait", err)
}
