package channels

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/pull"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/golden"
)

// scene is the view over a shop's connections, by a runner, with something done to it.
func scene(t *testing.T, name string, of func() *desk, run kit.Runner, do func(*View)) golden.Scene {
	return golden.Scene{Name: name, Show: func(w fyne.Window, locale string) {
		deps := testDeps(t, of(), &told{}, w, locale)
		deps.Run = run
		v := New(deps)
		w.SetContent(v.Content())
		w.Resize(golden.Size())
		v.Shown()
		do(v)
	}}
}

// troubled is a shop's connections that want something of the owner, each another.
func troubled() *desk {
	none := newcomer(0).statuses[0]
	none.Connection.Name = "支付宝 老店"
	lost := pull.Status{Connection: book.Connection{ID: 2, Name: "微信支付 二店", Provider: "wechatpay", From: today - 20}, NeedsKeys: true, Lag: 20}
	stopped := pull.Status{Connection: book.Connection{ID: 3, Name: "PayPal", Provider: "paypal", From: today - 400}, Stopped: true, Lag: 380, Next: now.Add(3 * time.Hour),
		Last: now.Add(-time.Minute), LastDay: today - 1}
	for day := book.Day(today - 20); day < today; day++ {
		stopped.Days = append(stopped.Days, book.Pull{Connection: 3, Stream: "activity", Day: day, State: book.PullDone, At: now.Add(-time.Minute)})
	}
	locked := pull.Status{Connection: book.Connection{ID: 4, Name: "Stripe", Provider: "stripe", From: today - 5}, Lag: 5, Next: now}
	return &desk{statuses: []pull.Status{none, locked, lost, stopped}, locked: true}
}

// hearing is the shop of newDesk that hears notifications.
func hearing() *desk {
	d := newDesk()
	d.listens = "127.0.0.1:8765"
	d.notices = []book.Notice{
		{Connection: 1, Kind: book.KindPayment, State: "SUCCESS", OrderNo: "S2025112300017", Amount: book.Money{Minor: 128800, Currency: book.CNY}, At: now},
		{Connection: 1, Kind: book.KindRefund, State: "SUCCESS", OrderNo: "S2025112200004", Amount: book.Money{Minor: -5900, Currency: book.CNY}, At: now.Add(-time.Hour)},
	}
	return d
}

// listening is a shop with one connection, so that what is heard is in sight.
func listening() *desk {
	d := hearing()
	d.statuses = d.statuses[:1]
	d.hearing = pull.Hearing{Address: d.listens, Unknown: 1, Heard: []pull.Heard{{Connection: 1, At: now, Code: "gateway_forged", Accepted: 2, Refused: 1}}}
	return d
}

func TestGolden(t *testing.T) {
	nothing := func(*View) {}
	golden.Check(t,
		scene(t, "full", newDesk, kit.InlineRunner, func(v *View) { v.cards[1].pick(0, 29) }),
		scene(t, "troubled", troubled, kit.InlineRunner, nothing),
		scene(t, "listening", listening, kit.InlineRunner, nothing),
		scene(t, "busy", newDesk, kit.InlineRunner, func(v *View) {
			v.Progress(book.Progress{Stage: "pull", What: "微信支付 2025-11-12", Done: 13, Total: 60})
		}),
		scene(t, "keys", newDesk, kit.InlineRunner, func(v *View) {
			v.connect("alipay")
			v.guide.turn(stepKeys)
			fill(v.guide.form, map[string]string{"app_id": "20210000", "private_key": keys()[0].private})
			v.guide.forward()
		}),
		scene(t, "start", newDesk, kit.InlineRunner, func(v *View) {
			v.connect("paypal")
			v.guide.turn(stepStart)
			v.guide.form.From, v.guide.form.At = "2027-13-01", "25:99"
			v.guide.save()
		}),
		scene(t, "empty", func() *desk { return &desk{} }, kit.InlineRunner, nothing),
		scene(t, "loading", newDesk, golden.Waits, nothing),
		scene(t, "error", newDesk, golden.Fails, nothing),
	)
}
