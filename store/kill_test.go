package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"zhangfang/app/book"
)

const (
	killBase = 300    // rows that the book holds before
	killRows = 20_000 // rows that come and go as one
)

// TestMain turns the test's binary into the process that is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("ZF_KILL_BOOK"); path != "" {
		if err := comeAndGo(path); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// comeAndGo imports a batch and undoes it, for ever.
func comeAndGo(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, time.Now)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for {
		b, err := s.Import(ctx, wechatChannel, book.Batch{File: "big.csv", Covers: book.Coverage{Period: book.Period{From: march(1), To: march(28)}}},
			func(w book.BatchWriter) error {
				for i := range killRows {
					e := payment("K"+strconv.Itoa(i), march(1+i%28), 100)
					if err := w.Add(&e, markOf(&e)); err != nil {
						return err
					}
					if err := w.Raw(int32(i+2), []string{e.OrderNo, "1.00"}); err != nil {
						return err
					}
				}
				return nil
			})
		if err != nil {
			return err
		}
		if _, err := s.UndoBatch(ctx, b.ID, time.Now()); err != nil {
			return err
		}
	}
}

// TestKilledAtAnyMoment kills a process that imports and undoes, and looks at
// what it left: the whole batch or nothing of it, and a book that verifies.
func TestKilledAtAnyMoment(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 10
	}
	dir := t.TempDir()
	base := filepath.Join(dir, "base.zfbook")
	s := reopen(t, base)
	var entries []book.Entry
	for i := range killBase {
		entries = append(entries, order(fmt.Sprint("B", i), march(1), 100))
	}
	importRows(t, s, shopChannel, "base.csv", entries...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	clean, err := os.ReadFile(base)
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	whole := 0
	for i := range kills {
		path := filepath.Join(dir, fmt.Sprintf("%d.zfbook", i))
		if err := os.WriteFile(path, clean, 0o600); err != nil {
			t.Fatal(err)
		}
		killDuring(t, path, time.Duration(rnd.IntN(350))*time.Millisecond)
		after, err := openBook(path)
		if err != nil {
			t.Fatalf("kill %d: the book does not open: %v", i, err)
		}
		switch v := mustVerify(t, after); v.Entries {
		case killBase:
		case killBase + killRows:
			whole++
		default:
			t.Fatalf("kill %d: %d entries", i, v.Entries)
		}
		after.Close()
		os.Remove(path)
	}
	t.Logf("of %d kills, %d left the batch in the book", kills, whole)
}

// killDuring starts the process, waits until it works, and kills it after a while.
func killDuring(t *testing.T, path string, after time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "ZF_KILL_BOOK="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "ready\n" {
		t.Fatalf("the process says %q: %v", line, err)
	}
	time.Sleep(after)
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait() // killed, as it was meant to be
}
