// Package e2e drives the real window on a display of its own, as an owner would:
// files dropped by X11 drag and drop, decisions by keyboard, the month on paper.
package e2e

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"

	"zhangfang/app/sample"
)

// owner is a person with the program, a book and a display.
type owner struct {
	*display
	binary, book, home string
}

func newOwner(t *testing.T) *owner {
	t.Helper()
	if os.Getenv("ZHANGFANG_E2E") == "" {
		t.Skip("runs under make test, which installs Xvfb and openbox")
	}
	dir := t.TempDir()
	o := &owner{binary: filepath.Join(dir, "zhangfang"), book: filepath.Join(dir, "店 铺#1.zfbook"), home: filepath.Join(dir, "home")}
	if err := os.MkdirAll(filepath.Join(o.home, ".cache"), 0o755); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", o.binary, "../..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	o.display = openDisplay(t, 1280, 800)
	return o
}

// open starts the window and waits until it is there.
func (o *owner) open(t *testing.T) (*exec.Cmd, xproto.Window) {
	t.Helper()
	cmd := exec.Command(o.binary, "--book", o.book)
	cmd.Env = append(os.Environ(), "DISPLAY="+o.name, "HOME="+o.home, "XDG_CONFIG_HOME="+o.home, "XDG_RUNTIME_DIR="+o.home,
		"LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8", "FYNE_THEME=light", "WAYLAND_DISPLAY=")
	from := time.Now()
	start(t, cmd)
	w := o.window(t, "账房", 30*time.Second)
	t.Logf("the window stood after %s", time.Since(from).Round(time.Millisecond))
	time.Sleep(1500 * time.Millisecond) // the first frame, and the focus from the window manager
	return cmd, w
}

// shut closes the window with Ctrl+Q and waits for the program to end.
func (o *owner) shut(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	o.press(t, 'q', keyControl)
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
	Legs []struct {
		Leg                      string
		Matched, Suggested, Open [2]int
	}
	Exceptions []struct{ Open int }
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

// confirmed counts the rows of matches that a person stands behind.
func (o *owner) confirmed(t *testing.T) int {
	t.Helper()
	file := filepath.Join(t.TempDir(), "matches.csv")
	o.tell(t, "export", "matches", "-o", file)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range records {
		if r[6] == "confirmed" {
			n++
		}
	}
	return n
}

// eventually waits for what the window does to show in the book.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(45 * time.Second); time.Now().Before(end); time.Sleep(250 * time.Millisecond) {
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

	cmd, w := o.open(t)
	o.shot(t, "1-empty")

	// Yesterday's files, dropped anywhere: a folder, as a file manager gives it.
	o.drop(t, w, 640, 400, shop)
	eventually(t, "every row is in the book and matched", func() bool {
		s := o.status(t)
		return s.rows() >= truth.Rows() && s.Legs[0].Matched[0] > 0 && s.Legs[1].Matched[0] > 0
	})
	imported := o.status(t)
	o.shot(t, "2-receipts")

	// A candidate is accepted with Enter and taken back with Ctrl+Z.
	if imported.Legs[0].Suggested[0] == 0 {
		t.Fatal("the shop has nothing to decide")
	}
	o.press(t, '3', keyControl)
	time.Sleep(1500 * time.Millisecond)
	o.shot(t, "3-reconcile")
	o.acceptFirstSuggestion(t)
	o.shot(t, "4-accepted")
	o.press(t, 'z', keyControl)
	eventually(t, "the decision is taken back", func() bool { return o.confirmed(t) == 0 })
	if now := o.status(t); now.Legs[0] != imported.Legs[0] {
		t.Errorf("after undo %+v, before %+v", now.Legs[0], imported.Legs[0])
	}
	o.shot(t, "5-undone")

	// The month goes on paper.
	o.press(t, 'p', keyControl)
	var pdf string
	eventually(t, "the month's PDF is written", func() bool {
		found, err := filepath.Glob(filepath.Join(filepath.Dir(o.book), "reports", "*.pdf"))
		if err != nil || len(found) == 0 {
			return false
		}
		pdf = found[0]
		return true
	})
	o.shot(t, "6-report")
	if head := readHead(t, pdf); !strings.HasPrefix(head, "%PDF-") {
		t.Errorf("%s begins with %q", pdf, head)
	}
	o.shut(t, cmd)

	// The book holds all of it, is whole, and the same files again add nothing.
	o.tell(t, "verify")
	cmd, w = o.open(t)
	if again := o.status(t); again.rows() != imported.rows() || again.Legs[0] != imported.Legs[0] || again.Legs[1] != imported.Legs[1] {
		t.Errorf("reopened %+v, was %+v", again, imported)
	}
	o.shot(t, "7-reopened")
	o.drop(t, w, 640, 400, shop)
	time.Sleep(3 * time.Second)
	o.shot(t, "8-again")
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
