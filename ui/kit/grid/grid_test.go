package grid

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

// numbered is a source that counts: cell c of row i is "i/c".
type numbered struct {
	n       int
	missing map[int]bool
}

func (s *numbered) Len() int { return s.n }

func (s *numbered) Row(i int) ([]Cell, bool) {
	if s.missing[i] {
		return nil, false
	}
	cells := make([]Cell, 8)
	for c := range cells {
		cells[c].Text = fmt.Sprintf("%d/%d", i, c)
	}
	return cells, true
}

func eightColumns() []Column {
	out := make([]Column, 8)
	for i := range out {
		out[i] = Column{ID: fmt.Sprint("c", i), Title: fmt.Sprint("列", i), Width: 120, Sortable: i < 2}
	}
	return out
}

// newTestGrid is a grid of a header and 20 rows, in a window.
func newTestGrid(t testing.TB, rows int) (*Grid, fyne.Window) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(draw.NewThemeVariant(1))
	g := New(eightColumns(), &numbered{n: rows})
	w := test.NewTempWindow(t, g)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1000, headerHeight+20*draw.HeightRow))
	return g, w
}

func typeKeys(g *Grid, names ...fyne.KeyName) {
	for _, n := range names {
		g.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func click(g *Grid, x, y float32, button desktop.MouseButton, mod fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: button, Modifier: mod}
	e.Position = fyne.NewPos(x, y)
	g.MouseDown(e)
	g.MouseUp(e)
}

// rowY is the middle of the n-th row in the window.
func rowY(n int) float32 { return headerHeight + float32(n)*draw.HeightRow + 10 }

func TestGridScrollsExactly(t *testing.T) {
	const rows = 1_000_000
	g, _ := newTestGrid(t, rows)
	g.Select(rows - 1)
	from, to := g.VisibleRows()
	if from != rows-20 || to != rows {
		t.Fatalf("rows in sight: %d to %d, want the last twenty", from, to)
	}
	slot := g.view.slots[(rows-1)%len(g.view.slots)]
	if got := slot.cells[0].text.Text; got != "999999/0" {
		t.Errorf("last row shows %q", got)
	}
	if got, want := slot.box.Position().Y, float32(19*g.rowHeight()); got != want {
		t.Errorf("last row stands at %v, want %v", got, want)
	}
	g.ScrollTo(777_777)
	if from, _ := g.VisibleRows(); from != 777_777 {
		t.Errorf("ScrollTo(777777) shows %d first", from)
	}
}

func TestGridKeys(t *testing.T) {
	g, _ := newTestGrid(t, 100)
	var opened []int
	var others []fyne.KeyName
	g.OnOpen = func(i int) { opened = append(opened, i) }
	g.OnKey = func(n fyne.KeyName) bool { others = append(others, n); return true }

	steps := []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyDown, 0}, {fyne.KeyDown, 1}, {fyne.KeyPageDown, 20}, {fyne.KeyEnd, 99},
		{fyne.KeyDown, 99}, {fyne.KeyPageUp, 80}, {fyne.KeyHome, 0}, {fyne.KeyUp, 0},
	}
	for _, s := range steps {
		typeKeys(g, s.key)
		if g.Selected() != s.want {
			t.Errorf("after %s row %d is selected, want %d", s.key, g.Selected(), s.want)
		}
	}
	typeKeys(g, fyne.KeyReturn, fyne.KeyX)
	if !slices.Equal(opened, []int{0}) || !slices.Equal(others, []fyne.KeyName{fyne.KeyX}) {
		t.Errorf("opened %v, other keys %v", opened, others)
	}
	g.KeyFirst = true
	typeKeys(g, fyne.KeyReturn)
	if len(opened) != 1 || len(others) != 2 {
		t.Errorf("with KeyFirst Enter must go to OnKey: opened %v, keys %v", opened, others)
	}
}

