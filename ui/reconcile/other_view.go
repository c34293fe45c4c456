package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// otherPane shows what may explain the selected row, or what does, and why.
type otherPane struct {
	object  fyne.CanvasObject
	view    *View
	title   *kit.Label
	note    *kit.Label
	search  *kit.SearchEntry
	keys    *keyTarget
	rows    []*candidateRow // reused
	members []*candidateRow
	list    *fyne.Container
	scroll  *container.Scroll
	stack   *fyne.Container // list, empty and why
	why     *kit.Card
	reason  *kit.Paragraph
	source  *kit.Paragraph
	empty   *kit.Paragraph
	waits   *kit.Paragraph // what the row waits for, where that is no decision

	waitsBox, emptyBox, whyBox *fyne.Container
	narrow                     bool         // little room
	of                         book.EntryID // the row that the candidates belong to
}

func newOtherPane(v *View) *otherPane {
	t := v.deps.Text
	o := &otherPane{
		view: v, title: kit.NewHeading(""), note: kit.NewLabel("").Sized(noteSize).Colored(draw.ColorSecondary).Cut(),
		list:   box.VStack(0),
		reason: kit.NewParagraph(""), source: kit.NewParagraph("").Sized(draw.SizeSmall).Colored(draw.ColorSecondary),
		empty: kit.NewParagraph("").Colored(draw.ColorSecondary), waits: kit.NewParagraph(""),
	}
	o.search = kit.NewSearchEntry(t.T("reconcile.search_across"), v.presenter.SearchAcross)
	found := o.search.OnSubmitted
	o.search.OnSubmitted = func(text string) { // Enter goes on to what was found
		found(text)
		o.focus()
	}
	o.search.OnLeave = o.focus
	o.why = kit.NewCard(t.T("reconcile.why"), "", box.VStack(box.GapTight, o.reason, o.source))
	o.waitsBox = box.Pad(box.GapSmall, box.Gap, 0, box.Gap, o.waits)
	o.emptyBox, o.whyBox = box.Pad(0, box.Gap, 0, box.Gap, o.empty), box.Pad(0, box.Gap, box.Gap, box.Gap, o.why)
	o.stack = box.VStack(box.GapSmall, o.waitsBox, o.list, o.emptyBox, o.whyBox)
	o.scroll = container.NewVScroll(o.stack)
	o.keys = newKeyTarget(o.scroll, v.keyAcross, v.sign, o.showFocus)
	head := container.New(&headLayout{o}, o.title, o.note, o.search)
	o.object = box.VFill(0, 1, box.Pad(8, box.Gap, 4, box.Gap, head), o.keys)
	return o
}

func (o *otherPane) show(p *Presenter) {
	t := o.view.deps.Text
	s := p.Across()
	o.title.SetText(s.Title)
	o.note.SetText(s.Subtitle)
	if !s.Searching && o.search.Text != "" {
		o.search.SetText("")
	}
	o.waits.Set(s.Standing.Text, s.Standing.Tone.Color())
	o.waitsBox.Hidden = s.Standing.Text == ""
	o.empty.SetText(s.Empty)
	o.emptyBox.Hidden = s.Empty == ""
	heading := "reconcile.why"
	switch {
	case s.Match != nil:
		heading = "reconcile.how_matched"
	case len(s.Candidates) == 0:
		heading = "reconcile.about"
	}
	o.why.SetTitle(t.T(heading))
	o.reason.SetText(s.Why)
	o.reason.Hidden = s.Why == ""
	o.source.SetText(s.Sources)
	o.source.Hidden = s.Sources == ""
	o.whyBox.Hidden = s.Why == "" && s.Sources == ""
	switch {
	case s.Err != nil:
		o.list.Objects = nil
		o.empty.SetText(words.Sentence(t, s.Err))
		o.emptyBox.Hidden = false
	case s.Match != nil:
		o.showMembers(s.Match)
	case !s.Loading:
		o.showCandidates(&s)
	case p.across.lead.ID != o.of: // the candidates of another row must not stand beside this one
		o.list.Objects = nil
	}
	o.of = p.across.lead.ID
	o.object.Refresh()
	o.stack.Refresh()
	o.scroll.Refresh()
	o.reveal(s.Cursor)
	o.showFocus()
}

// headLayout leaves the note out where there is little room, and gives the search
// what the title leaves.
type headLayout struct{ pane *otherPane }

// leastWhole is the width under which who a candidate is has a line of its own.
const leastWhole float32 = 376

const noteSize float32 = 13

func (l *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	title := o[0].MinSize().Width
	search := min(o[2].MinSize().Width, size.Width-title-box.GapSmall)
	room := size.Width - title - search - 2*box.GapSmall
	o[1].Show()
	if l.pane.narrow || room < draw.Measure(l.pane.note.Text(), noteSize, false) {
		o[1].Hide() // a cut one says nothing
	}
	for i, x := range []float32{0, title + box.GapSmall, size.Width - search} {
		width := []float32{title, max(room, 0), search}[i]
		h := o[i].MinSize().Height
		o[i].Move(fyne.NewPos(x, float32(int((size.Height-h)/2))))
		o[i].Resize(fyne.NewSize(width, h))
	}
}

func (l *headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+100, o[2].MinSize().Height)
}

