package channels

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Widths of a line about where notifications are heard.
const (
	widthEar     float32 = 120
	widthEarLast float32 = 210
)

// fillEars shows where notifications are heard, and what came there.
func (v *View) fillEars(s *Ears) {
	t := v.deps.Text
	v.hearing.Hidden = s.At == ""
	v.hearing.SetSubtitle(t.T("channels.hearing_at", s.At))
	v.ears.Objects = nil
	say := func(text string, color fyne.ThemeColorName) {
		if text != "" {
			v.ears.Add(kit.NewParagraph(text).Sized(13).Colored(color))
		}
	}
	say(t.T("channels.hearing_note"), draw.ColorSecondary)
	say(s.Trouble, draw.ColorException)
	for _, e := range s.List {
		copied := kit.NewButton(t.T("channels.copy"), kit.ButtonQuiet, func() {
			kit.CopyText(e.Address)
			v.deps.Toast(t.T("channels.copied", e.Address), "", nil)
		})
		v.ears.Add(box.HFill(box.Gap, 1, box.Sized(widthEar, 0, kit.NewLabel(e.Channel).Cut()), kit.NewLabel(e.Address).Colored(draw.ColorSecondary).Cut(),
			box.Sized(widthEarLast, 0, kit.NewSecondary(e.Last).Aligned(fyne.TextAlignTrailing).Cut()), copied))
		say(e.Trouble, draw.ColorException)
	}
	say(s.Unknown, draw.ColorSuggestion)
	v.hearing.Refresh()
}

// listenHere is what is proposed: a port that nothing common uses.
const listenHere = "127.0.0.1:8765"

// listen asks where notifications are to be heard, or whether no more.
func (v *View) listen() {
	t := v.deps.Text
	v.presenter.ListenAddress(func(address string) {
		if address != "" {
			v.stopListening(address)
			return
		}
		ask.Line(v.deps.Window, t, t.T("channels.listen_title"), t.T("channels.listen_text"), listenHere, t.T("channels.listen_go"), func(text string, ok bool) {
			if ok {
				v.presenter.SetListenAddress(text)
			}
		})
	})
}

func (v *View) stopListening(address string) {
	t := v.deps.Text
	ask.Confirm(v.deps.Window, t, t.T("channels.listen_title"), t.T("channels.listening", address), t.T("channels.listen_stop"), false, func(yes bool) {
		if yes {
			v.presenter.SetListenAddress("")
		}
	})
}
