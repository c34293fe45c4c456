package sample

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhangfang/assets"
)

var update = flag.Bool("update", false, "write the embedded sample shop anew")

// TestEmbeddedShop checks that the sample shop in assets is what its spec makes.
func TestEmbeddedShop(t *testing.T) {
	if *update {
		dir := filepath.Join("..", "..", "assets", "sample")
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if _, err := Write(t.Context(), Embedded(), dir); err != nil {
			t.Fatal(err)
		}
		t.Skip("written; run again to compare")
	}
	shop := assets.SampleShop()
	embedded, err := shop.Open(TruthFile)
	if err != nil {
		t.Fatal(err)
	}
	truth, err := DecodeTruth(embedded)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := Embedded().resolve()
	if truth.Spec != want {
		t.Errorf("made of %+v, want %+v", truth.Spec, want)
	}
	w := invent(t, Embedded())
	made := content(t, w.dir)
	err = fs.WalkDir(shop, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(shop, name)
		if got, want := unpacked(t, name, string(b)), unpacked(t, name, made[name]); got != want {
			t.Errorf("%s is not what its spec makes; run go test ./app/sample -update", name)
		}
		delete(made, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range made {
		t.Errorf("%s is not embedded", name)
	}
}

// unpacked is a file's bytes, of a zip its members': how they are packed may
// change with the compiler.
func unpacked(t *testing.T, name, b string) string {
	if !strings.HasSuffix(name, ".zip") || b == "" {
		return b
	}
	z, err := zip.NewReader(strings.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, f := range z.File {
		out.WriteString(f.Name + f.Modified.String())
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&out, r); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}
