package kit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
)

func texts(t testing.TB, locale string) *assets.Text {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestFormat(t *testing.T) {
	zh, en := texts(t, "zh_CN"), texts(t, "en_US")
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
		"axis":             {AxisMoney(zh, book.CNY)(6_000_000), "6万"},
		"axis half":        {AxisMoney(zh, book.CNY)(1_250_000), "1.25万"},
		"axis small":       {AxisMoney(zh, book.CNY)(250_000), "2500"},
		"axis yen":         {AxisMoney(zh, "JPY")(60_000), "6万"},
		"axis in English":  {AxisMoney(en, book.CNY)(6_000_000), "60k"},
		"axis percent":     {AxisPercent(2)(0.006), "0.60%"},
		"exact":            {ExactMoney(book.CNY)(3841260), "¥38,412.60"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", name, c.got, c.want)
		}
	}
}

func TestSentence(t *testing.T) {
	zh := texts(t, "zh")
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

func TestRunnerTurnsPanicsIntoErrors(t *testing.T) {
	var got error
	InlineRunner(t.Context(), func(context.Context) error { panic("boom") }, func(err error) { got = err })
	if got == nil || !strings.Contains(got.Error(), "boom") {
		t.Errorf("got %v", got)
	}
}

func TestRememberAndRecall(t *testing.T) {
	p := prefsMap{}
	Remember(p, "filter", []string{"alipay"})
	var got []string
	if !Recall(p, "filter", &got) || len(got) != 1 || got[0] != "alipay" {
		t.Errorf("recalled %v", got)
	}
	if Recall(p, "other", &got) || Recall(nil, "filter", &got) {
		t.Error("recalled what was never remembered")
	}
}

type prefsMap map[string]string

func (p prefsMap) StringWithFallback(k, f string) string {
	if s, ok := p[k]; ok {
		return s
	}
	return f
}
func (p prefsMap) SetString(k, v string)                         { p[k] = v }
func (p prefsMap) FloatWithFallback(_ string, f float64) float64 { return f }
func (p prefsMap) SetFloat(string, float64)                      {}
