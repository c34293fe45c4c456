package words

import (
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/ui/kit/kittest"
)

func TestAmountsAreToldAsInLists(t *testing.T) {
	zh := kittest.Texts(t, "zh")
	facts := []book.Fact{{Code: "indistinct", Args: []string{"2710.74"}}, {Code: "amount_differs", Args: []string{"-1234.50"}}, {Code: "terminal", Args: []string{"10001234"}}}
	got := strings.Join(FactTexts(zh, InMoney(facts, book.CNY)), "|")
	if want := "¥2,710.74 的几笔金额和时间都一样，分不清谁是谁|金额差 -¥1,234.50|终端 10001234"; got != want {
		t.Errorf("%s", got)
	}
	if facts[0].Args[0] != "2710.74" {
		t.Error("the evidence itself was changed")
	}
	if got := FactTexts(zh, InMoney(facts[:1], "USD"))[0]; !strings.HasPrefix(got, "$2,710.74") {
		t.Errorf("dollars: %s", got)
	}
	for arg, want := range map[string]string{"500.00 CNY": "¥500.00", "1234.50 USD": "$1,234.50", "500.00": "500.00", "1.234 CNY": "1.234 CNY"} {
		if got := ProblemText(zh, &book.Problem{Code: "review_each", Args: []string{arg}}); !strings.Contains(got, want+" 的") {
			t.Errorf("%s: %s", arg, got)
		}
	}
}

func TestLongDistancesAreToldInDays(t *testing.T) {
	zh := kittest.Texts(t, "zh")
	for hours, want := range map[string]string{"786": "晚 32 天", "48": "晚 2 天", "47": "晚 47 小时"} {
		if got := FactText(zh, book.Fact{Code: "later_hours", Args: []string{hours}}); got != want {
			t.Errorf("%s: %s", hours, got)
		}
	}
}

func TestMethodsAreToldInTheLanguage(t *testing.T) {
	for locale, want := range map[string]string{"zh": "借记卡", "en": "Debit card"} {
		if got := MethodName(kittest.Texts(t, locale), "借记卡"); got != want {
			t.Errorf("%s: %s", locale, got)
		}
	}
	if got := MethodName(kittest.Texts(t, "en"), "花呗"); got != "花呗" {
		t.Errorf("a name of its own is %s", got)
	}
}
