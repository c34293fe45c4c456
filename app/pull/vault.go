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

	mu      sync.Mutex // never held while somebody is asked
	ask     func(ctx context.Context, fresh bool) (string, error)
	key     *age.X25519Identity
	opening chan struct{} // closed when who opens it is through; nil while nobody does
	refusal refusal
}

// refusal is that the owner gave no passphrase, or a wrong one. It holds for the
// errand that asked, so that one round over four connections asks once: an errand is
// all that ends with the same context, within a minute.
type refusal struct {
	errand <-chan struct{}
	until  time.Time
	err    error
}

const refusalHolds = time.Minute

// settingVault is the name of the book's key in the key ring.
const settingVault = "vault"

func (v *vault) askWith(ask func(context.Context, bool) (string, error)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ask, v.refusal = ask, refusal{}
}

// isOpen tells whether the key is at hand, so that nobody need be asked for it.
func (v *vault) isOpen() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.key != nil
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
	if sealed == nil {
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
// opens it at a time; the others wait, as long as their contexts last.
func (v *vault) open(ctx context.Context, fresh bool) (*age.X25519Identity, error) {
	through := make(chan struct{})
	for {
		v.mu.Lock()
		if v.key != nil {
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
	var err error
	defer func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.key, v.opening = key, nil
		close(through)
	}()
	key, err = v.find(ctx, fresh)
	return key, err
}

// find looks for the key where it may lie.
func (v *vault) find(ctx context.Context, fresh bool) (*age.X25519Identity, error) {
	locked, err := v.book.Sealed(ctx, 0)
	if err != nil {
		return nil, err
	}
	if locked != nil {
		return v.unlock(ctx, locked)
	}
	name, err := v.book.Setting(ctx, settingVault)
	if err != nil {
		return nil, err
	}
	if name != "" {
		text, err := v.ring.Get(name)
		if key, bad := age.ParseX25519Identity(text); err == nil && bad == nil {
			return key, nil
		}
		// It may open later: a new key would lose what all other connections have.
		if err != nil && !errors.Is(err, keyring.ErrNotFound) {
			return nil, &book.Problem{Code: "ring_closed", Err: err}
		}
	}
	if !fresh {
		return nil, &book.Problem{Code: "secrets_lost"}
	}
	return v.newKey(ctx)
}

// newKey makes the book's key and puts it into the key ring, or under a passphrase.
func (v *vault) newKey(ctx context.Context) (*age.X25519Identity, error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	var random [16]byte
	rand.Read(random[:])
	name := hex.EncodeToString(random[:])
	if v.ring.Set(name, key.String()) == nil {
		if again, err := v.ring.Get(name); err == nil && again == key.String() {
			if err := v.book.SetSetting(ctx, settingVault, name, v.now()); err != nil {
				_ = v.ring.Delete(name) // nothing is sealed to it; the error that counts is the first
				return nil, err
			}
			return key, nil
		}
	}
	pass, err := v.passphrase(ctx, true)
	if err != nil {
		return nil, err
	}
	to, err := age.NewScryptRecipient(pass)
	if err != nil {
		return nil, &book.Problem{Code: "passphrase"}
	}
	locked, err := encrypted([]byte(key.String()), to)
	if err != nil {
		return nil, err
	}
	if err := v.book.SealKey(ctx, locked); err != nil {
		return nil, err
	}
	return key, nil
}

// unlock opens the key that lies under a passphrase.
func (v *vault) unlock(ctx context.Context, locked []byte) (*age.X25519Identity, error) {
	pass, err := v.passphrase(ctx, false)
	if err != nil {
		return nil, err
	}
	by, err := age.NewScryptIdentity(pass)
	if err != nil {
		return nil, &book.Problem{Code: "passphrase"}
	}
	plain, err := decrypted(locked, by)
	if err != nil {
		return nil, v.refused(ctx, &book.Problem{Code: "wrong_passphrase"})
	}
	key, err := age.ParseX25519Identity(string(plain))
	if err != nil {
		return nil, &book.Problem{Code: "secrets_lost"}
	}
	return key, nil
}

// shortest is how short a passphrase may be, in bytes: it guards keys to money.
const shortest = 8

// passphrase asks the owner, but not twice on one errand.
func (v *vault) passphrase(ctx context.Context, fresh bool) (string, error) {
	v.mu.Lock()
	ask, said := v.ask, v.refusal
	v.mu.Unlock()
	switch {
	case ask == nil:
		return "", &book.Problem{Code: "passphrase"}
	case said.err != nil && said.errand == ctx.Done() && v.now().Before(said.until):
		return "", said.err
	}
	pass, err := ask(ctx, fresh)
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", v.refused(ctx, err)
	case pass == "":
		return "", v.refused(ctx, &book.Problem{Code: "passphrase"})
	case fresh && len(pass) < shortest:
		return "", &book.Problem{Code: "short_passphrase"}
	}
	return pass, nil
}

// refused keeps in mind why the passphrase did not come.
func (v *vault) refused(ctx context.Context, err error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.refusal = refusal{errand: ctx.Done(), until: v.now().Add(refusalHolds), err: err}
	return err
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
