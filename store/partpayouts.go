package store

import (
	"database/sql/driver"

	"zhangfang/app/book"
)

// payouts loads what the payouts leg needs: what was touched, what is not paid in
// full around it, and what is, where it could be taken for that. Whatever is
// loaded is loaded with all that it is matched with, and a channel's day as a
// whole, since its net is one amount. Where a channel around cuts its days otherwise
// no part will do: how it does is read from days that are paid, and one day's rows
// are then in the nets of two.
func (p *partLoader) payouts() error {
	if err := p.add(p.scope.Touched.Rows); err != nil {
		return err
	}
	if err := p.addUnderWallets(); err != nil {
		return err
	}
	if err := p.addDecided(true); err != nil {
		return err
	}
	days := p.touchedDays(func(*book.Row) bool { return true })
	touched := len(p.rows)
	around := days.widen(2 * p.scope.Reach)
	f := &payoutFinder{partLoader: p, days: map[channelDay]bool{}, paid: map[channelDay]bool{}}
	if err := f.readSettlements(around); err != nil || p.cut {
		return err
	}
	loose, err := p.looseIn(around, 0)
	if err != nil {
		return err
	}
	if err := p.add(loose); err != nil {
		return err
	}
	if err := p.addDecided(false); err != nil {
		return err
	}
	for before := -1; before < len(p.rows); {
		before = len(p.rows)
		for _, step := range []func() error{f.wholeDays, f.matched, f.named, f.sameAmounts, f.between} {
			if err := step(); err != nil {
				return err
			}
		}
	}
	inReach := days.widen(p.scope.Reach)
	for i := range p.rows {
		if r := &p.rows[i]; i < touched || inReach.has(r.Day) {
			p.core[r.ID] = true
		}
	}
	return nil
}

// addUnderWallets loads the payments of the days that the files of a wallet, or of a
// whole account, cover now or covered before: they are paid day by day only where
// these do not.
func (p *partLoader) addUnderWallets() error {
	payments := p.ofRole(book.RolePayments)
	for _, c := range p.scope.Touched.Covered {
		if !p.payers[c.Channel] {
			continue
		}
		// Where two files meet, each makes the other's edge a whole day.
		ids, err := p.idsOf(payments, book.Period{From: c.From - 1, To: c.To + 1})
		if err != nil {
			return err
		}
		if err := p.add(ids); err != nil {
			return err
		}
	}
	return nil
}

// idsOf lists the rows of channels and days, from the index alone.
func (p *partLoader) idsOf(channels []book.ChannelID, days book.Period) ([]book.EntryID, error) {
	var ids []book.EntryID
	err := scan(p.ctx, p.conn, "SELECT id FROM entry WHERE channel IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?",
		[]any{list(channels), int64(days.From), int64(days.To)}, func(row []driver.Value) error {
			ids = append(ids, book.EntryID(num(row[0])))
			return nil
		})
	return ids, err
}

// payoutFinder follows what hangs together with the rows at hand.
type payoutFinder struct {
	*partLoader
	days        map[channelDay]bool // loaded as a whole
	paid        map[channelDay]bool // of these, for what they could be taken for
	settlements []book.Settlement   // around, by channel and day
	dayed       int                 // rows whose day was loaded
	paired      int                 // rows whose match was loaded
	read        int                 // rows whose text was read
}

