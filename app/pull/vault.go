package pull

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"filippo.io/age"
	"github.com/zalando/go-keyring"

	"zhangfang/app/book"
)

// Ring is the operating system's key ring. Get's error is keyring.ErrNotFound where
// it has none; any other error says that there is no key ring.
type Ring interface {
	Get(name string) (string, error)
	Set(name, secret string) error
	Delete(name string) error
}

type systemRing struct{}

const ringService = "zhangfang"

func (systemRing) Get(name string) (string, error) { return keyring.Get(ringService, name) }
func (systemRing) Set(name, secret string) error   { return keyring.Set(ringService, name, secret) }
func (systemRing) Delete(name string) error        { return keyring.Delete(ringService, name) }

// vault keeps secrets in the book, sealed to a key of the book's own. That key lies
// in the key ring: one short entry for a book, since Windows takes no more than 2,560
// bytes, less than a 4096-bit key. Where there is no key ring it lies in the book as
// well, under the owner's passphrase, and is opened once per start.
type vault struct {
	book Book
	ring Ring
	now  func() time.Time
	work int // of opening a passphrase, as the exponent of two; 0 is that of age

	mu      sync.Mutex // never held while somebody is asked
	ask     func(ctx context.Context, fresh bool) (string, error)
	key     *age.X25519Identity
	from    place         // where key was found
	opening chan struct{} // closed when who opens it is through; nil while nobody does
	refusal refusal
}

// settingVault is the name of the book's key in the key ring.
const settingVault = "vault"

// isOpen tells whether the key is at hand, so that nobody need be asked for it.
func (v *vault) isOpen(ctx context.Context) bool {
	at, err := v.place(ctx)
	return err == nil && v.held(at) != nil
}

// held is the key where it was found at a place, or nil.
func (v *vault) held(at place) *age.X25519Identity {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.from != at {
		return nil
	}
	return v.key
}

// seal encrypts secrets. The first of a book makes its key.
func (v *vault) seal(ctx context.Context, secrets map[string]string) ([]byte, error) {
	key, err := v.open(ctx, true)
	if err != nil {
		return nil, err
	}
	plain, err := json.Marshal(secrets)
	if err != nil {
		return nil, err
	}
	return encrypted(plain, key.Recipient())
}

