package channels

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/figure"
)

func TestACardSaysHowFarAConnectionIs(t *testing.T) {
	p, _ := testPresenter(t, newDesk())
	s := p.State()
	if s.Phase != Ready || len(s.Cards) != 3 {
		t.Fatalf("%+v", s)
	}
	well, ill, paused := s.Cards[0], s.Cards[1], s.Cards[2]
	if well.Facts != "今早 10:05 已取到 11-22 · 昨天为止都齐了 · 下次 明天 10:30" || well.Chip != "正常" || well.Trouble != "" {
		t.Errorf("%q %q %q", well.Facts, well.Chip, well.Trouble)
	}
	if ill.Facts != "昨天 09:30 已取到 11-19 · 还差 3 天 · 1 份账单服务商还没生成 · 下次 今早 10:31" || ill.Chip != "要您看一下" || ill.Fix != FixKeys || !ill.Serious {
		t.Errorf("%q %q %v", ill.Facts, ill.Chip, ill.Fix)
	}
	if ill.About != "沙箱 · 每天 09:30 取" || !strings.Contains(ill.Trouble, "不认这把密钥") {
		t.Errorf("%q %q", ill.About, ill.Trouble)
	}
	if paused.Chip != "已暂停" || strings.Contains(paused.Facts, "下次") {
		t.Errorf("%q %q", paused.Chip, paused.Facts)
	}
}

func TestAStripTellsADay(t *testing.T) {
	p, _ := testPresenter(t, newDesk())
	s := p.State().Cards[1].Streams
	if len(s) != 2 || s[0].Name != "业务账单" || s[0].Remark != "28/31 天" || len(s[0].Days) != 31 {
		t.Fatalf("%+v", s)
	}
	if got := s[0].Days[28:]; !slices.Equal(got, []figure.DayState{figure.DayAhead, figure.DayMissing, figure.DayMissing}) {
		t.Errorf("the last days are %v", got)
	}
	if s[1].Days[30] != figure.DayPartial {
		t.Errorf("a bill that is not made yet is %v", s[1].Days[30])
	}
	day, ok := p.Day(1, 0, 29)
	if !ok || !day.Aside || day.day != today-2 || !strings.Contains(day.Text, "11-21") || !strings.Contains(day.Text, "等您处理") {
		t.Errorf("%v %+v", ok, day)
	}
	if day, _ := p.Day(2, 0, 0); !strings.Contains(day.Text, "开始的日子以前") {
		t.Errorf("%+v", day)
	}
	if _, ok := p.Day(0, -1, 3); ok {
		t.Error("no strip has a day")
	}
}

func TestPullShowsProgressAndCanBeStopped(t *testing.T) {
	d := newDesk()
	p, s := testPresenter(t, d)
	d.during = func(ctx context.Context, progress func(book.Progress)) {
		progress(book.Progress{Stage: "pull", What: "支付宝 2025-11-22", Done: 1, Total: 4})
		if c := p.State().Cards[1]; c.Progress != "正在取账单 2025-11-22 · 25%" || c.Share != 0.25 || !c.Stops || c.Chip != "进行中" {
			t.Errorf("%+v", c)
		}
		p.PullNow(1) // is under way already
		p.Stop(1)
		if ctx.Err() == nil || p.State().Cards[1].Progress != "正在取消，已完成的会保留" {
			t.Errorf("not stopped: %q", p.State().Cards[1].Progress)
		}
	}
	p.PullNow(1)
	if len(d.pulled) != 1 || len(s.toasts) != 1 || !strings.Contains(s.toasts[0], "已停下") || p.State().Cards[1].Progress != "" || len(s.errors) > 0 {
		t.Errorf("%v %q %v", d.pulled, s.toasts, s.errors)
	}
}

