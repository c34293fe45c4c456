package personal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/personal"
)

const (
	wxFrame = `微信支付账单明细,,,,,,,,
微信昵称：[张记小铺],,,,,,,,
起始时间：[2025-03-01 00:00:00] 终止时间：[2025-03-31 23:59:59],,,,,,,,
导出类型：[全部],,,,,,,,
导出时间：[2025-04-02 09:00:00],,,,,,,,
,,,,,,,,
共10笔记录,,,,,,,,
收入：4笔 71.50元,,,,,,,,
支出：3笔 93.00元,,,,,,,,
中性交易：3笔 350.10元,,,,,,,,
注：,,,,,,,,
1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易,,,,,,,,
,,,,,,,,
----------------------微信支付账单明细列表--------------------,,,,,,,,
`
	wxHead = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
	wxText = wxHead +
		`2025-03-30 20:00:00,"二维码收款","王*","收款方备注:二维码收款","收入",¥28.50,"零钱","已收钱","100005010125033000010000001"	,"/"	,"/"
2025-03-29 20:00:00,二维码收款,李*,收款方备注:二维码收款,收入,¥15.00,零钱,已全额退款,100005010125032900010000002	,/,/
2025-03-28 12:00:00,"小店-退款","文具店","/","收入",¥8.00,"零钱","已全额退款","50301202503280000000000003"	,"R3"	,"/"
2025-03-27 12:00:00,转账,赵*,转账备注:微信转账,收入,¥20.00,零钱,已存入零钱,100005010125032700010000004	,/,/
2025-03-26 12:00:00,商户消费,文具店,"笔,十支",支出,¥18.00,招商银行(1234),已退款(￥8.00),4200002025032600000000000005	,S5	,/
2025-03-25 12:00:00,扫二维码付款,菜场,收款方备注:二维码收款,支出,¥25.00,零钱,已转账,100005010125032500010000006	,1000050101,/
2025-03-24 12:00:00,转账,房东,转账备注:房租,支出,¥50.00,零钱,对方已退还,100005010125032400010000007	,1000050102,/
2025-03-23 12:00:00,零钱提现,招商银行(1234),/,/,¥200.10,招商银行,提现已到账,2072025032300000000000008	,/	,"服务费¥0.10"
2025-03-22 12:00:00,零钱充值,招商银行(1234),/,/,¥100.00,招商银行(1234),充值完成,1102025032200000000000009	,/,/
2025-03-21 12:00:00,转入零钱通-来自零钱,/,/,/,¥50.00,零钱,支付成功,1800002025032100000000000010	,1800007,/
`
)

var wxWant = []string{
	"payment paid at=2025-03-30T20:00:00+08:00 txn=100005010125033000010000001 gross=2850 amount=2850 fee=0 party=王* memo=二维码收款 收款方备注:二维码收款 method=零钱",
	"payment refunded at=2025-03-29T20:00:00+08:00 txn=100005010125032900010000002 gross=1500 amount=1500 fee=0 party=李* memo=二维码收款 收款方备注:二维码收款 method=零钱",
	"expense paid at=2025-03-28T12:00:00+08:00 order=R3 txn=50301202503280000000000003 refund=50301202503280000000000003 gross=800 amount=800 fee=0 party=文具店 memo=小店-退款 method=零钱",
	"transfer paid at=2025-03-27T12:00:00+08:00 txn=100005010125032700010000004 gross=2000 amount=2000 fee=0 party=赵* memo=转账 转账备注:微信转账 method=零钱",
	"expense paid at=2025-03-26T12:00:00+08:00 order=S5 txn=4200002025032600000000000005 gross=-1800 amount=-1800 fee=0 party=文具店 memo=商户消费 笔,十支 已退款(￥8.00) method=招商银行(1234) card=1234",
	"expense paid at=2025-03-25T12:00:00+08:00 order=1000050101 txn=100005010125032500010000006 gross=-2500 amount=-2500 fee=0 party=菜场 memo=扫二维码付款 收款方备注:二维码收款 method=零钱",
	"transfer refunded at=2025-03-24T12:00:00+08:00 order=1000050102 txn=100005010125032400010000007 gross=-5000 amount=-5000 fee=0 party=房东 memo=转账 转账备注:房租 method=零钱",
	"withdrawal paid at=2025-03-23T12:00:00+08:00 txn=2072025032300000000000008 gross=-20000 amount=-20000 fee=0 party=招商银行(1234) memo=零钱提现 服务费¥0.10 method=招商银行",
	"fee paid at=2025-03-23T12:00:00+08:00 txn=2072025032300000000000008 gross=-10 amount=-10 fee=0 party=招商银行(1234) memo=零钱提现 服务费¥0.10 method=招商银行",
	"transfer paid at=2025-03-22T12:00:00+08:00 txn=1102025032200000000000009 gross=10000 amount=10000 fee=0 party=招商银行(1234) memo=零钱充值 method=招商银行(1234) card=1234",
	"transfer paid at=2025-03-21T12:00:00+08:00 order=1800007 txn=1800002025032100000000000010 gross=5000 amount=0 fee=0 memo=转入零钱通-来自零钱 method=零钱",
}

