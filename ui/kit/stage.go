package kit

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"zhangfang/assets"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// Stage is the content of the window: the shell, and above it toasts and tips.
// Fyne's own pop-ups would take the mouse from what lies under them.
type Stage struct {
	widget.BaseWidget
	ToastFor time.Duration // how long a toast stays
	OnHelp   func()        // help on the view in sight was asked for; may be nil
	HelpTip  string        // what stands at the mark that asks for it

	lift    float32 // added below a toast
	content fyne.CanvasObject
	tip     *tip
	toast   *toast
	hiding  *time.Timer

	wasCovered bool // by a dialog, since the toast was shown
	showing    *time.Timer
	tipTurn    int // counts the tips that were shown or taken back
}

const (
	toastFor = 8 * time.Second // long enough to read it and reach for undo
	tipAfter = 350 * time.Millisecond

	toastLift float32 = 76 // clears the row of buttons at the foot of a view
)

// NewStage wraps the content of a window.
func NewStage(content fyne.CanvasObject) *Stage {
	s := &Stage{ToastFor: toastFor, content: content, tip: newTip(), toast: newToast()}
	s.toast.close = s.HideToast
	s.tip.Hide()
	s.toast.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// StageOf finds the stage of the window that shows an object; nil where there is
// none, as in tests of a single part.
func StageOf(o fyne.CanvasObject) *Stage {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	s, _ := c.Content().(*Stage)
	return s
}

// Toast says what happened, at the foot of the window, for a while. With undo
// not nil it offers that under the label action.
func (s *Stage) Toast(text, action string, undo func()) {
	if s == nil {
		return
	}
	s.toast.set(text, action, func() {
		s.HideToast()
		undo()
	}, undo != nil)
	s.toast.Show()
	s.wasCovered = false
	s.Refresh()
	if s.hiding != nil {
		s.hiding.Stop()
	}
	s.hideAfter(s.ToastFor)
}

// coverPause is how often it is looked whether a toast is covered by a dialog still.
const coverPause = 300 * time.Millisecond

// hideAfter takes the toast away after a while; while a dialog dims it, it waits, and
// then stays for its whole time.
func (s *Stage) hideAfter(d time.Duration) {
	if s.ToastFor <= 0 {
		return
	}
	s.hiding = time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !s.toast.Visible() {
				return
			}
			switch covered := s.covered(); {
			case covered:
				s.wasCovered = true
				s.hideAfter(coverPause)
			case s.wasCovered:
				s.wasCovered = false
				s.hideAfter(s.ToastFor)
			default:
				s.HideToast()
			}
		})
	})
}

// covered tells whether a dialog lies over the stage.
func (s *Stage) covered() bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	return c != nil && c.Overlays().Top() != nil
}

// SetLift keeps the foot of the window free of toasts by so much, while something
// stands there.
func (s *Stage) SetLift(lift float32) {
	s.lift = lift
	s.Refresh()
}

// HideToast takes the toast away.
func (s *Stage) HideToast() {
	if s.hiding != nil {
		s.hiding.Stop()
	}
	s.toast.Hide()
}

// ToastText is what the toast says, "" while there is none.
func (s *Stage) ToastText() string {
	if !s.toast.Visible() {
		return ""
	}
	return s.toast.text.Text()
}

// ShowTip shows a whole text near a place of an object after a moment.
func ShowTip(o fyne.CanvasObject, text string, at fyne.Position) {
	s := StageOf(o)
	if s == nil || text == "" {
		return
	}
	driver := fyne.CurrentApp().Driver() // the stage may stand below a menu bar
	at = at.Add(driver.AbsolutePositionForObject(o)).Subtract(driver.AbsolutePositionForObject(s))
	s.HideTip()
	turn := s.tipTurn
	s.showing = time.AfterFunc(tipAfter, func() {
		fyne.Do(func() {
			if turn != s.tipTurn {
				return // taken back while it was on its way
			}
			s.tip.set(text, at)
			s.tip.Show()
			s.Refresh()
		})
	})
}

// HideTip takes away the tip of the window that shows an object.
func HideTip(o fyne.CanvasObject) {
	if s := StageOf(o); s != nil {
		s.HideTip()
	}
}

// HideTip takes away the tip, and one that is about to show.
func (s *Stage) HideTip() {
	s.tipTurn++
	if s.showing != nil {
		s.showing.Stop()
	}
	s.tip.Hide()
}

