package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// welcomeWidth is a comfortable line of text with a button beside it.
const welcomeWidth float32 = 640

// welcome is what an empty book shows: how to begin, in three ways.
func welcome(deps Deps) fyne.CanvasObject {
	t := deps.Text
	choose := kit.NewButton(t.T("overview.choose_files"), kit.ButtonPrimary, deps.Import)
	sample := kit.NewButton(t.T("overview.open_sample"), kit.ButtonSecondary, deps.Sample)
	steps := box.VStack(box.Gap,
		step(t, "1", "overview.step_files", choose),
		step(t, "2", "overview.step_sample", sample),
		step(t, "3", "overview.step_later", nil))
	return container.NewCenter(box.Sized(welcomeWidth, 0, box.VStack(box.Gap,
		container.NewCenter(box.Sized(48, 48, draw.NewIcon(assets.IconInbox, draw.ColorAccent, 48))),
		kit.NewTitle(t.T("overview.welcome")).Aligned(fyne.TextAlignCenter),
		kit.NewSecondary(t.T("overview.welcome_what")).Aligned(fyne.TextAlignCenter),
		steps,
		kit.NewSecondary(t.T("overview.welcome_local")).Aligned(fyne.TextAlignCenter))))
}

// step is one way to begin: a number, what it is and how, and perhaps a button.
func step(t *assets.Text, number, code string, action *kit.Button) fyne.CanvasObject {
	parts := []fyne.CanvasObject{
		container.NewCenter(kit.NewChip(number, draw.ToneNeutral)),
		box.VStack(box.GapTight, kit.NewHeading(t.T(code)), kit.NewParagraph(t.T(code+"_how")).Within(420)),
	}
	if action != nil {
		parts = append(parts, container.NewCenter(action))
	}
	return kit.NewPlainCard(box.Pad(box.Gap, box.GapLarge, box.Gap, box.GapLarge, box.HFill(box.Gap, 1, parts...)))
}
