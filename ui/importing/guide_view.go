package importing

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

const guideSource float32 = 140

// guideLines are the main sources with the way to their export.
func guideLines(t *assets.Text, width float32) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, g := range guides(t) {
		path := kit.NewParagraph(g.Path).Within(width - guideSource - box.Gap)
		rows = append(rows, box.HFill(box.Gap, 1, box.VStack(0, box.Sized(guideSource, 22, kit.NewLabel(g.Source).Bold().Cut())), path))
	}
	return rows
}

// openGuide tells where each source has its export.
func (v *View) openGuide() {
	t := v.deps.Text
	const width = previewWidth - kit.ScrollGutter
	note := kit.NewParagraph(t.T("guide.note")).Within(width).Colored(draw.ColorSecondary)
	body := sheetBody(box.Gap, append(guideLines(t, width), note), v.deps.Window.Canvas().Size().Height)
	var dialog *ask.Dialog
	shut := kit.NewButton(t.T("kit.close"), kit.ButtonPrimary, func() { dialog.Close() })
	dialog = ask.Modal(v.deps.Window, t.T("guide.title"), body, shut)
}

// emptyState is what stands in the place of coverage and record before anything has
// come in: what to do first, and where to get the files.
func (v *View) emptyState() fyne.CanvasObject {
	t := v.deps.Text
	const width = 640
	guide := kit.NewScroll(box.GapSmall)
	guide.Set(guideLines(t, width)...)
	head := kit.NewParagraph(t.T("import.nothing_yet")).Within(width).Colored(draw.ColorSecondary)
	buttons := box.HStack(box.GapSmall, kit.NewButton(t.T("import.choose"), kit.ButtonSecondary, v.deps.Choose))
	if v.deps.ChooseFolder != nil {
		buttons.Add(kit.NewButton(t.T("import.choose_folder"), kit.ButtonSecondary, v.deps.ChooseFolder))
	}
	return box.VFill(box.Gap, 3, head, buttons, kit.NewHeading(t.T("guide.title")), guide.Object())
}
