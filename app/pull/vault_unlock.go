package pull

import (
	"context"

	"filippo.io/age"

	"zhangfang/app/book"
)

// Locked tells whether the book's key lies under a passphrase that was not given since
// the program was started.
func (s *Service) Locked(ctx context.Context) (bool, error) {
	at, err := s.vault.place(ctx)
	return err == nil && at.locked != "" && s.vault.held(at) == nil, err
}

// Unlock opens the book's key with a passphrase and keeps it until the program ends. It
// asks nobody and waits for nobody, so that it can be called by who is asked for the
// passphrase at that moment; nil where nothing is locked. Problems "passphrase" for an
// empty one, "wrong_passphrase", "secrets_lost".
func (s *Service) Unlock(ctx context.Context, pass string) error {
	at, err := s.vault.place(ctx)
	if err != nil || at.locked == "" || s.vault.held(at) != nil {
		return err
	}
	key, err := unlocked(at.locked, pass)
	if err != nil {
		return err
	}
	v := &s.vault
	v.mu.Lock()
	v.key, v.from, v.refusal = key, at, refusal{}
	v.mu.Unlock()
	s.Wake()
	return nil
}

// lock puts a key under a passphrase, and asks for that.
func (v *vault) lock(ctx context.Context, key *age.X25519Identity) ([]byte, error) {
	pass, err := v.passphrase(ctx, true)
	if err != nil {
		return nil, err
	}
	to, err := age.NewScryptRecipient(pass)
	if err != nil {
		return nil, &book.Problem{Code: "passphrase"}
	}
	if v.work > 0 {
		to.SetWorkFactor(v.work)
	}
	return encrypted([]byte(key.String()), to)
}
