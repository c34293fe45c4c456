package importers

import (
	"errors"
	"io"

	crypted "github.com/yeka/zip"

	"zhangfang/importers/bill"
)

// passwordProbe is how many bytes of an encrypted member are read to see whether
// the password fits: the old encryption tells it only by what comes out.
const passwordProbe = 1 << 20

// encrypted is the file of an encrypted member. std zip cannot open those, so
// they are read by another library, and only they. A zip within a zip that is
// encrypted is not opened.
func encrypted(outer bill.File, i int, password string, plain bill.File) bill.File {
	plain.Open = func() (io.ReadCloser, error) { return openEncrypted(outer, i, password) }
	return plain
}

// fits tells whether an encrypted file opens with its password.
func fits(f bill.File) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	_, err = io.CopyN(io.Discard, r, passwordProbe)
	return r.Close() == nil && (err == nil || err == io.EOF)
}

func openEncrypted(outer bill.File, i int, password string) (io.ReadCloser, error) {
	r, err := outer.Open()
	if err != nil {
		return nil, err
	}
	file, ok := r.(onDisk)
	if !ok {
		return nil, errors.Join(errors.New("encrypted zip within a zip"), r.Close())
	}
	z, err := crypted.NewReader(file, outer.Size)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if i >= len(z.File) {
		return nil, errors.Join(crypted.ErrFormat, file.Close())
	}
	z.File[i].SetPassword(password)
	m, err := z.File[i].Open()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &unpacked{src: m, left: int64(z.File[i].UncompressedSize64), files: []io.Closer{m, file}}, nil
}
