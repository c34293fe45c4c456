package sample

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
)

// folder is where files are made.
type folder interface {
	create(name string) (io.WriteCloser, error)
}

// onDisk is a folder of the disk, by its path.
type onDisk string

func (d onDisk) create(name string) (io.WriteCloser, error) {
	return os.Create(filepath.Join(string(d), name))
}

// inMemory is a folder of files that nobody keeps, by their names.
type inMemory map[string]*bytes.Buffer

func (m inMemory) create(name string) (io.WriteCloser, error) {
	b := &bytes.Buffer{}
	m[name] = b
	return unclosed{b}, nil
}

type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