func TestPullTellsWhatItBrought(t *testing.T) {
	d := newDesk()
	p, s := testPresenter(t, d)
	d.result = pull.Result{Connection: "微信支付", Pulls: []book.Pull{{State: book.PullDone}, {State: book.PullEmpty}, {State: book.PullFailed}},
		Receipts: []book.Receipt{{New: 1200}, {New: 34}}}
	p.PullDay(0, today-3)
	if d.pulled[0] != (book.Period{From: today - 3, To: today - 3}) || s.toasts[0] != "微信支付：取到 1 份账单，新流水 1,234 行。1 份服务商说没有。" || s.changes != 1 {
		t.Errorf("%v %q %d", d.pulled, s.toasts, s.changes)
	}
	d.result = pull.Result{}
	p.PullNow(0)
	if !strings.Contains(s.toasts[1], "没有要取的") {
		t.Errorf("%q", s.toasts)
	}
	d.result, d.locked = pull.Result{Connection: "微信支付", Problem: &book.Problem{Code: "wrong_passphrase"}}, true
	p.PullNow(0)
	if c := p.State().Cards[0]; !strings.Contains(c.Trouble, "口令不对") || c.Fix != FixUnlock || c.Chip != "锁着" {
		t.Errorf("%+v", c)
	}
	p.Test(0)
	if c := p.State().Cards[0]; c.Trouble != "" || !strings.Contains(s.toasts[3], "通了") || d.woken != 1 {
		t.Errorf("%+v %q", c, s.toasts)
	}
}

func TestAPullThatTheProgramBeganIsStopped(t *testing.T) {
	d := newDesk()
	d.stops = true
	p, _ := testPresenter(t, d)
	p.Progress(book.Progress{Stage: "pull", What: "支付宝 2025-11-21", Done: 1, Total: 900})
	p.Stop(1)
	p.Progress(book.Progress{Stage: "pull", What: "支付宝 2025-11-20", Done: 2, Total: 900})
	if c := p.State().Cards[1]; d.stopped != 1 || c.Stops || !strings.Contains(c.Progress, "正在取消") {
		t.Errorf("%d %+v", d.stopped, c)
	}
	d.statuses[1].Stopped, d.statuses[1].Problem, d.statuses[1].Days, d.statuses[1].Next = true, nil, nil, now.Add(3*time.Hour)
	p.Told([]pull.Result{{Connection: "支付宝", Stopped: true}})
	if c := p.State().Cards[1]; c.Progress != "" || c.Chip != "您停下了" || !strings.Contains(c.Facts, "您停下了，今天 13:30 自己接着取") {
		t.Errorf("%+v", c)
	}
}

func TestWhatAPullToldBeforeTheCardsWereRead(t *testing.T) {
	d := newDesk()
	d.locked = true
	p := newPresenter(testDeps(t, d, &told{}, nil, "zh"), func() {})
	waits := p.loading.Run
	p.loading.Run = func(context.Context, func(context.Context) error, func(error)) {}
	p.Told([]pull.Result{{Connection: "微信支付", Problem: &book.Problem{Code: "wrong_passphrase"}}, {Connection: "支付宝", Problem: &book.Problem{Code: "wrong_passphrase"}}})
	p.loading = kit.Lane{Run: waits}
	p.Load()
	if s := p.State(); s.Cards[0].Chip != "锁着" || s.Cards[1].Chip != "锁着" || s.Cards[2].Chip == "锁着" {
		t.Errorf("%+v", s.Cards)
	}
	p.Test(1) // one passphrase opens them all
	if s := p.State(); s.Cards[0].Chip != "正常" {
		t.Errorf("%+v", s.Cards[0])
	}
}

func TestATestSaysWhatIsWrong(t *testing.T) {
	d := newDesk()
	d.answer = &book.Problem{Code: "gateway_clock"}
	p, s := testPresenter(t, d)
	p.Test(0)
	if c := p.State().Cards[0]; !strings.Contains(c.Trouble, "时间不准") || c.Chip != "要您看一下" || len(s.errors) > 0 {
		t.Errorf("%+v", c)
	}
}

func TestPausePulledAloneAndRemoved(t *testing.T) {
	d := newDesk()
	p, s := testPresenter(t, d)
	p.Pause(0, true)
	if len(d.changed) != 1 || !d.changed[0].Paused || !p.State().Cards[0].Paused {
		t.Errorf("%+v", d.changed)
	}
	p.Progress(book.Progress{Stage: "pull", What: "支付宝 2025-11-21", Done: 1, Total: 2})
	if c := p.State().Cards[1]; c.Progress == "" || !c.Stops {
		t.Errorf("%+v", c)
	}
	p.Told([]pull.Result{{Connection: "支付宝", Problem: &book.Problem{Code: "ring_closed"}}})
	if c := p.State().Cards[1]; c.Progress != "" || !strings.Contains(c.Trouble, "密钥串") {
		t.Errorf("%+v", c)
	}
	p.Remove(1)
	if !slices.Equal(d.removed, []book.ConnectionID{2}) || p.State().Phase != Bare || s.changes != 2 {
		t.Errorf("%v %v", d.removed, p.State().Phase)
	}
	d.err = errors.New("broken")
	p.Load()
	if p.State().Phase != Failed {
		t.Error("an error is not shown")
	}
}

