package importing

import (
	"strings"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
	"zhangfang/ui/kit/words"
)

// historyList is the record of imports as a grid. What is selected is a batch, not
// a line: lines move when files come in.
type historyList struct {
	view   *View
	grid   *grid.Grid
	object fyne.CanvasObject
	wide   bool
	batch  book.BatchID // selected; 0: none
	quiet  bool         // the selection is being put back
}

// historyWide is the width from which the record has all its columns.
const historyWide = 960

func newHistoryList(v *View) *historyList {
	l := &historyList{view: v, wide: true}
	g := grid.New(l.columns(), l)
	g.OnSelect = l.selected
	g.OnOpen = func(int) { v.openBatch(l.batch) }
	g.OnKey = func(name fyne.KeyName) bool {
		if name == fyne.KeyDelete {
			v.undoBatch(l.batch)
		}
		return name == fyne.KeyDelete
	}
	g.OnMenu = func(int) []*fyne.MenuItem {
		t := v.deps.Text
		items := []*fyne.MenuItem{g.CopyItem(t.T("kit.copy"))}
		if l.batch != 0 {
			items = append(items, fyne.NewMenuItem(t.T("import.open_batch"), func() { v.openBatch(l.batch) }))
		}
		if v.canUndo(l.batch) {
			items = append(items, fyne.NewMenuItem(t.T("import.undo"), func() { v.undoBatch(l.batch) }))
		}
		return items
	}
	l.grid = g
	l.object = box.Fitted(l.fit, g)
	return l
}

func (l *historyList) columns() []grid.Column {
	t := l.view.deps.Text
	right := fyne.TextAlignTrailing
	title := func(code string) string { return t.T("import." + code) }
	columns := []grid.Column{
		{ID: "at", Title: title("col_at"), Width: 106},
		{ID: "file", Title: title("col_file"), Width: 150, Grow: true},
	}
	if l.wide {
		columns = append(columns, grid.Column{ID: "format", Title: title("col_format"), Width: 116})
	}
	columns = append(columns, grid.Column{ID: "channel", Title: title("col_channel"), Width: 92},
		grid.Column{ID: "period", Title: title("col_period"), Width: 152},
		grid.Column{ID: "new", Title: title("col_new"), Width: 78, Align: right})
	if l.wide {
		columns = append(columns, grid.Column{ID: "known", Title: title("col_known"), Width: 70, Align: right},
			grid.Column{ID: "changed", Title: title("col_changed"), Width: 76, Align: right})
	}
	return append(columns, grid.Column{ID: "state", Title: title("col_state"), Width: 98})
}

// fit chooses the columns for a width.
func (l *historyList) fit(width float32) {
	if wide := width >= historyWide; wide != l.wide {
		l.wide = wide
		l.grid.SetColumns(l.columns())
	}
}

// Len is the number of lines.
func (l *historyList) Len() int { return len(l.view.presenter.state.History) }

// Row is a line as cells.
func (l *historyList) Row(i int) ([]grid.Cell, bool) {
	r := &l.view.presenter.state.History[i]
	color := draw.ColorText
	if r.Undone {
		color = draw.ColorSecondary
	}
	cell := func(text string) grid.Cell { return grid.Cell{Text: text, Color: color, Bold: r.Batch == 0} }
	quiet := func(text string) grid.Cell { return grid.Cell{Text: text, Color: draw.ColorSecondary} }
	at, file := quiet(r.At), cell(r.File)
	if r.Batch == 0 && r.Whole == "" { // a day
		at = cell(r.At)
	}
	if file.Tip = r.Whole; file.Tip == file.Text {
		file.Tip = ""
	}
	if r.Part {
		file.Text = "      " + file.Text
	}
	cells := []grid.Cell{at, file}
	if l.wide {
		cells = append(cells, quiet(r.Format))
	}
	cells = append(cells, cell(r.Channel), quiet(r.Period), cell(r.New))
	if l.wide {
		cells = append(cells, cell(r.Known), cell(r.Changed))
	}
	return append(cells, grid.Cell{Text: r.State, Color: r.Tone.Color(), Chip: true}), true
}

