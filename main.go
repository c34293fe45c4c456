// Zhangfang (账房) is a desktop program that reconciles a shop's orders, channel
// bills and bank statements. This file only wires: it opens the window, or runs a
// command.
package main

import (
	"context"
	_ "embed" // for the metadata
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	fyneapp "fyne.io/fyne/v2/app"
	locale "github.com/jeandeaual/go-locale"

	"zhangfang/app"
	"zhangfang/app/command"
	"zhangfang/assets"
	"zhangfang/ui"
)

// appID is that of FyneApp.toml; a test holds the two together.
const appID = "cn.zhangfang.desktop"

// metadata is what the program is called and which version it is.
//
//go:embed FyneApp.toml
var metadata string

// version is that of the metadata.
func version() string {
	_, rest, _ := strings.Cut(metadata, "\nVersion = \"")
	v, _, _ := strings.Cut(rest, "\"")
	return v
}

// softMemory is the memory, in bytes, from which the garbage collector works harder: a
// book of a million rows is matched in less than 400 MB. A window has less, since what
// draws it has memory of its own.
const (
	softMemory       = 300 << 20
	softWindowMemory = 240 << 20
)

// windowGC is how much the heap may grow, in percent, before a window collects it: a
// quarter of what is usual, since most of it is the copy of the book and the fonts,
// which stay, and in which there is little to follow.
const windowGC = 25

func main() {
	debug.SetMemoryLimit(softMemory)
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	defer stop()
	context.AfterFunc(ctx, stop)  // a second one ends a command at once
	name, _ := locale.GetLocale() // none set: the program's own language
	text, err := assets.NewText(name)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	env := command.Env{Out: os.Stdout, Err: os.Stderr, Now: time.Now, Text: text, Window: window(text), Display: hasDisplay}
	if len(os.Args) == 1 && !hasDisplay() {
		return command.Headless(ctx, env)
	}
	return command.Run(ctx, env, os.Args[1:])
}

// endings are the signals that end the program in good order: Ctrl-C, kill, the end
// of the session, and a terminal that is closed, where nohup did not say otherwise.
func endings() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

// hasDisplay tells whether a window can open; only X11 and Wayland can lack one.
func hasDisplay() bool {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

func window(text *assets.Text) command.Window {
	return func(ctx context.Context, path string, files []string) error {
		debug.SetGCPercent(windowGC)
		debug.SetMemoryLimit(softWindowMemory)
		locks, err := ui.LockDir()
		if err != nil {
			return err
		}
		p := ui.Program{Open: opener, Look: app.Looker(time.Now), Restore: app.Restorer(time.Now), Default: app.DefaultPath, LockDir: locks, Version: version()}
		return ui.Run(ctx, fyneapp.NewWithID(appID), text, p, path, files)
	}
}

// opener opens a book for the window.
func opener(ctx context.Context, path string) (*ui.Book, error) {
	b, err := app.Open(ctx, path, time.Now)
	if err != nil {
		return nil, err
	}
	return &ui.Book{
		Path: b.Path, Intake: b.Intake, Review: b.Review, Monthly: b.Monthly, Upkeep: b.Upkeep, Pull: b.Pull,
		Import: b.Import, UndoBatch: b.UndoBatch, SampleShop: b.ImportSample, CatchUp: b.CatchUp, Holidays: b.Holidays, Judged: b.Judged, Leave: b.Leave, Close: b.Close,
	}, nil
}
