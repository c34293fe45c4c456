package settings

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// dayDialog asks when the day of a channel ends, and by the clock of which place, and
// tells while one chooses what would move.
type dayDialog struct {
	view    *View
	form    *DayForm
	dialog  *ask.Dialog
	cutoff  *kit.CheckedField
	example *kit.Paragraph
	zone    *kit.Label
	search  *kit.SearchEntry
	list    *grid.Grid
	says    *kit.Paragraph
	save    *kit.Button
	filling bool // the list is told what is chosen, and need not tell it back
	closed  func()
}

const (
	dayWidth   float32 = 460
	zoneHeight float32 = 160 // of the list: its header and four zones

	// A dialog does not grow: there is room for the longest texts.
	exampleHeight float32 = 36 // two lines
	saysHeight    float32 = 62 // three
)

// newDayDialog asks for the rule of the channel at a place of the list; closed is called
// when the dialog is gone, saved or not.
func newDayDialog(v *View, i int, closed func()) *dayDialog {
	t := v.deps.Text
	d := &dayDialog{view: v, closed: closed}
	form, ok := v.presenter.DayForm(i, d.fill)
	if !ok {
		return nil
	}
	d.form = form
	d.cutoff = kit.NewCheckedField(t.T("settings.day_cutoff"), t.T("settings.day_cutoff_hint"), kit.LineField, dayWidth, d.shut, nil)
	d.cutoff.OnText, d.cutoff.OnSubmit = form.SetCutoff, d.submit
	d.zone = kit.NewLabel("").Bold().Cut()
	d.search = kit.NewSearchEntry(t.T("settings.day_search"), form.Find)
	d.search.OnSubmitted = func(text string) {
		form.Find(text)
		form.PickZone(0)
		v.deps.Window.Canvas().Focus(d.list)
	}
	d.search.OnLeave = func() { v.deps.Window.Canvas().Focus(d.list) }
	d.list = d.zones()
	d.example = kit.NewParagraph("").Sized(13).Colored(draw.ColorSecondary).Within(dayWidth)
	d.says = kit.NewParagraph("").Within(dayWidth)
	d.save = kit.NewButton(t.T("settings.day_save"), kit.ButtonPrimary, d.submit).WithKey("Enter")
	content := box.VStack(box.GapSmall,
		kit.NewParagraph(t.T("settings.day_text")).Within(dayWidth).Colored(draw.ColorSecondary),
		d.cutoff.Object(),
		box.HFill(box.GapSmall, 1, kit.NewSecondary(t.T("settings.day_zone")), d.zone, d.search),
		box.Sized(dayWidth, zoneHeight, d.list),
		box.Sized(0, exampleHeight, d.example),
		box.Sized(0, saysHeight, d.says))
	d.dialog = ask.Modal(v.deps.Window, t.T("settings.day_title", form.Channel.Name), content,
		kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, d.shut), d.save)
	form.Look()
	kit.NextFrame(func() {
		d.cutoff.Focus(v.deps.Window)
		if entry, ok := v.deps.Window.Canvas().Focused().(fyne.Shortcutable); ok { // to be written over
			entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		}
	})
	return d
}

// zones is the list of those found.
func (d *dayDialog) zones() *grid.Grid {
	t := d.view.deps.Text
	col := func(id string, width float32) grid.Column {
		return grid.Column{ID: id, Title: t.T("settings.day_" + id), Width: width}
	}
	name := col("place", 150)
	name.Grow = true
	g := grid.New([]grid.Column{name, col("name", 172), col("offset", 90)}, zoneRows{d.form})
	g.SetEmpty(kit.NewEmptyState(nil, t.T("settings.day_zone_none"), nil))
	g.OnSelect = func(i int) {
		if !d.filling {
			d.form.PickZone(i)
		}
	}
	g.OnOpen = func(int) { d.view.deps.Window.Canvas().Focus(d.save) }
	g.OnKey = func(key fyne.KeyName) bool {
		if key == fyne.KeyEscape {
			d.shut()
		}
		return key == fyne.KeyEscape
	}
	return g
}

// zoneRows gives the list the zones that were found.
type zoneRows struct{ form *DayForm }

// Len is part of grid.Source.
func (z zoneRows) Len() int { return len(z.form.Zones) }

// Row is part of grid.Source.
func (z zoneRows) Row(i int) ([]grid.Cell, bool) {
	if i < 0 || i >= len(z.form.Zones) {
		return nil, false
	}
	x := z.form.Zones[i]
	return []grid.Cell{{Text: x.Name}, {Text: x.ID, Color: draw.ColorSecondary}, {Text: x.Offset, Color: draw.ColorSecondary}}, true
}

// fill shows what the form says.
func (d *dayDialog) fill() {
	f := d.form
	d.cutoff.Set(f.Cutoff, "", "")
	d.zone.SetText(f.ZoneText())
	d.example.SetText(f.Example())
	d.list.Refresh()
	d.filling = true
	d.list.Select(f.Picked())
	d.filling = false
	color := draw.ColorText
	if f.Wrong {
		color = draw.ColorException
	}
	d.says.Set(f.Says, color)
	d.save.SetOff(f.Wrong)
}

func (d *dayDialog) submit() {
	if d.form.Save() == "" {
		d.shut()
	}
}

func (d *dayDialog) shut() {
	d.form.Close()
	d.dialog.Close()
	d.closed()
}
