package importing

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// channelChoice asks which channel a file belongs to that names no account: one of
// the book's, or a new one. Nothing is chosen beforehand.
type channelChoice struct {
	choices []string
	pick    *kit.Dropdown
	name    *kit.InlineField
	object  fyne.CanvasObject
}

func newChannelChoice(t *assets.Text, choices []string, changed func()) *channelChoice {
	c := &channelChoice{choices: choices}
	c.name = kit.NewInlineField(220, func(string) { changed() })
	c.name.SetPlaceHolder(t.T("import.new_channel_hint"))
	c.name.Hide()
	options := append([]string{t.T("import.pick_channel")}, choices...)
	c.pick = kit.NewDropdown(append(options, t.T("import.new_channel")), func(i int) {
		c.name.Hidden = i <= len(c.choices)
		c.object.Refresh()
		changed()
	})
	c.object = kit.HStack(kit.Gap, kit.NewLabel(t.T("import.which_channel")), c.pick, c.name)
	return c
}

// value is the channel that was said; "" while none was.
func (c *channelChoice) value() string {
	switch i := c.pick.Selected(); {
	case i == 0:
		return ""
	case i <= len(c.choices):
		return c.choices[i-1]
	}
	return c.name.Value()
}
