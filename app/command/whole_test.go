//go:build unix

package command_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"zhangfang/app/sample"
)

var wholeJob = flag.Bool("whole-job", false, "time the whole process on 10 k, 100 k and 1 M rows beside the sqlite3 shell")

// TestWholeJob prints, for make bench, what import, match and save cost as a
// whole process, beside the sqlite3 shell importing, indexing and joining the
// same files. It asserts nothing about time.
func TestWholeJob(t *testing.T) {
	binary := os.Getenv("ZHANGFANG_BINARY")
	if !*wholeJob || binary == "" {
		t.Skip("runs under make bench")
	}
	fmt.Printf("%10s %12s %12s %10s %14s %8s %10s\n", "rows", "zhangfang", "per row", "peak RSS", "sqlite3 shell", "ratio", "book")
	for _, perDay := range []int{160, 1_600, 16_000} {
		dir := t.TempDir()
		truth, err := sample.Write(context.Background(), sample.Spec{Seed: 7, Days: 31, PerDay: perDay, Channels: sample.WeChatPay, Faults: true}, dir)
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
		if err != nil || len(files) != 2 {
			t.Fatalf("files %v, %v", files, err)
		}
		bookFile := filepath.Join(dir, "whole.zfbook")
		ours, rss := timed(t, exec.Command(binary, append([]string{"import", "--json", "--book", bookFile}, files...)...))
		shell, _ := timed(t, shellJob(files, filepath.Join(dir, "shell.db")))
		info, err := os.Stat(bookFile)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("%10d %12s %9.2f µs %7d MB %14s %8.2f %7d MB\n", truth.Rows(), ours.Round(time.Millisecond),
			float64(ours.Microseconds())/float64(truth.Rows()), rss>>20, shell.Round(time.Millisecond), ours.Seconds()/shell.Seconds(), info.Size()>>20)
	}
}

// shellJob is the yardstick: the sqlite3 shell imports the files, indexes the
// order numbers and joins on them.
func shellJob(files []string, db string) *exec.Cmd {
	orders, bill := files[0], files[1]
	if !strings.Contains(filepath.Base(orders), "订单") {
		orders, bill = bill, orders
	}
	cmd := exec.Command("sqlite3", db)
	cmd.Stdin = strings.NewReader(fmt.Sprintf(`.mode csv
.import %q orders
.import %q bill
CREATE INDEX o ON orders(订单编号);
CREATE INDEX b ON bill(商户订单号);
CREATE TABLE matched AS SELECT o.rowid AS a, b.rowid AS b FROM orders o JOIN bill b ON b.商户订单号 = '`+"`"+`' || o.订单编号;
SELECT count(*) FROM matched;
`, orders, bill))
	return cmd
}

// timed runs a process and returns its wall time and peak memory in bytes.
func timed(t *testing.T, cmd *exec.Cmd) (time.Duration, int64) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	from := time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", cmd.Path, err, errs.String())
	}
	took := time.Since(from)
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return took, 0
	}
	return took, usage.Maxrss << 10
}
