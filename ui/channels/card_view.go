package channels

import (
	"fyne.io/fyne/v2"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/figure"
)

// Widths of a strip's line.
const (
	widthStream float32 = 132
	widthRemark float32 = 190
)

// cardView is the card of a connection. It is changed in place while a pull runs, so
// that the keyboard stays on its buttons.
type cardView struct {
	view *View
	at   int

	card              *kit.Card
	body              *fyne.Container
	chip              *fyne.Container
	facts             *kit.Paragraph
	bar               *figure.ShareBar
	says              *kit.Label
	going             *fyne.Container // bar, says and the button that stops
	trouble           *kit.Paragraph
	fix               *kit.Button
	bad               *fyne.Container // trouble and fix
	pull, test, stop  *kit.Button
	rows              *fyne.Container
	strips            []*figure.DayStrip
	remarks           []*kit.Label
	told              *kit.Paragraph // about the picked day
	again, look       *kit.Button
	day               *fyne.Container // told and its buttons
	earlier, later    *kit.Button
	shows             *kit.Label
	span              *fyne.Container // the days that the strips show, and its buttons
	stream, dayPicked int             // -1: none
}

func newCardView(v *View, at int) *cardView {
	t, p := v.deps.Text, v.presenter
	c := &cardView{view: v, at: at, stream: -1, dayPicked: -1}
	c.pull = kit.NewButton(t.T("channels.pull_now"), kit.ButtonSecondary, func() { p.PullNow(at) })
	c.test = kit.NewButton(t.T("channels.test"), kit.ButtonSecondary, func() { p.Test(at) })
	c.stop = kit.NewButton(t.T("kit.cancel"), kit.ButtonQuiet, func() { p.Stop(at) })
	c.chip = box.VStack(0)
	c.facts = kit.NewParagraph("").Sized(13).Colored(draw.ColorSecondary)
	c.bar, c.says = figure.NewShareBar(), kit.NewSecondary("").Colored(draw.ColorUnderway)
	c.going = box.HFill(box.Gap, 1, c.says, c.bar, c.stop)
	c.trouble = kit.NewParagraph("")
	c.fix = kit.NewButton("", kit.ButtonSecondary, func() { c.cure() })
	c.bad = box.HFill(box.Gap, 0, c.trouble, box.VStack(0, c.fix))
	c.rows = box.VStack(0)
	c.told = kit.NewParagraph("").Sized(13).Colored(draw.ColorSecondary)
	c.again = kit.NewButton(t.T("channels.pull_day"), kit.ButtonQuiet, func() {
		if day, ok := p.Day(at, c.stream, c.dayPicked); ok {
			p.PullDay(at, day.day)
		}
	})
	c.look = kit.NewButton(t.T("channels.to_import")+" ›", kit.ButtonQuiet, v.deps.OpenImport)
	c.day = box.HFill(box.GapSmall, 0, c.told, box.VStack(0, c.look), box.VStack(0, c.again))
	c.earlier = kit.NewButton("‹ "+t.T("channels.earlier"), kit.ButtonQuiet, func() { c.turn(true) })
	c.later = kit.NewButton(t.T("channels.later")+" ›", kit.ButtonQuiet, func() { c.turn(false) })
	c.shows = kit.NewSecondary("").Aligned(fyne.TextAlignCenter)
	c.span = box.HStack(box.GapSmall, c.earlier, c.shows, c.later)
	c.body = box.VStack(box.GapSmall, c.facts, c.going, c.bad, c.rows, c.span, c.day)
	more := kit.NewMenuMore(t.T("kit.more")+" ▾", c.more)
	c.card = kit.NewCard(" ", "", c.body).Extra(c.chip, c.pull, c.test, more)
	return c
}

