package importing

import "zhangfang/assets"

// Guide says where one source has its export, and which one to take.
type Guide struct{ Source, Path string }

// guides are the main sources, those first that most shops have. Where each has its
// export changes with its site; the words to look for stay.
func guides(t *assets.Text) []Guide {
	var out []Guide
	for _, source := range []string{"alipay", "alipay_own", "wechat", "wechat_own", "bank", "taobao", "pinduoduo", "douyin", "jd", "pos", "paypal", "stripe"} {
		out = append(out, Guide{t.T("guide." + source), t.T("guide." + source + "_path")})
	}
	return out
}
