package importers

import (
	"bytes"
	"io"

	"zhangfang/importers/bill"
)

// compound takes a workbook of old, or an encrypted new one, which the owner's
// password opens.
func (e *expansion) compound(f bill.File) {
	locked, err := isLocked(f)
	switch {
	case err != nil:
		e.refuse(f.Name, f.Path, bill.CodeRead, err)
		return
	case !locked:
		e.files = append(e.files, f)
		return
	case e.password == "":
		e.refuse(f.Name, f.Path, bill.CodePassword, nil)
		return
	}
	data, err := unlock(f, e.password)
	if err != nil {
		e.refuse(f.Name, f.Path, bill.CodeDamaged, err)
		return
	}
	open, password := f, e.password
	open.Size = int64(len(data))
	open.Open = func() (io.ReadCloser, error) { // kept nowhere: it is opened a few times, and may be large
		data, err := unlock(f, password)
		return io.NopCloser(bytes.NewReader(data)), err
	}
	e.files = append(e.files, open)
}

func isLocked(f bill.File) (bool, error) {
	r, err := f.Open()
	if err != nil {
		return false, err
	}
	defer r.Close()
	return bill.Locked(r)
}

func unlock(f bill.File, password string) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return bill.Unlock(r, password)
}
