package importers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// recoded is a text as UTF-8, by the encoding that its owner says it has. What is
// packed or a workbook has none, and stays as it is.
func recoded(f bill.File, text book.Encoding) bill.File {
	enc := encodingOf(text)
	if enc == nil {
		return f
	}
	head, err := first(f, len(zipMagic))
	if err != nil || string(head) == zipMagic || string(head) == oleMagic {
		return f
	}
	raw := f.Open
	f.Open = func() (io.ReadCloser, error) {
		r, err := raw()
		if err != nil {
			return nil, err
		}
		// The mark keeps the reader from guessing once more.
		marked := io.MultiReader(strings.NewReader("\ufeff"), enc.NewDecoder().Reader(r))
		return &textReader{marked, r}, nil
	}
	return f
}

// textReader reads the text of a file.
type textReader struct {
	io.Reader
	io.Closer
}

// encodingOf is how bytes become text; nil where they tell themselves.
func encodingOf(text book.Encoding) encoding.Encoding {
	switch text {
	case book.EncodingUTF8:
		return unicode.UTF8BOM
	case book.EncodingGB18030:
		return simplifiedchinese.GB18030
	case book.EncodingBig5:
		return traditionalchinese.Big5
	case book.EncodingWestern:
		return charmap.Windows1252
	}
	return nil
}

// digestOf is the digest of a file's bytes as they lie on the disk, in hex.
func digestOf(ctx context.Context, f bill.File) (string, error) {
	in, err := f.Open()
	if err != nil {
		return "", &book.Problem{Code: bill.CodeRead, File: f.Name, Err: err}
	}
	defer in.Close()
	hash := sha256.New()
	for buf := make([]byte, 64<<10); ; {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := in.Read(buf)
		hash.Write(buf[:n])
		if err == io.EOF {
			return hex.EncodeToString(hash.Sum(nil)), nil
		}
		if err != nil {
			return "", &book.Problem{Code: bill.CodeRead, File: f.Name, Err: err}
		}
	}
}
