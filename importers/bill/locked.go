package bill

import (
	"bytes"
	"io"
	"regexp"
	"strconv"

	"github.com/richardlehane/mscfb"
	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
)

// CodeWrongPassword refuses a file that the owner's password does not open.
const CodeWrongPassword = "wrong_password"

// maxSpins bounds how often a password is hashed to open a workbook; programs write
// 100,000, and a file may ask for hours.
const maxSpins = 1_000_000

// lockedMark is the name, in UTF-16, of the part of a compound file that holds an
// encrypted workbook ([MS-OFFCRYPTO] 2.3).
const lockedMark = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// Locked tells whether a compound file, as r gives it, holds an encrypted .xlsx.
func Locked(r io.Reader) (bool, error) {
	window, kept := make([]byte, len(lockedMark)+chunk), 0
	for {
		n, err := io.ReadFull(r, window[kept:])
		b := window[:kept+n]
		switch {
		case bytes.Contains(b, []byte(lockedMark)):
			return true, nil
		case atEnd(err):
			return false, nil
		case err != nil:
			return false, unreadable(err)
		}
		kept = copy(window, b[len(b)-len(lockedMark):])
	}
}

// Unlock is the .xlsx within an encrypted one. Problems: "wrong_password",
// "locked_workbook" where the encryption is not known, "too_big", "damaged".
func Unlock(r io.Reader, password string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	switch {
	case err != nil:
		return nil, unreadable(err)
	case len(data) > maxWorkbook:
		return nil, &book.Problem{Code: CodeTooBig, Args: []string{"256 MB"}}
	}
	var out []byte
	err = guard(func() error {
		if err := unlockable(data); err != nil {
			return err
		}
		var err error
		out, err = excelize.Decrypt(data, &excelize.Options{Password: password})
		return err
	})
	switch {
	case err != nil:
		return nil, damaged(err)
	case !bytes.HasPrefix(out, []byte(zipMagic)):
		return nil, &book.Problem{Code: CodeWrongPassword}
	}
	return out, nil
}

// unlockable looks at what the decryption would trust: the sizes of the parts, and
// how often the password is to be hashed.
func unlockable(data []byte) error {
	if !plausibleHeader(data) {
		return errBIFF
	}
	c, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return err
	}
	parts := 0
	for _, f := range c.File {
		if f.Name != "EncryptionInfo" && f.Name != "EncryptedPackage" {
			continue
		}
		if parts++; f.Size < 8 || f.Size > int64(len(data)) {
			return errBIFF
		}
		if f.Name == "EncryptionInfo" {
			info, err := io.ReadAll(io.LimitReader(f, 1<<16))
			if err != nil {
				return err
			}
			if !fewSpins(info) {
				return &book.Problem{Code: CodeLocked}
			}
		}
	}
	if parts != 2 {
		return errBIFF
	}
	return nil
}

// fewSpins tells whether all that a description of an encryption asks for is bounded;
// the older kind of it has a fixed number.
func fewSpins(info []byte) bool {
	for _, m := range regexp.MustCompile(`spinCount\s*=\s*["']\s*([^"']*)["']`).FindAllSubmatch(info, -1) {
		if n, err := strconv.Atoi(string(m[1])); err != nil || n > maxSpins {
			return false
		}
	}
	return true
}
