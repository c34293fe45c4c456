package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// refuseObserved refuses a file that was read, and tells what is known of it: by
// which profile it was read, so that this can be edited.
func (s *Service) refuseObserved(ctx context.Context, o *observation, why *book.Problem) book.Receipt {
	r := s.refuse(ctx, o.file, why)
	if o.own != nil {
		r.Format = importers.OwnFormat
		r.Notes = append(r.Notes, readBy(o.own))
	}
	if o.summary != nil {
		r.SHA256 = o.summary.SHA256
	}
	return r
}

// refuse quarantines a file and writes its receipt. A file that cannot even be
// quarantined is still refused for its own reason, and the cause says so.
func (s *Service) refuse(ctx context.Context, f bill.File, why *book.Problem) book.Receipt {
	if why.File == "" {
		why.File = f.Name
	}
	r := book.Receipt{File: f.Name, Path: f.Path, State: book.ReceiptRefused, Problem: why}
	if f.Open != nil {
		var err error
		if r.SHA256, err = s.quarantine(ctx, f, why); err != nil {
			why.Err = errors.Join(why.Err, err)
		}
	}
	return r
}

// quarantineBytes is how much of a refused file is kept.
const quarantineBytes = 1 << 20

// quarantine keeps the first bytes of a file and returns the digest of all, as a
// receipt tells it; "" where they cannot be read through.
func (s *Service) quarantine(ctx context.Context, f bill.File, why *book.Problem) (string, error) {
	in, err := f.Open()
	if err != nil {
		return "", fmt.Errorf("quarantine: %w", err)
	}
	defer in.Close()
	head, err := io.ReadAll(io.LimitReader(in, quarantineBytes))
	if err != nil {
		return "", fmt.Errorf("quarantine: %w", err)
	}
	sum := sha256.Sum256(head)
	if err := s.book.Quarantine(ctx, f.Name, hex.EncodeToString(sum[:]), head, why); err != nil {
		return "", err
	}
	all := sha256.New()
	all.Write(head)
	if err := digestRest(ctx, all, in); err != nil {
		return "", fmt.Errorf("quarantine: %w", err)
	}
	digest := hex.EncodeToString(all.Sum(nil))
	if f.Part != "" { // as importers tells the parts of a file apart
		part := sha256.Sum256([]byte(digest + "!" + f.Part))
		digest = hex.EncodeToString(part[:])
	}
	return digest, nil
}

// digestRest takes what is left of a file into a digest, until the context ends.
func digestRest(ctx context.Context, all hash.Hash, in io.Reader) error {
	buf := make([]byte, 64<<10)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := in.Read(buf)
		all.Write(buf[:n])
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}
