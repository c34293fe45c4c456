// Package golden holds pictures of views against those that were looked at and found
// good: in both languages and both themes, drawn by Fyne's software renderer with the
// program's own font. Only tests import it.
//
// What is kept of a picture is small: the mean colour of each block of eight by eight
// pixels, all four variants on one sheet. A label that moves or a colour that changes
// moves some of these means; a pixel that another processor rounds otherwise does not.
package golden

import (
	"context"
	"errors"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/ui/kit/draw"
)

// update says that what is drawn now is good: go test ./ui/... -run Golden -update.
var update = flag.Bool("update", false, "write the golden pictures anew")

// Scene is a view in one state.
type Scene struct {
	Name string // of its sheet in testdata/golden
	// Show fills the window with the view in a language, "zh" or "en". The window has
	// its size already.
	Show func(w fyne.Window, locale string)
}

// Size is that of the views beside the sidebar in a window of 1280 x 800.
func Size() fyne.Size { return fyne.NewSize(1092, 800) }

// Check draws each scene and compares it with its sheet. It takes seconds a scene,
// so -short leaves it out.
func Check(t *testing.T, scenes ...Scene) {
	t.Helper()
	if testing.Short() {
		t.Skip("draws pictures")
	}
	test.NewTempApp(t)
	for _, s := range scenes {
		t.Run(s.Name, func(t *testing.T) { s.check(t) })
	}
}

// variant is a language in a theme.
type variant struct {
	locale string
	theme  fyne.ThemeVariant
	name   string
}

func variants() [4]variant {
	return [4]variant{
		{"zh", theme.VariantLight, "zh-light"}, {"zh", theme.VariantDark, "zh-dark"},
		{"en", theme.VariantLight, "en-light"}, {"en", theme.VariantDark, "en-dark"},
	}
}

func (s *Scene) check(t *testing.T) {
	t.Helper()
	var pictures [4]image.Image
	for i, v := range variants() {
		test.ApplyTheme(t, draw.NewThemeVariant(v.theme))
		pictures[i] = s.draw(v.locale)
		if dir := os.Getenv("ZHANGFANG_PICTURES"); dir != "" { // for the eye
			if err := write(filepath.Join(dir, "golden-"+filepath.Base(folder())+"-"+s.Name+"-"+v.name+".png"), pictures[i]); err != nil {
				t.Error(err)
			}
		}
	}
	got := sheetOf(pictures)
	path := filepath.Join("testdata", "golden", s.Name+".png")
	if *update {
		if err := write(path, got.image()); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := read(path)
	if err != nil {
		t.Fatalf("%v: look at the view, then run the test with -update", err)
	}
	for i, v := range variants() {
		if d := got.parts[i].differ(want.parts[i]); d.blocks > allowed {
			shown := filepath.Join(os.TempDir(), "zhangfang-golden", filepath.Base(folder())+"-"+s.Name+"-"+v.name+".png")
			if err := write(shown, pictures[i]); err != nil {
				t.Error(err)
			}
			t.Errorf("%s: %d blocks are not as they were, within %v; now it looks as %s. Where that is good, run the test with -update.",
				v.name, d.blocks, d.within, shown)
		}
	}
}

// folder is that of the package under test, in which its tests run.
func folder() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	return dir
}

func (s *Scene) draw(locale string) image.Image {
	w := test.NewWindow(nil)
	defer w.Close()
	w.SetPadded(false)
	w.Resize(Size())
	s.Show(w, locale)
	w.Resize(Size())
	return w.Canvas().Capture()
}

// Waits is a runner of work that never ends: a view that loads.
func Waits(context.Context, func(context.Context) error, func(error)) {}

// Fails is a runner of work that always fails: a view that cannot load.
func Fails(_ context.Context, _ func(context.Context) error, done func(error)) {
	done(errors.New("disk I/O error"))
}

func write(path string, picture image.Image) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(f, picture); err != nil {
		return err
	}
	return f.Close()
}

func read(path string) (*sheet, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	picture, err := png.Decode(f)
	if err != nil {
		return nil, err
	}
	return cut(picture), nil
}
