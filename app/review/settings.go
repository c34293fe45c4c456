package review

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/transit"
)

// Settings are the owner's limits and deadlines.
type Settings struct {
	ReviewLimit   book.Minor       // a difference from here on must be looked at, in minor units of its currency
	WriteOffLimit book.Minor       // a difference up to here may be written off
	Within        [3]time.Duration // by severity: how soon after it was raised an exception should be looked at
	RefundWarn    int              // the refund rate from which on the owner is warned, in hundredths of a per cent
}

// DefaultSettings are the settings until the owner says otherwise.
func DefaultSettings() Settings {
	return Settings{
		ReviewLimit:   transit.DefaultReviewLimit,
		WriteOffLimit: transit.DefaultReviewLimit,
		Within:        [3]time.Duration{book.High: 2 * time.Hour, book.Medium: 24 * time.Hour, book.Low: 7 * 24 * time.Hour},
		RefundWarn:    book.DefaultRefundWarn * 100,
	}
}

// The names of the settings in the book.
const (
	settingReview   = "review_limit"
	settingWriteOff = "write_off_limit"
	settingWithin   = "respond_within." // and the severity
)

// Settings reads the owner's limits and deadlines.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	out := DefaultSettings()
	stored, err := s.book.Settings(ctx)
	if err != nil {
		return out, err
	}
	for name, to := range map[string]*book.Minor{settingReview: &out.ReviewLimit, settingWriteOff: &out.WriteOffLimit} {
		if text := stored[name]; text != "" {
			n, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				return out, fmt.Errorf("setting %s: %w", name, err)
			}
			*to = book.Minor(n)
		}
	}
	for i := range out.Within {
		if text := stored[settingWithin+book.Severity(i).String()]; text != "" {
			if out.Within[i], err = time.ParseDuration(text); err != nil {
				return out, fmt.Errorf("setting %s: %w", settingWithin, err)
			}
		}
	}
	if text := stored[book.SettingRefundWarn]; text != "" {
		d, err := decimal.NewFromString(text)
		if err != nil {
			return out, fmt.Errorf("setting %s: %w", book.SettingRefundWarn, err)
		}
		out.RefundWarn = int(d.Shift(2).IntPart())
	}
	return out, nil
}

// SaveSettings keeps the owner's limits and deadlines. Problem "settings" when one
// of them is negative.
func (s *Service) SaveSettings(ctx context.Context, to Settings) error {
	values := map[string]string{
		settingReview:   strconv.FormatInt(int64(to.ReviewLimit), 10),
		settingWriteOff: strconv.FormatInt(int64(to.WriteOffLimit), 10),

		book.SettingRefundWarn: decimal.New(int64(to.RefundWarn), -2).String(),
	}
	wrong := to.ReviewLimit < 0 || to.WriteOffLimit < 0 || to.RefundWarn < 0
	for i, d := range to.Within {
		values[settingWithin+book.Severity(i).String()] = d.String()
		wrong = wrong || d < 0
	}
	if wrong {
		return &book.Problem{Code: "settings"}
	}
	return s.saveSettings(ctx, values)
}

// saveSettings keeps those of the values that are new, in one act. values is used up.
func (s *Service) saveSettings(ctx context.Context, values map[string]string) error {
	stored, err := s.book.Settings(ctx)
	if err != nil {
		return err
	}
	maps.DeleteFunc(values, func(name, value string) bool { return stored[name] == value })
	if len(values) == 0 {
		return nil
	}
	return s.book.SetSettings(ctx, values, s.now())
}
