package store

import (
	"context"
	"encoding/json"
	"fmt"

	"zhangfang/app/book"
)

// maxQuarantine bounds the bytes of a refused file that are kept.
const maxQuarantine = 1 << 20

// refusal is the reason as it is stored.
type refusal struct {
	Code string   `json:"code"`
	Line int      `json:"line,omitempty"`
	Cell string   `json:"cell,omitempty"`
	Args []string `json:"args,omitempty"`
}

// quarantine keeps a refused row of a batch, or with batch 0 a refused file.
func (t *tx) quarantine(batch book.BatchID, file, sha256 string, raw []byte, why *book.Problem) error {
	reason, err := json.Marshal(refusal{why.Code, why.Line, why.Cell, why.Args})
	if err != nil {
		return err
	}
	if raw == nil {
		raw = []byte{}
	}
	return t.exec("INSERT INTO quarantine (batch, file, sha256, problem, raw, at) VALUES (?, ?, ?, ?, ?, ?)",
		batch, file, sha256, string(reason), raw[:min(len(raw), maxQuarantine)], t.at.Unix())
}

// Quarantine keeps the bytes of a refused file (at most 1 MiB of them) and the
// reason. A file that is refused again replaces what was kept of it.
func (s *Store) Quarantine(ctx context.Context, file, sha256 string, head []byte, why *book.Problem) error {
	return s.change(ctx, "keep the refused file "+file, func(t *tx) error {
		if err := t.exec("DELETE FROM quarantine WHERE batch = 0 AND sha256 = ?", sha256); err != nil {
			return err
		}
		if err := t.quarantine(0, file, sha256, head, why); err != nil {
			return err
		}
		about := map[string]string{"file": file, "sha256": sha256, "problem": why.Code}
		digest, err := digestOf(about)
		if err != nil {
			return err
		}
		return t.audit("quarantine", about, digest)
	})
}

// Rejected lists the refused rows of a batch with why, in the order of the file.
func (s *Store) Rejected(ctx context.Context, batch book.BatchID) ([]book.Refused, error) {
	var all []book.Refused
	err := func() error {
		if batch == 0 { // refused files
			return nil
		}
		rows, err := s.read.QueryContext(ctx, "SELECT file, problem, raw FROM quarantine WHERE batch = ? ORDER BY id", batch)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var r book.Refused
			var reason, raw []byte
			if err := rows.Scan(&r.Problem.File, &reason, &raw); err != nil {
				return err
			}
			var why refusal
			if err := json.Unmarshal(reason, &why); err != nil {
				return fmt.Errorf("why a row of %s was refused: %w", r.Problem.File, err)
			}
			r.Problem.Code, r.Problem.Line, r.Problem.Cell, r.Problem.Args = why.Code, why.Line, why.Cell, why.Args
			r.Raw = string(raw)
			all = append(all, r)
		}
		return rows.Err()
	}()
	return all, problem("list the refused rows of a batch", err)
}
