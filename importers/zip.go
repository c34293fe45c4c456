package importers

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Bounds of a zip, far above any bill and far below what hurts.
const (
	maxMembers    = 10_000
	maxMember     = 4 << 30   // bytes of a member, unpacked
	maxRatio      = 200       // unpacked to packed
	smallMember   = 1 << 20   // below this many bytes the ratio does not matter
	maxInnerZip   = 256 << 20 // bytes of a zip within a zip, which is held in memory
	maxZipDepth   = 1         // zips within zips
	flagEncrypted = 1
)

// archive is an opened zip.
type archive struct {
	*zip.Reader
	io.Closer
}

// zip adds the members of a zip. A workbook is a zip too, and stays a file.
func (e *expansion) zip(f bill.File, depth int) {
	a, err := openZip(f)
	if err != nil {
		e.refuse(f.Name, f.Path, damagedAs(f), err)
		return
	}
	defer a.Close()
	for _, m := range a.File {
		if m.Name == "[Content_Types].xml" {
			e.files = append(e.files, f)
			return
		}
	}
	switch {
	case len(a.File) > maxMembers:
		e.refuse(f.Name, f.Path, "zip_bomb", nil)
		return
	case depth > maxZipDepth:
		e.refuse(f.Name, f.Path, "zip_too_deep", nil)
		return
	}
	before := len(e.files) + len(e.refused)
	names := memberNames(a.File)
	for i, m := range a.File {
		if e.ctx.Err() != nil {
			return
		}
		if names[i] != "" {
			e.member(f, m, i, names[i], depth)
		}
	}
	if len(e.files)+len(e.refused) == before {
		e.refuse(f.Name, f.Path, bill.CodeEmpty, nil)
	}
}

// damagedAs says what a zip that cannot be opened was to be: the parts of a
// workbook are told by the first of them.
func damagedAs(f bill.File) string {
	if head, err := first(f, 4096); err == nil &&
		(bytes.Contains(head, []byte("[Content_Types].xml")) || bytes.Contains(head, []byte("xl/"))) {
		return bill.CodeDamaged
	}
	return codeDamagedZip
}

func (e *expansion) member(outer bill.File, m *zip.File, i int, name string, depth int) {
	f := bill.File{
		Name: outer.Name + "!" + name, Path: outer.Path, Size: int64(m.UncompressedSize64),
		Open: func() (io.ReadCloser, error) { return openMember(outer, i) },
	}
	size, packed := m.UncompressedSize64, m.CompressedSize64
	switch {
	case m.Flags&flagEncrypted != 0 && e.password == "":
		e.refuse(f.Name, f.Path, bill.CodePassword, nil)
	case size > maxMember || size > smallMember && size/maxRatio > packed:
		e.refuse(f.Name, f.Path, "zip_bomb", nil)
	case m.Flags&flagEncrypted != 0:
		if f = encrypted(outer, i, e.password, f); !fits(f) {
			e.refuse(f.Name, f.Path, bill.CodeWrongPassword, nil)
			return
		}
		e.take(f, depth+1)
	default:
		e.take(f, depth+1)
	}
}

// memberNames are the names of members as shown, "" for those left out: folders
// and what systems leave behind. The base name does where it is the only one. No two
// are alike, since a file that waits is known by its name.
func memberNames(members []*zip.File) []string {
	names, count := make([]string, len(members)), map[string]int{}
	for i, m := range members {
		name := shownName(strings.ReplaceAll(memberName(m.Name), `\`, "/"))
		skip := m.FileInfo().IsDir()
		for _, part := range strings.Split(name, "/") {
			skip = skip || hidden(part)
		}
		if !skip {
			names[i] = name
			count[path.Base(name)]++
		}
	}
	for i, name := range names {
		if base := path.Base(name); name != "" && count[base] == 1 {
			names[i] = base
		}
	}
	seen := map[string]bool{}
	for i, name := range names {
		for n := 2; name != "" && seen[names[i]]; n++ {
			ext := path.Ext(name)
			names[i] = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
		}
		seen[names[i]] = true
	}
	return names
}

// memberName decodes a name. Chinese systems write GBK without saying so.
func memberName(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	if d, err := simplifiedchinese.GB18030.NewDecoder().String(s); err == nil {
		return d
	}
	return strings.ToValidUTF8(s, "?")
}

// openZip opens a zip on disk, or in another zip, which is read into memory.
func openZip(f bill.File) (*archive, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	if file, ok := r.(onDisk); ok {
		z, err := zip.NewReader(file, f.Size)
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		return &archive{z, file}, nil
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxInnerZip+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxInnerZip {
		return nil, &book.Problem{Code: bill.CodeTooBig, Args: []string{"256 MB"}}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	return &archive{z, io.NopCloser(nil)}, nil
}

// openMember opens the i-th member; closing it closes its zip.
func openMember(outer bill.File, i int) (io.ReadCloser, error) {
	a, err := openZip(outer)
	if err != nil {
		return nil, err
	}
	if i >= len(a.File) {
		return nil, errors.Join(zip.ErrFormat, a.Close())
	}
	r, err := a.File[i].Open()
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return &unpacked{src: r, left: maxMember, files: []io.Closer{r, a}}, nil
}
