package mapping

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

func opened(t *testing.T, d *desk) (v *View, w fyne.Window, log *[]string) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	w = test.NewTempWindow(t, kit.NewLabel(""))
	w.Resize(fyne.NewSize(1092, 720))
	log = &[]string{}
	v = Open(Deps{Source: d, Text: chinese(t), Run: kit.InlineRunner, Window: w,
		Saved:  func(path string) { *log = append(*log, "saved "+path) },
		Export: func(name string, data []byte) { *log = append(*log, "export "+name+" "+string(data[:1])) },
	}, "/a/日记.xlsx", "日记.xlsx")
	return v, w, log
}

func TestTheSheetIsTaughtAndImported(t *testing.T) {
	d := diary()
	v, w, log := opened(t, d)
	if got := v.form.fields[book.FieldAmount].Selected(); got != 2 {
		t.Errorf("the amount stands on column %d", got)
	}
	v.form.channel.SetText("老板")
	v.form.fields[book.FieldMemo].Changed(3)
	test.Tap(v.save)
	if len(d.saved) != 1 || d.saved[0].Channel != "老板" || d.saved[0].Fields[book.FieldMemo] != "做啥" {
		t.Fatalf("saved %+v", d.saved)
	}
	if len(*log) != 1 || (*log)[0] != "saved /a/日记.xlsx" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("%q", *log)
	}
}

func TestWhatCannotBeKeptStaysOpen(t *testing.T) {
	d := diary()
	d.noSave = errBroken
	v, w, log := opened(t, d)
	test.Tap(v.save)
	if len(*log) != 0 || w.Canvas().Overlays().Top() == nil || v.fault.Hidden {
		t.Errorf("%q", *log)
	}
	v.form.fields[book.FieldDate].Changed(0)
	if !v.save.Disabled() || !v.export.Disabled() {
		t.Error("half a profile can be kept")
	}
}

func TestTheProfileIsShared(t *testing.T) {
	v, _, log := opened(t, diary())
	test.Tap(v.export)
	if len(*log) != 1 || (*log)[0] != "export 日记 {" {
		t.Errorf("%q", *log)
	}
}

func TestAKnownProfileIsEditedOrForgotten(t *testing.T) {
	d := diary()
	v, _, _ := opened(t, d)
	if v.form.forget.Visible() {
		t.Error("what was never taught can be forgotten")
	}
	v.close()
	d.views[1].Guess.Name, d.views[1].Guess.Channel = "日记本", "老板"
	v, w, log := opened(t, d)
	if got := v.form.channel.Text; got != "老板" || !v.form.forget.Visible() {
		t.Errorf("channel %q", got)
	}
	test.Tap(v.form.forget)
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	test.Tap(buttons[len(buttons)-1])
	if len(d.gone) != 1 || d.gone[0].Name != "日记本" || w.Canvas().Overlays().Top() != nil || len(*log) != 0 {
		t.Errorf("gone %+v, log %q", d.gone, *log)
	}
}

func buttonsOf(o fyne.CanvasObject) []*kit.Button {
	var out []*kit.Button
	for _, x := range test.LaidOutObjects(o) {
		if b, ok := x.(*kit.Button); ok {
			out = append(out, b)
		}
	}
	return out
}

func TestRefusedRowsAreShown(t *testing.T) {
	v, _, _ := opened(t, diary())
	v.tabs.Select(1)
	v.showResult()
	if g := v.result.Objects[0].(*grid.Grid); g.Len() != 1 {
		t.Errorf("%d rows", g.Len())
	}
}

func TestTheWordsOfADirectionAreAskedFor(t *testing.T) {
	v, _, _ := opened(t, diary())
	if v.form.words.Visible() || !v.form.sign.Visible() {
		t.Error("words without a direction")
	}
	v.form.fields[book.FieldDirection].Changed(4)
	if !v.form.words.Visible() || v.form.sign.Visible() {
		t.Error("no words for a direction")
	}
	v.form.in.SetText("进 收，入")
	if got := v.presenter.State().Profile.In; len(got) != 3 || got[2] != "入" {
		t.Errorf("%q", got)
	}
	if v.form.in.Text != "进 收，入" {
		t.Errorf("what was written became %q", v.form.in.Text)
	}
}

func TestAnotherEncodingShowsTheRowsAnew(t *testing.T) {
	d := diary()
	v, _, _ := opened(t, d)
	before := v.head.Objects[0]
	d.views[1].Cut = ","
	v.form.encoding.Changed(2)
	if v.head.Objects[0] == before || d.text[1] != book.EncodingGB18030 || !v.form.encodings.Visible() {
		t.Errorf("asked for %q", d.text)
	}
}

func TestTheDialogFitsTheSmallestWindow(t *testing.T) {
	_, w, _ := opened(t, diary())
	w.Canvas().Overlays().Top().Hide()
	w.Resize(fyne.NewSize(1024, 640))
	Open(Deps{Source: diary(), Text: chinese(t), Run: kit.InlineRunner, Window: w}, "/a/日记.xlsx", "日记.xlsx")
	if size := w.Canvas().Overlays().Top().MinSize(); size.Width > 1024 || size.Height > 640 {
		t.Errorf("the dialog is %v", size)
	}
}

// TestPictures draws the dialogs for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	test.NewTempApp(t)
	for name, open := range map[string]func(w fyne.Window, text *assets.Text){
		"mapping": func(w fyne.Window, text *assets.Text) {
			Open(Deps{Source: diary(), Text: text, Run: kit.InlineRunner, Window: w}, "/a/日记.xlsx", "日记.xlsx")
		},
		"mapping-edit": func(w fyne.Window, text *assets.Text) {
			Edit(Deps{Source: diary(), Text: text, Run: kit.InlineRunner, Window: w}, taught())
		},
		"mapping-profiles": func(w fyne.Window, text *assets.Text) {
			d := diary()
			d.own = []book.Profile{*taught(), {Name: "收银小票汇总（每周导出一次，名字很长很长的那一种）", Channel: "前台收银", Role: book.RolePayments, Columns: make([]string, 12)}}
			OpenList(ListDeps{Shelf: d, Text: text, Run: kit.InlineRunner, Window: w})
		},
	} {
		for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			test.ApplyTheme(t, draw.NewThemeVariant(variant))
			for _, locale := range []string{"zh", "en"} {
				for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1024, 640)} {
					text, err := assets.NewText(locale)
					if err != nil {
						t.Fatal(err)
					}
					w := test.NewWindow(kit.NewLabel(""))
					w.SetPadded(false)
					w.Resize(size)
					open(w, text)
					save(t, w, filepath.Join(dir, fmt.Sprintf("%s-%s-%s-%.0f.png", name, locale, [2]string{"dark", "light"}[variant], size.Width)))
				}
			}
		}
	}
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
	w.Close()
}

// TestALockedFileIsAskedFor: nothing is shown of a file that needs a password.
func TestALockedFileIsAskedFor(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, kit.NewLabel(""))
	w.Resize(fyne.NewSize(1092, 720))
	d, asked := diary(), ""
	d.err = &book.Problem{Code: "password", File: "日记.zip"}
	Open(Deps{Source: d, Text: chinese(t), Run: kit.InlineRunner, Window: w,
		Locked: func(path, file string, why *book.Problem) { asked = path + " " + file + " " + why.Code },
	}, "/a/日记.zip", "日记.zip!日记.csv")
	if asked != "/a/日记.zip 日记.zip!日记.csv password" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("asked %q", asked)
	}
}
