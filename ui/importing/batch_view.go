package importing

import (
	"strings"

	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
)

func (v *View) newBatchGrid() *kit.Grid {
	t := v.deps.Text
	right := fyne.TextAlignTrailing
	g := kit.NewGrid([]kit.Column{
		{ID: "at", Title: t.T("import.col_at"), Width: 104},
		{ID: "file", Title: t.T("import.col_file"), Width: 150, Grow: true},
		{ID: "channel", Title: t.T("import.col_channel"), Width: 110},
		{ID: "period", Title: t.T("import.col_period"), Width: 116},
		{ID: "new", Title: t.T("import.col_new"), Width: 64, Align: right},
		{ID: "known", Title: t.T("import.col_known"), Width: 64, Align: right},
		{ID: "changed", Title: t.T("import.col_changed"), Width: 64, Align: right},
		{ID: "state", Title: t.T("import.col_state"), Width: 94},
	}, batchSource{v.presenter})
	g.OnSelect = func(int) { v.allowUndo() }
	g.OnKey = func(name fyne.KeyName) bool {
		if name == fyne.KeyDelete {
			v.undoSelected()
		}
		return name == fyne.KeyDelete
	}
	g.OnMenu = func(int) []*fyne.MenuItem {
		items := []*fyne.MenuItem{g.CopyItem(t.T("kit.copy"))}
		if v.canUndo() {
			items = append(items, fyne.NewMenuItem(t.T("import.undo"), v.undoSelected))
		}
		return items
	}
	g.Remember(v.deps.Prefs, "import.batches")
	return g
}

type batchSource struct{ p *Presenter }

func (s batchSource) Len() int { return len(s.p.state.Batches) }

func (s batchSource) Row(i int) ([]kit.Cell, bool) {
	b := &s.p.state.Batches[i]
	color := kit.ColorText
	if b.Undone {
		color = kit.ColorSecondary
	}
	return []kit.Cell{
		{Text: b.At, Color: kit.ColorSecondary}, {Text: shortFile(b.File), Color: color}, {Text: b.Channel, Color: color},
		{Text: b.Period, Color: kit.ColorSecondary}, {Text: b.New, Color: color}, {Text: b.Known, Color: color},
		{Text: b.Changed, Color: color}, {Text: b.State, Color: b.Tone.Color(), Chip: true},
	}, true
}

func (v *View) canUndo() bool {
	list, i := v.presenter.State().Batches, v.batches.Selected()
	return i >= 0 && i < len(list) && !list[i].Undone
}

func (v *View) allowUndo() {
	if v.canUndo() {
		v.undo.Enable()
	} else {
		v.undo.Disable()
	}
}

// undoSelected shows what undoing the selected batch would take back, and does
// it when the owner says so.
func (v *View) undoSelected() {
	if !v.canUndo() {
		return
	}
	t := v.deps.Text
	v.presenter.PlanUndo(v.batches.Selected(), func(u UndoText, err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		text := strings.Join(u.Lines, "\n")
		if len(u.Decisions) > 0 {
			text += "\n\n" + t.Count("import.undo_decisions", len(u.Decisions)) + "\n" + strings.Join(few(t, u.Decisions), "\n")
		}
		kit.Confirm(v.deps.Window, t, u.Title, text, t.T("import.undo_do"), true, func(yes bool) {
			if yes {
				v.presenter.Undo(u.ID, v.undone)
			}
		})
	})
}

func (v *View) undone(err error) {
	if err != nil {
		v.deps.ShowError(err)
		return
	}
	v.deps.Toast(v.deps.Text.T("import.did_undo"), "", nil)
	if v.deps.Changed != nil {
		v.deps.Changed()
	}
}
