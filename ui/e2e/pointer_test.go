package e2e

import (
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// click presses the left button at a place of a window.
func (d *display) click(t *testing.T, w xproto.Window, x, y int) {
	t.Helper()
	place, err := xproto.TranslateCoordinates(d.conn, w, d.root, int16(x), int16(y)).Reply()
	if err != nil {
		t.Fatalf("place of the window: %v", err)
	}
	for _, e := range []struct{ kind, button byte }{{xproto.MotionNotify, 0}, {xproto.ButtonPress, 1}, {xproto.ButtonRelease, 1}} {
		if err := xtest.FakeInputChecked(d.conn, e.kind, e.button, 0, d.root, place.DstX, place.DstY, 0).Check(); err != nil {
			t.Fatalf("pointer: %v", err)
		}
		time.Sleep(40 * time.Millisecond)
	}
}

// painted waits until a window shows more than one colour, and tells when it did.
func (d *display) painted(t *testing.T, w xproto.Window, within time.Duration) time.Time {
	t.Helper()
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		// The sidebar's names, which are dark on light.
		image, err := xproto.GetImage(d.conn, xproto.ImageFormatZPixmap, xproto.Drawable(w), 0, 100, 180, 200, ^uint32(0)).Reply()
		if err == nil && colours(image.Data) > 8 {
			return time.Now()
		}
	}
	t.Fatalf("nothing was drawn within %s", within)
	return time.Time{}
}

// colours counts the different pixels of an image of four bytes each.
func colours(data []byte) int {
	seen := map[[3]byte]bool{}
	for i := 0; i+4 <= len(data); i += 4 {
		seen[[3]byte(data[i:i+3])] = true
	}
	return len(seen)
}

// shade is the colour of the foot of the sidebar: each dialog makes it darker.
func (d *display) shade(t *testing.T, w xproto.Window) [3]byte {
	t.Helper()
	size, err := xproto.GetGeometry(d.conn, xproto.Drawable(w)).Reply()
	if err != nil {
		t.Fatalf("size of the window: %v", err)
	}
	image, err := xproto.GetImage(d.conn, xproto.ImageFormatZPixmap, xproto.Drawable(w), 4, int16(size.Height)-4, 1, 1, ^uint32(0)).Reply()
	if err != nil || len(image.Data) < 3 {
		t.Fatalf("what the window shows: %v", err)
	}
	return [3]byte(image.Data[:3])
}

// covered waits until one more dialog lies over the window, and is its shade then.
func (d *display) covered(t *testing.T, w xproto.Window, before [3]byte) (now [3]byte) {
	t.Helper()
	eventually(t, "a dialog is open", func() bool {
		now = d.shade(t, w)
		return now != before
	})
	return now
}

// write types a text.
func (d *display) write(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		d.press(t, xproto.Keysym(r))
	}
}
