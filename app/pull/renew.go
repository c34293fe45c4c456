package pull

import (
	"context"
	"maps"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Renew gives a connection new keys. What a leaves empty stays as it is, where it is not
// gone; how far the connection has come, its first day and its hour stay anyway. An
// account that says Sandbox is one for trying things out, which only a connection for
// that can take. Problems as of Connect.
func (s *Service) Renew(ctx context.Context, c book.Connection, a channels.Account) (book.Connection, error) {
	d := s.Driver(c.Provider)
	if d == nil {
		return c, &book.Problem{Code: "connection_provider", Args: []string{c.Provider}}
	}
	kept := maps.Clone(c.Fields)
	if kept == nil {
		kept = map[string]string{}
	}
	if secretLacks(d, a) {
		secrets, err := s.vault.unseal(ctx, c.ID)
		if err != nil && book.CodeOf(err) != "secrets_lost" {
			return c, err
		}
		maps.Copy(kept, secrets)
	}
	byKey, byCertificate := given(d, a, channels.FieldPublicKey), given(d, a, channels.FieldCertificate)
	fields := map[string]string{}
	for _, f := range d.Fields() {
		v := a.Fields[f.Name]
		// A public key and certificates stand for each other: the one given is meant.
		other := f.Kind == channels.FieldCertificate && byKey && !byCertificate || f.Kind == channels.FieldPublicKey && byCertificate
		if v == "" && !other {
			v = kept[f.Name]
		}
		fields[f.Name] = v
	}
	if a.Fields = fields; a.Gateway == "" {
		a.Gateway = c.Gateway
	}
	a.Sandbox = a.Sandbox || c.Sandbox
	return s.Connect(ctx, c, a)
}

// secretLacks tells whether an account leaves a secret empty.
func secretLacks(d channels.Driver, a channels.Account) bool {
	for _, f := range d.Fields() {
		if f.Secret && a.Fields[f.Name] == "" {
			return true
		}
	}
	return false
}

// given tells whether an account has a field of a kind.
func given(d channels.Driver, a channels.Account, kind channels.FieldKind) bool {
	for _, f := range d.Fields() {
		if f.Kind == kind && a.Fields[f.Name] != "" {
			return true
		}
	}
	return false
}
