package remark_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/remark"
)

// FuzzRead: whatever a statement says, reading it ends, says the same again, and
// gives only what can be.
func FuzzRead(f *testing.F) {
	for _, c := range remarks {
		f.Add(c.party, c.memo, int32(20377))
	}
	f.Add("有有限公司限公司", "1USD=", int32(0))
	f.Add("\xff", "手续费99999999999999999999.9 10.13-10.", int32(-5))
	f.Fuzz(func(t *testing.T, party, memo string, on int32) {
		r := remark.Read(party, memo, book.Day(on))
		if again := remark.Read(party, memo, book.Day(on)); brief(&again) != brief(&r) {
			t.Errorf("read twice: %s, %s", brief(&r), brief(&again))
		}
		if r.Period.To < r.Period.From || (r.Period.From == 0) != (r.Period.To == 0) && on > 400 {
			t.Errorf("%q: period %v", memo, r.Period)
		}
		if r.Fee != nil && *r.Fee < 0 || r.Gross != nil && *r.Gross < 0 || r.Rate.IsNegative() || r.Count < 0 {
			t.Errorf("%q: below zero: %s", memo, brief(&r))
		}
		for _, name := range []string{party, memo} {
			if once := remark.Party(name); remark.Party(once) != once {
				t.Errorf("Party(%q) = %q, then %q", name, once, remark.Party(once))
			}
		}
	})
}

func TestPartyOfANormalFormIsThatForm(t *testing.T) {
	pieces := []string{"有限公司", "公司", "集团", "上海", "Starbucks", "CO.", "Ltd", " ", "(", "）", "-", "*", "支付宝", "转账", "12345", "58", "同城", "#", "&", "ACH CREDIT", "張", "'", "有", "限"}
	rapid.Check(t, func(t *rapid.T) {
		name := ""
		for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "pieces") {
			name += p
		}
		if once := remark.Party(name); remark.Party(once) != once {
			t.Fatalf("Party(%q) = %q, then %q", name, once, remark.Party(once))
		}
	})
}

// A file may hold anything: a cell of 100 kB takes no longer for its letters to repeat.
func TestReadingIsLinear(t *testing.T) {
	for _, p := range []string{" ", "-", "12 ", "有", "限公司", "支付宝-", "*", "a ", "a.", "10.", "手续费", "pos", "po_", "1usd", "10月", "2025-", "批次", "ach ", "转账", "x-", "\xff", "1,", "不税"} {
		s, start := strings.Repeat(p, 100_000/len(p)), time.Now()
		remark.Read(s, s, book.NewDay(2025, 10, 16))
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%q repeated: %v", p, took)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	on := book.NewDay(2025, 10, 16)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c := &remarks[i%len(remarks)]
		remark.Read(c.party, c.memo, on)
	}
}
