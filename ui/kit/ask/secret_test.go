package ask

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"zhangfang/ui/kit/kittest"
)

// typed types into what has the keyboard and presses Enter.
func typed(w fyne.Window, text string) {
	test.Type(w.Canvas().Focused(), text)
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestASecretIsCheckedInTheDialog(t *testing.T) {
	w := kittest.Window(t, nil)
	var tried []string
	var answer func(fault string)
	given := "-"
	Secret(w, kittest.Texts(t, "zh"), "口令", "", "好", false, func(text string, told func(string)) {
		tried, answer = append(tried, text), told
	}, func(text string) { given = text })
	typed(w, "wrong")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // it is being checked
	if len(tried) != 1 || given != "-" {
		t.Fatalf("%q, %q", tried, given)
	}
	answer("口令不对，请再试一次。")
	if w.Canvas().Overlays().Top() == nil || given != "-" {
		t.Fatal("the dialog is gone with a wrong passphrase")
	}
	typed(w, " right")
	answer("")
	if given != "wrong right" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("%q", given)
	}
}

func TestGivingUpWhileASecretIsChecked(t *testing.T) {
	w := kittest.Window(t, nil)
	var answer func(fault string)
	var given []string
	Secret(w, kittest.Texts(t, "zh"), "口令", "", "好", false, func(_ string, told func(string)) { answer = told }, func(text string) { given = append(given, text) })
	typed(w, "sesame")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	answer("")
	if len(given) != 1 || given[0] != "" {
		t.Errorf("answered %q", given)
	}
}

func TestAFreshSecretIsTypedTwice(t *testing.T) {
	w := kittest.Window(t, nil)
	given := ""
	Secret(w, kittest.Texts(t, "zh"), "口令", "", "好", true, func(_ string, told func(string)) { told("") }, func(text string) { given = text })
	typed(w, "open sesame")
	if given != "" {
		t.Fatal("once is not enough")
	}
	w.Canvas().FocusNext()
	typed(w, "open sesame")
	if given != "open sesame" {
		t.Errorf("%q", given)
	}
}