// fit is told the pane's width before it is laid out.
func (o *otherPane) fit(width float32, narrow bool) {
	inside := width - 2*box.Gap - 2*box.GapLarge // of the card that says why
	o.reason.Within(inside)
	o.source.Within(inside)
	o.empty.Within(width - 2*box.Gap)
	o.waits.Within(width - 2*box.Gap)
	narrow = narrow || width < leastWhole
	if narrow != o.narrow {
		o.narrow = narrow
		o.show(o.view.presenter)
	}
}

// showFocus marks the selected candidate while the pane has the keyboard.
func (o *otherPane) showFocus() {
	cursor := o.view.presenter.Across().Cursor
	for i, r := range o.rows {
		r.row.SetFocused(o.keys.focused && i == cursor)
	}
}

func (o *otherPane) showCandidates(s *AcrossState) {
	for len(o.rows) < len(s.Candidates) {
		i := len(o.rows)
		o.rows = append(o.rows, newCandidateRow(func() { o.pick(i) }, func() { o.tick(i) }, func() { o.open(i) }, o.menu))
	}
	var objects []fyne.CanvasObject
	if s.Alone != nil {
		objects = o.settled(s.Alone.Mates, Chip{o.view.deps.Text.T("reconcile.own_side"), draw.ToneSuggestion})
	}
	for i := range s.Candidates {
		o.rows[i].set(&s.Candidates[i], o.narrow)
		objects = append(objects, o.rows[i].row)
	}
	o.list.Objects = objects
}

// showMembers lists the rows of a match: they are settled, so nothing is ticked.
func (o *otherPane) showMembers(m *MatchView) {
	o.list.Objects = o.settled(m.Members, Chip{o.view.deps.Text.T("mstate." + matchState(m.State)), draw.ToneMatched})
}

// settled draws rows that are not to be chosen among, with a word about each.
func (o *otherPane) settled(rows []Row, word Chip) []fyne.CanvasObject {
	for len(o.members) < len(rows) {
		o.members = append(o.members, newCandidateRow(nil, nil, nil, o.menu))
	}
	objects := make([]fyne.CanvasObject, len(rows))
	for i, r := range rows {
		chips := []Chip{word}
		if r.Kind != "" {
			chips = append(chips, Chip{r.Kind, draw.ToneNeutral})
		}
		o.members[i].set(&Candidate{Row: r, Chips: chips}, o.narrow)
		objects[i] = o.members[i].row
	}
	return objects
}

func matchState(s book.MatchState) string {
	switch s {
	case book.MatchConfirmed:
		return "confirmed"
	case book.MatchSuggested:
		return "suggested"
	}
	return "auto"
}

func (o *otherPane) pick(i int) {
	o.view.presenter.SelectCandidate(i)
	o.focus()
}

func (o *otherPane) tick(i int) {
	o.view.presenter.TickCandidate(i)
	o.focus()
}

func (o *otherPane) open(i int) {
	o.view.presenter.SelectCandidate(i)
	o.view.do(CommandAccept)
}

func (o *otherPane) menu() []*fyne.MenuItem {
	s := o.view.presenter.Across()
	if s.Cursor < 0 || s.Cursor >= len(s.Candidates) {
		return nil
	}
	number := s.Candidates[s.Cursor].Number
	return o.view.menu(fyne.NewMenuItem(o.view.deps.Text.T("reconcile.copy_number"), func() {
		fyne.CurrentApp().Clipboard().SetContent(number)
	}))
}

func (o *otherPane) focus() { o.view.deps.Window.Canvas().Focus(o.keys) }

// reveal scrolls just so far that the selected row is wholly in sight.
func (o *otherPane) reveal(i int) {
	if i < 0 {
		return
	}
	i += len(o.list.Objects) - len(o.view.presenter.across.cands) // rows of the own side stand above
	if i < 0 || i >= len(o.list.Objects) {
		return
	}
	top := o.list.Objects[i].Position().Y
	bottom := top + o.list.Objects[i].Size().Height
	switch view := o.scroll.Size().Height; {
	case top < o.scroll.Offset.Y:
		o.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > o.scroll.Offset.Y+view:
		o.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}

// keyTarget takes the keyboard for content that has no keys of its own.
type keyTarget struct {
	widget.BaseWidget
	content fyne.CanvasObject
	key     func(fyne.KeyName)
	sign    func(rune)
	moved   func() // the keyboard came or went
	focused bool
}

func newKeyTarget(content fyne.CanvasObject, key func(fyne.KeyName), sign func(rune), moved func()) *keyTarget {
	k := &keyTarget{content: content, key: key, sign: sign, moved: moved}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer is Fyne's.
func (k *keyTarget) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(k.content) }

// FocusGained is part of fyne.Focusable; the selected row shows where keys go.
func (k *keyTarget) FocusGained() { k.focused = true; k.moved() }

// FocusLost is part of fyne.Focusable.
func (k *keyTarget) FocusLost() { k.focused = false; k.moved() }

// TypedRune passes signs on; letters come as keys.
func (k *keyTarget) TypedRune(r rune) { k.sign(r) }

// TypedKey passes the key on.
func (k *keyTarget) TypedKey(e *fyne.KeyEvent) { k.key(e.Name) }
