package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Chain says how the audit chain stood when it was last walked.
type Chain uint8

// The states of the chain.
const (
	ChainUnknown Chain = iota
	ChainIntact
	ChainBroken
)

// ChannelLine is a channel at the foot of the sidebar: through which day the
// book holds its rows, 0 where it holds none. A live connection says it itself.
type ChannelLine struct {
	Name    string
	Through book.Day
	Says    string // the whole line, of a connection
}

// Foot is what the foot of the sidebar says.
type Foot struct {
	Channels []ChannelLine
	Chain    Chain
}

const footLine float32 = 18

// footMost is how many lines the channels take at most: a connected provider has one
// for each of its streams besides its own.
const footMost = 5

// foot shows as many channels as the window is high enough for.
type foot struct {
	widget.BaseWidget
	text    *assets.Text
	says    Foot
	dot     *canvas.Circle
	objects []fyne.CanvasObject
}

func newFoot(t *assets.Text) *foot {
	f := &foot{text: t, dot: canvas.NewCircle(nil)}
	f.ExtendBaseWidget(f)
	return f
}

func (f *foot) set(says Foot) {
	says.Channels = inOrder(says.Channels)
	f.says = says
	f.Refresh()
}

// inOrder is the channels that say something: live connections first, then those with
// the newest rows. One without a row, such as that of an import that was undone, is
// left out, unless no channel has any.
func inOrder(channels []ChannelLine) []ChannelLine {
	silent := func(c ChannelLine) bool { return c.Says == "" && c.Through == 0 }
	out := slices.DeleteFunc(slices.Clone(channels), silent)
	if len(out) == 0 {
		return channels
	}
	slices.SortStableFunc(out, func(a, b ChannelLine) int {
		switch {
		case (a.Says != "") != (b.Says != ""):
			if a.Says != "" {
				return -1
			}
			return 1
		case a.Says != "":
			return 0
		}
		return int(b.Through - a.Through)
	})
	return out
}

func (f *foot) channel(c ChannelLine) string {
	if c.Says != "" {
		return c.Says
	}
	if c.Through == 0 {
		return f.text.T("shell.no_file", c.Name)
	}
	return f.text.T("shell.covered", c.Name, f.day(c.Through))
}

// day is a day without its year only where that is the one that most is of: the newest.
func (f *foot) day(d book.Day) string {
	var newest book.Day
	for _, c := range f.says.Channels {
		newest = max(newest, c.Through)
	}
	if d.Time().Year() != newest.Time().Year() {
		return d.String()
	}
	return words.DayShort(d)
}

func (f *foot) chain() (string, fyne.ThemeColorName) {
	switch f.says.Chain {
	case ChainIntact:
		return f.text.T("shell.chain_ok"), draw.ColorMatched
	case ChainBroken:
		return f.text.T("shell.chain_broken"), draw.ColorException
	}
	return f.text.T("shell.chain_unknown"), draw.ColorSecondary
}

// channelLines is the channels' text in at most room lines.
func (f *foot) channelLines(room int) []string {
	room = min(room, footMost)
	var out []string
	for _, c := range f.says.Channels {
		out = append(out, f.channel(c))
	}
	if len(out) > room {
		kept := max(room-1, 0)
		more := f.text.T("shell.more_channels", strconv.Itoa(len(out)-kept))
		out = append(out[:kept], more)
	}
	return out
}

func (f *foot) CreateRenderer() fyne.WidgetRenderer { return &footRenderer{f} }

type footRenderer struct{ f *foot }

func (r *footRenderer) Destroy()                     {}
func (r *footRenderer) MinSize() fyne.Size           { return fyne.NewSize(100, 2*footLine) }
func (r *footRenderer) Objects() []fyne.CanvasObject { return r.f.objects }

func (r *footRenderer) Layout(s fyne.Size) {
	f := r.f
	lines := f.channelLines(max(int(s.Height/footLine)-1, 0))
	f.objects = f.objects[:0]
	y := s.Height - footLine*float32(len(lines)+1)
	for _, line := range lines {
		l := kit.NewSecondary(line).Cut()
		move(l, 0, y, s.Width, footLine)
		f.objects = append(f.objects, l)
		y += footLine
	}
	word, color := f.chain()
	l := kit.NewSecondary(word).Colored(color).Cut()
	move(l, 15, y, s.Width-15, footLine)
	f.dot.FillColor = draw.Color(color)
	move(f.dot, 0, y+4, 10, 10)
	f.objects = append(f.objects, f.dot, l)
}

func (r *footRenderer) Refresh() {
	r.Layout(r.f.Size())
	canvas.Refresh(r.f)
}
