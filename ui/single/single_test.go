package single

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
)

// The environment that makes a run of this test a window of its own.
const envDir = "ZHANGFANG_TEST_SINGLE"

// TestMain is also the other process of the tests: it takes the book, says how that
// went, and repeats what it is told until it is killed.
func TestMain(m *testing.M) {
	dir := os.Getenv(envDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	c, err := Take(context.Background(), dir, filepath.Join(dir, "a.zfbook"), Call{}, func(c Call) {
		fmt.Println("called", strings.Join(c.Files, ","))
	})
	fmt.Println("has", c != nil, err)
	time.Sleep(time.Minute) // the test kills it
}

// window starts another process that takes the book, and waits until it has.
func window(t *testing.T, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), envDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill() // it may have been killed before
		cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "has true <nil>" {
		t.Fatalf("the other window says %q", lines.Text())
	}
	return cmd, lines
}

func TestASecondStartHandsItsFilesToTheFirst(t *testing.T) {
	dir := t.TempDir()
	_, lines := window(t, dir)
	c, err := Take(t.Context(), dir, filepath.Join(dir, "a.zfbook"), Call{Files: []string{"/账单/10 月.csv", "/b.zip"}}, nil)
	if c != nil || err != nil {
		t.Fatalf("took the book of another: %v, %v", c, err)
	}
	if !lines.Scan() || lines.Text() != "called /账单/10 月.csv,/b.zip" {
		t.Errorf("the first was told %q", lines.Text())
	}
	other, err := Take(t.Context(), dir, filepath.Join(dir, "b.zfbook"), Call{}, nil)
	if err != nil || other == nil {
		t.Fatalf("another book: %v", err)
	}
	if err := other.Close(); err != nil {
		t.Error(err)
	}
}

func TestAKilledWindowLeavesNoLock(t *testing.T) {
	dir := t.TempDir()
	cmd, _ := window(t, dir)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() // it was killed
	socks, err := filepath.Glob(filepath.Join(dir, "*.sock"))
	if err != nil || len(socks) != 1 {
		t.Fatalf("a killed window should have left its socket: %v, %v", socks, err)
	}
	c, err := Take(t.Context(), dir, filepath.Join(dir, "a.zfbook"), Call{}, nil)
	if err != nil || c == nil {
		t.Fatalf("after a crash: %v", err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}

func TestAClaimIsGivenBack(t *testing.T) {
	dir := t.TempDir()
	calls := make(chan Call, 4)
	path := filepath.Join(dir, "a.zfbook")
	for round := range 3 {
		c, err := Take(t.Context(), dir, path, Call{}, func(c Call) { calls <- c })
		if err != nil || c == nil {
			t.Fatalf("round %d: %v", round, err)
		}
		again, err := Take(t.Context(), dir, path, Call{Files: []string{fmt.Sprint(round)}}, nil)
		if again != nil || err != nil {
			t.Fatalf("round %d: taken twice, %v", round, err)
		}
		if got := <-calls; !slices.Equal(got.Files, []string{fmt.Sprint(round)}) {
			t.Errorf("round %d: told %q", round, got.Files)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOneBookByTwoNames(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a.zfbook"), filepath.Join(dir, "b.zfbook")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	a, err := nameOf(dir, path)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := nameOf(dir, link); err != nil || a != b {
		t.Errorf("%s and %s, %v", a, b, err)
	}
}

// TestABookUnderALinkedFolderIsOneBook: also when the first start has yet to make it.
func TestABookUnderALinkedFolderIsOneBook(t *testing.T) {
	dir, real, link := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "home")
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	path := filepath.Join(link, "账房", "shop.zfbook")
	first, err := Take(t.Context(), dir, path, Call{}, func(Call) {})
	if err != nil || first == nil {
		t.Fatalf("the first start: %v", err)
	}
	defer first.Close()
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	second, err := Take(t.Context(), dir, path, Call{}, nil)
	if err != nil || second != nil {
		t.Errorf("a second window has the book too: %v", err)
		second.Close() // the test failed
	}
}

func TestASilentWindowIsTold(t *testing.T) {
	dir := t.TempDir()
	base, err := nameOf(dir, "a.zfbook")
	if err != nil {
		t.Fatal(err)
	}
	lock, err := lockFile(base + ".lock")
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	if _, err := lockFile(base + ".lock"); !errors.Is(err, errTaken) {
		t.Fatalf("locked twice: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := Take(ctx, dir, "a.zfbook", Call{}, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a cancelled start: %v", err)
	}
	if testing.Short() {
		return
	}
	if _, err := Take(t.Context(), dir, "a.zfbook", Call{}, nil); book.CodeOf(err) != "window_silent" {
		t.Errorf("got %v", err)
	}
}
