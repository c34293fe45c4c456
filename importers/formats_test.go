package importers

import (
	"testing"

	"zhangfang/assets"
	"zhangfang/importers/bill"
)

// TestNames: the names in the tables are in the form in which headers are
// compared, no format is named twice, and a table asks for no column twice.
func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for i, fm := range formats() {
		if seen[fm.Name()] {
			t.Errorf("%s: twice", fm.Name())
		}
		seen[fm.Name()] = true
		table, ok := fm.(*bill.Table)
		if !ok {
			continue
		}
		if i < len(certain()) && table.Fits != nil {
			t.Errorf("%s is no format of its own", fm.Name())
		}
		for _, col := range table.Columns {
			for _, name := range col.Names {
				if bill.Name(name) != name {
					t.Errorf("%s: %q is compared as %q", fm.Name(), name, bill.Name(name))
				}
			}
		}
	}
	for _, o := range others {
		for _, name := range o.columns {
			if bill.Name(name) != name {
				t.Errorf("%s: %q is compared as %q", o.code, name, bill.Name(name))
			}
		}
	}
}

// TestTexts: every refusal of a known format has its sentence.
func TestTexts(t *testing.T) {
	for _, lang := range []string{assets.Chinese, assets.English} {
		text, err := assets.NewText(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range others {
			if !text.Has("problem." + o.code) {
				t.Errorf("%s: no sentence for %s", lang, o.code)
			}
		}
	}
}