func TestGridTicks(t *testing.T) {
	g, _ := newTestGrid(t, 100)
	var ticked []int
	g.OnTick = func(rows []int) { ticked = rows }
	typeKeys(g, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	if !slices.Equal(ticked, []int{0, 2}) {
		t.Errorf("Space ticked %v", ticked)
	}
	click(g, 50, rowY(5), desktop.MouseButtonPrimary, fyne.KeyModifierShortcutDefault)
	if !slices.Equal(ticked, []int{0, 2, 5}) {
		t.Errorf("Ctrl click gives %v", ticked)
	}
	click(g, 50, rowY(8), desktop.MouseButtonPrimary, fyne.KeyModifierShift)
	if !slices.Equal(ticked, []int{5, 6, 7, 8}) {
		t.Errorf("Shift click gives %v", ticked)
	}
	g.TypedShortcut(&fyne.ShortcutSelectAll{})
	if len(ticked) != 100 {
		t.Errorf("Ctrl+A ticks %d rows", len(ticked))
	}
}

func TestGridClicks(t *testing.T) {
	g, _ := newTestGrid(t, 100)
	clock := time.Unix(0, 0)
	g.now = func() time.Time { return clock }
	var selected, opened []int
	g.OnSelect = func(i int) { selected = append(selected, i) }
	g.OnOpen = func(i int) { opened = append(opened, i) }
	click(g, 50, rowY(3), desktop.MouseButtonPrimary, 0)
	clock = clock.Add(kit.DoubleClick + time.Millisecond)
	click(g, 50, rowY(3), desktop.MouseButtonPrimary, 0)
	if len(opened) != 0 {
		t.Errorf("two slow clicks opened %v", opened)
	}
	clock = clock.Add(kit.DoubleClick / 2)
	click(g, 50, rowY(3), desktop.MouseButtonPrimary, 0)
	if !slices.Equal(opened, []int{3}) || !slices.Equal(selected, []int{3, 3}) {
		t.Errorf("opened %v, selected %v", opened, selected)
	}
	clock = clock.Add(kit.DoubleClick / 2)
	click(g, 50, rowY(3), desktop.MouseButtonPrimary, 0)
	if len(opened) != 1 {
		t.Errorf("the third click opened again: %v", opened)
	}
}

func TestGridSorts(t *testing.T) {
	g, _ := newTestGrid(t, 10)
	var asked []string
	g.OnSort = func(by string, desc bool) { asked = append(asked, fmt.Sprint(by, desc)) }
	for _, x := range []float32{60, 60, 180, 300} { // the fourth column does not sort
		click(g, x, 10, desktop.MouseButtonPrimary, 0)
	}
	if want := []string{"c0false", "c0true", "c1false"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
	if got := g.view.titles[1].Text; got != "列1 ↑" {
		t.Errorf("header says %q", got)
	}
}

func TestGridColumnsAreRemembered(t *testing.T) {
	g, w := newTestGrid(t, 10)
	prefs := fyne.CurrentApp().Preferences()
	g.Remember(prefs, "orders")
	drag := func(from, to float32) {
		e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		e.Position = fyne.NewPos(from, 10)
		g.MouseDown(e)
		d := &fyne.DragEvent{}
		d.Position = fyne.NewPos(to, 10)
		g.Dragged(d)
		g.MouseUp(e)
		g.DragEnd()
	}
	drag(120, 200) // the edge of the first column
	drag(50, 290)  // its head over the second
	again := New(eightColumns(), &numbered{n: 10})
	again.Remember(prefs, "orders")
	w.SetContent(again)
	if again.widths[0] != 200 || !slices.Equal(again.order[:3], []int{1, 0, 2}) {
		t.Errorf("width %v, order %v", again.widths[0], again.order)
	}
}

func TestGridShowsWhatArrivesLater(t *testing.T) {
	g, _ := newTestGrid(t, 0)
	src := &numbered{n: 10, missing: map[int]bool{4: true}}
	g.SetSource(src)
	slot := g.view.slots[4%len(g.view.slots)]
	if slot.bone.Hidden || slot.cells[0].text.Text != "" {
		t.Error("a row that is not loaded shows no bar")
	}
	delete(src.missing, 4)
	g.RefreshRows(4, 5)
	if !slot.bone.Hidden || slot.cells[0].text.Text != "4/0" {
		t.Errorf("row 4 shows %q after it arrived", slot.cells[0].text.Text)
	}
}

func TestGridCutsAndCopies(t *testing.T) {
	g, _ := newTestGrid(t, 3)
	long := "西街小馆餐饮管理有限公司第二分公司"
	g.SetSource(fixed{{{Text: long}, {Text: "b"}}})
	slot := g.view.slots[0]
	if !g.view.isCut(0, 0) || slot.cells[0].text.Text == long {
		t.Errorf("a long name shows %q", slot.cells[0].text.Text)
	}
	if w := slot.cells[0].text.MinSize().Width; w > 120-2*draw.PadCell+1 {
		t.Errorf("cut text is %v wide", w)
	}
	click(g, 50, rowY(0), desktop.MouseButtonPrimary, 0)
	g.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != long {
		t.Errorf("copied %q", got)
	}
}

type fixed [][]Cell

func (f fixed) Len() int                 { return len(f) }
func (f fixed) Row(i int) ([]Cell, bool) { return f[i], true }

func TestGridThumbReachesBothEnds(t *testing.T) {
	g, _ := newTestGrid(t, 1_000_000)
	_, length := g.thumb()
	g.scrollByThumb(float32(g.bodyHeight()) - length)
	if _, to := g.VisibleRows(); to != 1_000_000 {
		t.Errorf("the thumb at its end shows rows up to %d", to)
	}
	g.scrollByThumb(0)
	if from, _ := g.VisibleRows(); from != 0 {
		t.Errorf("the thumb at its start shows rows from %d", from)
	}
}

func BenchmarkGridScrollStep(b *testing.B) {
	g, _ := newTestGrid(b, 1_000_000)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		g.scrollTo((i * 37) % (900_000 * g.rowHeight()))
	}
}

func BenchmarkGridPage(b *testing.B) {
	g, _ := newTestGrid(b, 1_000_000)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		g.ScrollTo((i * 7919) % 900_000)
	}
}
