package words

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

func TestSpanShortHasOneUnit(t *testing.T) {
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	for d, want := range map[time.Duration]string{
		0: "1 分钟", 59 * time.Minute: "59 分钟", 119 * time.Minute: "119 分钟", 2 * time.Hour: "2 小时", 47*time.Hour + time.Minute: "47 小时", 49 * time.Hour: "2 天",
	} {
		if got := SpanShort(text, d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
