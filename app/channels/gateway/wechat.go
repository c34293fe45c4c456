package gateway

import (
	"crypto/rsa"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"time"

	"zhangfang/app/sample"
)

const (
	wechatKeyID = "PUB_KEY_ID_0116123456782025100100112233445566"
	// wechatSkew is how far a request's time may be from WeChat Pay's.
	wechatSkew = 5 * time.Minute
)

// call is a request to WeChat Pay that is verified.
type call struct {
	*http.Request
	fault Fault
	plain bool // its answer is a file, which is not signed
}

// nonces are the random strings of the last minutes, none of which may come again.
type nonces struct {
	mu   sync.Mutex
	seen map[string]time.Time
}

// fresh tells whether a nonce has not been used, and notes it.
func (n *nonces) fresh(nonce string, now time.Time) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.seen == nil {
		n.seen = map[string]time.Time{}
	}
	for old, at := range n.seen {
		if now.Sub(at).Abs() > 2*wechatSkew {
			delete(n.seen, old)
		}
	}
	_, used := n.seen[nonce]
	n.seen[nonce] = now
	return !used
}

// wechat serves a path: verifies the request, executes it and signs the answer.
func (g *Gateway) wechat(method string, serve func(*call) reply) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		f := g.script.next(method)
		if g.before(w, r, f) {
			return
		}
		b, whole := body(r)
		if !whole {
			g.send(w, r, wechatError(http.StatusBadRequest, "PARAM_ERROR", "请求过大"), f)
			return
		}
		a, bad := wechatFault(f)
		if !bad {
			a, bad = g.checkWeChat(r, b)
		}
		c := &call{Request: r, fault: f}
		if !bad {
			a = serve(c)
		}
		if !bad && !c.plain { // also a refusal, once the request's own signature was right
			a = g.sealWeChat(r, a, f)
		}
		g.send(w, r, a, f)
	}
}

var authorization = regexp.MustCompile(`^WECHATPAY2-SHA256-RSA2048 (.+)$`)
var credential = regexp.MustCompile(`(\w+)="([^"]*)"`)

// checkWeChat verifies a request; bad comes with what to answer.
// https://pay.weixin.qq.com/doc/v3/merchant/4012365336
func (g *Gateway) checkWeChat(r *http.Request, body []byte) (_ reply, bad bool) {
	m := authorization.FindStringSubmatch(r.Header.Get("Authorization"))
	if m == nil {
		return wechatError(http.StatusUnauthorized, "SIGN_ERROR", "Http头Authorization认证类型不正确"), true
	}
	said := map[string]string{}
	for _, c := range credential.FindAllStringSubmatch(m[1], -1) {
		said[c[1]] = c[2]
	}
	unix, err := strconv.ParseInt(said["timestamp"], 10, 64)
	now := g.sent()
	message := r.Method + "\n" + r.URL.RequestURI() + "\n" + said["timestamp"] + "\n" + said["nonce_str"] + "\n" + string(body) + "\n"
	switch {
	case r.Header.Get("Accept") == "" || r.Header.Get("User-Agent") == "":
		return wechatError(http.StatusBadRequest, "PARAM_ERROR", "Http头缺少Accept或User-Agent"), true
	case said["mchid"] != sample.WeChatMerchant:
		return wechatError(http.StatusUnauthorized, "MCH_NOT_EXISTS", "商户号不存在"), true
	case said["serial_no"] != g.keys.merchantSerial:
		return wechatError(http.StatusUnauthorized, "SIGN_ERROR", "商户证书序列号有误"), true
	case err != nil || now.Sub(time.Unix(unix, 0)).Abs() > wechatSkew:
		return wechatError(http.StatusUnauthorized, "SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟"), true
	case !signed(&g.keys.merchant.PublicKey, []byte(message), said["signature"]):
		return wechatError(http.StatusUnauthorized, "SIGN_ERROR", "签名错误，请检查后再试"), true
	case said["nonce_str"] == "" || !g.nonces.fresh(said["nonce_str"], now):
		return wechatError(http.StatusUnauthorized, "SIGN_ERROR", "nonce_str重复使用"), true
	}
	if serial := r.Header.Get("Wechatpay-Serial"); serial != "" && serial != wechatKeyID && serial != g.platformSerial() {
		return wechatError(http.StatusBadRequest, "PARAM_ERROR", "平台证书序列号Wechatpay-Serial错误"), true
	}
	return reply{}, false
}

