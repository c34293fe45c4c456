package ui

import (
	"os"
	"runtime"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/settings"
)

// envScale is how Fyne is told how large to draw. It is read again whenever the
// theme is set, so that text grows at once, and everything around it with it.
const envScale = "FYNE_SCALE"

// textOf is the text of a language; the system's for "".
func (d *desk) textOf(language string) *assets.Text {
	if language == "" {
		return d.system
	}
	t, err := assets.NewText(language)
	if err != nil { // the same files as the system's language came from
		return d.system
	}
	return t
}

// applyLook draws everything in the theme and size that were asked for.
func (d *desk) applyLook() {
	if d.options.Percent() != 100 || os.Getenv(envScale) != "" && d.started {
		if err := os.Setenv(envScale, scaleOf(d.options.Percent())); err != nil {
			fyne.LogError("set the size of text", err)
		}
	}
	d.app.Settings().SetTheme(themeOf(d.options.Theme))
}

// scaleOf is a size in percent as Fyne reads it.
func scaleOf(percent int) string { return strconv.FormatFloat(float64(percent)/100, 'f', 2, 64) }

func themeOf(name string) fyne.Theme {
	switch name {
	case settings.ThemeLight:
		return draw.NewThemeVariant(theme.VariantLight)
	case settings.ThemeDark:
		return draw.NewThemeVariant(theme.VariantDark)
	}
	return draw.NewTheme()
}

// setOptions changes how the program behaves, at once: a new language makes the
// window anew, on the same book.
func (d *desk) setOptions(o settings.Options) {
	before := d.options
	if o == before {
		return
	}
	d.options = o
	o.Remember(d.app.Preferences())
	if o.Theme != before.Theme || o.Percent() != before.Percent() {
		size := d.window.Canvas().Size()
		d.applyLook()
		scale := float32(before.Percent()) / float32(o.Percent())
		d.window.Resize(fyne.NewSize(float32(int(size.Width*scale)), float32(int(size.Height*scale)))) // as large on the screen as it was
	}
	if o.NoTray != before.NoTray {
		d.showTray()
	}
	if o.Language != before.Language && (d.session.cancelImport != nil || d.switching) { // receipts belong to the view that began it
		d.session.toast(d.text.T("shell.language_later"), "", nil)
		return
	}
	if o.Language != before.Language {
		d.text = d.textOf(o.Language)
		d.closeManual()
		d.showTray()
		d.session.rebuild()
		return
	}
	d.session.shell.Remenu(d.session.actions())
	if d.session.shell.Current() == idSettings {
		d.session.settings.Refresh() // a menu may have changed what stands there
	}
}

// stepText makes text larger or smaller by so many steps.
func (d *desk) stepText(by int) {
	sizes := settings.TextSizes()
	at := 0
	for i, s := range sizes {
		if s <= d.options.Percent() {
			at = i
		}
	}
	o := d.options
	o.TextSize = sizes[max(0, min(at+by, len(sizes)-1))]
	d.setOptions(o)
}

func onWindowsOrMac() bool { return runtime.GOOS == "windows" || runtime.GOOS == "darwin" }

// themeNames lists the themes that can be asked for, the system's first.
func themeNames() []string { return []string{"", settings.ThemeLight, settings.ThemeDark} }
