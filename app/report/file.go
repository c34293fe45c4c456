package report

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"

	"zhangfang/app/book"
)

// ToFile writes a file as a whole: what stood there before is replaced when
// everything is written, and only then. It refuses to stand in the place of the
// files named, those of the open book. Problems: "cannot_write", "is_the_book".
func ToFile(path string, keep []string, write func(io.Writer) error) (err error) {
	if target, err := os.Stat(path); err == nil {
		for _, k := range keep {
			if kept, err := os.Stat(k); err == nil && os.SameFile(target, kept) {
				return &book.Problem{Code: "is_the_book", File: path}
			}
		}
	}
	out, err := os.CreateTemp(filepath.Dir(path), ".zhangfang-*")
	if err != nil {
		return &book.Problem{Code: "cannot_write", File: path, Err: err}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(out.Name()))
		}
	}()
	buf := bufio.NewWriterSize(out, 1<<20)
	if err := errors.Join(write(buf), buf.Flush(), out.Chmod(0o644), out.Close()); err != nil {
		return err
	}
	if err := os.Rename(out.Name(), path); err != nil {
		return &book.Problem{Code: "cannot_write", File: path, Err: err}
	}
	return nil
}
