package monthly_test

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app"
	"zhangfang/app/book"
	"zhangfang/app/monthly"
	"zhangfang/assets"
)

var october = book.Month(2025, time.October)

// filled is a book with the sample shop.
func filled(t *testing.T) *app.Book {
	t.Helper()
	ctx := context.Background()
	b, err := app.Open(ctx, filepath.Join(t.TempDir(), "shop.zfbook"), func() time.Time { return time.Date(2026, 1, 5, 9, 0, 0, 0, book.Shanghai) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := b.ImportSample(ctx, nil); err != nil {
		t.Fatal(err)
	}
	return b
}

func chinese(t *testing.T) *assets.Text {
	t.Helper()
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Every voucher adds up to zero, and all together are the figures of the report.
func TestJournalIsTheReport(t *testing.T) {
	b, ctx := filled(t), context.Background()
	months, err := b.Monthly.Months(ctx)
	if err != nil || len(months) == 0 {
		t.Fatal(err)
	}
	for _, month := range months {
		j, err := b.Monthly.Journal(ctx, month, chinese(t))
		if err != nil || len(j.Vouchers) == 0 {
			t.Fatalf("%d vouchers, %v", len(j.Vouchers), err)
		}
		got := map[book.AccountUse]book.Minor{}
		for i := range j.Vouchers {
			v := &j.Vouchers[i]
			if sum, err := v.Balance(); err != nil || sum != 0 {
				t.Errorf("voucher %d is out by %d, %v", v.No, sum, err)
			}
			if v.No != i+1 || !month.Has(v.Day) {
				t.Errorf("voucher %d of %s", v.No, v.Day)
			}
			for _, p := range v.Postings {
				if p.Code == "" || p.Name == "" || p.Memo == "" {
					t.Errorf("voucher %d: %+v", v.No, p)
				}
				got[p.Use] += p.Amount
			}
		}
		f, err := b.Monthly.Figures(ctx, month, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := map[book.AccountUse]book.Minor{}
		for _, c := range f.Channels {
			if c.Channel.Role == book.RolePayments {
				want[book.UseSales] -= c.Sales
				want[book.UseRefunds] -= c.Refunds
				want[book.UseFees] += c.Fees
				want[book.UseClearing] += c.Net
			}
		}
		for _, x := range f.Bank {
			want[book.UseBank] += x.Credits + x.Debits
			want[book.UseClearing] -= x.Explained
			want[book.UseSuspense] -= x.Credits - x.Explained + x.Debits
		}
		for use, sum := range want {
			if got[use] != sum {
				t.Errorf("%s %s: the vouchers say %d, the report %d", month.From, use, got[use], sum)
			}
		}
	}
}

// The mapping is kept in the book, by account and by channel, and can be put back.
func TestAccountMapping(t *testing.T) {
	b, ctx, text := filled(t), context.Background(), chinese(t)
	lines, err := b.Monthly.Accounts(ctx, text)
	if err != nil || len(lines) < 6 {
		t.Fatal(lines, err)
	}
	if a := lines[0].Account; a != (book.Account{Code: "6001", Name: "主营业务收入"}) || !lines[0].Default {
		t.Errorf("sales are %+v", lines[0])
	}
	last := lines[len(lines)-1]
	for _, k := range []book.AccountKey{lines[0].AccountKey, last.AccountKey} {
		if err := b.Monthly.SetAccounts(ctx, map[book.AccountKey]book.Account{k: {Code: " 5001 01", Name: " 销售收入 外卖 "}}); err != nil {
			t.Fatal(err)
		}
	}
	lines, err = b.Monthly.Accounts(ctx, text)
	want := book.Account{Code: "500101", Name: "销售收入 外卖"}
	if err != nil || lines[0].Account != want || lines[0].Default || lines[len(lines)-1].Account != want {
		t.Errorf("%+v %v", lines, err)
	}
	if err := b.Monthly.SetAccounts(ctx, map[book.AccountKey]book.Account{last.AccountKey: {Code: "1"}}); book.CodeOf(err) != "account_missing" {
		t.Errorf("half an account: %v", err)
	}
	if err := b.Monthly.SetAccounts(ctx, map[book.AccountKey]book.Account{last.AccountKey: {}}); err != nil {
		t.Fatal(err)
	}
	if lines, err = b.Monthly.Accounts(ctx, text); err != nil || lines[len(lines)-1] != last {
		t.Errorf("put back: %+v %v", lines[len(lines)-1], err)
	}
}

// written is the file of a program.
func written(t *testing.T, b *app.Book, system string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "v"+monthly.JournalEnding(system))
	done, err := b.Monthly.WriteJournal(context.Background(), october, system, path, chinese(t))
	if err != nil || done.Vouchers == 0 {
		t.Fatal(done, err)
	}
	return path
}

// balanced checks that debits and credits of every voucher are the same, in the
// columns of rows.
func balanced(t *testing.T, rows [][]string, number, debit, credit int) {
	t.Helper()
	sums := map[string]decimal.Decimal{}
	for _, r := range rows {
		for i, sign := range map[int]int64{debit: 1, credit: -1} {
			if i >= 0 && i < len(r) && r[i] != "" {
				d, err := decimal.NewFromString(r[i])
				if err != nil {
					t.Fatalf("%q: %v", r, err)
				}
				sums[r[number]] = sums[r[number]].Add(d.Mul(decimal.NewFromInt(sign)))
			}
		}
	}
	for no, sum := range sums {
		if !sum.IsZero() {
			t.Errorf("voucher %s is out by %s", no, sum)
		}
	}
	if len(sums) < 20 {
		t.Errorf("%d vouchers only", len(sums))
	}
}

func TestJournalFiles(t *testing.T) {
	b := filled(t)
	read := func(system string) string {
		raw, err := os.ReadFile(written(t, b, system))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	t.Run("quickbooks", func(t *testing.T) {
		rows, err := csv.NewReader(strings.NewReader(read("quickbooks"))).ReadAll()
		if err != nil || rows[0][0] != "JournalNo" || !regexp.MustCompile(`^10/\d\d/2025$`).MatchString(rows[1][1]) {
			t.Fatal(rows[:2], err)
		}
		balanced(t, rows[1:], 0, 3, 4)
	})
	t.Run("xero", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "x.csv")
		done, err := b.Monthly.WriteJournal(context.Background(), october, "xero", path, chinese(t))
		if err != nil || len(done.Files) < 2 || done.Files[0] != path {
			t.Fatalf("%+v %v: a month has more lines than one file takes", done, err)
		}
		var all [][]string
		for _, f := range done.Files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
			if err != nil || len(rows) > 301 || rows[0][0] != "*Narration" || !regexp.MustCompile(`^\d\d/10/2025$`).MatchString(rows[1][1]) {
				t.Fatal(len(rows), rows[:2], err)
			}
			all = append(all, rows[1:]...)
		}
		balanced(t, all, 0, 5, -1)
		first, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		week := book.Period{From: october.From, To: october.From + 1} // of one file: those of the month would stay behind
		for _, p := range []book.Period{october, week} {
			if _, err := b.Monthly.WriteJournal(context.Background(), p, "xero", path, chinese(t)); book.CodeOf(err) != "journal_part_exists" {
				t.Errorf("%s to %s over the files of an export: %v", p.From, p.To, err)
			}
		}
		if again, err := os.ReadFile(path); err != nil || string(again) != string(first) {
			t.Errorf("the first file was replaced, %v", err)
		}
	})
	t.Run("kingdee", func(t *testing.T) {
		file, err := excelize.OpenFile(written(t, b, "kingdee"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		rows, err := file.GetRows("凭证", excelize.Options{RawCellValue: true})
		if err != nil || len(rows[0]) != 23 || rows[0][8] != "借方金额" || rows[1][1] != "记" {
			t.Fatal(rows[:2], err)
		}
		balanced(t, rows[1:], 2, 8, 9)
	})
	t.Run("yonyou", func(t *testing.T) {
		text, err := simplifiedchinese.GBK.NewDecoder().String(read("yonyou"))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n")
		if lines[0] != "填制凭证,V800" {
			t.Error(lines[0])
		}
		var rows [][]string
		for _, l := range lines[1:] {
			fields := strings.Split(l, ",")
			if len(fields) != 48 {
				t.Fatalf("%d fields: %s", len(fields), l)
			}
			rows = append(rows, fields)
		}
		balanced(t, rows, 2, 6, 7)
	})
	t.Run("beancount", func(t *testing.T) { beancountParses(t, read("beancount")) })
}

// A ledger takes the files of all periods together: no account is opened twice.
func TestBeancountOpensAccountsOnce(t *testing.T) {
	b, ctx := filled(t), context.Background()
	middle := october.From + 14
	open := regexp.MustCompile(`(?m)^(?:; )?\d{4}-\d\d-\d\d open (.*)$`)
	opened := map[string]int{}
	for i, p := range []book.Period{{From: october.From, To: middle}, {From: middle + 1, To: october.To}} {
		path := filepath.Join(t.TempDir(), "v.beancount")
		if _, err := b.Monthly.WriteJournal(ctx, p, "beancount", path, chinese(t)); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if later := i > 0; later != strings.Contains(string(raw), "\n; 20") {
			t.Errorf("%s: accounts opened before are noted: %v", p.From, !later)
		}
		for _, m := range open.FindAllStringSubmatch(string(raw), -1) {
			if !strings.HasPrefix(m[0], ";") {
				opened[m[1]]++
			}
		}
	}
	if len(opened) < 5 {
		t.Errorf("opened %v", opened)
	}
	for name, n := range opened {
		if n != 1 {
			t.Errorf("%s is opened %d times", name, n)
		}
	}
}

// beancountParses reads a file by the grammar of Beancount, as far as vouchers use
// it: options, open directives, transactions with a metadata line and postings that
// add up to zero, in accounts that are open.
func beancountParses(t *testing.T, text string) {
	t.Helper()
	const account = `(?:Assets|Liabilities|Equity|Income|Expenses)(?::[\p{Lu}\p{Nd}\p{Lo}][\p{L}\p{Nd}-]*)+`
	open := regexp.MustCompile(`^(\d{4}-\d\d-\d\d) open (` + account + `)$`)
	head := regexp.MustCompile(`^\d{4}-\d\d-\d\d \* "(?:[^"\\]|\\.)*"$`)
	meta := regexp.MustCompile(`^  [a-z][A-Za-z0-9_-]*: "(?:[^"\\]|\\.)*"$`)
	posting := regexp.MustCompile(`^  (` + account + `)  (-?\d+(?:\.\d+)?) ([A-Z]{3})$`)
	accounts := map[string]bool{}
	sum, in, transactions := decimal.Zero, false, 0
	for n, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, ";"), strings.HasPrefix(line, `option "`):
		case line == "":
			if !sum.IsZero() {
				t.Errorf("line %d: out by %s", n, sum)
			}
			sum, in = decimal.Zero, false
		case open.MatchString(line):
			accounts[open.FindStringSubmatch(line)[2]] = true
		case head.MatchString(line):
			in = true
			transactions++
		case in && meta.MatchString(line):
		case in && posting.MatchString(line):
			m := posting.FindStringSubmatch(line)
			if !accounts[m[1]] {
				t.Errorf("line %d: %s is not open", n+1, m[1])
			}
			sum = sum.Add(decimal.RequireFromString(m[2]))
		default:
			t.Fatalf("line %d: %q", n+1, line)
		}
	}
	if transactions < 20 {
		t.Errorf("%d transactions only", transactions)
	}
}

// An export of a month without a row writes nothing and says so.
func TestEmptyJournal(t *testing.T) {
	b, ctx := filled(t), context.Background()
	path := filepath.Join(t.TempDir(), "v.csv")
	for system, code := range map[string]string{"xero": "journal_empty", "sap": "journal_system"} {
		if _, err := b.Monthly.WriteJournal(ctx, book.Month(2001, 1), system, path, chinese(t)); book.CodeOf(err) != code {
			t.Errorf("%s: %v", system, err)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written")
	}
}
