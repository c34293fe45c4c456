package pull

import (
	"context"
	"strings"

	"zhangfang/app/book"
)

// NoBills are the days of which a connection's provider said that it has no bill of a
// channel: no trade, or none yet; nil where no connection pulls its bills. What is in
// doubt is left out (see proof).
func (s *Service) NoBills(ctx context.Context, ch book.Channel) (map[book.Day]bool, error) {
	if ch.Role != book.RolePayments && ch.Role != book.RoleWallet {
		return nil, nil // a provider knows a shop's orders, but has no bill of them
	}
	serving, err := s.Serving(ctx, ch)
	if err != nil {
		return nil, err
	}
	var none map[book.Day]bool
	for _, c := range serving {
		pulls, err := s.book.Pulls(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		proved := proofOf(pulls)
		for i := range pulls {
			p := &pulls[i]
			if p.State != book.PullEmpty && p.State != book.PullNever || proved.doubts(p) || !reads(c.Provider, p.Stream, ch.Stream) {
				continue
			}
			if none == nil {
				none = map[book.Day]bool{}
			}
			none[p.Day] = true
		}
	}
	return none, nil
}

// reads tells whether bills of a provider's stream fill a channel's: those of Alipay and
// WeChat Pay are trade and account, the others have but one.
func reads(provider, pulled, stream string) bool {
	_, is, _ := strings.Cut(formatOf(provider, pulled), ".")
	return is == stream || is != "trade" && is != "account"
}
