package store

import (
	"context"
	"fmt"
	"time"

	"zhangfang/app/book"
)

// The acts on profiles.
const (
	actSaveProfile   = "save_profile"
	actRemoveProfile = "remove_profile"
)

const profileFields = "header, name, body, at"

// Profiles lists how the owner taught the program to read sheets, by name.
func (s *Store) Profiles(ctx context.Context) ([]book.Profile, error) {
	var all []book.Profile
	err := func() error {
		rows, err := s.read.QueryContext(ctx, "SELECT body FROM profile ORDER BY name, header")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var body []byte
			if err := rows.Scan(&body); err != nil {
				return err
			}
			p, err := book.DecodeProfile(body)
			if err != nil {
				return err
			}
			all = append(all, *p)
		}
		return rows.Err()
	}()
	return all, problem("list the profiles", err)
}

// SaveProfile keeps a profile, in the place of one for the same header. Problems:
// those of Profile.Check.
func (s *Store) SaveProfile(ctx context.Context, p *book.Profile, at time.Time) error {
	if bad := p.Check(); bad != nil {
		return bad
	}
	body, err := book.EncodeProfile(p)
	if err != nil {
		return err
	}
	return s.change(ctx, "save the profile "+p.Name, func(t *tx) error {
		t.at = at
		if err := t.exec("INSERT OR REPLACE INTO profile ("+profileFields+") VALUES (?, ?, ?, ?)", p.Print(), p.Name, string(body), unix(at)); err != nil {
			return err
		}
		return t.auditKept(actSaveProfile, map[string]string{"profile": p.Name, "header": p.Print()})
	})
}

// RemoveProfile deletes the profile for a header, by its fingerprint. What went in
// by it stays. Problem "no_profile" when it is not there.
func (s *Store) RemoveProfile(ctx context.Context, header string, at time.Time) error {
	return s.change(ctx, "remove a profile", func(t *tx) error {
		t.at = at
		var there bool
		err := t.QueryRowContext(t.ctx, "SELECT EXISTS (SELECT 1 FROM profile WHERE header = ?)", header).Scan(&there)
		switch {
		case err != nil:
			return fmt.Errorf("look for the profile: %w", err)
		case !there:
			return &book.Problem{Code: "no_profile"}
		}
		if err := t.exec("DELETE FROM profile WHERE header = ?", header); err != nil {
			return err
		}
		return t.auditKept(actRemoveProfile, map[string]string{"header": header})
	})
}
