package intake_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// statement is a bank statement of an account ("" names none), a row each.
func statement(account string, rows ...string) string {
	var b strings.Builder
	if account != "" {
		fmt.Fprintf(&b, "账号：,%s\n", account)
	}
	b.WriteString("交易日期,交易时间,收入,支出,对方户名,摘要,交易流水号,币种\n")
	for _, r := range rows {
		b.WriteString(r + "\n")
	}
	return b.String()
}

func line(no, day, amount, currency string) string {
	return fmt.Sprintf("2025-10-%s,10:00:00,%s,,财付通,结算,%s,%s", day, amount, no, currency)
}

// channelsOf tells the channels of a desk: their names and accounts.
func (d *desk) channelsOf() (all []string) {
	d.t.Helper()
	channels, err := d.st.Channels(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	for _, c := range channels {
		all = append(all, c.Name+"/"+c.Account)
	}
	return all
}

// step is a file dropped and where it must go.
type step struct {
	text    string
	opt     intake.Options
	channel string   // "" where it must wait
	choices []string // for these
	news    int
	note    string
}

func TestWhoseAccountAFileIs(t *testing.T) {
	one, two, three := line("1", "01", "10.00", "CNY"), line("2", "02", "20.00", "CNY"), line("3", "03", "30.00", "CNY")
	const a, b = "6222000000001111", "6225000000002222"
	to := func(name string) intake.Options { return intake.Options{Channel: name} }
	for name, c := range map[string]struct {
		steps    []step
		channels []string
	}{
		"unnamed first, named later": {[]step{
			{text: statement("", one), channel: "银行", news: 1},
			{text: statement(a, two), choices: []string{"银行"}},
			{text: statement(a, one, two), choices: []string{"银行"}},
			{text: statement(a, one, two), opt: to("银行"), channel: "银行", news: 1, note: "account_learned"},
			{text: statement("", three), channel: "银行", news: 1, note: "channel_only_one"},
			{text: statement(b, three), channel: "银行 2222", news: 1},
		}, []string{"银行/" + a, "银行 2222/" + b}},
		"the owner says that it is the same account": {[]step{
			{text: statement("", one), channel: "银行", news: 1},
			{text: statement(a, two), choices: []string{"银行"}},
			{text: statement(a, two), opt: to("银行"), channel: "银行", news: 1},
			{text: statement(a, three), channel: "银行", news: 1},
		}, []string{"银行/" + a}},
		"the owner says that it is another": {[]step{
			{text: statement("", one), channel: "银行", news: 1},
			{text: statement(a, one), opt: to("招行"), channel: "招行", news: 1},
			{text: statement("", two), choices: []string{"银行", "招行"}},
			{text: statement("", two), opt: to("银行"), channel: "银行", news: 1},
			{text: statement(a, three), channel: "招行", news: 1},
		}, []string{"银行/", "招行/" + a}},
		"named first, unnamed later": {[]step{
			{text: statement(a, one), channel: "银行", news: 1},
			{text: statement("", two), channel: "银行", news: 1, note: "channel_only_one"},
			{text: statement("", one, two, three), channel: "银行", news: 1, note: "channel_by_rows"},
			{text: otherLayout(statement("", line("4", "04", "40.00", "CNY"))), choices: []string{"银行"}},
		}, []string{"银行/" + a}},
		"a number that hides its middle": {[]step{
			{text: statement("6222****1111", one), channel: "银行", news: 1},
			{text: statement(a, two), channel: "银行", news: 1},
			{text: statement("****1111", three), channel: "银行", news: 1},
			{text: statement(b, one), channel: "银行 2222", news: 1},
			{text: statement("6225xxxx2222", two), channel: "银行 2222", news: 1},
		}, []string{"银行/" + a, "银行 2222/" + b}},
		"a number that may be either of two": {[]step{
			{text: statement(a, one), channel: "银行", news: 1},
			{text: statement("6225000000001111", two), opt: to("招行"), channel: "招行", news: 1},
			{text: statement("****1111", three), choices: []string{"银行", "招行"}},
			{text: statement("****1111", two, three), channel: "招行", news: 1, note: "channel_by_rows"},
		}, []string{"银行/" + a, "招行/6225000000001111"}},
		"the same numbers in two currencies": {[]step{
			{text: statement("", one), channel: "银行", news: 1},
			{text: statement("", line("1", "01", "7.00", "USD")), choices: []string{"银行"}},
			{text: statement("", line("1", "01", "7.00", "USD")), opt: to("美元"), channel: "美元", news: 1},
			{text: statement("", two), channel: "银行", news: 1},
			{text: statement("", line("2", "02", "8.00", "USD")), channel: "美元", news: 1},
		}, []string{"银行/", "美元/"}},
		"one account in two currencies": {[]step{
			{text: statement("", one), channel: "银行", news: 1},
			{text: statement("", line("9", "02", "7.00", "USD")), opt: to("银行"), channel: "银行", news: 1},
			{text: statement("", line("10", "03", "8.00", "USD"), two), channel: "银行", news: 2},
		}, []string{"银行/"}},
		"all rows of an unnamed channel, with the account": {[]step{
			{text: statement("", one, two), channel: "银行", news: 2},
			{text: statement(a, one, two, three), channel: "银行", news: 1, note: "account_learned"},
		}, []string{"银行/" + a}},
		"a row less than the unnamed channel would have": {[]step{
			{text: statement("", one, two), channel: "银行", news: 2},
			{text: statement(a, one, two, line("7", "02", "70.00", "CNY")), choices: []string{"银行"}},
		}, []string{"银行/"}},
		"a fee alike by chance, with an account": {[]step{
			{text: statement("", "2025-10-01,10:00:00,,5.00,,短信费,,CNY", one), channel: "银行", news: 2},
			{text: statement(b, "2025-10-01,10:00:00,,5.00,,短信费,,CNY", three), choices: []string{"银行"}},
		}, []string{"银行/"}},
		"a row alike by chance": {[]step{
			{text: statement(a, "2025-10-01,10:00:00,,5.00,,短信费,,CNY", one), opt: to("甲"), channel: "甲", news: 2},
			{text: statement(b, two), opt: to("乙"), channel: "乙", news: 1},
			{text: statement("", "2025-10-01,10:00:00,,5.00,,短信费,,CNY", three), choices: []string{"甲", "乙"}},
		}, []string{"甲/" + a, "乙/" + b}},
		"a row that its channel would have": {[]step{
			{text: statement(a, one, three, line("5", "05", "50.00", "CNY")), opt: to("甲"), channel: "甲", news: 3},
			{text: statement(b, two), opt: to("乙"), channel: "乙", news: 1},
			{text: statement("", one, line("7", "03", "70.00", "CNY")), choices: []string{"甲", "乙"}},
			{text: statement("", one, line("8", "08", "80.00", "CNY")), channel: "甲", news: 1, note: "channel_by_rows"},
		}, []string{"甲/" + a, "乙/" + b}},
		"rows that two channels hold prove nothing": {[]step{
			{text: statement(a, one), opt: to("甲"), channel: "甲", news: 1},
			{text: statement(b, one), opt: to("乙"), channel: "乙", news: 1},
			{text: statement("", one, two), choices: []string{"甲", "乙"}},
		}, []string{"甲/" + a, "乙/" + b}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			for i, s := range c.steps {
				s.opt.Role = book.RoleBank
				r := d.bringAs(s.opt, d.write("流水.csv", s.text))[0]
				if s.channel == "" {
					if r.State != book.ReceiptHeld || r.Problem.Code != "which_channel" || !slices.Equal(r.Choices, s.choices) || r.New == 0 {
						t.Errorf("file %d: %+v %v", i, r, r.Problem)
					}
					continue
				}
				if r.State != book.ReceiptApplied || r.Channel != s.channel || r.New != s.news || r.Changed != 0 || s.note != "" && !has(&r, s.note) {
					t.Errorf("file %d: %+v %v", i, r, r.Problem)
				}
			}
			if got := d.channelsOf(); !slices.Equal(got, c.channels) {
				t.Errorf("channels %q, want %q", got, c.channels)
			}
		})
	}
}

