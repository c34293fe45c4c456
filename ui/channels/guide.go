package channels

import (
	"slices"
	"strconv"
)

// mode is one of the ways in which a provider proves that answers are its own: fields
// of the other ways stay out of sight.
type mode struct {
	code   string
	fields []string
}

// modesOf lists the ways of a provider; nil where there is but one.
func modesOf(provider string) []mode {
	switch provider {
	case "alipay":
		return []mode{{"key", []string{"public_key"}}, {"cert", []string{"app_cert", "alipay_cert", "root_cert"}}}
	case "wechatpay":
		return []mode{{"key", []string{"public_key", "public_key_id", "apiv3_key"}}, {"cert", []string{"apiv3_key"}}}
	}
	return nil
}

// inSight tells whether a field belongs to the chosen way, or to every one.
func (f *Form) inSight(name string) bool {
	some := false
	for _, m := range f.modes {
		some = some || slices.Contains(m.fields, name)
	}
	return !some || f.inMode(name)
}

// inMode tells whether a field belongs to the chosen way.
func (f *Form) inMode(name string) bool {
	return len(f.modes) > 0 && slices.Contains(f.modes[f.Mode].fields, name)
}

// Modes names the ways to choose from; none where there is but one.
func (f *Form) Modes() []string {
	var out []string
	for _, m := range f.modes {
		out = append(out, f.p.deps.Text.T("channels.mode_"+f.Provider+"_"+m.code))
	}
	return out
}

// PickMode chooses one of the ways.
func (f *Form) PickMode(i int) {
	f.Mode = i
	f.untested()
	f.judge()
}

// Site is the provider's site to begin at.
func (f *Form) Site() string {
	switch f.Provider {
	case "alipay":
		return "https://open.alipay.com"
	case "wechatpay":
		return "https://pay.weixin.qq.com"
	case "paypal":
		return "https://developer.paypal.com/dashboard"
	}
	return "https://dashboard.stripe.com/apikeys"
}

// steps is how many steps the guide to a provider's site has.
func steps(provider string) int {
	switch provider {
	case "alipay", "wechatpay":
		return 5
	}
	return 4
}

// Guide says, step by step, what to open on the provider's site.
func (f *Form) Guide() []string {
	var out []string
	for i := range steps(f.Provider) {
		out = append(out, f.p.deps.Text.T("channels.guide_"+f.Provider+"_"+strconv.Itoa(i+1)))
	}
	return out
}
