// Package single lets one window have a book: a second start hands what it was
// given to the first, which comes to the front. It knows no Fyne.
//
// Who has a book holds a lock on a small file, which the system gives back when a
// process ends, however it ends; so no lock is ever stale. Beside it is a socket of
// the file system, which only the same user can reach: no network port is opened.
// (Windows has such sockets since version 1803.)
package single

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"zhangfang/app/book"
)

// Call is what a second start hands to the first: files to import, absolute; none
// where it was only started again.
type Call struct {
	Files []string `json:"files"`
}

const (
	answerWithin = 5 * time.Second // the first may be starting itself
	endWithin    = time.Minute     // the first may be ending its work
	tryEvery     = 100 * time.Millisecond
	longest      = 1 << 20 // bytes of a call
	thanks       = "ok\n"
	ending       = "ending\n" // the window is about to be gone: its book is free in a moment
)

// Claim is a book that this window has. Give it back with Close.
type Claim struct {
	base     string // path of lock and socket without their ends
	lock     io.Closer
	listener net.Listener
	ending   atomic.Bool
	done     chan struct{}
}

// Take claims the book at a path, in a folder of the user's own (see Dir). Where
// another window has it, the call goes there and the claim is nil; a window that is
// ending is waited for. called is told of each later start, on a goroutine of its own.
// Problem "window_silent" where the other window does not answer.
func Take(ctx context.Context, dir, path string, call Call, called func(Call)) (*Claim, error) {
	base, err := nameOf(dir, path)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	wait := answerWithin
	for {
		c, err := take(base, called)
		if c != nil || err != nil && !errors.Is(err, errTaken) {
			return c, err
		}
		if err = hand(ctx, base+".sock", call); err == nil {
			return nil, nil
		}
		if errors.Is(err, errEnding) {
			wait = endWithin
		}
		if time.Since(began) > wait {
			return nil, &book.Problem{Code: "window_silent", File: filepath.Base(path), Err: err}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(tryEvery):
		}
	}
}

var (
	errTaken  = errors.New("another window has the book") // it holds the lock
	errEnding = errors.New("the other window is ending")
)

// take claims the book for this process, or fails with errTaken.
func take(base string, called func(Call)) (*Claim, error) {
	lock, err := lockFile(base + ".lock")
	if err != nil {
		return nil, err
	}
	socket := base + ".sock"
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) { // of a window that was killed
		return nil, errors.Join(fmt.Errorf("old socket: %w", err), lock.Close())
	}
	l, err := net.Listen("unix", socket)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("socket of the window: %w", err), lock.Close())
	}
	c := &Claim{base: base, lock: lock, listener: l, done: make(chan struct{})}
	c.InFront()
	go c.serve(called)
	return c, nil
}

// End says to later starts that the window is about to be gone, so that they wait for
// its book. A nil claim has none.
func (c *Claim) End() {
	if c != nil {
		c.ending.Store(true)
	}
}

// Close gives the book back; nobody is called after it.
func (c *Claim) Close() error {
	if c == nil {
		return nil
	}
	err := c.listener.Close() // takes the socket away too
	<-c.done
	return errors.Join(err, c.lock.Close())
}

func (c *Claim) serve(called func(Call)) {
	defer close(c.done)
	for {
		conn, err := c.listener.Accept()
		if err != nil {
			return // closed
		}
		answer := thanks
		if c.ending.Load() {
			answer = ending
		}
		if call, err := receive(conn, answer); err == nil && answer == thanks {
			called(call)
		}
	}
}

// receive reads a call and answers it; one that makes no sense is dropped.
func receive(conn net.Conn, answer string) (call Call, err error) {
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(answerWithin)); err != nil {
		return call, err
	}
	if err := json.NewDecoder(io.LimitReader(conn, longest)).Decode(&call); err != nil {
		return call, err
	}
	_, err = io.WriteString(conn, answer)
	return call, err
}

// hand brings a call to the window that has the book.
func hand(ctx context.Context, socket string, call Call) error {
	d := net.Dialer{Timeout: answerWithin}
	conn, err := d.DialContext(ctx, "unix", socket)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(answerWithin)); err != nil {
		return err
	}
	if err := json.NewEncoder(conn).Encode(call); err != nil {
		return err
	}
	answer, err := io.ReadAll(io.LimitReader(conn, int64(len(ending))))
	switch {
	case err != nil:
		return err
	case string(answer) == ending:
		return errEnding
	case string(answer) != thanks:
		return io.ErrUnexpectedEOF
	}
	return nil
}

// nameOf is the path of lock and socket without their ends: a digest of the book's
// path, since the name of a socket may have only 107 bytes.
func nameOf(dir, path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find the book: %w", err)
	}
	path = realPath(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("folder of the lock: %w", err)
	}
	sum := sha256.Sum256([]byte(path))
	return filepath.Join(dir, hex.EncodeToString(sum[:6])), nil
}

// realPath is a path without links, also where the book or its folder is yet to be
// made: it is the same before and after.
func realPath(path string) string {
	if whole, err := filepath.EvalSymlinks(path); err == nil {
		return whole
	}
	folder := filepath.Dir(path)
	if folder == path {
		return path
	}
	return filepath.Join(realPath(folder), filepath.Base(path))
}

// Dir is where locks and sockets lie: the user's folder for a session's files where
// the system has one, else that for caches. Both are the user's alone.
func Dir() (string, error) {
	if dir := os.Getenv("XDG_RUNTIME_DIR"); dir != "" {
		return filepath.Join(dir, "zhangfang"), nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("folder of the lock: %w", err)
	}
	return filepath.Join(dir, "zhangfang"), nil
}
