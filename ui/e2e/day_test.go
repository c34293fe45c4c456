// Package e2e drives the real window on a display of its own, as an owner would:
// files dropped by X11 drag and drop, decisions by keyboard, the month on paper.
package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"

	"zhangfang/app/sample"
)

// owner is a person with the program, a book and a display.
type owner struct {
	*display
	binary, book, home string
	times              string // the file of times that the window keeps; "" for none
}

func newOwner(t *testing.T) *owner {
	t.Helper()
	if os.Getenv("ZHANGFANG_E2E") == "" {
		t.Skip("runs under make test, which installs Xvfb and openbox")
	}
	dir := t.TempDir()
	o := &owner{book: filepath.Join(dir, "店 铺#1.zfbook"), home: filepath.Join(dir, "home")}
	if err := os.MkdirAll(filepath.Join(o.home, ".cache"), 0o755); err != nil {
		t.Fatal(err)
	}
	o.display = openDisplay(t, 1280, 800)
	o.binary = os.Getenv(binaryVariable)
	return o
}

// open starts the window and waits until it stands still.
func (o *owner) open(t *testing.T) (*exec.Cmd, xproto.Window) {
	t.Helper()
	cmd, w := o.start(t)
	time.Sleep(1500 * time.Millisecond) // the first frame, and the focus from the window manager
	return cmd, w
}

// start starts the window and waits until it is there.
func (o *owner) start(t *testing.T) (*exec.Cmd, xproto.Window) {
	t.Helper()
	cmd := exec.Command(o.binary, "--book", o.book)
	cmd.Env = append(os.Environ(), "DISPLAY="+o.name, "HOME="+o.home, "XDG_CONFIG_HOME="+o.home, "XDG_RUNTIME_DIR="+o.home,
		"LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8", "FYNE_THEME=light", "WAYLAND_DISPLAY=", "ZHANGFANG_TIMES="+o.times)
	from := time.Now()
	start(t, cmd)
	w := o.window(t, "账房", 30*time.Second)
	t.Logf("the window stood after %s", time.Since(from).Round(time.Millisecond))
	return cmd, w
}

// shut closes the window with Ctrl+Q and waits for the program to end.
func (o *owner) shut(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	o.press(t, 'q', keyControl)
	o.ended(t, cmd)
}

// ended waits for the program to end, and well.
func (o *owner) ended(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Fatalf("the program ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the window did not close")
	}
}

// tell runs a command on the book, as a script would beside the window.
func (o *owner) tell(t *testing.T, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var errs bytes.Buffer
	cmd := exec.CommandContext(ctx, o.binary, append([]string{"--book", o.book}, args...)...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, errs.String())
	}
	return out
}

type status struct {
	Channels []struct {
		Rows int
	}
	Legs       []legStatus
	Exceptions []struct{ Open int }
}

type legStatus struct {
	Leg                      string
	Matched, Suggested, Open [2]int
}

func (o *owner) status(t *testing.T) (s status) {
	t.Helper()
	if err := json.Unmarshal(o.tell(t, "status", "--json"), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s status) rows() (n int) {
	for _, c := range s.Channels {
		n += c.Rows
	}
	return n
}

// eventually waits for what the window does to show in the book.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(250 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("waited in vain: %s", what)
}

func TestADay(t *testing.T) {
	o := newOwner(t)
	shop := t.TempDir()
	truth, err := sample.Write(context.Background(), sample.Spec{Seed: 20, Faults: true, Days: 31, PerDay: 60}, shop)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(shop, sample.TruthFile)); err != nil {
		t.Fatal(err)
	}

	const month = "2025-10" // that the shop is invented for

	cmd, w := o.open(t)
	o.shot(t, "1-empty")
	imported := o.bringIn(t, w, shop, truth.Rows())
	o.reconcile(t, imported)
	o.settle(t)
	o.view(t, underway)
	o.shot(t, "6-underway")
	o.print(t, w)
	o.closeMonth(t, w, month)
	before := o.standing(t, month)
	o.shut(t, cmd)

	// The book holds all of it, is whole, and the same files again add nothing.
	o.tell(t, "verify")
	cmd, w = o.open(t)
	if again := o.standing(t, month); again != before {
		t.Errorf("reopened %+v, was %+v", again, before)
	}
	o.shot(t, "9-reopened")
	o.drop(t, w, 640, 400, shop)
	time.Sleep(3 * time.Second)
	o.shot(t, "10-again")
	if again := o.status(t); again.rows() != imported.rows() {
		t.Errorf("the same files again: %d rows, were %d", again.rows(), imported.rows())
	}
	o.shut(t, cmd)
}

// acceptFirstSuggestion walks down the list to a row with a candidate and
// presses Enter on it.
func (o *owner) acceptFirstSuggestion(t *testing.T) {
	t.Helper()
	for range 60 {
		o.press(t, keyReturn)
		time.Sleep(400 * time.Millisecond)
		if o.confirmed(t) > 0 {
			return
		}
		o.press(t, keyDown)
		time.Sleep(300 * time.Millisecond)
	}
	t.Fatal("no row could be accepted by keyboard")
}

func readHead(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b[:min(len(b), 8)])
}
