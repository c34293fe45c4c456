package gateway

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"zhangfang/app/book"
)

const (
	alipayPath = "/gateway.do"
	alipayApp  = "2021009876543210"

	alipayTime = time.DateTime
	// alipaySkew is how far a request's time may be from Alipay's.
	alipaySkew = 10 * time.Minute
)

// node is what Alipay answers to a method; refusals have the first four alone.
type node map[string]any

func alipayOK() node { return node{"code": "10000", "msg": "Success"} }

// refusal is an answer that says no.
func refusal(code, msg, sub, text string) node {
	return node{"code": code, "msg": msg, "sub_code": sub, "sub_msg": text}
}

func business(sub, text string) node { return refusal("40004", "Business Failed", sub, text) }
func illegal(sub, text string) node  { return refusal("40002", "Invalid Arguments", sub, text) }

// serveAlipay answers POST /gateway.do.
func (g *Gateway) serveAlipay(w http.ResponseWriter, r *http.Request) {
	b, whole := body(r)
	form, err := url.ParseQuery(string(b))
	method := form.Get("method")
	f := g.script.next(method)
	if g.before(w, r, f) {
		return
	}
	if !whole || err != nil || r.Method != http.MethodPost || r.URL.RawQuery != "" || !isForm(r) {
		g.send(w, r, g.unsignedAlipay(illegal("isv.invalid-request", "无效请求")), f)
		return
	}
	if no := g.checkAlipay(form); no != nil {
		g.send(w, r, g.unsignedAlipay(no), f)
		return
	}
	n, atGateway := alipayFault(f, form)
	if atGateway {
		g.send(w, r, g.unsignedAlipay(n), f)
		return
	}
	if n == nil {
		n = g.callAlipay(method, form.Get("biz_content"), f)
	}
	g.send(w, r, g.sealAlipay(method, form.Get("app_cert_sn") != "", n, f), f)
}

func isForm(r *http.Request) bool {
	t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && t == "application/x-www-form-urlencoded"
}

// checkAlipay verifies a request as the open platform does; nil is well.
// https://opendocs.alipay.com/common/02km9f
func (g *Gateway) checkAlipay(form url.Values) node {
	for name, v := range form {
		if len(v) != 1 {
			return illegal("isv.invalid-parameter", "参数重复："+name)
		}
	}
	for _, name := range []string{"app_id", "method", "charset", "sign_type", "sign", "timestamp", "version"} {
		if form.Get(name) == "" {
			return refusal("40001", "Missing Required Arguments", "isv.missing-"+strings.ReplaceAll(name, "_", "-"), "缺少参数"+name)
		}
	}
	at, err := time.ParseInLocation(alipayTime, form.Get("timestamp"), book.Shanghai)
	apart := g.sent().Sub(at).Abs()
	switch {
	case form.Get("app_id") != alipayApp:
		return illegal("isv.invalid-app-id", "无效的AppID参数")
	case form.Get("sign_type") != "RSA2":
		return illegal("isv.invalid-signature-type", "无效签名类型")
	case !strings.EqualFold(form.Get("charset"), "utf-8"):
		return illegal("isv.invalid-charset", "字符集错误")
	case form.Get("version") != "1.0" || form.Get("format") != "" && !strings.EqualFold(form.Get("format"), "json"):
		return illegal("isv.invalid-format", "无效的数据格式")
	case err != nil || apart > alipaySkew:
		return illegal("isv.invalid-timestamp", "非法的时间戳参数")
	case !signed(&g.keys.alipayApp.PublicKey, []byte(sorted(form, false)), form.Get("sign")):
		return illegal("isv.invalid-signature", "无效签名")
	}
	if app, root := form.Get("app_cert_sn"), form.Get("alipay_root_cert_sn"); app != "" || root != "" {
		switch {
		case app != certSN(g.keys.appCert):
			return illegal("isv.invalid-app-cert-sn", "应用公钥证书SN不合法")
		case root != certSN(g.keys.rootCert):
			return illegal("isv.invalid-alipay-root-cert-sn", "支付宝根证书SN不合法")
		}
	}
	return nil
}

// sorted is what is signed of a form: all but the signature, by name. A request
// leaves empties out; a notification keeps them, and leaves sign_type out.
func sorted(form url.Values, notification bool) string {
	var names []string
	for name, v := range form {
		if name == "sign" || notification && (name == "sign_type" || name == "alipay_cert_sn") || !notification && v[0] == "" {
			continue
		}
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		names[i] = name + "=" + form.Get(name)
	}
	return strings.Join(names, "&")
}

