package pull

import (
	"context"
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Wallets is what pull needs of the store where a provider does not tell what lies in
// an account.
type Wallets interface {
	// Channels lists the channels.
	Channels(ctx context.Context) ([]book.Channel, error)
	// Coverage is what the batches of each channel cover.
	Coverage(ctx context.Context) (map[book.ChannelID][]book.Coverage, error)
	// WalletBalances is the newest running balance of each wallet channel up to a day.
	WalletBalances(ctx context.Context, upTo book.Day) (map[book.ChannelID]book.Money, error)
}

// Balances asks the provider of a connection what lies in the account. Where it may not
// tell, as WeChat Pay may not tell every merchant, the newest balance of its bills is
// given, and says so. Problems: "no_connection", "query_cannot", and those of Test.
func (s *Service) Balances(ctx context.Context, name string) (all []book.AccountBalance, err error) {
	c, err := s.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	err = s.client(ctx, c, func(_ channels.Driver, client channels.Client) (err error) {
		r, can := client.(channels.BalanceReader)
		if !can {
			return &book.Problem{Code: "query_cannot", Args: []string{c.Name}}
		}
		all, err = r.ReadBalances(ctx)
		return err
	})
	if book.CodeOf(err) == channels.CodePermission {
		if known, told := s.billed(ctx, &c); told != nil || len(known) > 0 {
			return known, told
		}
	}
	return all, asked(ctx, err)
}

// billed are the newest balances that the bills of a connection's wallets tell.
func (s *Service) billed(ctx context.Context, c *book.Connection) ([]book.AccountBalance, error) {
	all, err := s.book.Channels(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(ch book.Channel) bool { return ch.Role != book.RoleWallet || !serves(c, &ch) })
	if len(all) == 0 {
		return nil, nil
	}
	balances, err := s.book.WalletBalances(ctx, s.today())
	if err != nil {
		return nil, err
	}
	covered, err := s.book.Coverage(ctx)
	if err != nil {
		return nil, err
	}
	var out []book.AccountBalance
	for i := range all {
		b, ok := balances[all[i].ID]
		last := lastDay(covered[all[i].ID])
		if !ok || last == 0 {
			continue
		}
		_, over := channels.DayBounds(last)
		out = append(out, book.AccountBalance{Available: b, At: over, FromBill: true})
	}
	return out, nil
}

// lastDay is the last day that any of some files covers; 0 for none.
func lastDay(files []book.Coverage) (last book.Day) {
	for i := range files {
		last = max(last, files[i].To)
	}
	return last
}

// Today asks the provider of a connection what moved in the account since midnight in
// China, before there is a bill. Nothing of it comes into the book: tomorrow's bill
// brings it. Problems: "no_connection", "query_cannot", and those of Test.
func (s *Service) Today(ctx context.Context, name string) (book.WalletToday, error) {
	c, err := s.Find(ctx, name)
	if err != nil {
		return book.WalletToday{}, err
	}
	from, _ := channels.DayBounds(s.today())
	t := book.WalletToday{Connection: c.Name, From: from, To: s.now().Truncate(time.Second).Add(time.Second)} // the end is not in it
	err = s.client(ctx, c, func(_ channels.Driver, client channels.Client) (err error) {
		r, can := client.(channels.TodayReader)
		if !can {
			return &book.Problem{Code: "query_cannot", Args: []string{c.Name}}
		}
		t.Moves, err = r.ReadToday(ctx, t.From, t.To)
		return err
	})
	if err != nil {
		return book.WalletToday{}, asked(ctx, err)
	}
	return t, nil
}