func (g *Gateway) platformSerial() string { return hexSerial(g.keys.platformCert) }

// wechatFault is the answer of a fault that answers.
func wechatFault(f Fault) (reply, bool) {
	switch f {
	case Unavailable:
		return wechatError(http.StatusServiceUnavailable, "SERVICE_UNAVAILABLE", "服务不可用，过载保护"), true
	case SystemError:
		return wechatError(http.StatusInternalServerError, "SYSTEM_ERROR", "系统异常，请稍后重试"), true
	case Limited:
		return wechatError(http.StatusTooManyRequests, "RATELIMIT_EXCEED", "接口限频"), true
	case ClockOff:
		return wechatError(http.StatusUnauthorized, "SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟"), true
	case KeysRefused:
		return wechatError(http.StatusUnauthorized, "SIGN_ERROR", "签名错误，请检查后再试"), true
	case NoAccount:
		return wechatError(http.StatusUnauthorized, "MCH_NOT_EXISTS", "商户号不存在"), true
	case NoPermission:
		return wechatError(http.StatusForbidden, "NO_AUTH", "商户暂无权限使用此功能"), true
	case IPRefused:
		return wechatError(http.StatusForbidden, "NO_AUTH", "请求IP不在商户号的IP白名单中"), true
	case NotReady:
		return wechatError(http.StatusBadRequest, "NO_STATEMENT_EXIST", "请求的账单文件不存在"), true
	case Creating:
		return wechatError(http.StatusBadRequest, "STATEMENT_CREATING", "请求的账单正在生成中"), true
	case BadDate:
		return wechatError(http.StatusBadRequest, "INVALID_REQUEST", "账单日期不合法"), true
	}
	return reply{}, false
}

// wechatError is a refusal, which is not signed.
func wechatError(status int, code, message string) reply {
	return jsonReply(status, map[string]string{"code": code, "message": message})
}

// sealWeChat signs an answer with the key that the client asks for: by default that of
// the public key.
func (g *Gateway) sealWeChat(r *http.Request, a reply, f Fault) reply {
	key, serial := g.keys.wechat, wechatKeyID
	if asked := r.Header.Get("Wechatpay-Serial"); asked == g.platformSerial() || r.URL.Path == MethodWeChatCertificates {
		key, serial = g.keys.platform, g.platformSerial()
	}
	at := g.now()
	switch f {
	case Null:
		a.body = []byte("null")
	case NumberForID:
		a.body = numbered(a.body)
	case WrongKey:
		key = g.keys.stranger
	case WrongSerial:
		serial = "PUB_KEY_ID_0000000000000000000000000000000000"
	case Early:
		at = at.Add(-301 * time.Second)
	case Ahead:
		at = at.Add(301 * time.Second)
	}
	if g.script.newKey() {
		key, serial = g.keys.stranger, "PUB_KEY_ID_0199999999992025120100112233445566"
	}
	if a.header == nil {
		a.header = map[string]string{}
	}
	for k, v := range signature(key, serial, at, a.body) {
		a.header[k] = v
	}
	a.header["Request-ID"] = random(16)
	switch f {
	case NoSignature:
		for _, h := range []string{"Wechatpay-Signature", "Wechatpay-Serial", "Wechatpay-Timestamp", "Wechatpay-Nonce"} {
			delete(a.header, h)
		}
	case SignTest:
		a.header["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/" + a.header["Wechatpay-Signature"][:40]
	case Altered:
		a.body = append([]byte(" "), a.body...)
	}
	return a
}

// signature is the headers by which WeChat Pay signs a body.
func signature(key *rsa.PrivateKey, serial string, at time.Time, body []byte) map[string]string {
	stamp, nonce := strconv.FormatInt(at.Unix(), 10), random(16)
	return map[string]string{
		"Wechatpay-Serial": serial, "Wechatpay-Timestamp": stamp, "Wechatpay-Nonce": nonce, "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
		"Wechatpay-Signature": sign(key, []byte(stamp+"\n"+nonce+"\n"+string(body)+"\n")),
	}
}