// unnumbered are the lines of entries without the physical lines, which differ
// between the layouts of one bill.
func unnumbered(r billtest.Result) []string {
	lines := r.Lines()
	for i := range lines {
		_, lines[i], _ = strings.Cut(lines[i], " ")
	}
	return lines
}

func checkWeChat(t *testing.T, r billtest.Result) {
	t.Helper()
	if r.Err != nil || len(r.Problems) > 0 {
		t.Fatal(r.Err, r.Problems)
	}
	got := unnumbered(r)
	for i := range max(len(got), len(wxWant)) {
		if i >= len(got) || i >= len(wxWant) || got[i] != wxWant[i] {
			t.Fatalf("entry %d:\n got %v\nwant %v", i, got[i:], wxWant[min(i, len(wxWant)-1)])
		}
	}
	s := r.Summary
	if s.Source != (book.Source{Provider: "wechatpay", Stream: "personal", Role: book.RoleWallet}) {
		t.Errorf("source %+v", s.Source)
	}
	if s.Covers != (book.Coverage{Period: book.Month(2025, time.March)}) || s.Incomplete != nil || s.Rows != 10 {
		t.Errorf("summary %+v", s)
	}
	if got := fmt.Sprint(r.Codes()); got != "[no_direction marked_refund]" {
		t.Errorf("notes %v", s.Notes)
	}
}

func TestWeChat(t *testing.T) {
	for name, text := range map[string]string{
		"2018":       strings.ReplaceAll(wxFrame, ",,,,,,,,", ",,,,,,,,,,") + wxText,
		"2019":       wxFrame + wxText,
		"with mark":  "\ufeff" + wxFrame + wxText,
		"one more":   strings.Replace(wxFrame, "1. 充值", "4. 本账单中所有时间均为UTC+08:00时间\n1. 充值", 1) + wxText,
		"line feeds": strings.ReplaceAll(wxFrame+wxText, "\n", "\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			checkWeChat(t, billtest.Read(t, personal.Formats(), []byte(text), bill.Options{}))
		})
	}
}

// TestWeChatWorkbook: since July 2025 the bill is a workbook, since March 2026 its
// amounts are numbers shown with a ¥. Times may be text or dates.
func TestWeChatWorkbook(t *testing.T) {
	for _, kind := range []string{"text", "numbers", "dates"} {
		t.Run(kind, func(t *testing.T) {
			checkWeChat(t, billtest.Read(t, personal.Formats(), weChatBook(t, kind), bill.Options{}))
		})
	}
}

