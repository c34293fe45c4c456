package fees

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/grid"
)

// lists is the lower half: rate cards, claims, or exchange rates.
type lists struct {
	view  *View
	card  fyne.CanvasObject
	tabs  *kit.Segmented
	head  *fyne.Container
	terms *kit.Label // by which the chosen claim should have been charged
	stack *fyne.Container
	wide  bool
	state State

	export *kit.Button
	cards  *cardList
	claims *claimList
	fx     *fxList
}

func newLists(v *View) *lists {
	t := v.deps.Text
	l := &lists{view: v, wide: true}
	l.cards, l.claims, l.fx = newCardList(l), newClaimList(l), newFXList(l)
	l.setColumns()
	l.cards.grid.Remember(v.deps.Prefs, "fees.cards")
	l.fx.grid.Remember(v.deps.Prefs, "fees.fx")
	l.tabs = kit.NewSegmented(make([]string, 3), l.pick)
	l.terms = kit.NewSecondary("").Cut()
	l.head = box.HFill(box.GapLarge, 1, l.tabs, l.terms)
	l.export = kit.NewMenuButton(t.T("fees.export"), l.exports)
	l.head.Add(l.export)
	l.stack = container.NewStack()
	l.card = kit.NewPlainCard(box.Fitted(l.fit, box.VFill(0, 1, box.Pad(12, box.GapLarge, box.GapSmall, box.GapLarge, l.head), l.stack)))
	l.pick(tabCards)
	return l
}

// pick brings one of the lists into sight.
func (l *lists) pick(tab int) {
	l.tabs.Select(tab)
	body := []fyne.CanvasObject{l.cards.body, l.claims.body, l.fx.body}[tab]
	l.export.Hidden = tab != tabClaims || l.view.deps.Export == nil
	l.showTerms()
	l.stack.Objects = []fyne.CanvasObject{body}
	l.stack.Refresh()
	l.head.Refresh()
}

// exports are the kinds of files that the claims can be written to.
func (l *lists) exports() []*fyne.MenuItem {
	var out []*fyne.MenuItem
	for _, format := range []string{"pdf", "xlsx", "csv"} {
		out = append(out, fyne.NewMenuItem(l.view.deps.Text.T("fees.export_"+format), func() { l.view.deps.Export(format) }))
	}
	return out
}

// showTerms tells by what the chosen claim should have been charged.
func (l *lists) showTerms() {
	text := ""
	if s := &l.state; l.tabs.Selected() == tabClaims && s.Group >= 0 && s.Group < len(s.Groups) {
		text = l.view.deps.Text.T("fees.should_be", s.Groups[s.Group].Card)
	}
	l.terms.SetText(text)
}

// grid is the list that takes the keys.
func (l *lists) grid() *grid.Grid {
	return []*grid.Grid{l.cards.grid, l.claims.groups, l.fx.grid}[l.tabs.Selected()]
}

func (l *lists) fill(s *State) {
	t := l.view.deps.Text
	l.state = *s
	name := func(code string, n int) string {
		if n == 0 {
			return t.T(code)
		}
		return t.T(code) + " " + strconv.Itoa(n)
	}
	l.tabs.SetOptions([]string{name("fees.tab_cards", len(s.Cards)), name("fees.tab_claims", len(s.Groups)), name("fees.tab_fx", len(s.FX))})
	enable(l.export, len(s.Groups) > 0)
	l.showTerms()
	l.head.Refresh()
	l.cards.fill()
	l.claims.fill()
	l.fx.fill()
}

// wideFrom is the width from which every column has room.
const wideFrom = 900

func (l *lists) fit(width float32) {
	if wide := width >= wideFrom; wide != l.wide {
		l.wide = wide
		l.setColumns()
	}
}

func (l *lists) setColumns() {
	l.cards.grid.SetColumns(l.cards.columns())
	l.claims.groups.SetColumns(l.claims.groupColumns())
	l.claims.lines.SetColumns(l.claims.lineColumns())
	l.fx.grid.SetColumns(l.fx.columns())
}

// column makes a column titled in the owner's language.
func (l *lists) column(id string, width float32) grid.Column {
	return grid.Column{ID: id, Title: l.view.deps.Text.T("fees.col_" + id), Width: width}
}

func (l *lists) english() bool { return l.view.deps.Text.Locale == assets.English }

func right(c grid.Column) grid.Column { c.Align = fyne.TextAlignTrailing; return c }

func grow(c grid.Column) grid.Column { c.Grow = true; return c }

// quiet is a cell that is not read first.
func quiet(text string) grid.Cell { return grid.Cell{Text: text, Color: draw.ColorSecondary} }

// nothing stands where a list has no rows.
func nothing(sentence string) fyne.CanvasObject {
	return container.NewCenter(kit.NewLabel(sentence).Colored(draw.ColorSecondary))
}
