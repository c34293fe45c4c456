package exceptions

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// planHeight is how high the list of a plan may become before it scrolls.
const planHeight float32 = 260

// showPlan shows what a decision on several exceptions would do, and does it when
// it is confirmed.
func (v *View) showPlan() {
	t, p, plan := v.deps.Text, v.presenter, v.presenter.Plan()
	var d *ask.Dialog
	shut := func() {
		d.Close()
		v.grid.Focus()
	}
	rows := v.planRows(&plan)
	height := min(box.VStack(box.GapSmall, rows...).MinSize().Height, planHeight) // before they are laid out in no width
	list := kit.NewScroll(box.GapSmall)
	list.Set(rows...)
	content := box.VStack(box.Gap, kit.NewParagraph(plan.Text).Within(formWidth))
	for _, s := range plan.Skipped { // above the list, where no scrolling hides it
		content.Add(kit.NewParagraph(s).Within(formWidth).Colored(draw.ColorSuggestion))
	}
	content.Add(box.Sized(formWidth, height, list.Object()))
	buttons := []*kit.Button{kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, shut)}
	if plan.Action != "" {
		buttons = append(buttons, kit.NewButton(plan.Action, kit.ButtonPrimary, func() {
			shut()
			p.Carry()
		}).WithKey("Enter"))
	}
	d = ask.Modal(v.deps.Window, plan.Title, content, buttons...)
}

func (v *View) planRows(plan *Plan) []fyne.CanvasObject {
	t := v.deps.Text
	var rows []fyne.CanvasObject
	for _, k := range plan.Kinds {
		rows = append(rows, box.HFill(box.GapSmall, 1, box.HStack(0, kit.NewChip(k.Name, k.Tone)),
			kit.NewSecondary(k.Count).Sized(draw.SizeText), kit.NewLabel(k.Sum)))
	}
	if len(plan.Refused) > 0 {
		if len(rows) > 0 {
			rows = append(rows, draw.NewRule())
		}
		rows = append(rows, kit.NewLabel(t.Count("exceptions.left_out", len(plan.Refused), words.Number(len(plan.Refused)))).Bold())
	}
	for _, s := range plan.Refused[:min(len(plan.Refused), refusedShown)] {
		rows = append(rows, kit.NewParagraph(s).Within(formWidth-kit.ScrollGutter).Colored(draw.ColorSecondary))
	}
	if n := len(plan.Refused) - refusedShown; n > 0 {
		rows = append(rows, kit.NewLabel(t.Count("exceptions.left_out_more", n, words.Number(n))))
	}
	return rows
}

// refusedShown bounds how many of the refused are told one by one.
const refusedShown = 50
