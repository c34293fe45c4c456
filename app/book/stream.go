package book

// StreamAccount is the stream of a bill that shows all that moved in an account, what
// was paid out of it too. Where such a bill is read as payments (PayPal, Stripe), its
// withdrawals are what the bank sees, and never the nets of its days.
const StreamAccount = "account"

// ShowsPayouts tells whether a channel's own bills hold what was paid out: a wallet's,
// and those of an account that are read as payments.
func (c *Channel) ShowsPayouts() bool {
	return c.Role == RoleWallet || c.Role == RolePayments && c.Stream == StreamAccount
}
