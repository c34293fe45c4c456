package channels

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/zalando/go-keyring"

	"zhangfang/app"
	"zhangfang/app/channels/gateway"
	"zhangfang/ui/kit/figure"
)

// TestConnectToTheGateway connects through the dialog to a gateway that signs and
// verifies as WeChat Pay does, and finds the bills in a real book.
func TestConnectToTheGateway(t *testing.T) {
	keyring.MockInit()
	test.NewTempApp(t)
	clock := func() time.Time { return now } // half an hour after the bills are made
	g, err := gateway.Start(gateway.Options{Now: clock, Seed: 7, Days: 5, PerDay: 12, Dir: t.TempDir(), Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	b, err := app.Open(t.Context(), filepath.Join(t.TempDir(), "shop.zfbook"), clock)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	w, s := test.NewTempWindow(t, nil), &told{}
	deps := testDeps(t, &desk{}, s, w, "zh")
	deps.Service = b.Pull
	v := New(deps)
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()

	v.connect("wechatpay")
	top := w.Canvas().Overlays().Top()
	press(t, top, "下一步")
	real := g.WeChat()
	fill(v.guide.form, map[string]string{"mch_id": real.MchID, "serial": strings.Repeat("0", 40), "private_key": real.PrivateKey, "public_key": real.PublicKey,
		"public_key_id": real.PublicKeyID, "apiv3_key": real.APIv3Key})
	v.guide.form.SetGateway(real.URL)
	press(t, top, "下一步")
	press(t, top, "测试")
	if f := v.guide.form; f.Tested != Fails || !strings.Contains(f.TestText, "不认这把密钥") {
		t.Fatalf("a wrong serial number: %v %q", f.Tested, f.TestText)
	}
	press(t, top, "上一步")
	fill(v.guide.form, map[string]string{"serial": real.Serial})
	press(t, top, "下一步")
	press(t, top, "测试")
	press(t, top, "下一步")
	v.guide.form.From = g.Span().From.String()
	press(t, top, "连接")
	if v.guide != nil {
		t.Fatalf("not connected: %+v", s)
	}
	press(t, v.cards[0].card, "马上取")
	card := v.presenter.State().Cards[0]
	if card.Trouble != "" || !strings.Contains(card.Facts, "昨天为止都齐了") || card.Streams[0].Days[30] != figure.DayCovered {
		t.Errorf("%+v, told %+v", card, s)
	}
	statuses, err := b.Intake.Statuses(t.Context())
	if err != nil || len(statuses) != 2 || statuses[0].Rows == 0 || statuses[1].Rows == 0 {
		t.Errorf("the book holds %+v, %v", statuses, err)
	}
}