func weChatBook(t *testing.T, kind string) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	yuan := `\¥#,##0.00`
	style, err := x.NewStyle(&excelize.Style{CustomNumFmt: &yuan})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(`"笔,十支"`, "笔，十支", `"`, "").Replace(wxFrame + wxText)
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		for j, cell := range strings.Split(line, ",") {
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			var value any = strings.ReplaceAll(cell, "，十支", ",十支")
			if amount, ok := strings.CutPrefix(cell, "¥"); ok && kind != "text" {
				var f float64
				fmt.Sscan(amount, &f)
				value = f
				if err := x.SetCellStyle("Sheet1", at, at, style); err != nil {
					t.Fatal(err)
				}
			}
			if day, err := time.Parse(time.DateTime, cell); err == nil && kind == "dates" {
				value = day
			}
			if err := x.SetCellValue("Sheet1", at, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestAsPayments: an owner who collects on a personal QR code may have its receipts
// matched with orders.
func TestAsPayments(t *testing.T) {
	r := billtest.Read(t, personal.Formats(), []byte(wxFrame+wxText), bill.Options{Role: book.RolePayments})
	if r.Summary.Source.Role != book.RolePayments {
		t.Errorf("role %v", r.Summary.Source.Role)
	}
	sales := 0
	for _, e := range r.Entries {
		if book.MovesMoney(e.Kind, e.Status, e.Amount) {
			sales++
		}
	}
	if sales != 2 {
		t.Errorf("%d rows are sales", sales)
	}
	if r := billtest.Read(t, personal.Formats(), []byte(wxFrame+wxText), bill.Options{Role: book.RoleBank}); r.Summary.Source.Role != book.RoleWallet {
		t.Errorf("as a bank's: %v", r.Summary.Source.Role)
	}
}

func TestWeChatRefundsOfSales(t *testing.T) {
	text := wxHead +
		"2025-03-30 20:00:00,二维码收款-退款,王*,/,支出,¥28.50,零钱,支付成功,50000501012503300000001,/,/\n" +
		"2025-03-30 20:00:01,微信红包,王*,/,收入,¥1.00,/,已全额退款,100003990125033000000002,/,/\n" +
		"2025-03-30 20:00:02,商户消费,店,/,支出,¥8.00,零钱,已退款￥8.00,4200003,/,/\n" +
		"2025-03-30 20:00:03,零钱提现,招商银行(1234),/,/,¥8.00,招商银行,提现失败,2070004,/,/\n"
	r := billtest.Read(t, personal.Formats(), []byte(text), bill.Options{})
	r.Check(t,
		"2 refund paid at=2025-03-30T20:00:00+08:00 txn=50000501012503300000001 refund=50000501012503300000001 gross=-2850 amount=-2850 fee=0 party=王* memo=二维码收款-退款 method=零钱",
		"3 expense paid at=2025-03-30T20:00:01+08:00 txn=100003990125033000000002 refund=100003990125033000000002 gross=100 amount=100 fee=0 party=王* memo=微信红包",
		"4 expense refunded at=2025-03-30T20:00:02+08:00 txn=4200003 gross=-800 amount=-800 fee=0 party=店 memo=商户消费 method=零钱",
		"5 withdrawal failed at=2025-03-30T20:00:03+08:00 txn=2070004 gross=-800 amount=0 fee=0 party=招商银行(1234) memo=零钱提现 method=招商银行",
	)
	if c := r.Summary.Covers; !c.PartialEdges || c.From.String() != "2025-03-30" || r.Summary.Incomplete != nil {
		t.Errorf("a bill without its first lines covers %+v, incomplete %v", c, r.Summary.Incomplete)
	}
}

// TestLaterStatus: a row is known again once its status has changed.
func TestLaterStatus(t *testing.T) {
	app := "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n"
	tests := map[string]struct{ before, after string }{
		"wechat transfer": {
			wxHead + "2025-10-01 10:00:00,转账,张三,转账备注,收入,¥100.00,/,已存入零钱,1000000001,5001,/\n",
			wxHead + "2025-10-01 10:00:00,转账,张三,转账备注,收入,¥100.00,/,已全额退款,1000000001,5001,/\n",
		},
		"alipay sale": {
			app + "2025-10-01 10:00:00,收入,买家,/,键盘,收入,100.00,余额,等待确认收货,2025100122001,T200P5116032541422009305,,\n",
			app + "2025-10-01 10:00:00,收入,买家,/,键盘,不计收支,100.00,余额,交易关闭,2025100122001,T200P5116032541422009305,,\n",
		},
	}
	for name, tt := range tests {
		before := billtest.Read(t, personal.Formats(), []byte(tt.before), bill.Options{})
		after := billtest.Read(t, personal.Formats(), []byte(tt.after), bill.Options{})
		if len(before.Entries) != 1 || len(after.Entries) != 1 {
			t.Fatal(name, before, after)
		}
		if b, a := before.Entries[0], after.Entries[0]; b.Ident != a.Ident || b.Digest == a.Digest {
			t.Errorf("%s: %v, then %v", name, before.Lines(), after.Lines())
		}
	}
}

func TestWeChatBadRows(t *testing.T) {
	text := wxHead +
		"2025-03-30 20:00:00,商户消费,店,/,退回,¥28.50,零钱,支付成功,1,/,/\n" +
		"2025-03-31 25:00:00,商户消费,店,/,支出,¥28.50,零钱,支付成功,2,/,/\n" +
		"2025-03-30 20:00:00,商户消费,店,/,支出,¥-28.50,零钱,支付成功,3,/,/\n" +
		"2025-03-30 20:00:00,商户消费,店,/,支出,,零钱,支付成功,4,/,/\n" +
		"2025-03-30 20:00:00,零钱提现,店,/,/,¥1.00,零钱,支付成功,5,/,服务费¥2.00\n" +
		"2025-03-30 20:00:00,商户消费,店,/,支出,¥1.00,零钱,已退款(￥1.0.0),6,/,/\n" +
		"2025-03-30 20:00:00,商户消费\n"
	r := billtest.Read(t, personal.Formats(), []byte(text), bill.Options{})
	want := []string{"bad_direction 收/支", "bad_date 交易时间", "sign_unclear 金额(元)", "missing_cell 金额(元)", "bad_amount 备注", "bad_amount 当前状态", "too_few_cells "}
	var got []string
	for i, p := range r.Problems {
		got = append(got, p.Code+" "+p.Cell)
		if p.Line != i+2 {
			t.Errorf("line %d of problem %d", p.Line, i)
		}
	}
	if !slices.Equal(got, want) || len(r.Entries) != 0 {
		t.Errorf("got %q, entries %v", got, r.Lines())
	}
}

// TestWeChatCut: a bill that lost its end says how many rows it should have.
func TestWeChatCut(t *testing.T) {
	cut := wxFrame + wxText[:strings.Index(wxText, "2025-03-22")]
	r := billtest.Read(t, personal.Formats(), []byte(cut), bill.Options{})
	if n := r.Summary.Notes; len(n) < 2 || n[0].Code != bill.NoteFooter || !n[0].Suspicious || !slices.Equal(n[0].Args, []string{"笔数", "10", "8"}) ||
		!slices.Equal(n[1].Args, []string{"中性交易", "3 / 350.10", "1 / 200.10"}) {
		t.Errorf("notes %+v", n)
	}
}

func TestWeChatEmpty(t *testing.T) {
	frame := strings.NewReplacer("共10", "共0", "4笔 71.50", "0笔 0.00", "3笔 93.00", "0笔 0.00", "3笔 350.10", "0笔 0.00").Replace(wxFrame)
	r := billtest.Read(t, personal.Formats(), []byte(frame+wxHead), bill.Options{})
	if s := r.Summary; r.Err != nil || s.Rows != 0 || len(s.Notes) != 0 || s.Incomplete != nil || s.Covers.Days() != 31 {
		t.Errorf("%v %+v", r.Err, s)
	}
}

// TestExportDay: the day on which a bill was exported was not over.
func TestExportDay(t *testing.T) {
	for exported, want := range map[string]string{"2025-03-31": "2025-03-30 false", "2025-03-01": "2025-03-31 true", "2025-04-01": "2025-03-31 false"} {
		text := strings.Replace(wxFrame, "导出时间：[2025-04-02", "导出时间：["+exported, 1) + wxText
		c := billtest.Read(t, personal.Formats(), []byte(text), bill.Options{}).Summary.Covers
		if got := fmt.Sprint(c.To, c.PartialEdges); got != want {
			t.Errorf("exported on %s: covers to %s, want %s", exported, got, want)
		}
	}
}

func TestWeChatExcelDamage(t *testing.T) {
	text := strings.NewReplacer("2025-03-30 20:00:00", "2025/3/30 20:00", "100005010125033000010000001", "1.00005E+26").Replace(wxFrame + wxText)
	r := billtest.Read(t, personal.Formats(), []byte(text), bill.Options{})
	if got := fmt.Sprint(r.Codes()); got != "[damaged_id lost_seconds no_direction marked_refund]" || len(r.Entries) != 11 {
		t.Errorf("notes %s", got)
	}
}