// CreateRenderer is Fyne's.
func (s *Stage) CreateRenderer() fyne.WidgetRenderer {
	layout := func(size fyne.Size) {
		draw.Place(s.content, 0, 0, size.Width, size.Height)
		t := s.toast.MinSize()
		w := min(t.Width, size.Width-2*box.GapWindow)
		draw.Place(s.toast, draw.RoundUp((size.Width-w)/2), size.Height-t.Height-toastLift-s.lift, w, t.Height)
		s.tip.placeWithin(size)
	}
	return &draw.Drawn{
		Parts:   []fyne.CanvasObject{s.content, s.toast, s.tip},
		Arrange: layout,
		Min:     func() fyne.Size { return s.content.MinSize() },
		Repaint: func() { layout(s.Size()); s.repaint() },
	}
}

// repaint draws toast and tip anew, and nothing else: refreshing the stage would
// make the driver throw away every drawn text of the window. The canvas is told
// by hand, since it does not know what it has never shown.
func (s *Stage) repaint() {
	s.toast.Refresh()
	s.tip.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Refresh(s.toast)
		c.Refresh(s.tip)
	}
}

// tip is a small dark sheet with the whole of a cut text.
type tip struct {
	widget.BaseWidget
	bg   *canvas.Rectangle
	text *Paragraph
	at   fyne.Position
	size fyne.Size
}

const (
	tipWidth = 420
	tipSize  = 13
)

func newTip() *tip {
	t := &tip{bg: canvas.NewRectangle(nil), text: NewParagraph("").Sized(tipSize).Colored(draw.ColorSurface)}
	t.bg.CornerRadius = 6
	t.ExtendBaseWidget(t)
	return t
}

func (t *tip) set(text string, at fyne.Position) {
	t.at = at
	var widest float32
	ruler := draw.NewRuler(tipSize, false) // as the paragraph measures, or it would wrap
	for line := range strings.SplitSeq(text, "\n") {
		widest = max(widest, ruler.Width(line))
	}
	w := min(draw.RoundUp(widest)+2, tipWidth)
	t.text.Within(w).SetText(text)
	t.size = fyne.NewSize(w, t.text.MinSize().Height)
}

func (t *tip) placeWithin(window fyne.Size) {
	s := t.size.AddWidthHeight(20, 12)
	x := max(min(t.at.X, window.Width-s.Width-4), 4)
	y := t.at.Y + 2
	if y+s.Height > window.Height-4 {
		y = max(t.at.Y-draw.HeightRow-s.Height, 4)
	}
	draw.Place(t, x, y, s.Width, s.Height)
}

func (t *tip) CreateRenderer() fyne.WidgetRenderer {
	return &draw.Drawn{
		Parts: []fyne.CanvasObject{t.bg, t.text},
		Arrange: func(s fyne.Size) {
			draw.Place(t.bg, 0, 0, s.Width, s.Height)
			draw.Place(t.text, 10, 6, s.Width-20, s.Height-12)
		},
		Min:     func() fyne.Size { return t.size.AddWidthHeight(20, 12) },
		Repaint: func() { draw.SetFill(t.bg, draw.ColorText, "", 0); t.text.Refresh() },
	}
}

// toast is a dark sheet at the foot of the window.
type toast struct {
	widget.BaseWidget
	bg     *canvas.Rectangle
	text   *Label
	action *Button
	row    *fyne.Container
	close  func()
}

func newToast() *toast {
	t := &toast{bg: canvas.NewRectangle(nil), text: NewLabel("").Colored(draw.ColorSurface)}
	t.action = NewButton("", buttonOnDark, nil)
	shut := NewButton("", buttonOnDark, func() { t.close() }).withIcon(assets.IconClose)
	t.row = box.HStack(box.GapSmall, t.text, t.action, shut)
	t.bg.CornerRadius = draw.RadiusControl
	t.ExtendBaseWidget(t)
	return t
}

func (t *toast) set(text, action string, do func(), offered bool) {
	t.text.SetText(text)
	t.action.SetText(action)
	t.action.OnTapped = do
	t.action.Hidden = !offered
}

func (t *toast) CreateRenderer() fyne.WidgetRenderer {
	in := box.Pad(6, 8, 6, 16, t.row)
	return &draw.Drawn{
		Parts: []fyne.CanvasObject{t.bg, in},
		Arrange: func(s fyne.Size) {
			draw.Place(t.bg, 0, 0, s.Width, s.Height)
			draw.Place(in, 0, 0, s.Width, s.Height)
		},
		Min: func() fyne.Size { return in.MinSize() },
		Repaint: func() {
			draw.SetFill(t.bg, draw.ColorText, "", 0)
			in.Refresh()
		},
	}
}