func (l *historyList) selected(i int) {
	if l.quiet {
		return
	}
	l.batch = 0
	if i >= 0 && i < l.Len() {
		l.batch = l.view.presenter.state.History[i].Batch
	}
	l.view.allowUndo()
}

// update shows the lines anew, with the same batch selected.
func (l *historyList) update() {
	l.grid.Refresh()
	b, row := l.view.presenter.Batch(l.batch)
	if b == nil {
		l.batch = 0
	}
	if row != l.grid.Selected() && (row >= 0 || l.batch == 0 && l.grid.Selected() >= l.Len()) {
		l.choose(row)
	}
}

// choose selects a line without taking it for the owner's act.
func (l *historyList) choose(row int) {
	l.quiet = true
	l.grid.Select(row)
	l.quiet = false
}

// show brings a batch into sight and selects it.
func (l *historyList) show(id book.BatchID) {
	if b, row := l.view.presenter.Batch(id); b != nil {
		l.batch = id
		l.choose(row)
		l.view.allowUndo()
	}
}

func (v *View) canUndo(id book.BatchID) bool {
	b, _ := v.presenter.Batch(id)
	return b != nil && b.Undone.IsZero()
}

func (v *View) allowUndo() {
	if v.canUndo(v.history.batch) {
		v.undo.Enable()
	} else {
		v.undo.Disable()
	}
	if v.history.batch != 0 {
		v.open.Enable()
	} else {
		v.open.Disable()
	}
}

// ownFormat is the format of the sheets that the owner taught.
const ownFormat = "sheet.own"

// openBatch shows what is still known of a batch: its remarks once more.
func (v *View) openBatch(id book.BatchID) {
	b, _ := v.presenter.Batch(id)
	if b == nil {
		return
	}
	v.presenter.Rejected(b, func(rejects []book.Refused, err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		v.showOpened(b, rejects)
	})
}

// showOpened is the sheet about a batch with its refused rows.
func (v *View) showOpened(b *book.Batch, rejects []book.Refused) {
	t := v.deps.Text
	p := v.presenter.BatchPreview(b, rejects)
	var dialog *ask.Dialog
	shut := func() { dialog.Close() }
	var buttons []*kit.Button
	offer := func(code string, do func()) {
		buttons = append(buttons, kit.NewButton(t.T(code), kit.ButtonSecondary, func() {
			shut()
			do()
		}))
	}
	if v.deps.Profile != nil && b.Format == ownFormat {
		offer("import.edit_profile", func() { v.deps.Profile(b.Notes) })
	}
	if v.canUndo(b.ID) {
		offer("import.undo", func() { v.undoBatch(b.ID) })
	}
	if len(rejects) > 0 {
		buttons = append(buttons, kit.NewButton(t.T("import.copy_rejects"), kit.ButtonSecondary, func() {
			fyne.CurrentApp().Clipboard().SetContent(rejectedText(t, rejects))
			v.deps.Toast(t.Count("import.copied_rejects", len(rejects), words.Number(len(rejects))), "", nil)
		}))
	}
	buttons = append(buttons, kit.NewButton(t.T("kit.close"), kit.ButtonPrimary, shut))
	dialog = ask.Modal(v.deps.Window, shortTitle(p.Title), previewBody(t, &p, v.deps.Window.Canvas().Size().Height), buttons...)
	for _, b := range buttons {
		b.OnEscape = shut
	}
}

// undoBatch shows what undoing a batch would take back, and does it when the owner
// says so.
func (v *View) undoBatch(id book.BatchID) {
	if !v.canUndo(id) {
		return
	}
	t := v.deps.Text
	v.presenter.PlanUndo(id, func(u UndoText, err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		text := strings.Join(u.Lines, "\n")
		if len(u.Decisions) > 0 {
			text += "\n\n" + t.Count("import.undo_decisions", len(u.Decisions)) + "\n" + strings.Join(few(t, u.Decisions), "\n")
		}
		ask.Confirm(v.deps.Window, t, u.Title, text, t.T("import.undo_do"), true, func(yes bool) {
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
