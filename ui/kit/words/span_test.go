package words

import (
	"testing"
	"time"

	"zhangfang/assets"
)

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
