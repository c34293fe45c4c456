package pull

import (
	"context"
	"errors"

	"github.com/zalando/go-keyring"

	"zhangfang/app/book"
)

// place is where the book's key lies.
type place struct {
	locked string // under a passphrase, so sealed; "" for none
	name   string // of its entry in the key ring; "" for none
}

func (v *vault) place(ctx context.Context) (place, error) {
	locked, err := v.book.Sealed(ctx, 0)
	if err != nil {
		return place{}, err
	}
	name, err := v.book.Setting(ctx, settingVault)
	return place{string(locked), name}, err
}

// ForgetKeys gives up the book's key wherever it lies, and with it what every connection
// was given as secrets: for a book whose key is on another machine, or whose passphrase
// nobody knows any more. The connections stay, with all that came in by them and how far
// they have come; each needs its keys once more, under a key that is made anew. Copies
// of the book that hold the old keys cannot be opened by them either, on this machine.
func (s *Service) ForgetKeys(ctx context.Context) error {
	all, err := s.book.Connections(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		sealed, err := s.book.Sealed(ctx, all[i].ID)
		if err != nil {
			return err
		}
		if len(sealed) == 0 {
			continue
		}
		if err := s.book.SaveConnection(ctx, &all[i], []byte{}, s.now()); err != nil {
			return err
		}
	}
	return s.vault.drop(ctx)
}

// drop gives up the book's key. Nothing is to be sealed to it any more.
func (v *vault) drop(ctx context.Context) error {
	at, err := v.place(ctx)
	if err != nil {
		return err
	}
	if at.name != "" {
		// The ring first: a name without an entry is a key that is gone. What a ring that
		// does not open may still hold is found by nobody.
		if err := v.ring.Delete(at.name); err != nil && !errors.Is(err, keyring.ErrNotFound) {
			if _, closed := v.ring.Get(at.name); closed == nil {
				return &book.Problem{Code: "ring_closed", Err: err}
			}
		}
		if err := v.book.SetSetting(ctx, settingVault, "", v.now()); err != nil {
			return err
		}
	}
	if at.locked != "" {
		if err := v.book.SealKey(ctx, nil); err != nil {
			return err
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.key, v.from, v.refusal = nil, place{}, refusal{}
	return nil
}

// tidy gives up the book's key once no connection has a secret under it.
func (v *vault) tidy(ctx context.Context) error {
	all, err := v.book.Connections(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		if sealed, err := v.book.Sealed(ctx, all[i].ID); err != nil || len(sealed) > 0 {
			return err
		}
	}
	return v.drop(ctx)
}

// NeedsKeys tells whether a connection's secrets are known to be gone, so that the
// owner is to fill them in once more. Nobody is asked for anything to know it: where
// the key is not at hand it may turn out later, as the problem "secrets_lost".
func (s *Service) NeedsKeys(ctx context.Context, id book.ConnectionID) (bool, error) {
	sealed, err := s.book.Sealed(ctx, id)
	if err != nil || len(sealed) == 0 {
		return err == nil, err
	}
	at, err := s.vault.place(ctx)
	if err != nil || at == (place{}) {
		return err == nil, err
	}
	if key := s.vault.held(at); key != nil {
		_, err := decrypted(sealed, key)
		return err != nil, nil // sealed to another key
	}
	return false, nil
}