// set shows a connection as it stands.
func (c *cardView) set(s *Card) {
	c.chip.Objects = []fyne.CanvasObject{box.Pad(7, 0, 0, 0, kit.NewChip(s.Chip, s.Tone))}
	c.card.SetTitle(s.Name)
	c.card.SetSubtitle(s.About)
	c.facts.SetText(s.Facts)
	c.going.Hidden = s.Progress == ""
	c.says.SetText(s.Progress)
	c.stop.Hidden = !s.Stops
	const parts = 1000
	done := int(s.Share * parts)
	c.bar.Set(figure.ShareOf{Value: done, Color: draw.ColorUnderway}, figure.ShareOf{Value: parts - done, Color: draw.ColorNeutralTint})
	for _, b := range []*kit.Button{c.pull, c.test, c.again} {
		if s.Progress != "" {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	c.setTrouble(s)
	c.setStreams(s.Streams)
	c.span.Hidden = s.Span.Text == ""
	c.shows.SetText(s.Span.Text)
	c.earlier.SetOff(!s.Span.Earlier)
	c.later.SetOff(!s.Span.Later)
	c.span.Refresh()
	c.tell()
	c.body.Refresh()
	c.card.Refresh()
}

func (c *cardView) setTrouble(s *Card) {
	c.bad.Hidden = s.Trouble == ""
	color := draw.ColorSuggestion
	if s.Serious {
		color = draw.ColorException
	}
	c.trouble.Set(s.Trouble, color)
	c.fix.Hidden = s.Fix == FixNone
	if code, ok := map[Fix]string{FixImport: "to_import", FixKeys: "change_keys", FixTest: "try_again", FixUnlock: "unlock", FixAgain: "pull_all_again"}[s.Fix]; ok {
		c.fix.SetText(c.view.deps.Text.T("channels." + code))
	}
}

// cure does what the card offers against its trouble.
func (c *cardView) cure() {
	p := c.view.presenter
	if s := p.State(); c.at < len(s.Cards) {
		switch s.Cards[c.at].Fix {
		case FixImport:
			c.view.deps.OpenImport()
		case FixKeys:
			c.view.changeKeys(c.at)
		case FixTest, FixUnlock: // whoever tests is asked for the passphrase
			p.Test(c.at)
		case FixAgain:
			if days, ok := p.Reach(c.at); ok {
				p.PullDays(c.at, days)
			}
		}
	}
}

// turn shows earlier days on the strips, or later ones.
func (c *cardView) turn(earlier bool) {
	c.dayPicked = -1
	for _, s := range c.strips {
		s.Pick(-1)
	}
	c.view.presenter.Turn(c.at, earlier)
}

func (c *cardView) setStreams(streams []Stream) {
	if len(c.strips) != len(streams) {
		c.strips, c.remarks, c.rows.Objects = nil, nil, nil
		c.stream, c.dayPicked = -1, -1
		for i := range streams {
			strip := figure.NewDayStrip()
			strip.OnPick = func(day int) { c.pick(i, day) }
			strip.Tip = func(day int) string {
				x, _ := c.view.presenter.Day(c.at, i, day)
				return x.Text
			}
			remark := kit.NewSecondary("").Aligned(fyne.TextAlignTrailing).Cut()
			c.strips, c.remarks = append(c.strips, strip), append(c.remarks, remark)
			name := kit.NewLabel(streams[i].Name).Cut()
			c.rows.Add(box.HFill(box.Gap, 1, box.Sized(widthStream, 0, name), strip, box.Sized(widthRemark, 0, remark)))
		}
	}
	for i := range streams {
		c.strips[i].Set(streams[i].Days)
		c.remarks[i].SetText(streams[i].Remark)
	}
}

func (c *cardView) pick(stream, day int) {
	c.stream, c.dayPicked = stream, day
	for i, s := range c.strips {
		if i != stream {
			s.Pick(-1)
		}
	}
	c.tell()
	c.body.Refresh()
	c.card.Refresh()
	c.view.rows.Refresh()
}

// tell says about the picked day what became of it.
func (c *cardView) tell() {
	x, ok := c.view.presenter.Day(c.at, c.stream, c.dayPicked)
	c.day.Hidden = !ok
	c.told.SetText(x.Text)
	c.look.Hidden = !x.Aside
	c.day.Refresh()
}

// more is what is done less often.
func (c *cardView) more() []*fyne.MenuItem {
	v, t := c.view, c.view.deps.Text
	s := v.presenter.State()
	if c.at >= len(s.Cards) {
		return nil
	}
	pause, paused := "channels.pause", s.Cards[c.at].Paused
	if paused {
		pause = "channels.resume"
	}
	return []*fyne.MenuItem{
		fyne.NewMenuItem(t.T("channels.change_keys"), func() { v.changeKeys(c.at) }),
		fyne.NewMenuItem(t.T("channels.change_terms"), func() { v.changeTerms(c.at) }),
		fyne.NewMenuItem(t.T("channels.pull_days"), func() { v.pullDays(c.at) }),
		fyne.NewMenuItem(t.T(pause), func() { v.presenter.Pause(c.at, !paused) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(t.T("channels.remove"), func() { v.askRemove(c.at) }),
	}
}

// askRemove says what goes and what stays.
func (v *View) askRemove(i int) {
	t, s := v.deps.Text, v.presenter.State()
	name := s.Cards[i].Name
	ask.Confirm(v.deps.Window, t, t.T("channels.remove_title", name), t.T("channels.remove_text"), t.T("channels.remove_do"), true, func(yes bool) {
		if yes {
			v.presenter.Remove(i)
		}
	})
}

// pullDays asks which days are to be pulled once more.
func (v *View) pullDays(i int) {
	t, p := v.deps.Text, v.presenter
	days, ok := p.Reach(i)
	if !ok {
		return
	}
	from := ask.NewTextField(t.T("channels.days_from"), days.From.String(), "2025-10-01")
	to := ask.NewTextField(t.T("channels.days_to"), days.To.String(), "2025-10-31")
	content := box.VStack(box.Gap, kit.NewParagraph(t.T("channels.days_text")).Within(440).Colored(draw.ColorSecondary), kit.FormRow(from.Object(), to.Object()))
	fields := map[string]*ask.TextField{"from": from, "to": to}
	ask.Form(v.deps.Window, t, t.T("channels.days_title", p.State().Cards[i].Name), content, []*ask.TextField{from, to}, t.T("channels.days_do"), func() ask.Fault {
		days, wrong := p.ReadDays(i, from.Text(), to.Text())
		if wrong != "" {
			return ask.Fault{Text: t.T("channels.fault_days_"+wrong, p.Oldest(i).String()), Field: fields[wrong]}
		}
		p.PullDays(i, days)
		return ask.Fault{}
	}, nil)
}

// changeTerms asks for a connection's name, first day and hour.
func (v *View) changeTerms(i int) {
	t := v.deps.Text
	x, ok := v.presenter.Terms(i)
	if !ok {
		return
	}
	name := ask.NewTextField(t.T("channels.form_name"), x.Name, "")
	from := ask.NewTextField(t.T("channels.form_from"), x.From, "2025-10-01")
	at := ask.NewTextField(t.T("channels.form_at"), x.At, t.T("channels.hint_at"))
	content := box.VStack(box.Gap, name.Object(), kit.FormRow(from.Object(), at.Object()),
		kit.NewParagraph(x.form.ReadyText()).Sized(13).Colored(draw.ColorSecondary).Within(440))
	fields := map[string]*ask.TextField{"name": name, "from": from, "at": at}
	ask.Form(v.deps.Window, t, t.T("channels.terms_title"), content, []*ask.TextField{name, from, at}, t.T("channels.save"), func() ask.Fault {
		x.Name, x.From, x.At = name.Text(), from.Text(), at.Text()
		if wrong := x.Save(); wrong != "" {
			return ask.Fault{Text: t.T("channels.fault_" + wrong), Field: fields[wrong]}
		}
		return ask.Fault{}
	}, nil)
}