func TestNoticesAreListed(t *testing.T) {
	d := newDesk()
	d.notices = []book.Notice{
		{Connection: 1, ID: "a", Kind: book.KindPayment, State: "SUCCESS", OrderNo: "S1", Amount: book.Money{Minor: 8800, Currency: book.CNY}, At: now.Add(-time.Minute)},
		{Connection: 2, ID: "b", Kind: book.KindRefund, State: "SUCCESS", TxnNo: "T2", Amount: book.Money{Minor: -100, Currency: book.CNY}, At: now.Add(-time.Hour)},
	}
	p, _ := testPresenter(t, d)
	got := p.State().Notices
	if len(got) != 2 || got[0] != (NoticeRow{"10:29", "微信支付", "收款 · SUCCESS", "S1", "¥88.00"}) || got[1].What != "退款 · SUCCESS" || got[1].Number != "T2" {
		t.Errorf("%+v", got)
	}
}

func TestMomentsAreToldByTheClockOfChina(t *testing.T) {
	text, err := assets.NewText("en")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[time.Duration]string{0: "this morning 10:30", 2 * time.Hour: "today 12:30", -11 * time.Hour: "yesterday 23:30",
		15 * time.Hour: "tomorrow 01:30", 72 * time.Hour: "11-26 10:30"} {
		if got := WhenText(text, now.Add(in), now); got != want {
			t.Errorf("%v: %q, want %q", in, got, want)
		}
	}
	d := newDesk()
	for i, want := range []string{"微信支付: this morning 10:05", "支付宝: yesterday 09:30", "Stripe 美元: paused"} {
		if got := PulledText(text, &d.statuses[i], now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWhereNotificationsAreHeard(t *testing.T) {
	d := &desk{}
	p, w := testPresenter(t, d)
	p.SetListenAddress("127.0.0.1:8765")
	var shown string
	p.ListenAddress(func(address string) { shown = address })
	if d.listens != "127.0.0.1:8765" || shown != d.listens {
		t.Errorf("listens at %q, shown %q", d.listens, shown)
	}
	d.statuses = newDesk().statuses
	d.statuses[1].Connection.Name = "支付宝 A/1"
	d.notices = []book.Notice{{Connection: 1, Kind: book.KindPayment, State: "SUCCESS", Amount: book.Money{Minor: 8800, Currency: book.CNY}, At: now.Add(-time.Minute)}}
	p.Load()
	s := p.State().Ears
	if s.At != "127.0.0.1:8765" || len(s.List) != 2 || s.List[0].Last != "最近 10:29 收款 ¥88.00" || s.List[1].Last != "今天还没有收到" ||
		s.List[1].Address != "http://127.0.0.1:8765/notify/%E6%94%AF%E4%BB%98%E5%AE%9D%20A%2F1" {
		t.Errorf("%+v", s)
	}
	d.hearing = pull.Hearing{Problem: &book.Problem{Code: "listen_address", Args: []string{"127.0.0.1:8765"}}, Unknown: 3,
		Heard: []pull.Heard{{Connection: 1, At: now, Accepted: 2}, {Connection: 2, At: now, Code: "gateway_forged", Accepted: 1, Refused: 1}}}
	p.Load()
	s = p.State().Ears
	if s.List[0].Last != "收到 2 条，最近 今早 10:30" || s.List[0].Trouble != "" || s.List[1].Last != "收到 1 条，没采用 1 条" ||
		!strings.Contains(s.List[1].Trouble, "不是服务商签名的") || !strings.Contains(s.Trouble, "端口") || !strings.Contains(s.Unknown, "3 条") {
		t.Errorf("%+v", s)
	}
	p.SetListenAddress("8.8.8.8:1")
	if d.listens != "127.0.0.1:8765" || len(w.errors) != 1 {
		t.Errorf("listens at %q, errors %v", d.listens, w.errors)
	}
	p.SetListenAddress("")
	if d.listens != "" {
		t.Errorf("still listens at %q", d.listens)
	}
}
