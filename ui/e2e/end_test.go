package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zhangfang/app/sample"
)

// TestASignalEndsTheWindow: kill, Ctrl-C and a session that ends close the window in
// the middle of an import as its own menu would, without a question.
func TestASignalEndsTheWindow(t *testing.T) {
	o := newOwner(t)
	shop := t.TempDir()
	if _, err := sample.Write(t.Context(), sample.Spec{Seed: 7, Days: 31, PerDay: 200}, shop); err != nil {
		t.Fatal(err)
	}
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		cmd, w := o.open(t)
		if class := o.text(w, "WM_CLASS"); !strings.Contains(class, "cn.zhangfang.desktop") {
			t.Errorf("the menu would not know its window, of class %q", class)
		}
		o.drop(t, w, 640, 400, shop)
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		o.ended(t, cmd)
		trace, err := os.ReadFile(filepath.Join(filepath.Dir(o.book), "crash.log"))
		if err != nil || len(trace) > 0 {
			t.Errorf("%s: the next start would speak of a crash: %v\n%s", signal, err, trace)
		}
		o.tell(t, "verify")
	}
}
