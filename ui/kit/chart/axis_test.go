package chart

import (
	"testing"

	"zhangfang/app/book"
	"zhangfang/ui/kit/kittest"
)

func TestAxesAndExactValues(t *testing.T) {
	zh, en := kittest.Texts(t, "zh_CN"), kittest.Texts(t, "en_US")
	for name, c := range map[string]struct{ got, want string }{
		"axis":            {AxisMoney(zh, book.CNY)(6_000_000), "6万"},
		"axis half":       {AxisMoney(zh, book.CNY)(1_250_000), "1.25万"},
		"axis small":      {AxisMoney(zh, book.CNY)(250_000), "2500"},
		"axis yen":        {AxisMoney(zh, "JPY")(60_000), "6万"},
		"axis in English": {AxisMoney(en, book.CNY)(6_000_000), "60k"},
		"axis percent":    {AxisPercent(2)(0.006), "0.60%"},
		"exact":           {ExactMoney(book.CNY)(3841260), "¥38,412.60"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}
