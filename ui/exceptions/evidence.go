package exceptions

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"zhangfang/app/book"
)

// File is a file attached to an exception.
type File struct {
	ID   book.AttachmentID
	Name string
	Size string
}

func files(all []book.Attachment) []File {
	out := make([]File, len(all))
	for i, a := range all {
		out[i] = File{a.ID, a.Name, sizeText(a.Size)}
	}
	return out
}

// evidenceOf is the files of every standing decision on an exception: what one
// brought stays in sight when a later one brings none.
func evidenceOf(x *book.ExceptionLine, events []book.ExceptionEvent) []book.AttachmentID {
	undone := map[book.DecisionID]bool{}
	for i := range events {
		if events[i].What == stepUndone {
			undone[events[i].Decision] = true
		}
	}
	ids := slices.Clone(x.Files)
	for i := range events {
		if !undone[events[i].Decision] {
			ids = append(ids, events[i].Files...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// readMost is more than the book takes of a file, in bytes: it is the book that
// refuses it, and no more than this is read.
const readMost = 32 << 20

// Attach lets the owner choose a file and keeps it as evidence of the selected
// exception.
func (p *Presenter) Attach() {
	x := p.at()
	if !p.Can().Attach || x == nil {
		return
	}
	p.deps.Choose(func(path string) { p.attach(x, path) })
}

func (p *Presenter) attach(x *book.ExceptionLine, path string) {
	if p.busy {
		return
	}
	p.busy = true
	var file book.Attachment
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		data, err := readFile(path)
		if err != nil {
			return err
		}
		file, err = p.deps.Review.Attach(ctx, filepath.Base(path), data)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.fail(err)
			return
		}
		d := carried(x)
		if p.person != "" {
			d.Person = p.person
		}
		d.Files = slices.Clone(d.Files)
		if !slices.Contains(d.Files, file.ID) {
			d.Files = append(d.Files, file.ID)
		}
		p.dispose([]string{x.Key()}, d, p.deps.Text.T("exceptions.did_attach", file.Name))
	})
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &book.Problem{Code: "unreadable", File: filepath.Base(path), Err: err}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, readMost))
	if err != nil {
		return nil, &book.Problem{Code: "unreadable", File: filepath.Base(path), Err: err}
	}
	return data, nil
}

// OpenFile shows an attached file.
func (p *Presenter) OpenFile(f File) {
	if p.deps.OpenData == nil {
		return
	}
	var data []byte
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		data, err = p.deps.Review.AttachmentData(ctx, f.ID)
		return err
	}, func(err error) {
		if err != nil {
			p.deps.ShowError(err)
			return
		}
		p.deps.OpenData(f.Name, data)
	})
}

// sizeText is a number of bytes as a person says it: "812 B", "24 KB", "1.3 MB".
func sizeText(n int64) string {
	switch {
	case n < 1<<10:
		return strconv.FormatInt(n, 10) + " B"
	case n < 1<<20:
		return strconv.FormatInt(n>>10, 10) + " KB"
	}
	return fmt.Sprintf("%d.%d MB", n>>20, (n%(1<<20))*10>>20)
}
