package store

import (
	"context"
	"database/sql"
	"math/big"

	"zhangfang/app/book"
)

// share is what a channel's rows of a payouts match come to.
type share struct {
	channel  book.ChannelID
	currency book.Currency
	net      book.Minor // as it should reach the bank
}

// sharesOf sums rows by channel and currency; what left a wallet is what it pays.
func sharesOf(ctx context.Context, conn *sql.Conn, ids []book.EntryID) ([]share, error) {
	rows, err := conn.QueryContext(ctx, `
		SELECT e.channel, e.currency, sum(CASE c.role WHEN ? THEN e.fee - e.amount ELSE e.amount - e.fee END)
		FROM json_each(?) j CROSS JOIN entry e ON e.id = j.value JOIN channel c ON c.id = e.channel
		GROUP BY e.channel, e.currency ORDER BY e.channel, e.currency`, int64(book.RoleWallet), list(ids))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []share
	for rows.Next() {
		var s share
		var currency int64
		if err := rows.Scan(&s.channel, &currency, &s.net); err != nil {
			return nil, err
		}
		s.currency = currencyOf(currency)
		all = append(all, s)
	}
	return all, rows.Err()
}

// split books credits as paid by shares. Where there are several, each takes as much
// of them as its net is of all nets, the first credit first, so that both the credits
// and, where nothing is short, the nets come out to the cent. Shares that cannot be
// laid side by side (several currencies, a net that is not above zero) leave the
// credits to nobody, as do credits of which some lie outside the period.
func split(paid []share, credits []book.Arrival, whole bool) ([]book.Arrival, error) {
	var to share
	if len(paid) > 0 {
		to.currency = paid[0].currency
	}
	beside := len(paid) > 1 && whole
	var nets, came book.Minor
	var err error
	for _, s := range paid {
		beside = beside && s.currency == to.currency && s.net > 0
		if s.currency != to.currency {
			to.currency = ""
		}
		if nets, err = nets.Add(s.net); err != nil {
			return nil, err
		}
	}
	for _, c := range credits {
		beside = beside && c.Currency == credits[0].Currency
		if came, err = came.Add(c.Amount); err != nil {
			return nil, err
		}
	}
	if !beside {
		if len(paid) == 1 {
			to = paid[0]
		}
		out := make([]book.Arrival, len(credits))
		for i, c := range credits {
			c.From, c.Sold = to.channel, to.currency
			out[i] = c
		}
		return out, nil
	}
	var out []book.Arrival
	var sum, begin book.Minor // of the nets so far, and where the share begins among the credits
	for _, s := range paid {
		sum += s.net
		end := partOf(came, sum, nets)
		var at book.Minor // where a credit begins
		for _, c := range credits {
			part := min(end, at+c.Amount) - max(begin, at)
			at += c.Amount
			if part > 0 {
				c.From, c.Sold, c.Amount = s.channel, s.currency, part
				out = append(out, c)
			}
		}
		begin = end
	}
	return out, nil
}

// partOf is all × part / whole, rounded down, for 0 <= part <= whole.
func partOf(all, part, whole book.Minor) book.Minor {
	x := new(big.Int).Mul(big.NewInt(int64(all)), big.NewInt(int64(part)))
	return book.Minor(x.Quo(x, big.NewInt(int64(whole))).Int64())
}
