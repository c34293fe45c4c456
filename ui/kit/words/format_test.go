package words

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/ui/kit/kittest"
)

func TestFormat(t *testing.T) {
	zh, en := kittest.Texts(t, "zh_CN"), kittest.Texts(t, "en_US")
	at := time.Date(2025, 10, 26, 12, 4, 52, 0, book.Shanghai)
	october := book.Month(2025, time.October)
	for name, c := range map[string]struct{ got, want string }{
		"amount":           {Amount(123456, book.CNY), "¥1,234.56"},
		"negative":         {Amount(-800, book.CNY), "-¥8.00"},
		"signed":           {Signed(120, book.CNY), "+¥1.20"},
		"signed zero":      {Signed(0, book.CNY), "¥0.00"},
		"number":           {Number(30812), "30,812"},
		"negative number":  {Number(-1234567), "-1,234,567"},
		"small number":     {Number(999), "999"},
		"time":             {When(book.At(at, book.PrecisionSecond), nil), "10-26 12:04:52"},
		"time to minutes":  {When(book.At(at, book.PrecisionMinute), nil), "10-26 12:04"},
		"day alone":        {When(book.At(at, book.PrecisionDay), nil), "10-26"},
		"no time":          {When(book.Instant{}, nil), ""},
		"full time":        {WhenFull(book.At(at, book.PrecisionSecond), nil), "2025-10-26 12:04:52"},
		"weekday":          {DayWeek(zh, book.NewDay(2025, 10, 26)), "10-26 周日"},
		"month":            {MonthName(zh, october), "2025 年 10 月"},
		"month in English": {MonthName(en, october), "Oct 2025"},
		"period":           {PeriodShort(october), "10-01 – 10-31"},
		"fee":              {FeePercent(60, 10000), "0.60%"},
		"fee rounds":       {FeePercent(1, 3), "33.33%"},
		"refund":           {RefundPercent(-410, 10000), "-4.1%"},
		"share of nothing": {FeePercent(1, 0), "–"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}

func TestSentence(t *testing.T) {
	zh := kittest.Texts(t, "zh")
	cancelled := Sentence(zh, fmt.Errorf("import: %w", context.Canceled))
	unexpected := Sentence(zh, errors.New("boom"))
	if Sentence(zh, nil) != "" || cancelled == unexpected || strings.Contains(unexpected, "boom") {
		t.Errorf("nil, cancelled and unexpected say %q, %q, %q", Sentence(zh, nil), cancelled, unexpected)
	}
	p := book.Progress{Stage: "read", What: "a.csv", Done: 12000, Total: 61481}
	if got, want := ProgressText(zh, p), "读取 a.csv · 19%"; got != want {
		t.Errorf("progress says %q, want %q", got, want)
	}
}
