package sample

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

func TestSameSpecSameBytes(t *testing.T) {
	spec := autumn()
	a, b := invent(t, spec), invent(t, spec)
	if d := cmp.Diff(content(t, a.dir), content(t, b.dir)); d != "" {
		t.Error("two runs differ")
	}
	spec.Seed++
	c := invent(t, spec)
	for name, bytes := range content(t, c.dir) {
		if bytes == content(t, a.dir)[name] {
			t.Errorf("%s does not depend on the seed", name)
		}
	}
}

func content(t testing.TB, dir string) map[string]string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name()] = string(b)
	}
	return out
}

func TestTruthIsReadBack(t *testing.T) {
	w := invent(t, autumn())
	got, err := ReadTruth(w.dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(w.truth, got); d != "" {
		t.Error(d)
	}
	if got.Rows() != len(w.orders.rows)+len(w.wechat.rows)+len(w.trade.rows)+len(w.account.rows)+len(w.pos.rows)+len(w.bank.rows) {
		t.Errorf("%d rows", got.Rows())
	}
}

func TestCancelLeavesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	if _, err := Write(ctx, Spec{}, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if c := content(t, dir); len(c) > 0 {
		t.Errorf("left %v", c)
	}
}

func TestSpecOutOfRange(t *testing.T) {
	for _, spec := range []Spec{{Days: -1}, {PerDay: -1}, {Days: maxDays + 1}, {PerDay: maxPerDay + 1}} {
		if _, err := Write(t.Context(), spec, t.TempDir()); book.CodeOf(err) != "sample_spec" {
			t.Errorf("%+v: %v", spec, err)
		}
	}
}

// TestSmallShops writes what is hardly a shop.
func TestSmallShops(t *testing.T) {
	for _, spec := range []Spec{
		{Days: 1, PerDay: 1, Faults: true}, {Days: 2, PerDay: 3, Faults: true}, {Days: 5, PerDay: 1},
		{Days: 40, PerDay: 1, Faults: true}, {Days: 3, PerDay: 50, Channels: POS, Faults: true}, {Days: 3, Channels: Bank, Faults: true},
		{Days: 40, PerDay: 2, Channels: WeChatPay | Bank},
	} {
		invent(t, spec)
	}
}

func BenchmarkWrite(b *testing.B) {
	rows := 0
	for b.Loop() {
		truth, err := Write(b.Context(), Spec{Seed: 1, Days: 31, PerDay: 1000, Faults: true}, b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		rows += truth.Rows()
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
