package review

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"zhangfang/app/book"
)

// The two words of book.SettingOwnDays.
const (
	dayOff  = "off"
	dayOpen = "open"
)

// LoadOwnDays tells the calendar on which days the owner's banks do otherwise.
func (s *Service) LoadOwnDays(ctx context.Context) error {
	days, err := s.OwnDays(ctx)
	if err != nil {
		return err
	}
	own := make(map[int32]bool, len(days))
	for day, open := range days {
		own[int32(day)] = open
	}
	s.china.SetOwn(own)
	return nil
}

// OwnDays is the days on which the owner's banks do other than announced: true where
// they work.
func (s *Service) OwnDays(ctx context.Context) (map[book.Day]bool, error) {
	stored, err := s.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	days := map[book.Day]bool{}
	for _, word := range strings.Fields(stored[book.SettingOwnDays]) {
		text, what, _ := strings.Cut(word, "=")
		day, err := book.ParseDay(text)
		if err != nil || what != dayOff && what != dayOpen {
			return nil, fmt.Errorf("setting %s: %q", book.SettingOwnDays, word)
		}
		days[day] = what == dayOpen
	}
	return days, nil
}

// SaveOwnDays keeps the days on which the owner's banks do other than announced, and
// matches again: when money is due follows them.
func (s *Service) SaveOwnDays(ctx context.Context, days map[book.Day]bool) error {
	var words []string
	for _, day := range slices.Sorted(maps.Keys(days)) {
		what := dayOff
		if days[day] {
			what = dayOpen
		}
		words = append(words, day.String()+"="+what)
	}
	if err := s.saveSettings(ctx, map[string]string{book.SettingOwnDays: strings.Join(words, " ")}); err != nil {
		return err
	}
	if err := s.LoadOwnDays(ctx); err != nil {
		return err
	}
	_, err := s.Reconcile(ctx, true, nil)
	return err
}
