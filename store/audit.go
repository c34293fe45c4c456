package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"zhangfang/app/book"
)

// audit ends an act: it appends the act's line to the chain; an act that does
// several things may append a line for each. subject is told as one JSON object. digest is of what the act changed; nil for acts that change
// entries, whose digest is that of the blocks they sealed.
func (t *tx) audit(act string, subject any, digest []byte) error {
	about, err := json.Marshal(subject)
	if err != nil {
		return err
	}
	line := book.AuditLine{Seq: t.auditLen + 1, At: t.at.Unix(), Act: act, Subject: string(about)}
	if digest != nil {
		line.Digest = hex.EncodeToString(digest)
	} else if line.Digest, err = t.writeSeals(line.Seq); err != nil {
		return err
	}
	line.Hash = lineHash(t.auditHead, &line)
	if err := t.exec("INSERT INTO audit (seq, at, act, subject, digest, hash) VALUES (?, ?, ?, ?, ?, ?)",
		line.Seq, line.At, line.Act, line.Subject, line.Digest, line.Hash); err != nil {
		return err
	}
	t.auditLen, t.auditHead, t.seals = line.Seq, line.Hash, nil
	return t.exec("UPDATE book SET next_entry = ?, audit_len = ?, audit_head = ?", t.nextEntry, line.Seq, line.Hash)
}

// lineHash is SHA-256 over the hash of the line before and all fields of the
// line, each with its length before it, in hex.
func lineHash(prev string, l *book.AuditLine) string {
	h := sha256.New()
	var n [8]byte
	put := func(s string) {
		binary.BigEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
	put(prev)
	for _, v := range []int64{l.Seq, l.At} {
		binary.BigEndian.PutUint64(n[:], uint64(v))
		h.Write(n[:])
	}
	put(l.Act)
	put(l.Subject)
	put(l.Digest)
	return hex.EncodeToString(h.Sum(nil))
}

// digestOf is SHA-256 over the JSON of a small record.
func digestOf(record any) ([]byte, error) {
	b, err := json.Marshal(record)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b)
	return sum[:], nil
}

// ChainHead is the newest line of the audit chain, and whether the chain is
// whole: each line agrees with its hash and the line before, and the book counts
// as many. Whether the rows agree with the chain is what Verify tells. Nobody who
// rewrites the whole file can be found out by the file alone: that is what the
// head printed on the monthly report is for.
func (s *Store) ChainHead(ctx context.Context) (head book.AuditLine, whole bool, err error) {
	defer func() { err = problem("read the audit chain", err) }()
	snap, err := s.snapshot(ctx, 1)
	if err != nil {
		return head, false, err
	}
	defer snap.close()
	var faults []string
	head, err = walkChain(ctx, snap.one(), &faults, func(*book.AuditLine) error { return nil })
	return head, len(faults) == 0, err
}

// walkChain gives each line of the chain to visit, notes what does not fit, and
// returns the last line.
func walkChain(ctx context.Context, conn *sql.Conn, faults *[]string, visit func(*book.AuditLine) error) (book.AuditLine, error) {
	var length int64
	var want string
	if err := conn.QueryRowContext(ctx, "SELECT audit_len, audit_head FROM book").Scan(&length, &want); err != nil {
		return book.AuditLine{}, err
	}
	rows, err := conn.QueryContext(ctx, "SELECT seq, at, act, subject, digest, hash FROM audit ORDER BY seq")
	if err != nil {
		return book.AuditLine{}, err
	}
	defer rows.Close()
	var last book.AuditLine
	for rows.Next() {
		var l book.AuditLine
		if err := rows.Scan(&l.Seq, &l.At, &l.Act, &l.Subject, &l.Digest, &l.Hash); err != nil {
			return last, err
		}
		if l.Seq != last.Seq+1 {
			*faults = append(*faults, fmt.Sprintf("audit line %d is missing", last.Seq+1))
		} else if l.Hash != lineHash(last.Hash, &l) {
			*faults = append(*faults, fmt.Sprintf("audit line %d (%s) was changed after it was written", l.Seq, l.Act))
		}
		if err := visit(&l); err != nil {
			return last, err
		}
		last = l
	}
	if err := rows.Err(); err != nil {
		return last, err
	}
	if last.Seq != length || last.Hash != want {
		*faults = append(*faults, fmt.Sprintf("the audit chain ends with line %d, the book knows of %d lines", last.Seq, length))
	}
	return last, nil
}
