package importers

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// gzip reads through a single file that was packed on its way. It keeps its name.
func (e *expansion) gzip(f bill.File, depth int) {
	if depth > maxZipDepth {
		e.refuse(f.Name, f.Path, "zip_too_deep", nil)
		return
	}
	inner := f
	inner.Size = max(f.Size, sizeInside(f))
	inner.Open = func() (io.ReadCloser, error) {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, errors.Join(&book.Problem{Code: codeDamagedZip, Err: err}, r.Close())
		}
		return &unpacked{src: z, left: min(maxMember, max(smallMember, f.Size*maxRatio)), files: []io.Closer{z, r}}, nil
	}
	e.take(inner, depth+1)
}

// sizeInside is the unpacked size that a gzip file names at its end, modulo 4 GB;
// it serves progress alone. 0 where it cannot be had.
func sizeInside(f bill.File) int64 {
	r, err := f.Open()
	if err != nil {
		return 0
	}
	defer r.Close()
	file, ok := r.(onDisk)
	if !ok {
		return 0
	}
	var size [4]byte
	if _, err := file.ReadAt(size[:], f.Size-int64(len(size))); err != nil {
		return 0
	}
	return int64(binary.LittleEndian.Uint32(size[:]))
}

// codeDamagedZip refuses what was packed and cannot be unpacked.
const codeDamagedZip = "damaged_zip"

// unpacked reads what was packed. It tells damage from a disk that fails, and ends
// where there is more than a bill can hold.
type unpacked struct {
	src   io.Reader
	left  int64 // bytes that may still come
	files []io.Closer
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.src.Read(p)
	if u.left -= int64(n); u.left < 0 {
		return 0, &book.Problem{Code: "zip_bomb"}
	}
	var known *book.Problem
	if err != nil && err != io.EOF && !errors.As(err, &known) {
		err = &book.Problem{Code: codeDamagedZip, Err: err}
	}
	return n, err
}

// Close closes what was opened, the innermost first.
func (u *unpacked) Close() error {
	var all error
	for _, f := range u.files {
		all = errors.Join(all, f.Close())
	}
	return all
}
