package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"zhangfang/app/book"
)

// maxAttachment bounds an attached file, in bytes: a photo or a letter fits, and
// the book stays a file that can be copied.
const maxAttachment = 20 << 20

// attachSubject is what the audit line of an attached file tells; the line's
// digest is of it.
type attachSubject struct {
	Attachment book.AttachmentID `json:"attachment"`
	Name       string            `json:"name"`
	Size       int64             `json:"size"`
	SHA256     string            `json:"sha256"`
}

// Attach keeps a file as evidence. The same bytes under the same name are kept
// once. Problem "attachment_too_big" (A: how many MiB at most).
func (s *Store) Attach(ctx context.Context, name string, data []byte, at time.Time) (book.Attachment, error) {
	sum := sha256.Sum256(data)
	a := book.Attachment{Name: name, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), At: fromUnix(unix(at))}
	if len(data) > maxAttachment {
		return a, &book.Problem{Code: "attachment_too_big", File: name, Args: []string{strconv.Itoa(maxAttachment >> 20)}}
	}
	if data == nil {
		data = []byte{} // an empty file, not an absent one
	}
	err := s.change(ctx, "attach "+name, func(t *tx) error {
		t.at = at
		var since int64
		err := t.QueryRowContext(t.ctx, "SELECT id, at FROM attachment WHERE name = ? AND sha256 = ?", a.Name, a.SHA256).Scan(&a.ID, &since)
		if err == nil {
			a.At = fromUnix(since)
			return nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		err = t.QueryRowContext(t.ctx, "INSERT INTO attachment (name, size, sha256, at, data) VALUES (?, ?, ?, ?, ?) RETURNING id",
			a.Name, a.Size, a.SHA256, unix(at), data).Scan(&a.ID)
		if err != nil {
			return err
		}
		about := attachSubject{a.ID, a.Name, a.Size, a.SHA256}
		digest, err := digestOf(about)
		if err != nil {
			return err
		}
		return t.audit("attach", about, digest)
	})
	return a, err
}

// Attachments lists attached files by number, without their bytes; those that are
// not there are left out.
func (s *Store) Attachments(ctx context.Context, ids []book.AttachmentID) ([]book.Attachment, error) {
	var all []book.Attachment
	err := func() error {
		rows, err := s.read.QueryContext(ctx, `
			SELECT id, name, size, sha256, at FROM attachment
			WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`, list(ids))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var a book.Attachment
			var at int64
			if err := rows.Scan(&a.ID, &a.Name, &a.Size, &a.SHA256, &at); err != nil {
				return err
			}
			a.At = fromUnix(at)
			all = append(all, a)
		}
		return rows.Err()
	}()
	return all, problem("list the attached files", err)
}

// AttachmentData is the bytes of an attached file. Problem "no_attachment" when it
// is not there.
func (s *Store) AttachmentData(ctx context.Context, id book.AttachmentID) ([]byte, error) {
	var data []byte
	err := s.read.QueryRowContext(ctx, "SELECT data FROM attachment WHERE id = ?", id).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		err = &book.Problem{Code: "no_attachment"}
	}
	return data, problem(fmt.Sprintf("read attached file %d", id), err)
}

// attached checks that a file is as its line says.
func (v *verifier) attached(ctx context.Context, l *book.AuditLine) error {
	var about attachSubject
	if err := json.Unmarshal([]byte(l.Subject), &about); err != nil {
		v.fault("audit line %d cannot be read: %v", l.Seq, err)
		return nil
	}
	v.attachments++
	is := attachSubject{Attachment: about.Attachment}
	var data []byte
	err := v.conn.QueryRowContext(ctx, "SELECT name, size, sha256, data FROM attachment WHERE id = ?", about.Attachment).
		Scan(&is.Name, &is.Size, &is.SHA256, &data)
	if errors.Is(err, sql.ErrNoRows) {
		v.fault("attached file %d of audit line %d is gone", about.Attachment, l.Seq)
		return nil
	}
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(data); is != about || hex.EncodeToString(sum[:]) != about.SHA256 || int64(len(data)) != about.Size {
		v.fault("attached file %d (%s) is not as audit line %d recorded it", about.Attachment, about.Name, l.Seq)
	}
	return nil
}

// attachmentCount finds files that no line tells of.
func (v *verifier) attachmentCount(ctx context.Context) error {
	var n int
	err := v.conn.QueryRowContext(ctx, "SELECT count(*) FROM attachment").Scan(&n)
	if err == nil && n != v.attachments {
		v.fault("%d files are attached, the audit chain knows of %d", n, v.attachments)
	}
	return err
}
