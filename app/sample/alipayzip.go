package sample

import (
	"archive/zip"
	"bufio"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Members of Alipay's zip, in the order in which they stand in it.
const (
	tradeSumPart   = "业务明细(汇总)"
	tradePart      = "业务明细"
	accountSumPart = "账务明细(汇总)"
	accountPart    = "账务明细"
)

func parts() []string { return []string{tradeSumPart, tradePart, accountSumPart, accountPart} }

// pack puts the members into the zip. Their names are GBK without the UTF-8 flag,
// as Alipay writes them.
func (f *alipayFiles) pack() (err error) {
	out, err := os.Create(filepath.Join(f.dir, f.zip))
	if err != nil {
		return err
	}
	defer func() {
		if e := out.Close(); err == nil {
			err = e
		}
	}()
	buf := bufio.NewWriterSize(out, 1<<16)
	z := zip.NewWriter(buf)
	for _, kind := range parts() {
		if err := f.addMember(z, kind); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return buf.Flush()
}

// addMember moves a finished part into the zip.
func (f *alipayFiles) addMember(z *zip.Writer, kind string) error {
	name, err := simplifiedchinese.GBK.NewEncoder().String(f.member(kind))
	if err != nil {
		return err
	}
	w, err := z.CreateHeader(&zip.FileHeader{
		Name: name, NonUTF8: true, Method: zip.Deflate, Modified: local(exportTime(f.period)),
	})
	if err != nil {
		return err
	}
	in, err := os.Open(f.part(kind))
	if err != nil {
		return err
	}
	_, err = io.Copy(w, in)
	in.Close()
	if err != nil {
		return err
	}
	return os.Remove(f.part(kind))
}
