package exceptions

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
)

// planHeight is how high the list of a plan may become before it scrolls.
const planHeight float32 = 260

// showPlan shows what a decision on several exceptions would do, and does it when
// it is confirmed.
func (v *View) showPlan() {
	t, p, plan := v.deps.Text, v.presenter, v.presenter.Plan()
	var d *kit.Dialog
	shut := func() {
		d.Close()
		v.grid.Focus()
	}
	rows := v.planRows(&plan)
	height := min(kit.VStack(kit.GapSmall, rows...).MinSize().Height, planHeight) // before they are laid out in no width
	list := kit.NewScroll(kit.GapSmall)
	list.Set(rows...)
	content := kit.VStack(kit.Gap, kit.NewParagraph(plan.Text).Within(formWidth))
	for _, s := range plan.Skipped { // above the list, where no scrolling hides it
		content.Add(kit.NewParagraph(s).Within(formWidth).Colored(kit.ColorSuggestion))
	}
	content.Add(kit.Sized(formWidth, height, list.Object()))
	buttons := []*kit.Button{kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, shut)}
	if plan.Action != "" {
		buttons = append(buttons, kit.NewButton(plan.Action, kit.ButtonPrimary, func() {
			shut()
			p.Carry()
		}).WithKey("Enter"))
	}
	d = kit.Modal(v.deps.Window, plan.Title, content, buttons...)
}

func (v *View) planRows(plan *Plan) []fyne.CanvasObject {
	t := v.deps.Text
	var rows []fyne.CanvasObject
	for _, k := range plan.Kinds {
		rows = append(rows, kit.HFill(kit.GapSmall, 1, kit.HStack(0, kit.NewChip(k.Name, k.Tone)),
			kit.NewSecondary(k.Count).Sized(kit.SizeText), kit.NewLabel(k.Sum)))
	}
	if len(plan.Refused) > 0 {
		if len(rows) > 0 {
			rows = append(rows, kit.NewRule())
		}
		rows = append(rows, kit.NewLabel(t.Count("exceptions.left_out", len(plan.Refused), kit.Number(len(plan.Refused)))).Bold())
	}
	for _, s := range plan.Refused[:min(len(plan.Refused), refusedShown)] {
		rows = append(rows, kit.NewParagraph(s).Within(formWidth-kit.ScrollGutter).Colored(kit.ColorSecondary))
	}
	if n := len(plan.Refused) - refusedShown; n > 0 {
		rows = append(rows, kit.NewLabel(t.Count("exceptions.left_out_more", n, kit.Number(n))))
	}
	return rows
}

// refusedShown bounds how many of the refused are told one by one.
const refusedShown = 50
