package review

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/calendar"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/store"
)

// TestDaysInPartsEqualAFullRun brings the rows of a larger shop into a book a few
// days of a channel at a time, in any order, and takes some back: after each step
// what matching makes of the part must be what it makes of everything.
func TestDaysInPartsEqualAFullRun(t *testing.T) {
	if testing.Short() {
		t.Skip("solves whole books again and again")
	}
	now := func() time.Time { return time.Date(2026, 1, 20, 9, 0, 0, 0, book.Shanghai) }
	for seed := range uint64(1) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			channels, days := shopByDay(t, sample.Spec{Seed: 170 + seed, Days: 120, PerDay: 15, Faults: true}, now)
			bringInPieces(t, channels, days, rand.New(rand.NewPCG(seed, 2)))
		})
	}
}

// bringInPieces brings the days into a book in pieces, and compares from when most
// of them are in.
func bringInPieces(t *testing.T, channels map[book.ChannelID]book.Channel, days []channelDay, dice *rand.Rand) {
	t.Helper()
	ctx := context.Background()
	now := func() time.Time { return time.Date(2026, 1, 20, 9, 0, 0, 0, book.Shanghai) }
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "days.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	s := New(st, now, calendar.New())
	s.whole = 0
	pieces := cut(days, dice)
	for i, piece := range pieces {
		batch := bring(t, st, channels, piece)
		if i < len(pieces)*5/6 { // a book to speak of; each run builds on the one before
			if _, err := s.Reconcile(ctx, false, nil); err != nil {
				t.Fatal(err)
			}
			continue
		}
		agree(t, s, st, fmt.Sprintf("days %v of channel %d", piece[0].day, piece[0].channel))
		if dice.IntN(4) == 0 {
			if _, err := intake.New(st, now).Undo(ctx, batch); err != nil {
				t.Fatal(err)
			}
			agree(t, s, st, "undo")
		}
	}
}

// channelDay is the rows of a channel and day.
type channelDay struct {
	channel book.ChannelID
	day     book.Day
	rows    []book.Entry
}

// shopByDay imports an invented shop and gives its rows by channel and day.
func shopByDay(t *testing.T, spec sample.Spec, now func() time.Time) (map[book.ChannelID]book.Channel, []channelDay) {
	t.Helper()
	ctx := context.Background()
	dir := t.TempDir()
	if _, err := sample.Write(ctx, spec, dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, sample.TruthFile)); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "shop.zfbook"), now)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := intake.New(st, now).Import(ctx, []string{dir}, intake.Options{}, nil); err != nil {
		t.Fatal(err)
	}
	list, err := st.Channels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	channels := map[book.ChannelID]book.Channel{}
	for _, c := range list {
		channels[c.ID] = c
	}
	byDay := map[book.ChannelID]map[book.Day][]book.Entry{}
	for e, err := range st.ExportEntries(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if byDay[e.Channel] == nil {
			byDay[e.Channel] = map[book.Day][]book.Entry{}
		}
		byDay[e.Channel][e.Day] = append(byDay[e.Channel][e.Day], e.Entry)
	}
	var days []channelDay
	for c, rows := range byDay {
		for d := range rows {
			days = append(days, channelDay{c, d, rows[d]})
		}
	}
	slices.SortFunc(days, func(a, b channelDay) int { return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.day, b.day)) })
	return channels, days
}

// cut makes pieces of one day to thirty of a channel, in any order, those of many
// days first.
func cut(days []channelDay, dice *rand.Rand) [][]channelDay {
	var pieces [][]channelDay
	for from := 0; from < len(days); {
		to, most := from+1, 1+dice.IntN(30)
		if dice.IntN(2) == 0 {
			most = 1 + dice.IntN(3)
		}
		for to < len(days) && to-from < most && days[to].channel == days[from].channel {
			to++
		}
		pieces = append(pieces, days[from:to])
		from = to
	}
	dice.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
	slices.SortStableFunc(pieces, func(a, b []channelDay) int { return -cmp.Compare(min(len(a), 4), min(len(b), 4)) })
	return pieces
}

// bring imports the rows of some days of a channel.
func bring(t *testing.T, st *store.Store, channels map[book.ChannelID]book.Channel, piece []channelDay) book.BatchID {
	t.Helper()
	c := channels[piece[0].channel]
	c.ID = 0
	covers := book.Coverage{Period: book.Period{From: piece[0].day, To: piece[len(piece)-1].day}}
	b, err := st.Import(context.Background(), c, book.Batch{File: fmt.Sprint(c.Name, covers.From), Covers: covers}, func(w book.BatchWriter) error {
		for _, d := range piece {
			for i := range d.rows {
				e := d.rows[i]
				if err := w.Add(&e, book.Mark{Ident: uint64(d.rows[i].ID)}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.ID
}
