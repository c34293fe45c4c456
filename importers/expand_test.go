package importers_test

import (
	"archive/zip"
	"bytes"
	"context"
	crypted "github.com/yeka/zip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

const orderSheet = "订单编号,付款时间,实付金额,订单状态\nA1,2025-10-01 10:00:00,1.00,交易成功\n"

const summary = "#支付宝业务汇总查询\n门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）\n,,2,1,3.00\n"

// part is a member of a zip; a raw name is written as it is, without the flag
// that says UTF-8.
type part struct {
	name string
	data []byte
	raw  bool
}

func zipOf(t *testing.T, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, NonUTF8: p.raw})
		if err != nil {
			t.Fatal(err)
		}
		f.Write(p.data)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// expand tells files and refusals by name.
func expand(t *testing.T, paths ...string) (names, refused []string, files []bill.File) {
	t.Helper()
	files, no, err := importers.Expand(context.Background(), paths, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, f.Name)
	}
	for _, r := range no {
		s := r.File + ": " + r.Problem.Code
		if r.Harmless {
			s += " (harmless)"
		}
		refused = append(refused, s)
	}
	return names, refused, files
}

func TestExpandFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b.csv", []byte(orderSheet))
	a := write(t, dir, "a/a.csv", []byte(orderSheet))
	write(t, dir, ".hidden.csv", []byte(orderSheet))
	write(t, dir, ".git/x.csv", []byte(orderSheet))
	write(t, dir, "~$b.xlsx", []byte("lock"))
	write(t, dir, "汇总.csv", billtest.GBK(t, summary))
	names, refused, _ := expand(t, dir, a, filepath.Join(dir, "none.csv"))
	if want := []string{"a.csv", "b.csv"}; !slices.Equal(names, want) {
		t.Errorf("files %v", names)
	}
	if want := []string{"汇总.csv: summary_only (harmless)", "none.csv: not_found"}; !slices.Equal(refused, want) {
		t.Errorf("refused %v", refused)
	}
}

func TestExpandZip(t *testing.T) {
	inner := zipOf(t, part{name: "deep.csv", data: []byte(orderSheet)},
		part{name: "third.zip", data: zipOf(t, part{name: "x.csv", data: []byte(orderSheet)})})
	data := zipOf(t,
		part{name: string(billtest.GBK(t, "账单/20880_业务明细.csv")), data: billtest.GBK(t, orderSheet), raw: true},
		part{name: string(billtest.GBK(t, "账单/20880_业务明细(汇总).csv")), data: billtest.GBK(t, summary), raw: true},
		part{name: "__MACOSX/._x", data: []byte("x")},
		part{name: "one/same.csv", data: []byte(orderSheet)},
		part{name: "two/same.csv", data: []byte(orderSheet)},
		part{name: "inner.zip", data: inner},
		part{name: "bomb.csv", data: make([]byte, 8<<20)},
	)
	p := write(t, t.TempDir(), "bill.zip", data)
	names, refused, files := expand(t, p)
	want := []string{"bill.zip!20880_业务明细.csv", "bill.zip!one/same.csv", "bill.zip!two/same.csv", "bill.zip!inner.zip!deep.csv"}
	if !slices.Equal(names, want) {
		t.Errorf("files %q", names)
	}
	wantRefused := []string{"bill.zip!20880_业务明细(汇总).csv: summary_only (harmless)",
		"bill.zip!inner.zip!third.zip: zip_too_deep", "bill.zip!bomb.csv: zip_bomb"}
	if !slices.Equal(refused, wantRefused) {
		t.Errorf("refused %q", refused)
	}
	for _, f := range files {
		if f.Path != p {
			t.Errorf("%s: path %s", f.Name, f.Path)
		}
		for range 2 { // intake reads a file twice
			s, err := importers.Read(context.Background(), f, bill.Options{}, func(*bill.Row) error { return nil })
			if err != nil || s.Rows != 1 {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
}

func TestExpandEncrypted(t *testing.T) {
	data := zipOf(t, part{name: "a.csv", data: []byte(orderSheet)})
	for i := range data { // set the flag in both headers
		if bytes.HasPrefix(data[i:], []byte("PK\x03\x04")) {
			data[i+6] |= 1
		}
		if bytes.HasPrefix(data[i:], []byte("PK\x01\x02")) {
			data[i+8] |= 1
		}
	}
	_, refused, _ := expand(t, write(t, t.TempDir(), "e.zip", data))
	if want := []string{"e.zip!a.csv: password"}; !slices.Equal(refused, want) {
		t.Errorf("refused %v", refused)
	}
}

func TestExpandWithAPassword(t *testing.T) {
	for name, method := range map[string]crypted.EncryptionMethod{"old": crypted.StandardEncryption, "AES": crypted.AES256Encryption} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			z := crypted.NewWriter(&b)
			w, err := z.Encrypt("a.csv", "159357", method)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(orderSheet)); err != nil {
				t.Fatal(err)
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			path := write(t, t.TempDir(), "e.zip", b.Bytes())
			if _, refused, err := importers.Expand(context.Background(), []string{path}, "1234"); err != nil || len(refused) != 1 || refused[0].Problem.Code != "wrong_password" {
				t.Errorf("a wrong password: %v %v", refused, err)
			}
			files, refused, err := importers.Expand(context.Background(), []string{path}, "159357")
			if err != nil || len(refused) != 0 || len(files) != 1 {
				t.Fatalf("the right password: %v %v %v", files, refused, err)
			}
			for range 2 { // intake reads a file twice
				s, err := importers.Read(context.Background(), files[0], bill.Options{}, func(*bill.Row) error { return nil })
				if err != nil || s.Rows != 1 {
					t.Errorf("read: %+v %v", s, err)
				}
			}
		})
	}
}

func TestExpandDamaged(t *testing.T) {
	dir := t.TempDir()
	whole := zipOf(t, part{name: "a.csv", data: []byte(orderSheet)})
	_, refused, _ := expand(t, write(t, dir, "cut.zip", whole[:len(whole)/2]), write(t, dir, "empty.zip", zipOf(t, part{name: "d/"})))
	if want := []string{"cut.zip: damaged_zip", "empty.zip: empty_file"}; !slices.Equal(refused, want) {
		t.Errorf("refused %v", refused)
	}
	empty := t.TempDir()
	if _, refused, _ := expand(t, empty); len(refused) != 1 {
		t.Errorf("an empty folder passes: %v", refused)
	}
}

// TestMembersThatAreShownAlike have names of their own: a file that waits is known by it.
func TestMembersThatAreShownAlike(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"x.csv", "x.csv", "y\x01.csv", "y\x02.csv", "a/z.csv", "b/z.csv", "x (2).csv"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, "日期,金额\n"); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "o.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	files, _, err := importers.Expand(context.Background(), []string{path}, "")
	seen := map[string]bool{}
	for _, f := range files {
		if seen[f.Name] {
			t.Errorf("%s: twice", f.Name)
		}
		seen[f.Name] = true
	}
	if err != nil || len(files) != 7 || !seen["o.zip!x.csv"] || !seen["o.zip!a/z.csv"] {
		t.Errorf("%v %v", seen, err)
	}
}
