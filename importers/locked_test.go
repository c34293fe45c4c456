package importers_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// TestEncryptedWorkbook: the owner's password opens a workbook as it does a zip.
func TestEncryptedWorkbook(t *testing.T) {
	plain := workbook(t, map[string][][]any{"a": {{"日期", "摘要", "金额"}, {"2025-10-01", "x", 5}}})
	locked, err := excelize.Encrypt(plain, &excelize.Options{Password: "2468"})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := os.WriteFile(path, locked, 0o600); err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]string{"": bill.CodePassword, "1357": bill.CodeWrongPassword, "2468": ""} {
		files, refused, err := importers.Expand(context.Background(), []string{path}, password)
		if err != nil {
			t.Fatal(err)
		}
		if want != "" {
			if len(files) != 0 || len(refused) != 1 || refused[0].Problem.Code != want || refused[0].Problem.File != "a.xlsx" {
				t.Errorf("%q: %v", password, refused)
			}
			continue
		}
		for range 2 { // a file is read twice
			rows := 0
			if _, err := importers.Read(context.Background(), files[0], bill.Options{}, func(r *bill.Row) error { rows += len(r.Entries); return nil }); err != nil || rows != 1 {
				t.Errorf("%d rows, %v", rows, err)
			}
		}
	}
}

// TestUnlockTrustsNothing: what is no encrypted workbook is refused.
func TestUnlockTrustsNothing(t *testing.T) {
	locked, err := excelize.Encrypt(workbook(t, map[string][][]any{"a": {{"x"}}}), &excelize.Options{Password: "p"})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"no parts":  {billtest.Compound("EncryptedPackage", nil), bill.CodeDamaged},
		"cut short": {locked[:len(locked)/2], bill.CodeDamaged},
		"nothing":   {nil, bill.CodeDamaged},
	} {
		if _, err := bill.Unlock(bytes.NewReader(c.data), "p"); book.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
}

func FuzzUnlock(f *testing.F) {
	f.Add(billtest.Compound("EncryptedPackage", []byte("x")))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := bill.Unlock(bytes.NewReader(data), "p"); err != nil && book.CodeOf(err) == "" {
			t.Errorf("no sentence: %v", err)
		}
	})
}
