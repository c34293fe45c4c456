package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"time"
)

// timesVariable names a file that gets a line for each work of the views, so that a
// run of the real window can be held against what DESIGN 7 promises.
const timesVariable = "ZHANGFANG_TIMES"

// timing is such a line. Each work has two: when it began, and when it ended.
type timing struct {
	What   string    // the function that asked, as "reconcile.(*Presenter).fetch"
	From   time.Time // when it asked
	Ended  bool
	Answer float64 // milliseconds until the book had answered
	Shown  float64 // milliseconds that the window then stood still to show it
}

// times writes timings down; nil writes none.
type times struct {
	mu   sync.Mutex
	file *os.File
}

func openTimes(path string) (*times, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("file of times: %w", err)
	}
	return &times{file: f}, nil
}

func (t *times) close() error {
	if t == nil {
		return nil
	}
	return t.file.Close()
}

// around is a work and what follows it, timed.
func (t *times) around(work func(context.Context) error, done func(error)) (func(context.Context) error, func(error)) {
	if t == nil {
		return work, done
	}
	line := timing{What: nameOf(work), From: time.Now()}
	t.write(line)
	timedWork := func(ctx context.Context) error {
		err := work(ctx)
		line.Answer = milliseconds(time.Since(line.From))
		return err
	}
	return timedWork, func(err error) {
		from := time.Now()
		done(err)
		line.Shown, line.Ended = milliseconds(time.Since(from)), true
		t.write(line)
	}
}

func (t *times) write(line timing) {
	text, err := json.Marshal(line)
	if err == nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		_, err = t.file.Write(append(text, '\n'))
	}
	if err != nil {
		slog.Warn("a time was not written down", "what", line.What, "error", err)
	}
}

// nameOf is the function in whose body a function stands, without its path.
func nameOf(work func(context.Context) error) string {
	f := runtime.FuncForPC(reflect.ValueOf(work).Pointer())
	if f == nil {
		return ""
	}
	name := f.Name()
	name = name[strings.LastIndexByte(name, '/')+1:]
	name, _, _ = strings.Cut(name, ".func")
	return strings.TrimSuffix(name, "-fm")
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
