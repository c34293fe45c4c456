package reconcile

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// candidateRow is a row of the other pane: its fields, and below them the
// evidence as chips. Fields that agree or differ are coloured by it.
type candidateRow struct {
	row    *kit.Row
	tick   *tickBox
	time   *kit.Label
	party  *kit.Label
	number *kit.Label
	amount *kit.Label
	score  *kit.Label
	chips  *fyne.Container
	fields fieldsLayout

	line, below *fyne.Container // number and party, where they have no room elsewhere
	who         *kit.Label
	pool        []*kit.Chip
}

func newCandidateRow(pick, tick, open func(), menu func() []*fyne.MenuItem) *candidateRow {
	c := &candidateRow{
		tick: newTickBox(tick), time: kit.NewLabel("").Cut(), party: kit.NewLabel("").Cut(), number: kit.NewLabel("").Sized(draw.SizeSmall),
		amount: kit.NewLabel("").Bold().Aligned(fyne.TextAlignTrailing), score: kit.NewLabel("").Aligned(fyne.TextAlignTrailing),
		chips: container.New(chipsLayout{}), below: box.HFill(box.GapSmall, 1), who: kit.NewSecondary("").Cut(),
	}
	fields := container.New(&c.fields, c.tick, c.time, c.party, c.amount, c.score)
	c.line = box.Pad(0, 0, 2, 26, c.below)
	c.row = kit.NewRow(box.VStack(0, fields, c.line, box.Pad(0, 0, 6, 26, c.chips)), pick)
	c.row.OnOpen = open
	if pick != nil {
		c.row.OnMenu = func() []*fyne.MenuItem {
			pick()
			return menu()
		}
	}
	return c
}

func (c *candidateRow) set(x *Candidate, narrow bool) {
	c.tick.set(x.Ticked)
	c.time.SetText(x.Time)
	if narrow {
		c.time.SetText(x.Minute)
	}
	c.fields.narrow = narrow
	c.party.SetText(x.Party)
	c.who.SetText(x.Memo)
	if narrow {
		c.party.SetText("")
		c.who.SetText(join(x.Party, x.Memo))
	}
	number := markColor(x.Marks.Number, draw.ColorSecondary)
	c.number.Set(x.Number, number)
	c.time.Colored(markColor(x.Marks.Time, draw.ColorText))
	c.party.Colored(markColor(x.Marks.Party, draw.ColorText))
	c.who.Colored(markColor(x.Marks.Party, draw.ColorSecondary))
	if x.plainly && !narrow { // who it is needs a line of its own, which the number does not
		c.party.Set(x.Number, number)
		c.who.SetText(join(x.Party, x.Memo))
	}
	c.amount.Set(x.Amount, markColor(x.Marks.Amount, draw.ColorText))
	c.fields.amount = max(amountWidth, c.amount.MinSize().Width)
	c.score.SetText(x.Score)
	if x.plainly {
		c.time.SetText(x.Date)
	}
	c.fields.dated = x.plainly
	c.setChips(x.Chips, x.Number != "" && (narrow || !x.plainly), narrow || x.plainly)
	c.row.SetSelected(x.Current)
	c.row.Refresh()
}

// markColor is the colour of a field by how it agrees; plain where that says nothing.
func markColor(tone draw.Tone, plain fyne.ThemeColorName) fyne.ThemeColorName {
	if tone == draw.ToneNeutral {
		return plain
	}
	return tone.Color()
}

// setChips shows the evidence, after the number where there is room for both; else
// the number has a line of its own, with who or what the row is about.
func (c *candidateRow) setChips(list []Chip, numbered, apart bool) {
	for len(c.pool) < len(list) {
		c.pool = append(c.pool, kit.NewChip("", draw.ToneNeutral))
	}
	c.line.Hidden = !apart
	var objects []fyne.CanvasObject
	if numbered && !apart {
		objects = append(objects, c.number)
	}
	for i, x := range list {
		c.pool[i].Set(x.Text, x.Tone)
		objects = append(objects, c.pool[i])
	}
	c.below.Objects = nil
	if apart {
		c.below.Objects = []fyne.CanvasObject{c.number, c.who}
		c.number.Hidden = !numbered
	}
	c.line.Refresh()
	c.chips.Objects = objects
	c.chips.Refresh()
}

