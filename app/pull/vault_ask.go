package pull

import (
	"context"
	"time"

	"zhangfang/app/book"
)

// refusal is that the owner gave no passphrase, or a wrong one. It holds for the
// errand that asked, so that one round over four connections asks once: an errand is
// all that ends with the same context, within a minute.
type refusal struct {
	errand <-chan struct{}
	until  time.Time
	err    error
}

const refusalHolds = time.Minute

func (v *vault) askWith(ask func(context.Context, bool) (string, error)) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ask, v.refusal = ask, refusal{}
}

// ShortestPassphrase is how short a new passphrase may be, in bytes: it guards keys to
// money.
const ShortestPassphrase = 8

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
	case fresh && len(pass) < ShortestPassphrase:
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
