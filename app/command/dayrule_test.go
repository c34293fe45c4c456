package command_test

import (
	"encoding/json"
	"strings"
	"testing"

	"zhangfang/app"
	"zhangfang/app/book"
)

// dayRuled is what the day-rule command prints.
type dayRuled struct {
	Channel, Zone, Cutoff string
	FormerCutoff          string `json:"former_cutoff"`
	Set                   bool
	Later, Earlier        int
	Months                []string
	ClosedMonths          []string `json:"closed_months"`
}

// TestADayRuleByCommand: it is told first, set with --yes, and taken back by the former
// rule; a closed month refuses it.
func TestADayRuleByCommand(t *testing.T) {
	s := newShop(t)
	var name string
	s.open(func(b *app.Book) {
		all, err := b.Review.Channels(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, ch := range all {
			if ch.Role == book.RolePayments {
				name = ch.Name
			}
		}
	})
	run := func(want int, args ...string) (v dayRuled, says string) {
		t.Helper()
		code, out := s.run(append([]string{"day-rule", name}, args...)...)
		if code != want {
			t.Fatalf("%v: exit %d: %s", args, code, out)
		}
		if err := json.NewDecoder(strings.NewReader(out)).Decode(&v); err != nil {
			t.Fatalf("%v: %s: %v", args, out, err)
		}
		return v, out
	}
	if v, _ := run(0); v.Cutoff != "24:00" || v.Zone != "Asia/Shanghai" || v.Set || v.Channel != name {
		t.Errorf("%+v", v)
	}
	plan, says := run(1, "--cutoff", "14:00")
	if plan.Set || plan.Later == 0 || plan.Earlier != 0 || len(plan.Months) == 0 || !strings.Contains(says, "--yes") {
		t.Errorf("%+v %s", plan, says)
	}
	if v, _ := run(0, "--cutoff", "14:00", "--yes"); !v.Set || v.Later != plan.Later || v.FormerCutoff != "24:00" {
		t.Errorf("%+v, planned %+v", v, plan)
	}
	if v, _ := run(0, "--zone", "Asia/Tokyo", "--cutoff", "15:00", "--yes"); !v.Set || v.Later+v.Earlier != 0 { // the same moment
		t.Errorf("%+v", v)
	}
	if v, _ := run(0, "--yes", "--cutoff", "24:00", "--zone", ""); v.Earlier != plan.Later || v.Zone != "Asia/Shanghai" {
		t.Errorf("%+v, planned %+v", v, plan)
	}
	month, err := book.ParseDay(plan.Months[0] + "-01")
	if err != nil {
		t.Fatal(err)
	}
	y, m, _ := month.Time().Date()
	s.open(func(b *app.Book) {
		if _, err := b.Monthly.CloseMonth(t.Context(), book.Month(y, m), "", "all settled", s.now); err != nil {
			t.Fatal(err)
		}
	})
	if v, says := run(1, "--cutoff", "14:00", "--yes"); v.Set || len(v.ClosedMonths) != 1 || !strings.Contains(says, plan.Months[0]) {
		t.Errorf("%+v %s", v, says)
	}
	for _, args := range [][]string{{"day-rule", "nobody"}, {"day-rule", name, "--cutoff", "25:00"}, {"day-rule", name, "--zone", "Mars/Base"}} {
		if code, out := s.run(args...); code != 1 {
			t.Errorf("%v: exit %d: %s", args, code, out)
		}
	}
}
