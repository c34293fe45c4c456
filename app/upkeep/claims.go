package upkeep

import (
	"context"
	"fmt"
	"io"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/report"
	"zhangfang/assets"
)

// WriteClaims writes what channels took too much to a PDF, as it goes to them on
// paper; the file is replaced as a whole. Problems: "cannot_write", "is_the_book".
func (s *Service) WriteClaims(ctx context.Context, path string, text *assets.Text, printed time.Time) error {
	groups, err := s.judged.FeeClaims(ctx, book.ExceptionQuery{})
	if err != nil {
		return fmt.Errorf("claims: %w", err)
	}
	head, _, err := s.book.ChainHead(ctx)
	if err != nil {
		return fmt.Errorf("claims: %w", err)
	}
	c := report.Claims{ChainHead: head.Hash}
	if c.Shop, err = s.book.Name(ctx); err != nil {
		return fmt.Errorf("claims: %w", err)
	}
	for _, g := range groups {
		c.Groups = append(c.Groups, report.ClaimGroup{
			Channel: g.ChannelName, Month: g.Month, Currency: g.Currency, Terms: g.Card, Charged: g.Charged, Difference: g.Difference, Lines: g.Lines,
		})
	}
	return report.ToFile(path, s.keep, func(w io.Writer) error { return report.ClaimsPDF(w, c, text, printed) })
}