// fieldsLayout places the fields of a candidate; the party takes what the others
// leave, and a line of its own where that is little.
type fieldsLayout struct {
	narrow bool
	dated  bool // the day alone
	amount float32
}

const (
	fieldsHeight = 28
	timeWidth    = 104 // with seconds
	minuteWidth  = 80
	dateWidth    = 44
	amountWidth  = 84
	scoreWidth   = 34
)

func (l *fieldsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	clock := float32(timeWidth)
	switch {
	case l.dated:
		clock = dateWidth
	case l.narrow:
		clock = minuteWidth
	}
	money := max(l.amount, amountWidth)
	rest := max(size.Width-18-clock-money-scoreWidth-4*box.GapSmall, -box.GapSmall) // not even its gap
	x := float32(0)
	for i, w := range []float32{18, clock, rest, money, scoreWidth} {
		o[i].Move(fyne.NewPos(x, 0))
		o[i].Resize(fyne.NewSize(max(w, 0), fieldsHeight))
		x += w + box.GapSmall
	}
}

func (*fieldsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(224, fieldsHeight) }

// chipsLayout places chips beside each other and leaves out those that do not
// fit: the strongest evidence comes first.
type chipsLayout struct{}

func (chipsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for _, o := range objects {
		m := o.MinSize()
		if x > 0 && x+m.Width > size.Width {
			o.Hide()
			continue
		}
		o.Show()
		o.Move(fyne.NewPos(x, 0))
		o.Resize(m)
		x += m.Width + box.GapTight
	}
}

func (chipsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 20) }

// tickBox is a box to tick that leaves the keyboard where it is.
type tickBox struct {
	widget.BaseWidget
	tapped func()
	frame  *canvas.Rectangle
	mark   *draw.Icon
	on     bool
}

func newTickBox(tapped func()) *tickBox {
	b := &tickBox{tapped: tapped, frame: canvas.NewRectangle(nil),
		mark: draw.NewIcon(assets.IconTick, draw.ColorOnAccent, 14)}
	b.frame.CornerRadius, b.frame.StrokeWidth = 4, 1
	b.Hidden = tapped == nil
	b.ExtendBaseWidget(b)
	return b
}

func (b *tickBox) set(on bool) {
	b.on = on
	b.Refresh()
}

// Tapped ticks the row, or takes the tick away.
func (b *tickBox) Tapped(*fyne.PointEvent) {
	if b.tapped != nil {
		b.tapped()
	}
}

// Cursor is a hand.
func (b *tickBox) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (b *tickBox) CreateRenderer() fyne.WidgetRenderer {
	r := &tickRenderer{b}
	r.Refresh()
	return r
}

type tickRenderer struct{ b *tickBox }

const tickSize = 16

func (r *tickRenderer) Destroy()           {}
func (r *tickRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(tickSize) }
func (r *tickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.frame, r.b.mark}
}

func (r *tickRenderer) Layout(s fyne.Size) {
	at := fyne.NewPos(0, float32(int((s.Height-tickSize)/2)))
	for _, o := range r.Objects() {
		o.Move(at)
		o.Resize(fyne.NewSquareSize(tickSize))
	}
}

func (r *tickRenderer) Refresh() {
	fill, line := draw.ColorSurface, draw.ColorSecondary
	if r.b.on {
		fill, line = draw.ColorAccent, draw.ColorAccent
	}
	r.b.frame.FillColor, r.b.frame.StrokeColor = draw.Color(fill), draw.Color(line)
	r.b.mark.Hidden = !r.b.on
	canvas.Refresh(r.b)
}