// TestAnAccountIsForgottenWithItsFile: what named it was of another account.
func TestAnAccountIsForgottenWithItsFile(t *testing.T) {
	ctx := context.Background()
	const a, b = "6222000000001111", "6225000000002222"
	d := newDesk(t)
	drop := func(text, to string) book.Receipt {
		return d.bringAs(intake.Options{Role: book.RoleBank, Channel: to}, d.write("流水.csv", text))[0]
	}
	undo := func(r book.Receipt) {
		t.Helper()
		if _, err := d.Undo(ctx, r.Batch); err != nil {
			t.Fatal(err)
		}
	}
	mustBe := func(what string, want ...string) {
		t.Helper()
		if got := d.channelsOf(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	drop(statement("", line("1", "01", "10.00", "CNY")), "")
	wrong := drop(statement(b, line("2", "02", "20.00", "CNY")), "银行")
	unnamed := drop(statement("", line("3", "03", "30.00", "CNY")), "")
	mustBe("learned", "银行/"+b)
	undo(wrong)
	mustBe("taken back; the other file names none", "银行/")
	undo(unnamed)
	right := drop(statement(a, line("2", "02", "20.00", "CNY")), "银行")
	mustBe("the right one", "银行/"+a)
	drop(statement(a, line("4", "04", "40.00", "CNY")), "")
	undo(right)
	mustBe("another file names it", "银行/"+a)
}

// TestAZipOfTwoStreams: what names no account takes nothing over, whatever lies
// beside it.
func TestAZipOfTwoStreams(t *testing.T) {
	d := newDesk(t)
	orders := "订单编号,付款时间,实付金额,订单状态\nD1,2025-10-02 10:00:00,100.00,交易成功\n"
	path := d.write("两种.zip", zipOf(t, map[string]string{
		"a.csv": statement("6222000000001111", line("1", "01", "10.00", "CNY")), "b.csv": orders,
	}))
	for _, r := range d.bringAs(intake.Options{}, path) {
		if r.State != book.ReceiptApplied || r.New != 1 {
			t.Errorf("%+v %v", r, r.Problem)
		}
	}
	if got := d.channelsOf(); len(got) != 2 {
		t.Errorf("channels %q", got)
	}
	d.mustWait("both are in")
	again := d.write("又两种.zip", zipOf(t, map[string]string{
		"a.csv": statement("", line("2", "02", "20.00", "CNY")), "b.csv": strings.ReplaceAll(orders, "D1", "D2"),
	}))
	for _, r := range d.bringAs(intake.Options{}, again) {
		bank := strings.HasSuffix(r.File, "a.csv")
		if r.New != 1 || has(&r, "channel_only_one") != bank {
			t.Errorf("%+v %v", r, r.Problem)
		}
	}
	if got := d.channelsOf(); len(got) != 2 {
		t.Errorf("channels %q", got)
	}
}

// TestTwoTaughtProfilesHaveAChannelEach, and a file that a format reads is not put
// into one of them in silence.
func TestTwoTaughtProfilesHaveAChannelEach(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	second := diary()
	second.Name, second.Channel, second.Columns = "周记", "老板周记", []string{"那周", "钱数", "做啥", "记号"}
	second.Fields = map[book.ProfileField]string{book.FieldDate: "那周", book.FieldAmount: "钱数", book.FieldTxnNo: "记号"}
	for _, p := range []*book.Profile{diary(), second} {
		if err := d.SaveProfile(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	files := []string{d.write("日.csv", strange), d.write("周.csv", strings.Replace(strange, "那天", "那周", 1))}
	for i, r := range d.bring(files...) {
		if want := []string{"老板日记", "老板周记"}[i]; r.State != book.ReceiptApplied || r.Channel != want || r.New != 2 {
			t.Errorf("%+v %v", r, r.Problem)
		}
	}
	r := d.bring(d.write("c.csv", sheetHead+goodRow))[0]
	if r.State != book.ReceiptHeld || !slices.Equal(r.Choices, []string{"老板日记", "老板周记"}) {
		t.Errorf("%+v %v", r, r.Problem)
	}
	r = d.bringAs(intake.Options{Channel: "流水账"}, d.write("c.csv", sheetHead+goodRow))[0]
	if r.State != book.ReceiptApplied || r.Channel != "流水账" {
		t.Errorf("a new name: %+v %v", r, r.Problem)
	}
	r = d.bring(d.write("d.csv", sheetHead+"2025-10-05,豆,9.00,T5\n"))[0]
	if r.State != book.ReceiptApplied || r.Channel != "流水账" {
		t.Errorf("as before: %+v %v", r, r.Problem)
	}
}
