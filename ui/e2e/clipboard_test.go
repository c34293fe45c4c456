package e2e

import (
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"
)

// paste puts a text on the clipboard, as another program would, and presses Ctrl+V
// until the window took it.
func (d *display) paste(t *testing.T, text string) {
	t.Helper()
	d.own(t, "CLIPBOARD")
	d.press(t, 'v', keyControl)
	d.events(t, "the window takes what was copied", func(e any) bool {
		asked, ok := e.(xproto.SelectionRequestEvent)
		if ok {
			d.hand(asked, d.atom("UTF8_STRING"), []byte(text))
		}
		return ok && asked.Target == d.atom("UTF8_STRING")
	})
}

// copied presses Ctrl+C and is what the window then has on the clipboard.
func (d *display) copied(t *testing.T) string {
	t.Helper()
	w := d.own(t, "CLIPBOARD")
	d.press(t, 'c', keyControl)
	eventually(t, "something is copied", func() bool {
		owner, err := xproto.GetSelectionOwner(d.conn, d.atom("CLIPBOARD")).Reply()
		return err == nil && owner.Owner != w
	})
	to := d.atom("ZHANGFANG_TEST")
	if err := xproto.ConvertSelectionChecked(d.conn, w, d.atom("CLIPBOARD"), d.atom("UTF8_STRING"), to, xproto.TimeCurrentTime).Check(); err != nil {
		t.Fatalf("clipboard: %v", err)
	}
	d.events(t, "the window gives what it copied", func(e any) bool {
		_, ok := e.(xproto.SelectionNotifyEvent)
		return ok
	})
	return d.text(w, "ZHANGFANG_TEST")
}

// own is a new window of the test's own, never shown, that has a selection.
func (d *display) own(t *testing.T, selection string) xproto.Window {
	t.Helper()
	w, err := xproto.NewWindowId(d.conn)
	if err != nil {
		t.Fatal(err)
	}
	if err := xproto.CreateWindowChecked(d.conn, 0, w, d.root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check(); err != nil {
		t.Fatalf("a window of the test's: %v", err)
	}
	if err := xproto.SetSelectionOwnerChecked(d.conn, w, d.atom(selection), xproto.TimeCurrentTime).Check(); err != nil {
		t.Fatalf("selection: %v", err)
	}
	return w
}

// events reads what the display tells until it is what is waited for.
func (d *display) events(t *testing.T, what string, awaited func(event any) bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); {
		e, err := d.conn.PollForEvent()
		switch {
		case err != nil:
			t.Fatalf("%s: %v", what, err)
		case e == nil:
			time.Sleep(10 * time.Millisecond)
		case awaited(e):
			return
		}
	}
	t.Fatalf("waited in vain: %s", what)
}
