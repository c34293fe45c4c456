package settings

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// channelList is the channels of the book, with ways to rename each and to say when
// its day ends.
type channelList struct {
	view   *View
	grid   *grid.Grid
	rename *kit.Button
	rule   *kit.Button
	day    *dayDialog // asked last; nil: none was
}

func newChannelCard(v *View) (*channelList, card) {
	t := v.deps.Text
	l := &channelList{view: v}
	col := func(id string, width float32) grid.Column {
		return grid.Column{ID: id, Title: t.T("settings.channel_" + id), Width: width}
	}
	name, zone := col("name", 100), col("zone", 150)
	name.Grow, zone.Grow = true, true
	l.grid = grid.New([]grid.Column{name, col("role", 84), col("account", 104), zone, col("days", 178)}, l)
	l.grid.SetEmpty(kit.NewEmptyState(assets.IconInbox, t.T("settings.channels_none"), nil))
	l.grid.OnSelect = func(int) { l.allow() }
	l.grid.OnOpen = func(int) { l.ask() }
	l.grid.OnMenu = func(int) []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(t.T("settings.rename"), l.ask), fyne.NewMenuItem(t.T("settings.day_rule"), l.askDay), fyne.NewMenuItemSeparator(), l.grid.CopyItem(t.T("kit.copy"))}
	}
	l.grid.Remember(v.deps.Prefs, "settings.channels")
	l.rename = kit.NewButton(t.T("settings.rename"), kit.ButtonSecondary, l.ask).WithKey("Enter")
	l.rule = kit.NewButton(t.T("settings.day_rule"), kit.ButtonSecondary, l.askDay).WithKey("D")
	l.grid.OnKey = func(name fyne.KeyName) bool {
		if name == fyne.KeyD {
			l.askDay()
		}
		return name == fyne.KeyD
	}
	fees := kit.NewButton(t.T("settings.to_fees"), kit.ButtonQuiet, v.deps.OpenFees)
	head := box.HFill(box.GapSmall, 1, kit.NewHeading(t.T("settings.section_channels")), kit.NewLabel("").Cut(), fees, l.rule, l.rename)
	foot := box.Pad(box.GapSmall, box.GapLarge, box.Gap, box.GapLarge, v.note("channels_note"))
	object := kit.NewPlainCard(box.VFill(0, 1, box.Pad(10, box.GapLarge, 6, box.GapLarge, head), l.grid, foot))
	return l, card{object: object, part: PartChannels, focus: l.grid, show: func(p *Presenter) {
		l.grid.Refresh()
		if p.ChannelCount() > 0 && l.grid.Selected() < 0 {
			l.grid.Select(0)
		}
		l.allow()
	}}
}

// Len is part of kit.Source.
func (l *channelList) Len() int { return l.view.presenter.ChannelCount() }

// Row is part of kit.Source.
func (l *channelList) Row(i int) ([]grid.Cell, bool) {
	x, ok := l.view.presenter.Channel(i)
	if !ok {
		return nil, false
	}
	return []grid.Cell{{Text: x.Name}, {Text: x.Role, Color: draw.ColorSecondary}, {Text: x.Account, Color: draw.ColorSecondary},
		{Text: x.Zone, Color: draw.ColorSecondary}, {Text: x.Held, Color: draw.ColorSecondary}}, true
}

// ask gives the selected channel another name.
func (l *channelList) ask() {
	v, t := l.view, l.view.deps.Text
	x, ok := v.presenter.Channel(l.grid.Selected())
	if !ok || v.presenter.Busy() {
		return
	}
	ask.Line(v.deps.Window, t, t.T("settings.rename_title", x.Name), t.T("settings.rename_text"), x.Name, t.T("shell.rename_save"), func(name string, ok bool) {
		if ok {
			v.presenter.RenameChannel(x.ID, name)
		}
		l.grid.Focus()
	})
}

// askDay asks when the day of the selected channel ends.
func (l *channelList) askDay() {
	if l.grid.Selected() >= 0 && !l.view.presenter.Busy() {
		l.day = newDayDialog(l.view, l.grid.Selected(), l.grid.Focus)
	}
}

func (l *channelList) allow() {
	off := l.grid.Selected() < 0 || l.view.presenter.Busy()
	l.rename.SetOff(off)
	l.rule.SetOff(off)
}
