package pull

import (
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// The words of package channels that the window and the commands need.
type (
	Account   = channels.Account
	Driver    = channels.Driver
	Field     = channels.Field
	FieldKind = channels.FieldKind
)

// The kinds of fields.
const (
	FieldText        = channels.FieldText
	FieldPrivateKey  = channels.FieldPrivateKey
	FieldPublicKey   = channels.FieldPublicKey
	FieldCertificate = channels.FieldCertificate
)

// NeedsOwner tells whether a day failed for what the owner must cure, such as a wrong
// key: trying again alone will not help.
func NeedsOwner(p *book.Pull) bool {
	return p.State == book.PullFailed && p.Problem != nil && !channels.Temporary(p.Problem)
}

// China is the zone by which bills are cut into days, and in which hours are told.
func China() *time.Location { return channels.China() }
