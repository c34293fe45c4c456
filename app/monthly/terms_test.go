package monthly

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/transit"
	"zhangfang/store"
)

// The figures go by the terms that the book keeps for each channel.
func TestTerms(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "shop.zfbook"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	s := New(st, nil, time.Now, calendar.New())
	channels := []book.Channel{{ID: 1}, {ID: 2}}
	set := func(text string) {
		if err := st.SetSetting(ctx, transit.TermsSetting(2), text, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	set("D+1")
	got, err := s.terms(ctx, channels)
	want := map[book.ChannelID]transit.Terms{2: {Days: 1, Natural: true, Known: true}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	set("soon")
	if got, err := s.terms(ctx, channels); err == nil {
		t.Errorf("terms that cannot be read: %v", got)
	}
}
