package app_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// firstHalf is a copy of a file that ends after half of its lines.
func firstHalf(t *testing.T, path string) string {
	return edit(t, path, func(b []byte) []byte {
		lines := bytes.SplitAfter(b, []byte("\n"))
		return bytes.Join(lines[:len(lines)/2], nil)
	})
}

// endDays ends the business day of every channel at eight in the evening.
func endDays(t *testing.T, b *app.Book) (moved int) {
	t.Helper()
	ctx := context.Background()
	channels, err := b.Review.Channels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	to, err := book.NewDayRule("", "20:00")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range channels {
		plan, err := b.Review.PlanDayRule(ctx, c.ID, to)
		if err != nil {
			t.Fatal(err)
		}
		done, err := b.Review.SetDayRule(ctx, c.ID, to)
		if err != nil || done.Moved() != plan.Moved() {
			t.Fatalf("%s: %+v %v", c.Name, done, err)
		}
		moved += done.Moved()
	}
	return moved
}

// filed is the days of all rows, by channel, kind and the numbers they go by.
func filed(t *testing.T, b *app.Book) []string {
	t.Helper()
	ctx := context.Background()
	ids, err := b.Review.EntryIDs(ctx, book.EntryQuery{})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := b.Review.EntryLines(ctx, ids)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(lines))
	for i := range lines {
		e := &lines[i]
		out[i] = e.ChannelName + " " + e.Kind.String() + " " + e.OrderNo + " " + e.TxnNo + " " + e.RefundNo + " " + e.At.Format(book.Shanghai) + " " + e.Net().String() + " on " + e.Day.String()
	}
	slices.Sort(out)
	return out
}

// TestOverlappingFilesUnderARule: files that hold rows again which were moved to other
// days double nothing, whether their rows have numbers or not, and put new ones on the
// days of the rule.
func TestOverlappingFilesUnderARule(t *testing.T) {
	dir, _ := invented(t)
	var paths []string
	for _, name := range []string{"店铺订单*.csv", "POS*.csv", "银行流水*.csv"} {
		found, err := filepath.Glob(filepath.Join(dir, name))
		if err != nil || len(found) == 0 {
			t.Fatal(name, err)
		}
		paths = append(paths, found...)
	}
	whole, parts := emptyBook(t), emptyBook(t)
	bring(t, whole, intake.Options{}, paths...)
	if endDays(t, whole) == 0 {
		t.Fatal("no row moves")
	}
	for _, p := range paths {
		bring(t, parts, intake.Options{AcceptIncomplete: true}, firstHalf(t, p))
	}
	endDays(t, parts)
	for _, r := range bring(t, parts, intake.Options{}, paths...) {
		if r.State != book.ReceiptApplied || r.Known == 0 || r.New == 0 || r.Changed > 0 {
			t.Errorf("%s: %s, %d new, %d known, %d changed (%v)", r.File, r.State, r.New, r.Known, r.Changed, r.Problem)
		}
	}
	if d := cmp.Diff(filed(t, whole), filed(t, parts)); d != "" {
		t.Errorf("the rows of overlapping files (-whole +parts):\n%s", d)
	}
}

// TestRowsWithoutNumbersUnderARule: their identity goes by the day that the file
// states, and not by the one they were moved to.
func TestRowsWithoutNumbersUnderARule(t *testing.T) {
	b := emptyBook(t)
	sheet := func(name, rows string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte("交易时间,收入,支出,摘要\n"+rows), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const early, late, twin = "2025-10-01 19:59:00,10.00,,货款\n", "2025-10-01 20:00:00,20.00,,货款\n", "2025-10-01 20:00:00,20.00,,货款\n"
	opt := intake.Options{Role: book.RoleBank, AcceptSuspicious: true}
	bring(t, b, opt, sheet("1.csv", early+late))
	endDays(t, b)
	r := bring(t, b, opt, sheet("2.csv", early+late+twin+"2025-10-02 21:00:00,30.00,,货款\n"))[0]
	if r.State != book.ReceiptApplied || r.Known != 2 || r.New != 2 || r.Changed != 0 {
		t.Fatalf("%s, %d new, %d known (%v)", r.State, r.New, r.Known, r.Problem)
	}
	var days []string
	for _, line := range filed(t, b) {
		days = append(days, line[len(line)-len("2025-10-01"):])
	}
	if want := []string{"2025-10-01", "2025-10-02", "2025-10-02", "2025-10-03"}; !slices.Equal(days, want) {
		t.Errorf("the rows are on %v, want %v", days, want)
	}
}
