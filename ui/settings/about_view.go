package settings

import (
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
)

// AboutLines is what program this is, where its data lies and what it is made of.
func (p *Presenter) AboutLines() []ask.Detail {
	t, a := p.deps.Text, p.deps.Machine.About()
	version := a.Version
	if version == "" {
		version = t.T("settings.about_dev")
	}
	head := t.T("settings.about_unread")
	if a.Head != "" {
		head = a.Head
	}
	return []ask.Detail{
		{Caption: t.T("settings.about_version"), Value: t.T("app.name") + " " + version},
		{Caption: t.T("settings.about_book"), Value: a.Path},
		{Caption: t.T("settings.about_size"), Value: size(a.Size)},
		{Caption: t.T("settings.about_chain"), Value: t.T("settings.about_lines", strconv.FormatInt(a.Lines, 10))},
		{Caption: t.T("settings.about_head"), Value: head},
		{Caption: t.T("settings.about_licence"), Value: t.T("settings.about_licence_text")},
	}
}

// newProgramCard says what program this is.
func newProgramCard(v *View) card {
	t, m := v.deps.Text, v.deps.Machine
	rows := box.VStack(box.GapSmall)
	folder := kit.NewButton(t.T("settings.about_folder"), kit.ButtonSecondary, func() { m.ShowFolder(filepath.Dir(m.About().Path)) })
	all := kit.NewButton(t.T("kit.copy_all"), kit.ButtonSecondary, func() {
		text := ""
		for _, d := range v.presenter.AboutLines() {
			text += d.Caption + "\t" + d.Value + "\n"
		}
		fyne.CurrentApp().Clipboard().SetContent(text)
		v.deps.Toast(t.T("settings.did_copy"), "", nil)
	})
	body := box.VStack(box.GapLarge, rows, v.note("about_offline"), box.HStack(box.GapSmall, folder, all))
	return card{object: top(kit.NewCard(t.T("settings.section_about"), "", body)), part: PartProgram, show: func(p *Presenter) {
		rows.Objects = nil
		for _, d := range p.AboutLines() {
			caption := box.Sized(captionWidth, 22, kit.NewSecondary(d.Caption).Cut())
			rows.Add(box.HFill(box.Gap, 1, box.VStack(0, caption), kit.NewParagraph(d.Value).Within(480)))
		}
		rows.Refresh()
	}}
}

// OpenAbout brings what program this is into sight.
func (v *View) OpenAbout() { v.open(Program) }
