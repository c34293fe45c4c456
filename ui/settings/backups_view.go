package settings

import (
	"slices"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// backupList is the copies of the book, with a way back to each.
type backupList struct {
	view    *View
	grid    *grid.Grid
	restore *kit.Button
}

func newBackupCard(v *View) card {
	t, m := v.deps.Text, v.deps.Machine
	l := &backupList{view: v}
	change := func(edit func(*Options)) {
		o := m.Options()
		edit(&o)
		m.SetOptions(o)
		v.presenter.Load()
	}
	folder := kit.NewLabel("").Colored(draw.ColorSecondary).Cut()
	move := kit.NewButton(t.T("settings.backup_change"), kit.ButtonSecondary, func() {
		m.ChooseFolder(func(path string) { change(func(o *Options) { o.BackupDir = path }) })
	})
	show := kit.NewButton(t.T("settings.open_folder"), kit.ButtonSecondary, func() { m.ShowFolder(m.BackupDir()) })
	daily := kit.NewCheck(t.T("settings.backup_daily"), func(on bool) { change(func(o *Options) { o.NoBackup = !on }) })
	counts := make([]string, len(Keeps()))
	for i, n := range Keeps() {
		counts[i] = t.Count("settings.backup_copies", n)
	}
	keep := kit.NewDropdown(counts, func(i int) { change(func(o *Options) { o.Keep = Keeps()[i] }) })
	last := kit.NewLabel("").Sized(13).Colored(draw.ColorSecondary).Cut()

	l.grid = grid.New([]grid.Column{
		{ID: "when", Title: t.T("settings.backup_when"), Width: 170, Grow: true},
		{ID: "age", Title: t.T("settings.backup_age"), Width: 120},
		{ID: "size", Title: t.T("settings.backup_size"), Width: 100, Align: fyne.TextAlignTrailing},
	}, l)
	l.grid.SetEmpty(kit.NewEmptyState(assets.IconInbox, t.T("settings.backup_empty"), nil))
	l.grid.OnSelect = func(int) { l.allow() }
	l.grid.OnOpen = func(int) { l.look() }
	l.restore = kit.NewButton(t.T("settings.restore"), kit.ButtonSecondary, l.look).WithKey("Enter")
	other := kit.NewButton(t.T("settings.restore_other"), kit.ButtonSecondary, func() { m.ChooseBackup(m.BackupDir(), l.compare) })
	now := kit.NewButton(t.T("settings.backup_now"), kit.ButtonPrimary, m.BackupNow)

	form := kit.NewCard(t.T("settings.section_backup"), "", box.VStack(box.GapSmall,
		box.HFill(box.GapSmall, 1, v.line("backup_folder"), folder, move, show),
		v.line("backup_auto", daily, keep)))
	head := box.HFill(box.GapSmall, 0, last, other, l.restore, now)
	list := kit.NewPlainCard(box.VFill(0, 1, box.Pad(10, box.GapLarge, 6, box.GapLarge, head), l.grid))
	return card{object: box.VFill(box.Gap, 1, form, list), part: PartBackups, focus: l.grid, show: func(p *Presenter) {
		o := m.Options()
		folder.SetText(m.BackupDir())
		daily.SetChecked(!o.NoBackup)
		keep.Select(slices.Index(Keeps(), o.Copies()))
		last.SetText(p.LastBackup())
		l.grid.Refresh()
		if l.Len() > 0 && l.grid.Selected() < 0 {
			l.grid.Select(0)
		}
		l.allow()
	}}
}

// Len is part of kit.Source.
func (l *backupList) Len() int { return l.view.presenter.BackupCount() }

// Row is part of kit.Source.
func (l *backupList) Row(i int) ([]grid.Cell, bool) {
	x, ok := l.view.presenter.Backup(i)
	if !ok {
		return nil, false
	}
	return []grid.Cell{{Text: x.When}, {Text: x.Age, Color: draw.ColorSecondary}, {Text: x.Size, Color: draw.ColorSecondary}}, true
}

// look shows what the selected copy holds, and restores it when that is what the
// owner wants.
func (l *backupList) look() {
	p := l.view.presenter
	if i := l.grid.Selected(); i >= 0 && i < len(p.backups) {
		l.compare(p.backups[i].Path)
	}
}

func (l *backupList) compare(path string) {
	v := l.view
	v.presenter.Compare(path, func(c Comparison) { l.ask(c) })
}

// ask restores a copy after showing what it holds beside what the book holds now. A
// copy that is damaged is not restored.
func (l *backupList) ask(c Comparison) {
	v, t := l.view, l.view.deps.Text
	var d *ask.Dialog
	lines := []fyne.CanvasObject{}
	for _, s := range c.Lines {
		lines = append(lines, kit.NewParagraph(s).Within(450))
	}
	shut := kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, func() { d.Close(); l.grid.Focus() })
	if !c.Whole {
		lines = append(lines, kit.NewParagraph(t.T("settings.copy_damaged")).Colored(draw.ColorException).Within(450))
		d = ask.Modal(v.deps.Window, t.T("settings.restore_title"), box.VStack(box.Gap, lines...), shut)
		return
	}
	lines = append(lines, kit.NewParagraph(t.T("settings.restore_text")).Colored(draw.ColorSecondary).Within(450))
	restore := kit.NewButton(t.T("settings.restore_go"), kit.ButtonDanger, func() {
		d.Close()
		v.deps.Machine.Restore(c.Path)
	})
	d = ask.Modal(v.deps.Window, t.T("settings.restore_title"), box.VStack(box.Gap, lines...), shut, restore).Hesitate()
}

func (l *backupList) allow() {
	if l.grid.Selected() >= 0 && !l.view.presenter.Busy() {
		l.restore.Enable()
	} else {
		l.restore.Disable()
	}
}
