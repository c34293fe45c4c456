package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
)

// told is what of a receipt these tests look at.
type told struct {
	State, Code, Channel string
	Needs, Choices       []string
	Changes              []map[string]any
}

// bring writes a file and imports it, and reads its receipt.
func (s *shop) bring(name, text string, flags ...string) told {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	_, out := s.run(append([]string{"import", path}, flags...)...)
	var all struct{ Receipts []told }
	if err := json.NewDecoder(strings.NewReader(out)).Decode(&all); err != nil || len(all.Receipts) != 1 {
		s.t.Fatalf("%v: %s", err, out)
	}
	return all.Receipts[0]
}

// TestImportTellsWhatAFileNeeds: a script learns what changed, which flags a file
// needs, and the channels it may belong to.
func TestImportTellsWhatAFileNeeds(t *testing.T) {
	s := &shop{t: t, path: filepath.Join(t.TempDir(), "shop.zfbook"), now: time.Date(2026, 3, 1, 9, 0, 0, 0, book.Shanghai)}
	const head, row = "交易日期,收入,支出,对方户名,交易流水号\n", "2025-10-01,5.00,,财付通,T1\n"
	const account = "账号：,6222000000001111\n"
	bank := []string{"--role", "bank"}
	for _, c := range []struct {
		what, text string
		flags      []string
		want       told
	}{
		{"new", head + row, nil, told{State: "applied", Channel: "银行"}},
		{"changed", head + "2025-10-01,4.00,,财付通,T1\n", nil, told{State: "applied", Channel: "银行", Changes: []map[string]any{
			{"line": 2.0, "number": "T1", "was": "5.00", "is": "4.00", "currency": "CNY"}}}},
		{"a bad row and a damaged number", head + "2025-10-02,6.00,,财付通,4.00123E+27\n2025-10-02,五块,,财付通,T3\n", nil, told{State: "held", Code: "rows_refused",
			Channel: "银行", Needs: []string{"accept-partial", "accept-suspicious"}}},
		{"an account at last", account + head + "2025-10-03,6.00,,财付通,T4\n", nil, told{State: "held", Code: "which_channel",
			Needs: []string{"channel"}, Choices: []string{"银行"}}},
		{"said", account + head + "2025-10-03,6.00,,财付通,T4\n", []string{"--channel", "银行"}, told{State: "applied", Channel: "银行"}},
	} {
		if d := cmp.Diff(c.want, s.bring("流水.csv", c.text, append(c.flags, bank...)...)); d != "" {
			t.Errorf("%s: %s", c.what, d)
		}
	}
}
