// Package picker asks the owner for files and folders that are there, with the
// dialogs of the platform: they know its places, take several files at once and
// speak the owner's language. Windows and macOS always have them; Linux where one of
// zenity, qarma or matedialog is installed, as most desktops have it.
package picker

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/ncruces/zenity"
)

// Question is what the owner is asked for.
type Question struct {
	Title   string
	Folder  bool     // a folder is asked for, not a file
	Many    bool     // several may be picked
	From    string   // the folder to begin in; "" is wherever the platform likes
	Kind    string   // what files with one of Endings are called
	Endings []string // those shown at first, with their dot; none: all
	Others  string   // what all files are called, so that any other can be reached too
}

// Available tells whether the platform has dialogs to ask with.
func Available() bool { return zenity.IsAvailable() }

// Ask shows the dialog of the platform over its parent and waits for the answer:
// absolute paths, or none where the owner thought better of it. Where ctx ends, so
// does the dialog.
func Ask(ctx context.Context, over Parent, q Question) ([]string, error) {
	options := q.options(ctx)
	if over.handle != nil {
		options = append(options, zenity.Attach(over.handle))
	}
	var paths []string
	var err error
	if q.Many {
		paths, err = zenity.SelectFileMultiple(options...)
	} else {
		var path string
		path, err = zenity.SelectFile(options...)
		paths = []string{path}
	}
	switch {
	case errors.Is(err, zenity.ErrCanceled):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("file dialog of the platform: %w", err)
	}
	return paths, nil
}

func (q Question) options(ctx context.Context) []zenity.Option {
	options := []zenity.Option{zenity.Context(ctx), zenity.Title(q.Title), zenity.Modal()}
	if q.From != "" { // a trailing separator says that it is the folder itself
		options = append(options, zenity.Filename(filepath.Clean(q.From)+string(filepath.Separator)))
	}
	if q.Folder {
		return append(options, zenity.Directory())
	}
	if len(q.Endings) > 0 {
		options = append(options, zenity.FileFilters{
			{Name: q.Kind, Patterns: patterns(q.Endings), CaseFold: true},
			{Name: q.Others, Patterns: []string{"*"}},
		})
	}
	return options
}

// patterns are the endings as the platform wants them: "*.csv" of ".csv".
func patterns(endings []string) []string {
	out := make([]string, len(endings))
	for i, e := range endings {
		out[i] = "*" + e
	}
	return out
}
