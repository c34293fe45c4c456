package e2e

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// display is an X server of the test's own, with a window manager, and a
// connection to it that plays the person.
type display struct {
	name string
	conn *xgb.Conn
	root xproto.Window
	keys map[xproto.Keysym]key
}

type key struct {
	code  xproto.Keycode
	shift bool
}

// openDisplay starts Xvfb on a free display. The test needs it, and says so
// instead of passing without having looked at anything.
func openDisplay(t *testing.T, width, height int) *display {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	start(t, server)
	write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb told no display: %v", err)
	}
	d := &display{name: ":" + strings.TrimSpace(number)}
	manager := exec.Command("openbox")
	manager.Env = append(os.Environ(), "DISPLAY="+d.name)
	start(t, manager)
	if d.conn, err = xgb.NewConnDisplay(d.name); err != nil {
		t.Fatalf("connect to %s: %v", d.name, err)
	}
	t.Cleanup(d.conn.Close)
	if err := xtest.Init(d.conn); err != nil {
		t.Fatalf("XTEST: %v", err)
	}
	d.root = xproto.Setup(d.conn).DefaultScreen(d.conn).Root
	d.loadKeys(t)
	return d
}

// start starts a process and ends it, and only it, with the test.
func start(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatalf("start %s: %v (make test installs it on Debian)", cmd.Path, err)
	}
	t.Cleanup(func() {
		if cmd.ProcessState == nil {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	})
}

func (d *display) loadKeys(t *testing.T) {
	t.Helper()
	setup := xproto.Setup(d.conn)
	first, last := setup.MinKeycode, setup.MaxKeycode
	m, err := xproto.GetKeyboardMapping(d.conn, first, byte(last-first+1)).Reply()
	if err != nil {
		t.Fatalf("keyboard: %v", err)
	}
	d.keys = map[xproto.Keysym]key{}
	per := int(m.KeysymsPerKeycode)
	for i := 0; i <= int(last-first); i++ {
		for level := 1; level >= 0; level-- {
			if sym := m.Keysyms[i*per+level]; sym != 0 {
				d.keys[sym] = key{first + xproto.Keycode(i), level == 1}
			}
		}
	}
}

// Keysyms of keys that are no characters (X11 keysymdef.h).
const (
	keyReturn   xproto.Keysym = 0xff0d
	keyTab      xproto.Keysym = 0xff09
	keyEscape   xproto.Keysym = 0xff1b
	keyDown     xproto.Keysym = 0xff54
	keyPageDown xproto.Keysym = 0xff56
	keyHome     xproto.Keysym = 0xff50
	keyEnd      xproto.Keysym = 0xff57
	keyShift    xproto.Keysym = 0xffe1
	keyControl  xproto.Keysym = 0xffe3
)

// press types a key while the others are held.
func (d *display) press(t *testing.T, sym xproto.Keysym, held ...xproto.Keysym) {
	t.Helper()
	k, ok := d.keys[sym]
	if !ok {
		t.Fatalf("the keyboard has no key %#x", sym)
	}
	if k.shift {
		held = append(held, keyShift)
	}
	for _, h := range held {
		d.key(t, xproto.KeyPress, d.keys[h].code)
	}
	d.key(t, xproto.KeyPress, k.code)
	d.key(t, xproto.KeyRelease, k.code)
	for _, h := range held {
		d.key(t, xproto.KeyRelease, d.keys[h].code)
	}
	time.Sleep(60 * time.Millisecond) // a person's pace: the toolkit polls events by frame
}

func (d *display) key(t *testing.T, event byte, code xproto.Keycode) {
	t.Helper()
	if err := xtest.FakeInputChecked(d.conn, event, byte(code), 0, d.root, 0, 0, 0).Check(); err != nil {
		t.Fatalf("key: %v", err)
	}
}

// shot keeps a picture of the screen beside the test's output, for the eye.
func (d *display) shot(t *testing.T, name string) {
	dir := os.Getenv("ZHANGFANG_SHOTS")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "import", "-window", "root", dir+"/"+name+".png")
	cmd.Env = append(os.Environ(), "DISPLAY="+d.name)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Logf("picture %s: %v %s", name, err, out)
	}
}

// window waits for the window whose title has the text and that takes drops.
func (d *display) window(t *testing.T, title string, within time.Duration) xproto.Window {
	t.Helper()
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if w := d.find(d.root, title); w != 0 {
			return w
		}
	}
	t.Fatalf("no window %q within %s", title, within)
	return 0
}

func (d *display) find(w xproto.Window, title string) xproto.Window {
	if strings.Contains(d.text(w, "_NET_WM_NAME"), title) && len(d.property(w, "XdndAware")) > 0 {
		return w
	}
	tree, err := xproto.QueryTree(d.conn, w).Reply()
	if err != nil {
		return 0
	}
	for _, c := range tree.Children {
		if found := d.find(c, title); found != 0 {
			return found
		}
	}
	return 0
}

func (d *display) atom(name string) xproto.Atom {
	r, err := xproto.InternAtom(d.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0
	}
	return r.Atom
}

func (d *display) property(w xproto.Window, name string) []byte {
	r, err := xproto.GetProperty(d.conn, false, w, d.atom(name), xproto.GetPropertyTypeAny, 0, 1<<16).Reply()
	if err != nil {
		return nil
	}
	return r.Value
}

func (d *display) text(w xproto.Window, name string) string { return string(d.property(w, name)) }
