package e2e

import (
	"encoding/binary"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// drag is a file manager's side of a drag and drop, XDND version 5
// (https://www.freedesktop.org/wiki/Specifications/XDND).
type drag struct {
	d        *display
	from, to xproto.Window
	uris     []byte
	status   bool // the target said it takes the drop
	finished bool
}

// drop drops files on a window at a place in it, as a file manager would.
func (d *display) drop(t *testing.T, target xproto.Window, x, y int, files ...string) {
	t.Helper()
	g := &drag{d: d, to: target}
	var uris strings.Builder
	for _, f := range files {
		abs, err := filepath.Abs(f)
		if err != nil {
			t.Fatal(err)
		}
		uris.WriteString((&url.URL{Scheme: "file", Path: abs}).String() + "\r\n")
	}
	g.uris = []byte(uris.String())
	g.open(t)
	place, err := xproto.TranslateCoordinates(d.conn, target, d.root, int16(x), int16(y)).Reply()
	if err != nil {
		t.Fatalf("place of the window: %v", err)
	}
	g.send("XdndEnter", uint32(g.from), 5<<24, uint32(d.atom("text/uri-list")), 0, 0)
	for range 3 {
		g.status = false
		g.send("XdndPosition", uint32(g.from), 0, uint32(place.DstX)<<16|uint32(place.DstY)&0xffff, xproto.TimeCurrentTime,
			uint32(d.atom("XdndActionCopy")))
		g.answer(t, 5*time.Second, func() bool { return g.status })
	}
	g.send("XdndDrop", uint32(g.from), 0, xproto.TimeCurrentTime, 0, 0)
	g.answer(t, 10*time.Second, func() bool { return g.finished })
}

// open makes the window that owns the dragged selection.
func (g *drag) open(t *testing.T) {
	t.Helper()
	id, err := xproto.NewWindowId(g.d.conn)
	if err != nil {
		t.Fatal(err)
	}
	g.from = id
	c := g.d.conn
	if err := xproto.CreateWindowChecked(c, 0, id, g.d.root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check(); err != nil {
		t.Fatalf("source window: %v", err)
	}
	if err := xproto.SetSelectionOwnerChecked(c, id, g.d.atom("XdndSelection"), xproto.TimeCurrentTime).Check(); err != nil {
		t.Fatalf("selection: %v", err)
	}
}

func (g *drag) send(kind string, data ...uint32) {
	ev := xproto.ClientMessageEvent{Format: 32, Window: g.to, Type: g.d.atom(kind), Data: xproto.ClientMessageDataUnionData32New(data)}
	xproto.SendEvent(g.d.conn, false, g.to, 0, string(ev.Bytes()))
}

// answer serves the target's questions until the condition holds.
func (g *drag) answer(t *testing.T, within time.Duration, done func() bool) {
	t.Helper()
	for end := time.Now().Add(within); !done(); {
		if time.Now().After(end) {
			t.Fatalf("the window did not answer the drop within %s", within)
		}
		ev, err := g.d.conn.PollForEvent()
		if err != nil {
			t.Fatalf("drop: %v", err)
		}
		if ev == nil {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		g.handle(ev)
	}
}

func (g *drag) handle(ev xgb.Event) {
	switch e := ev.(type) {
	case xproto.SelectionRequestEvent:
		g.serve(e)
	case xproto.ClientMessageEvent:
		switch e.Type {
		case g.d.atom("XdndStatus"):
			g.status = e.Data.Data32[1]&1 == 1
		case g.d.atom("XdndFinished"):
			g.finished = true
		}
	}
}

// serve hands the list of files, or the list of types, to who asks.
func (g *drag) serve(e xproto.SelectionRequestEvent) {
	g.d.hand(e, g.d.atom("text/uri-list"), g.uris)
}

// hand gives what a selection holds, of one type, to who asks for it or for its types.
func (d *display) hand(e xproto.SelectionRequestEvent, kind xproto.Atom, data []byte) {
	property := e.Property
	if property == 0 {
		property = e.Target
	}
	if e.Target == d.atom("TARGETS") {
		var list [4]byte
		binary.LittleEndian.PutUint32(list[:], uint32(kind))
		xproto.ChangeProperty(d.conn, xproto.PropModeReplace, e.Requestor, property, xproto.AtomAtom, 32, 1, list[:])
	} else {
		xproto.ChangeProperty(d.conn, xproto.PropModeReplace, e.Requestor, property, e.Target, 8, uint32(len(data)), data)
	}
	note := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
	xproto.SendEvent(d.conn, false, e.Requestor, 0, string(note.Bytes()))
}
