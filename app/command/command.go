// Package command is the command line: an equal front end to the window, for
// scripts, tests and nightly jobs. It needs no display.
package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/assets"
)

// Exit codes (DESIGN 6).
const (
	exitDone  = 0
	exitWork  = 1 // a file refused or held, a path not found, verification failed
	exitUsage = 2
)

// Window opens the window on a book, dropping the files on it; a path of "" is for the
// book that the owner uses.
type Window func(ctx context.Context, bookPath string, files []string) error

// Env is what a command runs in.
type Env struct {
	Out, Err io.Writer
	Now      func() time.Time
	Text     *assets.Text
	Window   Window
	Display  func() bool // tells whether a window can open
}

// failure is an error with an exit code; shown tells that the person has been
// told already.
type failure struct {
	code  int
	err   error
	shown bool
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// Run runs the program with its arguments and returns the exit code.
func Run(ctx context.Context, env Env, args []string) int {
	c := &commands{Env: env}
	root := c.root()
	root.SetArgs(args)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{code: exitUsage, err: err} // what cobra says of flags and arguments
	}
	if !f.shown {
		fmt.Fprintln(env.Err, c.sentence(f.err))
	}
	return f.code
}

// commands holds the global flags.
type commands struct {
	Env
	bookPath string
	json     bool
}

func (c *commands) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "zhangfang [FILE.zfbook | FILES to drop]",
		Short:         c.Text.T("command.short"),
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, args []string) error { return c.window(cmd.Context(), args) },
	}
	root.PersistentFlags().StringVar(&c.bookPath, "book", "", c.Text.T("command.flag.book"))
	root.PersistentFlags().BoolVar(&c.json, "json", false, c.Text.T("command.flag.json"))
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(c.importCommand(), c.reconcileCommand(), c.exportCommand(), c.reportCommand(), c.statusCommand(),
		c.verifyCommand(), c.undoCommand(), c.dayRuleCommand(), c.closeCommand(), c.demoCommand(), c.channelCommand(), c.pullCommand(), c.gatewayCommand())
	return root
}

// window opens the window; a first argument that is a book is opened, anything
// else is dropped on it.
func (c *commands) window(ctx context.Context, args []string) error {
	path := c.bookPath
	if len(args) > 0 && strings.HasSuffix(args[0], ".zfbook") {
		path, args = args[0], args[1:]
	}
	if c.Display != nil && !c.Display() {
		return work(&book.Problem{Code: "no_display"})
	}
	for _, f := range args {
		if _, err := os.Stat(f); err != nil {
			return work(&book.Problem{Code: "path_not_found", File: f, Err: err})
		}
	}
	return work(c.Window(ctx, path, args))
}

func (c *commands) path() (string, error) {
	if c.bookPath != "" {
		return c.bookPath, nil
	}
	return app.DefaultPath()
}

// withBook opens a book that is there, matches what is still to be matched, runs f
// on it and closes it. Problem "no_book".
func (c *commands) withBook(ctx context.Context, f func(*app.Book) error) error {
	return c.open(ctx, false, func(b *app.Book) error {
		if err := b.CatchUp(ctx); err != nil {
			return err
		}
		return f(b)
	})
}

// open opens the book as it is, makes it only when asked to, and closes it.
func (c *commands) open(ctx context.Context, make bool, f func(*app.Book) error) error {
	path, err := c.path()
	if err != nil {
		return work(err)
	}
	if _, err := os.Stat(path); err != nil && !make {
		return work(&book.Problem{Code: "no_book", File: path, Err: err})
	}
	b, err := app.Open(ctx, path, c.Now)
	if err != nil {
		return work(err)
	}
	return work(errors.Join(f(b), b.Close()))
}

// work marks an error as one of the work, not of the usage.
func work(err error) error {
	var f *failure
	if err == nil || errors.As(err, &f) {
		return err
	}
	return &failure{code: exitWork, err: err}
}

// told is a failure that the person has been told of already.
func told(reason string) error {
	return &failure{code: exitWork, err: errors.New(reason), shown: true}
}

// print writes one JSON object under --json, else what human writes.
func (c *commands) print(v any, human func(w io.Writer)) error {
	if !c.json {
		human(c.Out)
		return nil
	}
	enc := json.NewEncoder(c.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// sentence is an error as a person reads it.
func (c *commands) sentence(err error) string {
	var p *book.Problem
	switch {
	case errors.As(err, &p), errors.As(usage(err), &p):
		return problemSentence(c.Text, p)
	case errors.Is(err, context.Canceled):
		return c.Text.T("command.cancelled")
	}
	return err.Error()
}

func problemSentence(t *assets.Text, p *book.Problem) string {
	return t.Data("problem."+p.Code, map[string]any{"File": p.File, "Line": p.Line, "Cell": p.Cell}, p.Args...)
}

func noteSentence(t *assets.Text, n book.Note) string {
	return t.Data("note."+n.Code, map[string]any{"Line": n.Line}, n.Args...)
}
