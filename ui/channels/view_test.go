package channels

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

func shown(t *testing.T, d *desk) (*View, fyne.Window, *told) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	w, s := test.NewTempWindow(t, nil), &told{}
	v := New(testDeps(t, d, s, w, "zh"))
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()
	return v, w, s
}

// press taps the button of a text that lies on an object.
func press(t *testing.T, o fyne.CanvasObject, text string) {
	t.Helper()
	for _, x := range test.LaidOutObjects(o) {
		if b, ok := x.(*kit.Button); ok && b.Text() == text && b.Visible() {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

func TestConnectThroughTheDialog(t *testing.T) {
	d := &desk{}
	v, w, s := shown(t, d)
	if v.Dropped([]string{"a.csv"}) {
		t.Error("without the dialog files belong to the import")
	}
	press(t, v.Content(), "去导入文件")
	press(t, v.Content(), "连接")
	top := w.Canvas().Overlays().Top()
	press(t, top, "打开 https://open.alipay.com")
	if s.imports != 1 || len(s.sites) != 1 {
		t.Errorf("%+v", s)
	}
	press(t, top, "下一步")
	press(t, top, "下一步") // nothing is filled in
	if v.guide.step != stepKeys || w.Canvas().Focused() == nil {
		t.Fatal("went on without keys")
	}
	test.Type(w.Canvas().Focused(), "2021000000000001")
	dir := t.TempDir()
	for name, text := range map[string]string{"应用私钥.txt": keys()[0].private, "alipayPublicKey_RSA2.txt": keys()[1].public} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if !v.Dropped([]string{filepath.Join(dir, "应用私钥.txt"), filepath.Join(dir, "alipayPublicKey_RSA2.txt")}) {
		t.Error("the dialog takes keys")
	}
	press(t, top, "下一步")
	press(t, top, "测试")
	press(t, top, "下一步")
	press(t, top, "连接")
	if len(d.made) != 1 || d.account.Fields["app_id"] != "2021000000000001" || v.guide != nil || w.Canvas().Overlays().Top() != nil {
		t.Fatalf("%+v", d.made)
	}
	if len(v.cards) != 1 || !strings.Contains(s.toasts[0], "已连接") {
		t.Errorf("%d cards, %q", len(v.cards), s.toasts)
	}
}

func TestEscapeClosesTheDialogFromAField(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	v.changeKeys(1)
	if v.guide.step != stepKeys {
		t.Fatal("the keys are what is changed")
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if v.guide != nil {
		t.Fatal("asks about nothing")
	}
	v.connect("stripe")
	v.guide.turn(stepKeys)
	test.Type(w.Canvas().Focused(), "rk_")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if v.guide == nil {
		t.Fatal("what was typed is gone")
	}
	press(t, w.Canvas().Overlays().Top(), "不要了")
	if v.guide != nil || w.Canvas().Overlays().Top() != nil {
		t.Error("it is open still")
	}
}

func TestButtonsOfACard(t *testing.T) {
	d := newDesk()
	v, w, s := shown(t, d)
	c := v.cards[1]
	press(t, c.card, "马上取")
	c.pick(0, 29)
	press(t, c.card, "再取这一天")
	press(t, c.card, "去导入里看 ›")
	if len(d.pulled) != 2 || d.pulled[1].From != today-2 || s.imports != 1 {
		t.Errorf("%v, %d", d.pulled, s.imports)
	}
	press(t, c.card, "换密钥…")
	if v.guide == nil {
		t.Error("the trouble's button changes no keys")
	}
	v.guide.close()
	c.more()[5].Action()
	press(t, w.Canvas().Overlays().Top(), "移除")
	if len(d.removed) != 1 {
		t.Error("not removed")
	}
}

// TestPictures draws the view for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	test.NewTempApp(t)
	step := func(provider string, step int) func(v *View) {
		return func(v *View) {
			v.connect(provider)
			if f := v.guide.form; step > stepKeys {
				fill(f, map[string]string{"secret": "rk_live_1", "client_id": "a", "app_id": "2021000000000001", "private_key": keys()[0].private, "public_key": keys()[1].public})
			}
			v.guide.turn(step)
		}
	}
	nothing := func(*View) {}
	for name, x := range map[string]struct {
		of      func() *desk
		prepare func(v *View)
	}{
		"channels":          {newDesk, func(v *View) { v.cards[1].pick(0, 29) }},
		"channels-troubled": {troubled, nothing},
		"channels-hearing":  {listening, nothing},
		"channels-bare":     {func() *desk { return &desk{} }, nothing},
		"channels-site":     {newDesk, step("wechatpay", stepSite)},
		"channels-site-a":   {newDesk, step("alipay", stepSite)},
		"channels-keys": {newDesk, func(v *View) {
			step("alipay", stepKeys)(v)
			fill(v.guide.form, map[string]string{"app_id": "20210000", "private_key": keys()[0].private, "public_key": keys()[0].private})
		}},
		"channels-keys-w": {newDesk, step("wechatpay", stepKeys)},
		"channels-advanced": {newDesk, func(v *View) {
			step("paypal", stepKeys)(v)
			v.guide.keys.open.OnTapped()
		}},
		"channels-test": {newDesk, func(v *View) {
			step("alipay", stepTest)(v)
			v.deps.Service.(*desk).answer = &book.Problem{Code: "gateway_address"}
			v.guide.forward()
		}},
		"channels-start":  {newDesk, step("paypal", stepStart)},
		"channels-terms":  {newDesk, func(v *View) { v.changeTerms(1) }},
		"channels-days":   {newDesk, func(v *View) { v.pullDays(1) }},
		"channels-remove": {newDesk, func(v *View) { v.askRemove(1) }},
	} {
		for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			test.ApplyTheme(t, draw.NewThemeVariant(variant))
			for _, locale := range []string{"zh", "en"} {
				w := test.NewWindow(nil)
				v := New(testDeps(t, x.of(), &told{}, w, locale))
				w.SetPadded(false)
				w.SetContent(v.Content())
				w.Resize(fyne.NewSize(836, 640)) // beside the sidebar of the smallest window
				v.Shown()
				x.prepare(v)
				save(t, w, filepath.Join(dir, fmt.Sprintf("%s-%s-%s.png", name, locale, [2]string{"dark", "light"}[variant])))
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
