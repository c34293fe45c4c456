package golden

import (
	"image"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/draw"
)

// label is a picture of a window with one label in it.
func label(t *testing.T, words string, tone fyne.ThemeColorName, x float32) image.Image {
	t.Helper()
	s := Scene{Show: func(w fyne.Window, _ string) {
		l := canvas.NewText(words, draw.Color(tone))
		l.TextSize = draw.SizeText
		l.Move(fyne.NewPos(x, 50))
		l.Resize(l.MinSize())
		w.SetContent(container.NewWithoutLayout(l))
	}}
	return s.draw("zh")
}

func TestWhatChangedIsSeen(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(1))
	before := label(t, "三笔未勾对", draw.ColorText, 40)
	path := filepath.Join(t.TempDir(), "sheet.png")
	if err := write(path, sheetOf([4]image.Image{before, before, before, before}).image()); err != nil {
		t.Fatal(err)
	}
	kept, err := read(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		now  image.Image
		same bool
	}{
		"the same":       {label(t, "三笔未勾对", draw.ColorText, 40), true},
		"moved by three": {label(t, "三笔未勾对", draw.ColorText, 43), false},
		"another colour": {label(t, "三笔未勾对", draw.ColorSecondary, 40), false},
		"another word":   {label(t, "五笔未勾对", draw.ColorText, 40), false},
		"gone":           {label(t, "", draw.ColorText, 40), false},
	} {
		if d := meansOf(c.now).differ(kept.parts[2]); (d.blocks <= allowed) != c.same {
			t.Errorf("%s: %d blocks differ, within %v", name, d.blocks, d.within)
		}
	}
}

func TestAnotherSizeIsAnotherPicture(t *testing.T) {
	a, b := meansOf(image.NewNRGBA(image.Rect(0, 0, 20, 16))), meansOf(image.NewNRGBA(image.Rect(0, 0, 28, 16)))
	if a.width != 3 || a.differ(b).blocks == 0 {
		t.Errorf("%d blocks wide, %d differ", a.width, a.differ(b).blocks)
	}
}
