package overview

import (
	"fmt"
	"testing"

	"zhangfang/app/book"
)

func TestChartLeadsToTheRowsOfADay(t *testing.T) {
	s, l := autumn(), &log{}
	p := newPresenter(testDeps(t, s, l, "zh"), func() {})
	p.Load()
	p.OpenRun(ChartRefunds, 23)
	d := p.State().Drill
	if d.Level != LevelRows || d.Title != "10-24 周五 的退款" || len(d.Rows) != 1 || d.Rows[0].Amount != "-¥128.00" || !d.Rows[0].Out {
		t.Fatalf("drill %+v", d)
	}
	if day := october.From + 23; s.query.Period != (book.Period{From: day, To: day}) || s.query.Roles[0] != book.RolePayments {
		t.Errorf("asked for %+v", s.query)
	}
	p.OpenRow(0)
	p.Back()
	if p.State().Drill.Level != LevelTodo || fmt.Sprint(l.calls) != "[reconcile sales]" {
		t.Errorf("level %d, calls %q", p.State().Drill.Level, l.calls)
	}
	p.OpenRun(ChartAges, 1)
	if l.calls[1] != "underway" {
		t.Errorf("calls %q", l.calls)
	}
}

func TestTableLeadsToDaysAndThenToRows(t *testing.T) {
	s := autumn()
	p := loaded(t, s, "zh")
	p.OpenItem(ItemFees)
	d := p.State().Drill
	if d.Level != LevelDays || len(d.Days) != 31 || d.Days[0].Name != "10-31 周五" || d.Title != "10-01 – 10-31 每天" {
		t.Fatalf("days %+v", d)
	}
	p.OpenDay(2)
	if d = p.State().Drill; d.Level != LevelRows || len(d.Rows) != 3 || d.Title != "10-29 周三 收了手续费的流水" {
		t.Fatalf("rows %+v", d)
	}
	p.Load()
	if p.State().Drill.Level != LevelRows {
		t.Error("new figures close the list")
	}
	p.Back()
	if p.State().Drill.Level != LevelDays {
		t.Error("back does not lead to the days")
	}
	p.OpenItem(ItemArrived)
	p.OpenDay(0)
	if s.query.Roles[0] != book.RoleBank || s.query.Channels != nil {
		t.Errorf("what arrived is asked for by %+v", s.query)
	}
	p.PickUnit(1)
	if p.State().Drill.Level != LevelTodo {
		t.Error("another period keeps the list")
	}
}

func TestRowsThatCannotBeRead(t *testing.T) {
	s := autumn()
	p := loaded(t, s, "zh")
	s.err = errBroken
	p.OpenNewest()
	if d := p.State().Drill; d.Err != errBroken || d.Loading {
		t.Errorf("drill %+v", d)
	}
}
