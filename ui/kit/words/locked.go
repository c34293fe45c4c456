package words

import (
	"errors"
	"slices"

	"zhangfang/app/book"
)

// LockedMonth is the month, "2025-11", that an error says is closed; "" for an error
// that says something else.
func LockedMonth(err error) string {
	var p *book.Problem
	if errors.As(err, &p) && len(p.Args) > 0 && slices.Contains([]string{"month_locked", "rate_month_locked", "terms_month_locked"}, p.Code) {
		return p.Args[0]
	}
	return ""
}
