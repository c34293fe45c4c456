package importing

import (
	"slices"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
)

// channelChoice asks which channel a file belongs to that names no account: one of
// the book's, or a new one. Nothing is chosen beforehand.
type channelChoice struct {
	choices []string
	pick    *kit.Dropdown
	name    *kit.InlineField
	object  fyne.CanvasObject
}

// newChannelChoice asks among channels; changed is called with each answer, done when
// Enter ends the name of a new one, and naming when its field wants the keyboard.
func newChannelChoice(t *assets.Text, choices []string, changed, done func(), naming func(fyne.Focusable)) *channelChoice {
	c := &channelChoice{choices: choices}
	c.name = kit.NewInlineField(220, func(string) { changed() })
	c.name.SetPlaceHolder(t.T("import.new_channel_hint"))
	c.name.Hide()
	c.name.OnSubmitted = func(string) { done() }
	c.pick = kit.NewDropdown(append(slices.Clone(choices), t.T("import.new_channel")), func(i int) {
		c.name.Hidden = i < len(c.choices)
		c.object.Refresh()
		changed()
		if c.name.Visible() {
			naming(c.name)
		}
	}).Asking(t.T("import.pick_channel"))
	c.object = box.HStack(box.Gap, kit.NewLabel(t.T("import.which_channel")), c.pick, c.name)
	return c
}

// value is the channel that was said; "" while none was.
func (c *channelChoice) value() string {
	switch i := c.pick.Selected(); {
	case i < 0:
		return ""
	case i < len(c.choices):
		return c.choices[i]
	}
	return c.name.Value()
}
