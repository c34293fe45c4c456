package pull

import (
	"context"
	"strings"
	"time"

	"zhangfang/app/book"
)

// terms checks from which day and from which hour on a connection is to be pulled,
// where the owner changed that, and fills in the day before for a new one. Problems
// "connection_from" for a day whose bill is not made yet, "connection_at" for an hour
// that no clock shows.
func (s *Service) terms(ctx context.Context, c *book.Connection) error {
	kept, _, err := s.others(ctx, c)
	if err != nil {
		return err
	}
	if c.From == 0 {
		c.From = s.today() - 1
	}
	if c.From != kept.From && c.From >= s.today() {
		return &book.Problem{Code: "connection_from", Args: []string{c.From.String()}}
	}
	if c.At = strings.TrimSpace(c.At); c.At != "" && c.At != kept.At {
		at, err := time.Parse("15:04", c.At)
		if err != nil {
			return &book.Problem{Code: "connection_at", Args: []string{c.At}}
		}
		c.At = at.Format("15:04")
	}
	return nil
}
