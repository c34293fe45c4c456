package importers_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// reason is why a file is refused, "" where it is not.
func reason(f bill.File) string {
	_, _, err := read(f, bill.Options{})
	return book.CodeOf(err)
}

func TestGzip(t *testing.T) {
	dir := t.TempDir()
	plain := gzipped(t, []byte(orderSheet))
	p := write(t, dir, "a.csv.gz", plain)
	write(t, dir, "b.csv.gz", plain[:len(plain)-9])
	write(t, dir, "c.zip.gz", gzipped(t, zipOf(t, part{name: "inner.csv", data: []byte(orderSheet)})))
	write(t, dir, "d.gz", gzipped(t, gzipped(t, plain)))
	write(t, dir, "e.gz", []byte("\x1f\x8b no more"))
	write(t, dir, "f.zip", zipOf(t, part{name: "x.gz", data: plain}))
	names, refused, files := expand(t, dir)
	if want := []string{"a.csv.gz", "b.csv.gz", "c.zip.gz!inner.csv", "f.zip!x.gz"}; !slices.Equal(names, want) {
		t.Errorf("files %q", names)
	}
	if want := []string{"d.gz: zip_too_deep", "e.gz: damaged_zip"}; !slices.Equal(refused, want) {
		t.Errorf("refused %q", refused)
	}
	for _, f := range files {
		if f.Name == "b.csv.gz" { // cut off, which only its end tells
			if code := reason(f); code != "damaged_zip" {
				t.Errorf("a cut file: %q", code)
			}
			continue
		}
		if s, entries, err := read(f, bill.Options{}); err != nil || len(entries) != 1 || s.Rows != 1 {
			t.Errorf("%s: %+v %v", f.Name, s, err)
		}
	}
	if files[0].Size < int64(len(orderSheet)) || files[0].Path != p {
		t.Errorf("size %d of %s", files[0].Size, files[0].Path)
	}
}

// TestTruncatedLater: what is cut off behind its first bytes is found when it is
// read, and never goes in by half.
func TestTruncatedLater(t *testing.T) {
	dir := t.TempDir()
	long := []byte(wechatBill(5000))
	packed := gzipped(t, long)
	write(t, dir, "a.gz", packed[:len(packed)/2])
	zip := zipOf(t, part{name: "a.csv", data: long})
	at := bytes.Index(zip, []byte("PK\x01\x02"))
	zip[at/2] ^= 0xff // within the packed bytes
	write(t, dir, "b.zip", zip)
	_, _, files := expand(t, dir)
	for _, f := range files {
		if code := reason(f); code != "damaged_zip" {
			t.Errorf("%s: %q", f.Name, code)
		}
	}
	if len(files) != 2 {
		t.Errorf("%d files", len(files))
	}
}

func TestGzipBomb(t *testing.T) {
	p := write(t, t.TempDir(), "a.gz", gzipped(t, []byte(orderSheet+strings.Repeat("A1,2025-10-01 10:00:00,1.00,交易成功\n", 1<<18))))
	_, _, files := expand(t, p)
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	if code := reason(files[0]); code != "zip_bomb" {
		t.Errorf("a bomb goes off: %q", code)
	}
}

// TestChanged: a file that another program writes while it is read is refused,
// and is as good as ever once it rests.
func TestChanged(t *testing.T) {
	dir := t.TempDir()
	p := write(t, dir, "a.csv", []byte(wechatBill(3000)))
	touched := write(t, dir, "b.csv", []byte(orderSheet))
	_, _, files := expand(t, p, touched)
	rows := 0
	_, err := importers.Read(context.Background(), files[0], bill.Options{}, func(*bill.Row) error {
		if rows++; rows == 1 {
			f, err := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			fmt.Fprint(f, "`more")
			return f.Close()
		}
		return nil
	})
	if book.CodeOf(err) != "file_changed" {
		t.Errorf("while it is read: %v", err)
	}
	if err := os.Chtimes(touched, time.Now(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if code := reason(files[1]); code != "file_changed" {
		t.Errorf("before it is read: %q", code)
	}
	if _, _, again := expand(t, touched); reason(again[0]) != "" {
		t.Error("a file at rest is refused")
	}
	zip := write(t, dir, "c.zip", zipOf(t, part{name: "a.csv", data: []byte(orderSheet)}))
	_, _, files = expand(t, zip)
	write(t, dir, "c.zip", zipOf(t, part{name: "b.csv", data: []byte(orderSheet)}, part{name: "c.csv"}))
	if code := reason(files[0]); code != "file_changed" {
		t.Errorf("a zip: %q", code)
	}
}

// TestMixedFolder: of a folder of anything, what is good goes in, and each of the
// rest says why not; names may hold any character.
func TestMixedFolder(t *testing.T) {
	dir := t.TempDir()
	sheet := workbook(t, map[string][][]any{"a": {{"订单编号", "付款时间", "实付金额", "订单状态"}, {"A1", "2025-10-02 08:00:00", 1, "交易成功"}}})
	odd := "多\u202e语 言\n\x01 “引号” 😀 %2F;'&.csv"
	write(t, dir, odd, []byte(orderSheet))
	write(t, dir, "bad\xff.csv", []byte(orderSheet))
	write(t, dir, "sub/cut.xlsx", sheet[:len(sheet)/2])
	write(t, dir, "sub/good.xlsx", sheet)
	write(t, dir, "zeros", make([]byte, 1<<20))
	write(t, dir, "names.zip", zipOf(t, part{name: "../../etc/\u202epasswd\x00.csv", data: []byte(orderSheet)}, part{name: `c:\账单\一.csv`, data: []byte(orderSheet)}))
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	var good, bad []string
	_, refused, files := expand(t, dir)
	for _, f := range files {
		if code := reason(f); code != "" {
			bad = append(bad, f.Name+": "+code)
			continue
		}
		good = append(good, f.Name)
	}
	if want := []string{"bad_.csv", "good.xlsx", "names.zip!_passwd_.csv", "names.zip!一.csv", "多_语 言__ “引号” 😀 %2F;'&.csv"}; !slices.Equal(sorted(good), want) {
		t.Errorf("good %q", good)
	}
	if want := []string{"cut.xlsx: damaged_workbook", "zeros: binary"}; !slices.Equal(sorted(append(bad, refused...)), want) {
		t.Errorf("bad %q %q", bad, refused)
	}
}

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}