// alipayFault is the answer of a fault that answers; atGateway says that it comes from
// before the method, unsigned.
func alipayFault(f Fault, form url.Values) (n node, atGateway bool) {
	switch f {
	case Unavailable:
		return refusal("20000", "Service Currently Unavailable", "isp.unknow-error", "系统繁忙"), true
	case UnsignedFail:
		return business("SYSTEM_ERROR", "系统繁忙"), true
	case Limited:
		return refusal("40005", "Call Limited", "isv.app-call-limited", "应用调用次数超限"), true
	case ClockOff:
		return illegal("isv.invalid-timestamp", "非法的时间戳参数"), true
	case KeysRefused:
		return illegal("isv.invalid-signature", "无效签名"), true
	case NoAccount:
		return illegal("isv.invalid-app-id", "无效的AppID参数"), true
	case NoPermission:
		return refusal("40006", "Insufficient Permissions", "isv.insufficient-isv-permissions", "ISV权限不足"), true
	case IPRefused:
		return illegal("isv.ip-white-list-not-match", "IP白名单校验失败"), true
	case SystemError:
		if strings.HasPrefix(form.Get("method"), "alipay.trade.") {
			return business("ACQ.SYSTEM_ERROR", "系统错误"), false
		}
		return business("SYSTEM_ERROR", "系统繁忙"), false
	case NotReady:
		return business("isp.bill_not_exist", "账单不存在"), false
	case BeforeAccount:
		return business("BILL_DATE_BEFORE_REGISTRATION", "账单日期早于商户注册日期"), false
	case BadDate:
		return business("invalid_arguments", "入参不合法"), false
	}
	return nil, false
}

// unsignedAlipay is an error_response. It is not signed.
func (g *Gateway) unsignedAlipay(n node) reply {
	return jsonReply(http.StatusOK, map[string]any{"error_response": n})
}

// sealAlipay signs the very bytes of a node and puts them into an answer. In
// certificate mode it names the certificate.
func (g *Gateway) sealAlipay(method string, byCert bool, n node, f Fault) reply {
	text := asJSON(n)
	key, sn := g.keys.alipay, certSN(g.keys.alipayCert)
	switch f {
	case Null:
		text = []byte("null")
	case NumberForID:
		text = numbered(text)
	case Escaped:
		text = bytes.ReplaceAll(text, []byte("/"), []byte(`\/`))
	case WrongKey:
		key = g.keys.stranger
	case WrongSerial:
		byCert, sn = true, random(16)
	}
	if g.script.newKey() {
		key = g.keys.stranger
	}
	signature := sign(key, text)
	if f == Altered {
		text = bytes.Replace(text, []byte(`"msg":"`), []byte(`"msg":" `), 1)
	}
	var b bytes.Buffer
	b.WriteString(`{"` + strings.ReplaceAll(method, ".", "_") + `_response":`)
	b.Write(text)
	if byCert {
		b.WriteString(`,"alipay_cert_sn":"` + sn + `"`)
	}
	if f != NoSignature {
		b.WriteString(`,"sign":"` + signature + `"`)
	}
	b.WriteString("}")
	return reply{http.StatusOK, map[string]string{"Content-Type": "text/html;charset=utf-8"}, b.Bytes()}
}

// numbered writes the strings of an answer as numbers, but for those that say whether
// it went well.
func numbered(text []byte) []byte {
	var n any
	if json.Unmarshal(text, &n) != nil {
		return text
	}
	return asJSON(asNumbers("", n))
}

func asNumbers(name string, v any) any {
	switch v := v.(type) {
	case string:
		if name != "code" && name != "sub_code" {
			return 7
		}
	case map[string]any:
		for k := range v {
			v[k] = asNumbers(k, v[k])
		}
	case []any:
		for i := range v {
			v[i] = asNumbers(name, v[i])
		}
	}
	return v
}

func jsonReply(status int, v any) reply {
	return reply{status, map[string]string{"Content-Type": "application/json; charset=utf-8"}, asJSON(v)}
}

// asJSON writes JSON without the escapes that Go puts into links.
func asJSON(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // what a gateway says can be written
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
