package store

import (
	"context"
	"time"

	"zhangfang/app/book"
)

// actForgetAccount is the act of making a channel one without an account.
const actForgetAccount = "forget_account"

// ForgetAccount makes a channel one without an account, on record: the file that
// named it was taken back. No row changes by it; who pays it may be another.
func (s *Store) ForgetAccount(ctx context.Context, id book.ChannelID, at time.Time) error {
	return s.change(ctx, "forget the account of a channel", func(t *tx) error {
		t.at = at
		about := struct {
			Channel book.ChannelID `json:"channel"`
			Account string         `json:"account"`
		}{Channel: id}
		if err := t.QueryRowContext(t.ctx, "SELECT account FROM channel WHERE id = ?", id).Scan(&about.Account); err != nil {
			return err
		}
		if about.Account == "" {
			return nil
		}
		if err := t.exec("UPDATE channel SET account = '' WHERE id = ?", id); err != nil {
			return err
		}
		if err := t.touchAll(book.LegPayouts); err != nil {
			return err
		}
		digest, err := digestOf(about)
		if err != nil {
			return err
		}
		return t.audit(actForgetAccount, about, digest)
	})
}
