package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// lower is the card under the pictures: what is to do, or the rows behind a figure.
type lower struct {
	view  *View
	card  *kit.Card
	all   *kit.Button
	back  *kit.Button
	rows  *kit.Scroll // of what is to do
	days  *grid.Grid
	lines *grid.Grid
	drill Drill
}

func newLower(v *View) *lower {
	t, p := v.deps.Text, v.presenter
	l := &lower{view: v, rows: kit.NewScroll(0)}
	l.all = kit.NewButton(t.T("overview.all_exceptions")+" ›", kit.ButtonQuiet, func() { v.deps.OpenException("") })
	l.back = kit.NewButton("‹ "+t.T("overview.back"), kit.ButtonQuiet, p.Back)
	l.days, l.lines = grid.New(dayColumns(t), daySource{l}), grid.New(lineColumns(t), lineSource{l})
	l.days.OnOpen, l.lines.OnOpen = p.OpenDay, p.OpenRow
	escape := func(name fyne.KeyName) bool {
		if name == fyne.KeyEscape || name == fyne.KeyBackspace {
			p.Back()
			return true
		}
		return false
	}
	l.days.OnKey, l.lines.OnKey = escape, escape
	l.days.Remember(v.deps.Prefs, "overview.days")
	l.lines.Remember(v.deps.Prefs, "overview.rows")
	l.card = kit.NewCard(t.T("overview.todo"), "", l.rows.Object()).Extra(l.all)
	return l
}

func (l *lower) fill(s *State) {
	was := l.drill
	l.drill = s.Drill
	switch s.Drill.Level {
	case LevelTodo:
		l.card.SetTitle(l.view.deps.Text.T("overview.todo"))
		l.card.SetSubtitle(s.Reach)
		l.card.Extra(l.all)
		l.fillTodo(s)
		l.place(l.rows.Object())
	case LevelDays:
		l.head(s.Drill.Title, "")
		l.place(l.days)
		l.renew(l.days, was.Level != LevelDays || was.Title != s.Drill.Title)
	case LevelRows:
		l.head(s.Drill.Title, s.Drill.Cut)
		l.placeRows()
	}
}

func (l *lower) head(title, subtitle string) {
	l.card.SetTitle(title)
	l.card.SetSubtitle(subtitle)
	l.card.Extra(l.back)
}

func (l *lower) placeRows() {
	t, d := l.view.deps.Text, &l.drill
	switch {
	case d.Loading:
		l.place(kit.NewSkeleton(4))
	case d.Err != nil:
		l.place(kit.NewErrorState(t, d.Err, nil))
	case len(d.Rows) == 0:
		l.place(kit.NewEmptyState(nil, d.Empty, nil))
	default:
		l.place(l.lines)
		l.renew(l.lines, true)
	}
}

// renew shows a grid's rows, from the top and with the keyboard where they are others.
func (l *lower) renew(g *grid.Grid, others bool) {
	g.Refresh()
	if !others {
		return
	}
	g.Select(0)
	// The grid itself may not have been drawn yet, and then knows of no canvas.
	if c := fyne.CurrentApp().Driver().CanvasForObject(l.view.content); c != nil {
		c.Focus(g)
	}
}

func (l *lower) place(o fyne.CanvasObject) { l.card.SetContent(o) }

// todoShown bounds the rows: more than that nobody works off from here.
const todoShown = 50

func (l *lower) fillTodo(s *State) {
	t := l.view.deps.Text
	if len(s.Todo) == 0 {
		l.rows.Set(l.done(s))
		return
	}
	items := s.Todo[:min(len(s.Todo), todoShown)]
	var chip, action float32
	for _, item := range items {
		chip = max(chip, kit.NewChip(item.Chip, item.Tone).MinSize().Width)
		action = max(action, kit.NewButton(item.Action, kit.ButtonQuiet, nil).MinSize().Width)
	}
	rows := make([]fyne.CanvasObject, 0, len(items)+1)
	for _, item := range items {
		rows = append(rows, l.todoRow(item, chip, action))
	}
	if s.Next != "" {
		after := kit.NewSecondary(t.T("overview.after", s.Next)).Cut()
		rows = append(rows, box.Pad(box.GapSmall, box.GapSmall, box.GapSmall, box.GapSmall, after))
	}
	l.rows.Set(rows...)
}

// done is what stands there when nothing is left: that all is well, until when
// that is known, and what comes next.
func (l *lower) done(s *State) fyne.CanvasObject {
	t := l.view.deps.Text
	actions := box.HStack(box.GapSmall, kit.NewButton(t.T("overview.import"), kit.ButtonSecondary, l.view.deps.Import))
	if s.MonthWhole && l.view.deps.OpenStatements != nil {
		actions.Add(kit.NewButton(t.T("overview.open_reports"), kit.ButtonSecondary, l.view.deps.OpenStatements))
	}
	well := box.HStack(box.GapSmall, draw.NewIcon(assets.IconTick, draw.ColorMatched, 20), kit.NewHeading(t.T("overview.all_well")))
	return box.Pad(box.GapSmall, 0, 0, 0, container.NewCenter(box.VStack(box.GapSmall,
		container.NewCenter(well),
		kit.NewSecondary(s.Reach+t.T("overview.stop")+s.Next).Aligned(fyne.TextAlignCenter),
		container.NewCenter(actions))))
}

func (l *lower) todoRow(item Todo, chip, action float32) fyne.CanvasObject {
	open := func() { l.view.follow(item.Target) }
	left := item.Mood.Color()
	if item.Mood == draw.ToneNeutral {
		left = draw.ColorSecondary
	}
	line := box.HFill(box.Gap, 1,
		box.Sized(chip, 0, kit.NewChip(item.Chip, item.Tone)),
		kit.NewLabel(item.Text).Cut(),
		box.Sized(104, 0, kit.NewLabel(item.Amount).Aligned(fyne.TextAlignTrailing)),
		box.Sized(84, 0, kit.NewLabel(item.Left).Colored(left)),
		box.Sized(action, 0, kit.NewButton(item.Action, kit.ButtonQuiet, open)))
	return kit.NewRow(line, open)
}
