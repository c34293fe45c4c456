package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// ProfileExt is how files are named that hold a shared profile.
const ProfileExt = ".zfprofile"

// maxProfile bounds a shared profile in bytes.
const maxProfile = 1 << 20

// Profiles lists how the owner taught the program to read sheets.
func (s *Service) Profiles(ctx context.Context) ([]book.Profile, error) { return s.book.Profiles(ctx) }

// SaveProfile keeps a profile; sheets with its header are read by it from now on.
// Problems: those of
// importers.CheckProfile, "channel_name".
func (s *Service) SaveProfile(ctx context.Context, p *book.Profile) error {
	if bad := wrongProfile(p); bad != nil {
		return bad
	}
	return s.book.SaveProfile(ctx, p, s.now())
}

// wrongProfile is why a profile cannot be taken, or nil.
func wrongProfile(p *book.Profile) *book.Problem {
	if bad := importers.CheckProfile(p); bad != nil {
		return bad
	}
	return wrongName(p.Channel)
}

// RemoveProfile forgets the profile for a header; what went in by it stays.
// Problem "no_profile".
func (s *Service) RemoveProfile(ctx context.Context, p *book.Profile) error {
	return s.book.RemoveProfile(ctx, p.Print(), s.now())
}

// noteReadBy is told of a file that a profile read. A: its name, B: the fingerprint
// of its header.
const noteReadBy = "read_by_profile"

func readBy(p *book.Profile) book.Note {
	return book.Note{Code: noteReadBy, Args: []string{p.Name, p.Print()}}
}

// printOf is the fingerprint of the profile that read a file, by its remarks; "" where
// none did.
func printOf(notes []book.Note) string {
	at := slices.IndexFunc(notes, func(n book.Note) bool { return n.Code == noteReadBy && len(n.Args) == 2 })
	if at < 0 {
		return ""
	}
	return notes[at].Args[1]
}

// ProfileOf is the profile that read a file, by the notes of its receipt or of its
// batch; nil where none did, or it was forgotten since.
func (s *Service) ProfileOf(ctx context.Context, notes []book.Note) (*book.Profile, error) {
	print := printOf(notes)
	if print == "" {
		return nil, nil
	}
	profiles, err := s.book.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	for i := range profiles {
		if profiles[i].Print() == print {
			return &profiles[i], nil
		}
	}
	return nil, nil
}

// takeProfiles keeps the shared profiles among the files of a drop, and gives
// their receipts and the other files.
func (s *Service) takeProfiles(ctx context.Context, files []bill.File) (rest []bill.File, receipts []book.Receipt, err error) {
	for _, f := range files {
		if !strings.HasSuffix(strings.ToLower(f.Name), ProfileExt) {
			rest = append(rest, f)
			continue
		}
		r, err := s.takeProfile(ctx, f)
		if err != nil {
			return nil, nil, fmt.Errorf("keep the profile %s: %w", f.Name, err)
		}
		receipts = append(receipts, r)
	}
	return rest, receipts, nil
}

// takeProfile keeps a shared profile. One that differs from what the owner has for
// the same header is refused: the owner's own word is not overwritten by a drop.
func (s *Service) takeProfile(ctx context.Context, f bill.File) (book.Receipt, error) {
	p, why := readProfile(f)
	if why == nil {
		why = wrongProfile(p)
	}
	if why != nil {
		return s.refuse(ctx, f, why), nil
	}
	have, err := s.book.Profiles(ctx)
	if err != nil {
		return book.Receipt{}, err
	}
	r := book.Receipt{File: f.Name, Path: f.Path, State: book.ReceiptKnown, Channel: p.Channel, Role: p.Role,
		Notes: []book.Note{{Code: "profile_kept", Args: []string{p.Name}}}}
	at := slices.IndexFunc(have, func(h book.Profile) bool { return h.Print() == p.Print() })
	if at >= 0 {
		if !sameProfile(&have[at], p) {
			return s.refuse(ctx, f, &book.Problem{Code: "profile_differs", Args: []string{have[at].Name}}), nil
		}
		return r, nil
	}
	r.State = book.ReceiptApplied
	return r, s.book.SaveProfile(ctx, p, s.now())
}

func readProfile(f bill.File) (*book.Profile, *book.Problem) {
	in, err := f.Open()
	if err != nil {
		return nil, &book.Problem{Code: bill.CodeRead, Err: err}
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, maxProfile))
	if err != nil {
		return nil, &book.Problem{Code: bill.CodeRead, Err: err}
	}
	p, err := book.DecodeProfile(b)
	if why := (*book.Problem)(nil); errors.As(err, &why) {
		return nil, why
	}
	if err != nil {
		return nil, &book.Problem{Code: "profile_damaged", Err: err}
	}
	return p, nil
}

func sameProfile(a, b *book.Profile) bool {
	x, errX := book.EncodeProfile(a)
	y, errY := book.EncodeProfile(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
