package help

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

func TestBothLanguagesHaveTheSamePages(t *testing.T) {
	var ids [2][]string
	for i, locale := range []string{assets.Chinese, assets.English} {
		pages, err := Pages(locale)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			ids[i] = append(ids[i], p.ID)
			if len(p.Blocks) < 3 {
				t.Errorf("%s %s says little: %d blocks", locale, p.ID, len(p.Blocks))
			}
			for _, b := range p.Blocks {
				if strings.TrimSpace(b.Text) == "" || strings.ContainsAny(b.Text, "#`|") {
					t.Errorf("%s %s: %+v is not what it should be", locale, p.ID, b)
				}
			}
		}
	}
	if !slices.Equal(ids[0], ids[1]) {
		t.Errorf("Chinese pages %q, English %q", ids[0], ids[1])
	}
	for _, id := range []string{"first-day", "importing", "reconcile", "exceptions", "under-way", "fees", "reports", "figures", "safety", "keys", "questions"} {
		if !slices.Contains(ids[0], id) {
			t.Errorf("there is no page %s", id)
		}
	}
}

func TestAPageIsRead(t *testing.T) {
	p, err := parse("# 标题\n\n一句话，\n接着说。\n\nEnglish goes\non here.\n## 小标题\n- 一点\n  还是这一点\n1. 第一步\n| F1 | 帮助 |\n| F5 | 重读 |\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Block{{Text, "", "一句话，接着说。"}, {Text, "", "English goes on here."}, {Heading, "", "小标题"}, {Point, "", "一点还是这一点"},
		{Step, "1.", "第一步"}, {Row, "F1", "帮助"}, {Row, "F5", "重读"}}
	if p.Title != "标题" || !slices.Equal(p.Blocks, want) {
		t.Errorf("%q %+v", p.Title, p.Blocks)
	}
	if _, err := parse("no title"); err == nil {
		t.Error("a page without a title is one")
	}
}

func TestSearch(t *testing.T) {
	pages, err := Pages(assets.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	p := newPresenter(pages)
	all := len(p.Hits())
	if all != len(pages) || p.Place() != 0 {
		t.Fatalf("%d pages listed, place %d", all, p.Place())
	}
	p.Search("手续费")
	if titles := p.Titles(); titles[0] != "手续费" || len(titles) == all || p.Page().ID != "fees" {
		t.Errorf("found %q, shows %s", titles, p.Page().ID)
	}
	p.Search("断电 崩溃")
	if len(p.Hits()) != 1 || p.Page().ID != "safety" || p.Hits()[0].Where == "" {
		t.Errorf("found %+v", p.Hits())
	}
	p.Search("ctrl+z")
	if len(p.Hits()) == 0 {
		t.Error("case matters")
	}
	p.Search("没有这样的词")
	if len(p.Hits()) != 0 || p.Page().ID == "" || p.Place() != -1 {
		t.Errorf("found %+v", p.Hits())
	}
	p.Open("keys")
	if p.Page().ID != "keys" || len(p.Hits()) != all || p.Query() != "" {
		t.Errorf("shows %s of %d", p.Page().ID, len(p.Hits()))
	}
	p.Choose(0)
	if p.Page().ID != "first-day" {
		t.Errorf("shows %s", p.Page().ID)
	}
}

func TestWhereAWordStands(t *testing.T) {
	for _, c := range [][3]string{
		{"一二三四五六七八九十一二三四五六重复扣款在这里", "重复扣款", "…五六七八九十一二三四五六重复扣款在这里"},
		{"重复扣款在这里", "重复扣款", "重复扣款在这里"},
		{"short before key", "key", "…hort before key"},
	} {
		if got := around(c[0], c[1]); got != c[2] {
			t.Errorf("%q in %q: %q", c[1], c[0], got)
		}
	}
}

func shown(t *testing.T, locale string) (*View, fyne.Window) {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	v, err := New(text)
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewWindow(nil)
	w.SetPadded(false)
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(940, 680))
	return v, w
}

func TestTheListIsWalkedByKeys(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	v, w := shown(t, "zh")
	defer w.Close()
	v.Open("reconcile")
	w.Canvas().Focus(v.List())
	v.List().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if v.presenter.Page().ID != "exceptions" {
		t.Errorf("down leads to %s", v.presenter.Page().ID)
	}
	v.search.Delay = 0
	test.Type(v.search, "备份")
	if v.presenter.Page().ID != "safety" || v.list.Selected() != v.presenter.Place() {
		t.Errorf("shows %s at %d", v.presenter.Page().ID, v.list.Selected())
	}
}

// TestPictures draws the manual for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	test.NewTempApp(t)
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		test.ApplyTheme(t, draw.NewThemeVariant(variant))
		for _, locale := range []string{"zh", "en"} {
			for _, id := range []string{"first-day", "importing", "exceptions", "keys"} {
				v, w := shown(t, locale)
				v.Open(id)
				f, err := os.Create(filepath.Join(dir, fmt.Sprintf("help-%s-%s-%s.png", id, locale, [2]string{"dark", "light"}[variant])))
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(f, w.Canvas().Capture()); err != nil {
					t.Fatal(err)
				}
				if err := f.Close(); err != nil {
					t.Fatal(err)
				}
				w.Close()
			}
		}
	}
}
