package settings

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// newGeneralCard is how the program looks and what it does by itself on this machine.
func newGeneralCard(v *View) card {
	t, m := v.deps.Text, v.deps.Machine
	change := func(edit func(*Options)) {
		o := m.Options()
		edit(&o)
		m.SetOptions(o)
	}
	languages := []string{"", assets.Chinese, assets.English}
	language := kit.NewSegmented([]string{t.T("settings.system"), "中文", "English"}, func(i int) { change(func(o *Options) { o.Language = languages[i] }) })
	themes := []string{"", ThemeLight, ThemeDark}
	theme := kit.NewSegmented([]string{t.T("settings.system"), t.T("options.theme_light"), t.T("options.theme_dark")}, func(i int) {
		change(func(o *Options) { o.Theme = themes[i] })
	})
	percents := make([]string, len(TextSizes()))
	for i, n := range TextSizes() {
		percents[i] = strconv.Itoa(n) + "%"
	}
	text := kit.NewDropdown(percents, func(i int) { change(func(o *Options) { o.TextSize = TextSizes()[i] }) })
	notify := kit.NewCheck(t.T("settings.notify"), func(on bool) { change(func(o *Options) { o.Quiet = !on }) })
	tray := kit.NewCheck(t.T("settings.tray"), func(on bool) { change(func(o *Options) { o.NoTray = !on }) })
	rename := kit.NewButton(t.T("settings.rename"), kit.ButtonSecondary, m.RenameShop)

	content := box.VStack(box.Gap,
		v.line("language", language), v.line("theme", theme), v.line("text_size", text), v.note("text_size_note"),
		draw.NewRule(), v.line("outside", notify), v.line("", tray), v.note("outside_note"),
		draw.NewRule(), v.line("shop", rename))
	return card{object: top(kit.NewCard(t.T("settings.section_general"), "", content)), part: PartGeneral, show: func(*Presenter) {
		o := m.Options()
		language.Select(slices.Index(languages, o.Language))
		theme.Select(slices.Index(themes, o.Theme))
		text.Select(slices.Index(TextSizes(), o.Percent()))
		notify.SetChecked(!o.Quiet)
		tray.SetChecked(!o.NoTray)
	}}
}

// top keeps a card as high as it needs, at the top of what there is.
func top(o fyne.CanvasObject) fyne.CanvasObject { return box.VStack(0, o) }