// readSettlements reads what the last run made of the days around.
func (f *payoutFinder) readSettlements(around dayRuns) error {
	for _, run := range around {
		err := scan(f.ctx, f.conn, `
			SELECT channel, day, entry, currency, net, members IS NOT NULL FROM settlement
			WHERE day BETWEEN ? AND ? ORDER BY channel, day`, []any{int64(run.From), int64(run.To)}, func(row []driver.Value) error {
			f.settlements = append(f.settlements, book.Settlement{Channel: book.ChannelID(num(row[0])), Day: book.Day(num(row[1])),
				Entry: book.EntryID(num(row[2])), Currency: book.Currency(text(row[3])), Net: book.Minor(num(row[4]))})
			f.cut = f.cut || num(row[5]) != 0
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// wholeDays loads the other payments of the days of those loaded.
func (f *payoutFinder) wholeDays() error {
	for ; f.dayed < len(f.rows); f.dayed++ {
		r := &f.rows[f.dayed]
		if r.Role != book.RolePayments {
			continue
		}
		if err := f.wholeDay(channelDay{r.Channel, r.Day}); err != nil {
			return err
		}
	}
	return nil
}

func (f *payoutFinder) wholeDay(d channelDay) error {
	if f.days[d] {
		return nil
	}
	f.days[d] = true
	ids, err := f.idsOf([]book.ChannelID{d.channel}, book.Period{From: d.day, To: d.day})
	if err != nil {
		return err
	}
	return f.add(ids)
}

// matched loads what the rows loaded are matched with.
func (f *payoutFinder) matched() error {
	ids := make([]book.EntryID, 0, len(f.rows)-f.paired)
	for ; f.paired < len(f.rows); f.paired++ {
		ids = append(ids, f.rows[f.paired].ID)
	}
	if len(ids) == 0 {
		return nil
	}
	var members []book.EntryID
	if err := f.matchesOf(ids, func(r *record) { members = append(members, r.all()...) }); err != nil {
		return err
	}
	return f.add(members)
}

// named loads the paid days that credits at hand say that they pay: such a credit
// goes before those that only come to the same.
func (f *payoutFinder) named() error {
	if f.scope.Names == nil {
		return nil
	}
	for ; f.read < len(f.rows); f.read++ {
		r := &f.rows[f.read]
		if r.Role != book.RoleBank || r.Kind != book.KindDeposit {
			continue
		}
		days := f.scope.Names(r)
		if days == (book.Period{}) {
			continue
		}
		for i := range f.settlements {
			if s := &f.settlements[i]; s.Entry == 0 && days.Has(s.Day) {
				if err := f.addPaid(s); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// sameAmounts loads what is paid in full where a credit at hand could have paid it
// as well, or its credit something at hand.
func (f *payoutFinder) sameAmounts() error {
	amounts := f.amounts()
	for i := range f.settlements {
		s := &f.settlements[i]
		if s.Net > 0 && amounts[book.Money{Minor: s.Net, Currency: s.Currency}] {
			if err := f.addPaid(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// amounts is what the credits at hand brought, and what the days and withdrawals
// at hand come to.
func (f *payoutFinder) amounts() map[book.Money]bool {
	type net struct {
		channelDay
		book.Currency
	}
	nets := map[net]book.Minor{}
	out := map[book.Money]bool{}
	for i := range f.rows {
		r := &f.rows[i]
		switch {
		case r.Role == book.RoleBank && r.Amount > 0:
			out[book.Money{Minor: r.Amount, Currency: r.Currency}] = true
		case r.Role != book.RoleBank && r.Kind == book.KindWithdrawal:
			out[book.Money{Minor: r.Fee - r.Amount, Currency: r.Currency}] = true
		case r.Role == book.RolePayments && book.MovesMoney(r.Kind, r.Status, r.Amount):
			// One out of range takes no part, and then finds nothing here.
			nets[net{channelDay{r.Channel, r.Day}, r.Currency}] += r.Amount - r.Fee
		}
	}
	for n, sum := range nets {
		out[book.Money{Minor: sum, Currency: n.Currency}] = true
	}
	return out
}

// addPaid loads what is paid in full, unless it is at hand.
func (f *payoutFinder) addPaid(s *book.Settlement) error {
	d := channelDay{s.Channel, s.Day}
	switch {
	case s.Entry != 0:
		return f.add([]book.EntryID{s.Entry})
	case f.days[d]:
		return nil
	}
	f.paid[d] = true
	return f.wholeDay(d)
}

// apartDays is from how many days on two days are never paid together.
const apartDays = 31

// between loads a paid day between two that are not, which could else be taken for
// days that follow each other and are paid together.
func (f *payoutFinder) between() error {
	var before channelDay         // the last day at hand that is not paid
	var skipped []book.Settlement // since then; one is enough
	for _, s := range f.settlements {
		d := channelDay{s.Channel, s.Day}
		switch {
		case s.Entry != 0:
			continue
		case f.paid[d]:
			before, skipped = channelDay{}, nil // stands between already
			continue
		case !f.days[d]:
			skipped = append(skipped, s)
			continue
		}
		if before.channel == d.channel && d.day-before.day < apartDays && len(skipped) > 0 {
			if err := f.addPaid(&skipped[0]); err != nil {
				return err
			}
		}
		before, skipped = d, nil
	}
	return nil
}
