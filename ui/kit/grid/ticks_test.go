package grid

import (
	"slices"
	"testing"

	"zhangfang/ui/kit/kittest"
)

func TestTicksThatAreSet(t *testing.T) {
	var told [][]int
	g := New([]Column{{ID: "a", Width: 80}}, numbers(3))
	g.OnTick = func(rows []int) { told = append(told, rows) }
	kittest.Window(t, g)
	g.SetTicked([]int{0, 2, 7})
	if got := g.Ticked(); !slices.Equal(got, []int{0, 2}) || told != nil {
		t.Errorf("ticked %v, told %v", got, told)
	}
	g.TickAll()
	if len(told) != 1 || !slices.Equal(told[0], []int{0, 1, 2}) {
		t.Errorf("told %v", told)
	}
	g.SetTicked(nil)
	if len(g.Ticked()) != 0 {
		t.Errorf("ticked %v", g.Ticked())
	}
}

type numbers int

func (n numbers) Len() int { return int(n) }

func (n numbers) Row(int) ([]Cell, bool) { return []Cell{{Text: "1"}}, true }
