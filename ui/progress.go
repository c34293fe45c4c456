package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// progressStrip says at the foot of the window what long work is doing and how
// far it is, with a way to cancel it.
type progressStrip struct {
	widget.BaseWidget
	text   *assets.Text
	state  book.Progress
	cancel func()

	ground, edge, track, done *canvas.Rectangle
	label                     *kit.Label
	button                    *kit.Button
}

const stripHeight float32 = 48

func newProgressStrip(t *assets.Text) *progressStrip {
	p := &progressStrip{
		text:   t,
		ground: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil),
		track: canvas.NewRectangle(nil), done: canvas.NewRectangle(nil),
		label: kit.NewLabel("").Cut(),
	}
	p.button = kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, p.cancelWork)
	p.track.CornerRadius, p.done.CornerRadius = 3, 3
	p.ExtendBaseWidget(p)
	p.Hide()
	return p
}

func (p *progressStrip) set(state book.Progress, cancel func()) {
	p.state, p.cancel = state, cancel
	p.button.Hidden = cancel == nil
	p.label.SetText(words.ProgressText(p.text, state))
	if !p.Visible() {
		p.Show()
	}
	p.Refresh()
}

func (p *progressStrip) says() string { return p.label.Text() }

func (p *progressStrip) clear() {
	p.cancel = nil
	p.Hide()
}

func (p *progressStrip) cancelWork() {
	if p.cancel != nil {
		p.cancel()
	}
}

func (p *progressStrip) CreateRenderer() fyne.WidgetRenderer { return &stripRenderer{p} }

type stripRenderer struct{ p *progressStrip }

func (r *stripRenderer) Destroy()           {}
func (r *stripRenderer) MinSize() fyne.Size { return fyne.NewSize(300, stripHeight) }

func (r *stripRenderer) Objects() []fyne.CanvasObject {
	p := r.p
	return []fyne.CanvasObject{p.ground, p.edge, p.label, p.track, p.done, p.button}
}

func (r *stripRenderer) Layout(s fyne.Size) {
	p := r.p
	move(p.ground, 0, 0, s.Width, s.Height)
	move(p.edge, 0, 0, s.Width, 1)
	b := p.button.MinSize()
	move(p.button, s.Width-box.GapWindow-b.Width, (s.Height-b.Height)/2, b.Width, b.Height)
	free := s.Width - 2*box.GapWindow - b.Width - 2*box.GapLarge
	words := float32(int(free * 0.55))
	move(p.label, box.GapWindow, 0, words, s.Height)
	x, y, w := box.GapWindow+words+box.GapLarge, float32(int(s.Height/2))-3, free-words
	move(p.track, x, y, w, 6)
	share := float32(0)
	if p.state.Total > 0 {
		share = min(float32(float64(p.state.Done)/float64(p.state.Total)), 1)
	}
	p.track.Hidden, p.done.Hidden = p.state.Total == 0, share == 0
	move(p.done, x, y, max(float32(int(w*share)), 6), 6)
}

func (r *stripRenderer) Refresh() {
	p := r.p
	p.ground.FillColor, p.edge.FillColor = draw.Color(draw.ColorSurface), draw.Color(draw.ColorLine)
	p.track.FillColor, p.done.FillColor = draw.Color(draw.ColorNeutralTint), draw.Color(draw.ColorAccent)
	r.Layout(p.Size())
	canvas.Refresh(p)
}
