package reports

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/ui/kit/draw"
)

// TestPictures draws every tab of the sample shop for the eye, where
// ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	ctx := context.Background()
	b, err := app.Open(ctx, filepath.Join(t.TempDir(), "shop.zfbook"), func() time.Time { return time.Date(2026, 1, 5, 9, 0, 0, 0, book.Shanghai) })
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := b.ImportSample(ctx, nil); err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		test.ApplyTheme(t, draw.NewThemeVariant(variant))
		for _, locale := range []string{"zh", "en"} {
			for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640)} {
				name := fmt.Sprintf("reports-%s-%s-%.0f", locale, [2]string{"dark", "light"}[variant], size.Width)
				pictures(t, b, filepath.Join(dir, name), locale, size)
			}
		}
	}
}

func pictures(t *testing.T, b *app.Book, name, locale string, size fyne.Size) {
	t.Helper()
	w := test.NewWindow(nil)
	defer w.Close()
	deps := testDeps(t, b.Monthly, &told{}, locale)
	go1 := func() {}
	deps.Jumps = map[monthly.CheckCode]func(){monthly.CheckFiles: go1, monthly.CheckHigh: go1, monthly.CheckUnmatched: go1, monthly.CheckSuggestions: go1, monthly.CheckBackup: go1, monthly.CheckClaims: go1}
	deps.Backups = func(string) ([]book.Backup, error) { return nil, nil }
	v := New(deps)
	w.SetPadded(false)
	w.SetContent(v.Content())
	w.Resize(size)
	v.Shown()
	for i, tab := range []string{"report", "journal", "close"} {
		v.presenter.PickTab(Tab(i))
		save(t, w, name+"-"+tab+".png")
	}
	v.presenter.PickTab(TabReport)
	v.presenter.PickUnit(UnitSpan)
	v.presenter.PickDays("2025-10-01", "2025-10-20")
	v.report.sheets.turn(1)
	save(t, w, name+"-span.png")
}

func save(t *testing.T, w fyne.Window, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
