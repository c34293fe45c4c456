package command

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// TestGatewayIsConnectedByItsOwnLines starts the gateways, runs every line that they
// tell, and pulls three days through each connection.
func TestGatewayIsConnectedByItsOwnLines(t *testing.T) {
	keyring.MockInit()
	text, err := assets.NewText("en")
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 3, 12, 12, 0, 0, 0, book.Shanghai) }
	dir := t.TempDir()
	out, in := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	c := &commands{Env: Env{Out: in, Err: io.Discard, Now: now, Text: text}, json: true}
	cmd := c.gatewayCommand()
	cmd.SetArgs([]string{"--dir", dir, "--days", "3", "--per-day", "12", "--seed", "5"})
	go func() { ended <- cmd.ExecuteContext(ctx) }()
	var told struct {
		From, To string
		Gateways []gatewayJSON
	}
	if err := json.NewDecoder(out).Decode(&told); err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile(filepath.Join(dir, connectFile))
	if err != nil || len(told.Gateways) != 5 || strings.Count(string(lines), "\nzhangfang ") != 4 {
		t.Fatalf("%v %+v", err, told)
	}
	for _, x := range told.Gateways {
		if !strings.Contains(string(lines), x.Connect+"\n") {
			t.Errorf("%s is not in %s", x.Connect, connectFile)
		}
		path := filepath.Join(t.TempDir(), "book.zfbook")
		run := func(args ...string) string {
			t.Helper()
			var said, errs bytes.Buffer
			code := Run(t.Context(), Env{Out: &said, Err: &errs, Now: now, Text: text}, append([]string{"--book", path, "--json"}, args...))
			if code != exitDone {
				t.Fatalf("%s: exit %d: %s", args, code, errs.String())
			}
			return said.String()
		}
		words := strings.Fields(x.Connect)[1:]
		run(words...)
		name := words[4]
		run("channel", "test", name)
		if got := run("pull", name); strings.Count(got, `"state": "done"`) < 3 {
			t.Errorf("%s", got)
		}
	}
	for _, f := range []string{"shop/店铺订单.csv", "keys/alipay-private-key.pem", "keys/wechatpay-apiv3-key.txt"} {
		if st, err := os.Stat(filepath.Join(dir, f)); err != nil || strings.HasPrefix(f, "keys/") && st.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", f, err)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("ended: %v", err)
	}
}

func TestPathsAreQuoted(t *testing.T) {
	for path, want := range map[string]string{"/a/b": "/a/b", "/a b": "'/a b'", "/it's": `'/it'\''s'`} {
		if got := quoted(path); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
