package ui

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"
)

const (
	logFile   = "zhangfang.log"
	crashFile = "crash.log"
	logLimit  = 1 << 20 // bytes from which a log begins anew; the one before is kept
)

// record is where the program writes down what goes wrong, beside the book.
type record struct {
	log, crash *os.File
	last       string // the trace that the run before left when it ended badly; "" for none
}

// openRecord sends the log into a file of the folder, and the trace of a crash of
// any goroutine into another. A trace that is there is put aside and told.
func openRecord(dir string, now time.Time) (*record, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder of the log: %w", err)
	}
	r := &record{last: putAsideCrash(dir, now)}
	path := filepath.Join(dir, logFile)
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return nil, fmt.Errorf("log: %w", err)
		}
	}
	var err error
	if r.log, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(r.log, nil)))
	if r.crash, err = os.OpenFile(filepath.Join(dir, crashFile), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600); err != nil {
		return r, fmt.Errorf("log of crashes: %w", err)
	}
	if err := debug.SetCrashOutput(r.crash, debug.CrashOptions{}); err != nil {
		return r, fmt.Errorf("log of crashes: %w", err)
	}
	return r, nil
}

// putAsideCrash gives the trace of a crash a name of its own and returns that; ""
// where the run before ended well.
func putAsideCrash(dir string, now time.Time) string {
	path := filepath.Join(dir, crashFile)
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return ""
	}
	aside := filepath.Join(dir, "crash-"+now.Format("20060102-150405")+".log")
	if err := os.Rename(path, aside); err != nil {
		slog.Error("put the trace of a crash aside", "err", err)
		return path
	}
	return aside
}
