package channels

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhangfang/app/book"
)

func fill(f *Form, values map[string]string) {
	for i := range f.Fields {
		if v, ok := values[f.Fields[i].Name]; ok {
			f.Fill(i, v)
		}
	}
	f.Left()
}

func (f *Form) field(name string) *FormField { return &f.Fields[f.index(name)] }

func TestAWrongKeyIsToldAtOnce(t *testing.T) {
	p, _ := testPresenter(t, newDesk())
	f := p.NewForm("wechatpay", func() {})
	fill(f, map[string]string{"private_key": keys()[0].public})
	if x := f.field("private_key"); !strings.Contains(x.Fault, "“商户 API 私钥”里是公钥") || x.Read != "" {
		t.Errorf("%q %q", x.Fault, x.Read)
	}
	if f.field("mch_id").Fault != "" {
		t.Error("what the owner has not come to yet is no fault")
	}
	fill(f, map[string]string{"private_key": keys()[0].private, "mch_id": "12"})
	if x := f.field("private_key"); x.Fault != "" || x.Read == "" {
		t.Errorf("%q %q", x.Fault, x.Read)
	}
	if x := f.field("mch_id"); !strings.Contains(x.Fault, "写法不对") {
		t.Errorf("%q", x.Fault)
	}
	ok, wrong := f.Filled()
	if ok || f.Fields[wrong].Name != "mch_id" {
		t.Errorf("%v %d", ok, wrong)
	}
	fill(f, map[string]string{"mch_id": "1900000001", "serial": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", "public_key": keys()[0].public, "public_key_id": "PUB_KEY_ID_01"})
	if x := f.field("public_key"); !strings.Contains(x.Fault, "您自己的公钥") {
		t.Errorf("%q", x.Fault)
	}
	fill(f, map[string]string{"public_key": keys()[1].public})
	if ok, _ := f.Filled(); !ok {
		t.Errorf("%+v", f.Fields)
	}
}

func TestWhatIsMissingIsSaidAtEachField(t *testing.T) {
	p, _ := testPresenter(t, newDesk())
	f := p.NewForm("alipay", func() {})
	fill(f, map[string]string{"app_id": "2021000000000001"})
	if ok, wrong := f.Filled(); ok || f.Fields[wrong].Name != "private_key" || f.field("private_key").Fault == "" || f.field("public_key").Fault == "" || f.field("app_cert").Fault != "" {
		t.Errorf("%v %d %+v", ok, wrong, f.Fields)
	}
	f.Fill(f.index("private_key"), keys()[0].private) // before the keyboard leaves the field
	if f.field("private_key").Fault != "" || f.field("public_key").Fault == "" {
		t.Errorf("%+v", f.Fields)
	}
	w := p.NewForm("wechatpay", func() {})
	w.Filled()
	if w.field("apiv3_key").Fault != "" || w.field("public_key").Fault == "" {
		t.Error("the key of notifications is not needed beside a public key")
	}
	w.PickMode(1)
	w.Filled()
	if w.field("apiv3_key").Fault == "" || w.field("public_key").Fault != "" {
		t.Error("certificates need the key of notifications")
	}
}

func TestATestPromisesNothing(t *testing.T) {
	d := newDesk()
	d.answer = &book.Problem{Code: "gateway_down"}
	p, _ := testPresenter(t, d)
	f := p.NewForm("stripe", func() {})
	fill(f, map[string]string{"secret": "rk_live_1"})
	if f.Try(); f.Tested != Fails || strings.Contains(f.TestText, "自动") {
		t.Errorf("%q", f.TestText)
	}
}

func TestFieldsOfTheOtherWayStayOut(t *testing.T) {
	d := newDesk()
	p, _ := testPresenter(t, d)
	f := p.NewForm("alipay", func() {})
	if len(f.Modes()) != 2 || !f.Shows(f.index("public_key")) || f.Shows(f.index("root_cert")) || !f.Shows(f.index("app_id")) {
		t.Fatalf("%v", f.Modes())
	}
	fill(f, map[string]string{"app_id": "2021000000000001", "private_key": keys()[0].private, "public_key": keys()[1].public, "root_cert": "left over"})
	f.Try()
	if f.Tested != Works || len(d.tried) != 1 || d.tried[0].Fields["root_cert"] != "" {
		t.Errorf("%v %q %+v", f.Tested, f.TestText, d.tried)
	}
	f.PickMode(1)
	f.Try()
	if f.Tested != Fails || len(d.tried) != 1 || f.field("app_cert").Fault == "" {
		t.Errorf("%v, tried %d times", f.Tested, len(d.tried))
	}
}

func TestTheTestSpeaksAndForgetsWhatIsChanged(t *testing.T) {
	d := newDesk()
	d.answer = &book.Problem{Code: "gateway_permission"}
	p, _ := testPresenter(t, d)
	f := p.NewForm("stripe", func() {})
	fill(f, map[string]string{"secret": "rk_live_1"})
	f.Try()
	if f.Tested != Fails || !strings.Contains(f.TestText, "没有取账单的权限") {
		t.Errorf("%v %q", f.Tested, f.TestText)
	}
	f.Fill(0, "rk_live_2")
	if f.Tested != Untested || f.TestText != "" {
		t.Errorf("%v %q", f.Tested, f.TestText)
	}
	f.SetGateway("http://example.com/")
	if !strings.Contains(f.GatewayFault, "https://") {
		t.Errorf("%q", f.GatewayFault)
	}
	if f.HasSandbox || !p.NewForm("paypal", func() {}).HasSandbox {
		t.Error("Stripe's key says whether it is the sandbox's, PayPal's does not")
	}
}

func TestSaveConnects(t *testing.T) {
	d := newDesk()
	p, s := testPresenter(t, d)
	f := p.NewForm("alipay", func() {})
	if f.Name != "支付宝 2" {
		t.Errorf("named %q", f.Name)
	}
	fill(f, map[string]string{"app_id": " 2021000000000001 ", "private_key": keys()[0].private, "public_key": keys()[1].public})
	fault, kept := "", false
	told := func(text string, done bool) { fault, kept = text, done }
	f.Name, f.From, f.At = " ", "明天", "九点"
	f.Save(told)
	if kept || len(f.Faults) != 3 || len(d.made) > 0 || fault != "" { // each is told at its field, all at once
		t.Errorf("%q %v", fault, f.Faults)
	}
	f.PickSpan(2)
	f.Mended("from")
	if f.Faults["from"] != "" || f.Faults["at"] == "" {
		t.Errorf("%v", f.Faults)
	}
	f.Name, f.At = "微信支付", ""
	f.Save(told)
	if kept || !strings.Contains(f.Faults["name"], "已经有") {
		t.Errorf("%v", f.Faults)
	}
	f.Name, f.From, f.At = "支付宝门店", "2025/11/1", "9：30"
	f.Save(told)
	if !kept || fault != "" || len(f.Faults) > 0 || len(d.made) != 1 || d.made[0].At != "09:30" || d.made[0].From.String() != "2025-11-01" || len(s.toasts) != 1 || len(p.State().Cards) != 4 {
		t.Errorf("%q %+v %q", fault, d.made, s.toasts)
	}
	f.Close()
	if f.field("private_key").Text != "" {
		t.Error("a closed form holds the key still")
	}
}

func TestTheFirstDayIsBoundByTheProvider(t *testing.T) {
	p, _ := testPresenter(t, newDesk())
	f := p.NewForm("wechatpay", func() {})
	if f.From != "2025-10-24" || f.FromText() != "微信支付能给最近 3 个月的账单；更早的，请下载文件拖进来。一共要取 30 天。" {
		t.Errorf("%q %q", f.From, f.FromText())
	}
	f.PickSpan(3)
	if f.From != "2025-08-26" {
		t.Errorf("as far as it goes is %q", f.From)
	}
	f.From = "2020-1-1"
	if c, wrong := f.read(); len(wrong) > 0 || c.From.String() != "2025-08-26" || !strings.Contains(f.FromText(), "将从 2025-08-26 开始") {
		t.Errorf("%v %q %q", c.From, wrong, f.FromText())
	}
	if !strings.Contains(f.ReadyText(), "10:00") {
		t.Errorf("%q", f.ReadyText())
	}
}

func TestKeysOfAConnectionAreChanged(t *testing.T) {
	d := newDesk()
	d.statuses[1].Connection.Fields["public_key"] = keys()[1].public
	p, _ := testPresenter(t, d)
	f, ok := p.KeysForm(1, func() {})
	if !ok || f.New() || f.field("app_id").Text != "2021000000000001" || f.field("public_key").Read == "" || f.field("private_key").Text != "" || f.At != "09:30" {
		t.Fatalf("%+v", f)
	}
	fill(f, map[string]string{"private_key": keys()[0].private})
	f.Save(func(fault string, kept bool) {
		if !kept {
			t.Error(fault, f.Faults)
		}
	})
	if len(d.made) != 1 || d.made[0].ID != 2 || len(d.statuses) != 3 {
		t.Errorf("%+v", d.made)
	}
	terms, ok := p.Terms(1)
	terms.Name, terms.At = "支付宝旗舰店", "25:00"
	if wrong := terms.Save(); !ok || wrong != "at" {
		t.Errorf("wrong is %q", wrong)
	}
	terms.At = ""
	if wrong := terms.Save(); wrong != "" || d.changed[0].Name != "支付宝旗舰店" || d.changed[0].At != "" {
		t.Errorf("%q %+v", wrong, d.changed)
	}
}

func TestDroppedFilesFindTheirFields(t *testing.T) {
	p, s := testPresenter(t, newDesk())
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	f := p.NewForm("wechatpay", func() {})
	f.Take([]string{put("apiclient_key.pem", []byte(keys()[0].private)), put("pub_key.pem", []byte(keys()[1].public)),
		put("apiclient_cert.pem", certificate(t, 0x5157F09E, false))}, -1)
	if f.field("private_key").Read == "" || f.field("public_key").Read == "" || f.field("serial").Text != "5157F09E" {
		t.Errorf("%+v", f.Fields)
	}
	f.Take([]string{put("notes.txt", []byte("hello"))}, -1)
	if len(s.toasts) != 1 || !strings.Contains(s.toasts[0], "notes.txt") {
		t.Errorf("%q", s.toasts)
	}

	f = p.NewForm("alipay", func() {})
	f.Take([]string{put("a.txt", []byte(keys()[0].private))}, -1) // by what it holds
	f.Take([]string{put("alipayRootCert.crt", certificate(t, 7, true))}, -1)
	if f.field("private_key").Read == "" || f.field("root_cert").Read == "" || f.Mode != 1 {
		t.Errorf("mode %d, %+v", f.Mode, f.Fields)
	}
	f.Take([]string{put("b.crt", certificate(t, 8, false))}, f.index("app_cert")) // where the keyboard is
	if f.field("app_cert").Text == "" {
		t.Error("a file for the field in hand is not taken")
	}
	f.Take([]string{filepath.Join(dir, "gone")}, -1)
	if len(s.errors) != 1 {
		t.Errorf("%v", s.errors)
	}
}

// certificate is a self-signed one, as DER or PEM.
func certificate(t *testing.T, serial int64, der bool) []byte {
	t.Helper()
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(serial)}
	b, err := x509.CreateCertificate(rand.Reader, c, c, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	if der {
		return b
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: b})
}

func TestEveryTextOfAProviderExists(t *testing.T) {
	for _, locale := range []string{"zh", "en"} {
		d := newDesk()
		deps := testDeps(t, d, &told{}, nil, locale)
		p := newPresenter(deps, func() {})
		p.Load()
		for _, driver := range d.Drivers() {
			name := driver.Provider()
			f := p.NewForm(name, func() {})
			texts := append(append(f.Guide(), f.Modes()...), f.Spans()...)
			texts = append(texts, deps.Text.T("channels.needs_"+name))
			for i := range f.Fields {
				texts = append(texts, f.Fields[i].Caption, f.Fields[i].Hint)
			}
			for _, stream := range driver.Streams() {
				texts = append(texts, p.streamName(name, stream.Name))
			}
			for _, text := range texts {
				if strings.HasPrefix(text, "channels.") || strings.HasPrefix(text, "field.") {
					t.Errorf("%s has no text in %s", text, locale)
				}
			}
			if !strings.HasPrefix(f.Site(), "https://") {
				t.Errorf("%s leads to %q", name, f.Site())
			}
		}
	}
}
