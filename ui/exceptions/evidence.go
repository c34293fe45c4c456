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

// files are the attachments that are in sight.
func files(all []book.Attachment, sight []book.AttachmentID) []File {
	var out []File
	for _, a := range all {
		if slices.Contains(sight, a.ID) {
			out = append(out, File{a.ID, a.Name, sizeText(a.Size)})
		}
	}
	return out
}

// evidenceOf is the files in sight of an exception.
func evidenceOf(x *book.ExceptionLine, events []book.ExceptionEvent) []book.AttachmentID {
	ids := slices.Concat(x.Files, standingAfter(events).files)
	slices.Sort(ids)
	return slices.Compact(ids)
}

// everFiles is all files that any decision on an exception named, standing or not.
func everFiles(x *book.ExceptionLine, events []book.ExceptionEvent) []book.AttachmentID {
	ids := slices.Clone(x.Files)
	for i := range events {
		ids = append(ids, events[i].Files...)
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

// Detach takes a file away from the selected exception. The book keeps it: the step
// can be undone, and the history names it.
func (p *Presenter) Detach(f File) {
	x := p.at()
	if x == nil || !p.Can().Attach {
		return
	}
	d := carried(x)
	d.Files = nil
	for _, other := range p.detail.Files {
		if other.ID != f.ID {
			d.Files = append(d.Files, other.ID)
		}
	}
	p.dispose([]string{x.Key()}, d, p.deps.Text.T("exceptions.did_detach", f.Name))
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
	if len(data) == 0 {
		return nil, &book.Problem{Code: "attach_empty", File: filepath.Base(path)}
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