// unseal decrypts the secrets of a connection. Problems "secrets_lost" where the key
// is not there any more, "ring_closed" where the key ring does not open,
// "passphrase", "wrong_passphrase".
func (v *vault) unseal(ctx context.Context, id book.ConnectionID) (map[string]string, error) {
	sealed, err := v.book.Sealed(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(sealed) == 0 { // none, or forgotten
		return nil, &book.Problem{Code: "secrets_lost"}
	}
	key, err := v.open(ctx, false)
	if err != nil {
		return nil, err
	}
	plain, err := decrypted(sealed, key)
	if err != nil { // sealed to another key
		return nil, &book.Problem{Code: "secrets_lost"}
	}
	var secrets map[string]string
	if err := json.Unmarshal(plain, &secrets); err != nil {
		return nil, &book.Problem{Code: "secrets_lost"}
	}
	return secrets, nil
}

// open gives the book's key, and makes one where there is none and fresh says so. One
// opens it at a time; the others wait, as long as their contexts last. A key that lies
// no more where it was found is looked for anew: another program gave it up.
func (v *vault) open(ctx context.Context, fresh bool) (*age.X25519Identity, error) {
	through := make(chan struct{})
	var at place
	var err error
	for {
		if at, err = v.place(ctx); err != nil {
			return nil, err
		}
		v.mu.Lock()
		if v.key != nil && v.from == at {
			defer v.mu.Unlock()
			return v.key, nil
		}
		other := v.opening
		if other == nil {
			v.opening = through
		}
		v.mu.Unlock()
		if other == nil {
			break
		}
		select {
		case <-other:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	var key *age.X25519Identity
	defer func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		if key != nil { // else what Unlock found meanwhile stays
			v.key, v.from = key, at
		}
		v.opening = nil
		close(through)
	}()
	key, at, err = v.seek(ctx, at, fresh)
	return key, err
}

// seek looks for the key until it lies where it was found: it may be given up, here or
// by another program, while it is looked for. The place that comes back is that of the
// key.
func (v *vault) seek(ctx context.Context, at place, fresh bool) (*age.X25519Identity, place, error) {
	for {
		key, found, err := v.find(ctx, at, fresh)
		if err != nil {
			return nil, at, err
		}
		if at, err = v.place(ctx); err != nil {
			return nil, at, err
		}
		if at == found {
			return key, at, nil
		}
	}
}

// find looks for the key where it lies, and tells where that is, or was made to be.
func (v *vault) find(ctx context.Context, at place, fresh bool) (*age.X25519Identity, place, error) {
	if at.locked != "" {
		key, err := v.unlock(ctx, at)
		return key, at, err
	}
	if at.name != "" {
		text, err := v.ring.Get(at.name)
		if key, bad := age.ParseX25519Identity(text); err == nil && bad == nil {
			return key, at, nil
		}
		// It may open later: a new key would lose what all other connections have.
		if err != nil && !errors.Is(err, keyring.ErrNotFound) {
			return nil, at, &book.Problem{Code: "ring_closed", Err: err}
		}
	}
	if !fresh {
		return nil, at, &book.Problem{Code: "secrets_lost"}
	}
	return v.newKey(ctx, at)
}

// newKey makes the book's key and puts it into the key ring, or under a passphrase. at is
// where the book says that it lies, though it does not.
func (v *vault) newKey(ctx context.Context, at place) (*age.X25519Identity, place, error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, at, fmt.Errorf("make a key: %w", err)
	}
	var random [16]byte
	rand.Read(random[:])
	name := hex.EncodeToString(random[:])
	if v.ring.Set(name, key.String()) == nil {
		if again, err := v.ring.Get(name); err == nil && again == key.String() {
			if err := v.book.SetSetting(ctx, settingVault, name, v.now()); err != nil {
				_ = v.ring.Delete(name) // nothing is sealed to it; the error that counts is the first
				return nil, at, err
			}
			return key, place{name: name}, nil
		}
	}
	locked, err := v.lock(ctx, key)
	if err != nil {
		return nil, at, err
	}
	if err := v.book.SealKey(ctx, locked); err != nil {
		return nil, at, err
	}
	return key, place{string(locked), at.name}, nil
}

// unlock opens the key that lies under a passphrase, and asks for that. What was given
// by Unlock meanwhile counts as the answer.
func (v *vault) unlock(ctx context.Context, at place) (*age.X25519Identity, error) {
	pass, err := v.passphrase(ctx, false)
	if key := v.held(at); key != nil {
		return key, nil
	}
	if err != nil {
		return nil, err
	}
	key, err := unlocked(at.locked, pass)
	if book.CodeOf(err) == "wrong_passphrase" {
		return nil, v.refused(ctx, err)
	}
	return key, err
}

// unlocked is the key that lies under a passphrase. Problems "passphrase",
// "wrong_passphrase", "secrets_lost".
func unlocked(locked, pass string) (*age.X25519Identity, error) {
	by, err := age.NewScryptIdentity(pass)
	if err != nil {
		return nil, &book.Problem{Code: "passphrase"}
	}
	plain, err := decrypted([]byte(locked), by)
	if err != nil {
		return nil, &book.Problem{Code: "wrong_passphrase"}
	}
	key, err := age.ParseX25519Identity(string(plain))
	if err != nil {
		return nil, &book.Problem{Code: "secrets_lost"}
	}
	return key, nil
}

func encrypted(plain []byte, to age.Recipient) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err == nil {
		_, err = w.Write(plain)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, errors.New("seal secrets")
	}
	return b.Bytes(), nil
}

func decrypted(sealed []byte, by age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), by)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
