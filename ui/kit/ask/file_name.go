package ask

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
)

// longestStem is how long the name of a file may be before its ending, in bytes: file
// systems take 255, of which a copy in the making needs some.
const longestStem = 200

// notInNames are the characters that some system forbids in the name of a file.
const notInNames = `/\:*?"<>|`

// goodStem tells whether a name, without its ending, can be that of a file on every
// system.
func goodStem(stem string) bool {
	return stem != "" && len(stem) <= longestStem && stem[0] != '.' && !strings.HasSuffix(stem, ".") &&
		!strings.ContainsFunc(stem, func(r rune) bool { return r < ' ' || strings.ContainsRune(notInNames, r) })
}

// fileStem is a typed name without spaces around it and without one of the endings.
func fileStem(typed string, endings []string) string {
	typed = strings.TrimSpace(typed)
	if i := endingAt(typed, endings, -1); i >= 0 {
		typed = strings.TrimSpace(typed[:len(typed)-len(endings[i])])
	}
	return typed
}

// endingAt is the place of the ending that was typed; otherwise where none was.
func endingAt(typed string, endings []string, otherwise int) int {
	typed = strings.TrimSpace(typed)
	for i, e := range endings {
		if len(typed) >= len(e) && strings.EqualFold(typed[len(typed)-len(e):], e) {
			return i
		}
	}
	return otherwise
}

// fileFound is what stands where a file is to go.
type fileFound struct {
	there bool
	err   error // why nothing can be written there
}

// lookAt looks what stands at a path. Problems: "no_folder", "is_a_folder",
// "cannot_write", those of refuse.
func lookAt(path string, refuse func(string) error) fileFound {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fileFound{err: &book.Problem{Code: "no_folder", File: folder, Err: err}}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileFound{}
	case err != nil:
		return fileFound{err: &book.Problem{Code: "cannot_write", File: filepath.Base(path), Err: err}}
	case info.IsDir():
		return fileFound{err: &book.Problem{Code: "is_a_folder", File: filepath.Base(path)}}
	}
	if refuse != nil {
		err = refuse(path)
	}
	return fileFound{there: true, err: err}
}
