package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
)

func TestMenuChoiceKeepsItsWidthWhenChosen(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(draw.NewThemeVariant(1))
	opened := 0
	m := NewMenuChoice("Other", func() []*fyne.MenuItem {
		opened++
		return []*fyne.MenuItem{fyne.NewMenuItem("a ~ b", nil)}
	})
	w := test.NewTempWindow(t, m)
	before := m.MinSize()
	m.Set("Other", true)
	if m.MinSize() != before || !m.text.TextStyle.Bold || m.text.Color != draw.Color(draw.ColorAccent) {
		t.Errorf("%v, was %v; bold %v", m.MinSize(), before, m.text.TextStyle.Bold)
	}
	m.Set("Other", false)
	if m.text.TextStyle.Bold || m.text.Color == draw.Color(draw.ColorAccent) {
		t.Error("it still looks chosen")
	}
	test.Tap(m)
	if opened != 1 || w.Canvas().Overlays().Top() == nil {
		t.Error("it opens nothing")
	}
}

func TestNoneOfASegmentedMayBeChosen(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(draw.NewThemeVariant(1))
	told := -1
	s := NewSegmented([]string{"a", "b"}, func(i int) { told = i })
	test.NewTempWindow(t, s)
	s.SelectNone()
	if s.Selected() != -1 || told != -1 {
		t.Errorf("chosen %d, told %d", s.Selected(), told)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if s.Selected() != 0 || told != 0 {
		t.Errorf("chosen %d, told %d", s.Selected(), told)
	}
}

func TestInlineFieldTellsWhatIsTyped(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(draw.NewThemeVariant(1))
	told := ""
	f := NewInlineField(84, func(s string) { told = s })
	test.NewTempWindow(t, f)
	test.Type(f, " 12 ")
	if told != " 12 " || f.Value() != "12" || f.MinSize() != fyne.NewSize(84, draw.HeightControl) {
		t.Errorf("told %q, value %q, %v", told, f.Value(), f.MinSize())
	}
}
