package kit

import (
	"testing"
	"time"

	"zhangfang/assets"
)

func TestSpanText(t *testing.T) {
	for locale, want := range map[string]map[time.Duration]string{
		"zh": {0: "1 分钟", 48 * time.Minute: "48 分钟", 60 * time.Minute: "1 小时", 100 * time.Minute: "1 小时 40 分", 24 * time.Hour: "1 天", 71 * time.Hour: "2 天"},
		"en": {time.Second: "1 min", 2 * time.Hour: "2 h", 25 * time.Hour: "1 day", 50 * time.Hour: "2 days"},
	} {
		text, err := assets.NewText(locale)
		if err != nil {
			t.Fatal(err)
		}
		for d, s := range want {
			if got := SpanText(text, d); got != s {
				t.Errorf("%s: %v is %q, want %q", locale, d, got, s)
			}
		}
	}
}
