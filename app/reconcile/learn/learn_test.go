package learn_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/learn"
	"zhangfang/app/reconcile/remark"
)

const picked = book.Leg("银行~账本")

var start = time.Date(2025, 10, 1, 9, 0, 0, 0, time.UTC)

// history writes cases down, one decision a day.
type history struct {
	leg   book.Leg
	cases []learn.Case
	day   int
}

func (h *history) add(c learn.Case) *learn.Case {
	c.Decision.ID = book.DecisionID(len(h.cases) + 1)
	c.Decision.At = start.AddDate(0, 0, h.day)
	c.Decision.Leg = h.leg
	h.day++
	h.cases = append(h.cases, c)
	return &h.cases[len(h.cases)-1]
}

// decide is a decision on a row of either side; names are "party|memo".
func (h *history) decide(a book.Action, left, right string) *learn.Case {
	return h.add(learn.Case{Decision: book.Decision{Action: a}, Left: []book.Row{row(left)}, Right: []book.Row{row(right)}})
}

func (h *history) classify(c book.Class, lines ...string) {
	x := learn.Case{Decision: book.Decision{Action: book.Classify, Class: c}}
	for _, l := range lines {
		x.Right = append(x.Right, row(l))
	}
	h.add(x)
}

func (h *history) forget(key string) {
	h.add(learn.Case{Decision: book.Decision{Action: book.Forget, Lesson: key}})
}

func (h *history) decided(a book.Action, score float64) {
	h.decide(a, "甲", "甲").Score = score
}

func row(name string) book.Row {
	party, memo, _ := strings.Cut(name, "|")
	return book.Row{Text: &book.RowText{Counterparty: party, Memo: memo}, Channel: 1}
}

// shown is what the tables look at of lessons.
func shown(lessons []book.Lesson) (out []string) {
	for _, l := range lessons {
		out = append(out, fmt.Sprintf("%s %s>%s %d:%d %.2f", l.Kind, l.Subject, l.Value, l.For, l.Against, l.Weight))
	}
	return out
}

func TestNames(t *testing.T) {
	yes, no := book.Confirm, book.Decline
	for name, c := range map[string]struct {
		teach func(h *history)
		want  []string
	}{
		"two confirmations make an alias": {func(h *history) {
			h.decide(yes, "星巴克咖啡（杭州）有限公司", "STARBUCKS CO., LTD.")
			h.decide(yes, "星巴克咖啡(杭州)有限公司", "|ACH CREDIT STARBUCKS")
		}, []string{"alias 星巴克咖啡杭州>starbucks 2:0 0.75"}},
		"one does not": {func(h *history) { h.decide(yes, "星巴克", "STARBUCKS") }, nil},
		"one name in two writings": {func(h *history) {
			h.decide(yes, "云岭茶业有限公司", "雲嶺茶業")
			h.decide(yes, "云岭茶业", "云岭茶业公司")
		}, nil},
		"a line without a name": {func(h *history) {
			h.decide(yes, "云岭茶业", "转账")
			h.decide(yes, "云岭茶业", "跨行转账")
		}, nil},
		"a decline holds names apart": {func(h *history) { h.decide(no, "云岭茶业", "青瓷坊") }, []string{"not_alias 云岭茶业>青瓷坊 1:0 1.00"}},
		"a later confirmation ends it": {func(h *history) {
			h.decide(no, "云岭茶业", "青瓷坊")
			h.decide(yes, "云岭茶业", "青瓷坊")
		}, nil},
		"a decline fades": {func(h *history) {
			h.decide(no, "云岭茶业", "青瓷坊")
			h.day = 30
			h.decide(no, "Acme Inc", "Apex LLC")
		}, []string{"not_alias acme>apex 1:0 1.00", "not_alias 云岭茶业>青瓷坊 1:0 0.50"}},
		"and is forgotten": {func(h *history) {
			h.decide(no, "云岭茶业", "青瓷坊")
			h.day = 121
			h.decide(yes, "甲", "甲")
		}, nil},
		"declines weigh against": {func(h *history) {
			h.decide(yes, "星巴克", "STARBUCKS")
			h.decide(yes, "星巴克", "STARBUCKS")
			h.decide(no, "星巴克", "STARBUCKS")
		}, []string{"not_alias 星巴克>starbucks 1:0 1.00"}},
		"until enough confirmations lead": {func(h *history) {
			h.decide(no, "星巴克", "STARBUCKS")
			for range 3 {
				h.decide(yes, "星巴克", "STARBUCKS")
			}
		}, []string{"alias 星巴克>starbucks 3:1 0.67"}},
	} {
		h := &history{leg: picked}
		c.teach(h)
		if diff := cmp.Diff(c.want, shown(learn.From(picked, h.cases))); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestSidesOfManyRowsTeachWhereEachNamesOneParty(t *testing.T) {
	h := &history{leg: picked}
	for range 2 {
		h.add(learn.Case{Decision: book.Decision{Action: book.Confirm},
			Left: []book.Row{row("星巴克"), row("星巴克|拿铁"), row("转账")}, Right: []book.Row{row("STARBUCKS")}})
		h.add(learn.Case{Decision: book.Decision{Action: book.Confirm},
			Left: []book.Row{row("云岭茶业"), row("青瓷坊")}, Right: []book.Row{row("Tea Ltd")}})
	}
	want := []string{"alias 星巴克>starbucks 2:0 0.75"}
	if diff := cmp.Diff(want, shown(learn.From(picked, h.cases))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestPayers(t *testing.T) {
	pay := func(h *history, channel book.ChannelID, who string) {
		h.decide(book.Confirm, "", who).Left[0].Channel = channel
	}
	for name, c := range map[string]struct {
		teach func(h *history)
		want  book.ChannelID
	}{
		"two confirmations":             {func(h *history) { pay(h, 3, "杭州某某科技有限公司"); pay(h, 3, "杭州某某科技") }, 3},
		"one":                           {func(h *history) { pay(h, 3, "杭州某某科技") }, 0},
		"one that the rules know":       {func(h *history) { pay(h, 3, "拉卡拉支付"); pay(h, 3, "拉卡拉支付") }, 0},
		"for two channels":              {func(h *history) { pay(h, 3, "某某"); pay(h, 3, "某某"); pay(h, 4, "某某") }, 0},
		"for another channel, long ago": {func(h *history) { pay(h, 4, "某某"); h.day = 90; pay(h, 3, "某某"); pay(h, 3, "某某") }, 3},
	} {
		h := &history{leg: book.LegPayouts}
		c.teach(h)
		var got book.ChannelID
		for _, l := range learn.From(book.LegPayouts, h.cases) {
			if l.Kind != book.LessonPayer {
				t.Errorf("%s: %s", name, l.Key())
			}
			got = l.Channel
		}
		if got != c.want {
			t.Errorf("%s: channel %d, want %d", name, got, c.want)
		}
	}
}

func TestClasses(t *testing.T) {
	for name, c := range map[string]struct {
		teach func(h *history)
		want  []string
	}{
		"one decision about a party": {func(h *history) { h.classify(book.ClassGoods, "云岭茶业有限公司|茶叶款") }, []string{"class 云岭茶业>goods 1:0 0.67"}},
		"a decision counts once":     {func(h *history) { h.classify(book.ClassGoods, "云岭茶业|甲", "云岭茶业|乙") }, []string{"class 云岭茶业>goods 1:0 0.67"}},
		"two about a memo's words": {func(h *history) {
			h.classify(book.ClassGoods, "|茶叶款 202510")
			h.classify(book.ClassGoods, "|茶叶款202511")
		}, []string{"class memo:茶叶款>goods 2:0 0.75"}},
		"one about a memo's words": {func(h *history) { h.classify(book.ClassGoods, "|茶叶款") }, nil},
		"a memo that says nothing": {func(h *history) { h.classify(book.ClassGoods, "|转账"); h.classify(book.ClassGoods, "|转账") }, nil},
		"the newest of equals":     {func(h *history) { h.classify(book.ClassRent, "王建国"); h.classify(book.ClassLoan, "王建国") }, []string{"class 王建国>loan 1:1 0.50"}},
		"the most": {func(h *history) {
			h.classify(book.ClassRent, "王建国")
			h.classify(book.ClassRent, "王建国")
			h.classify(book.ClassLoan, "王建国")
		}, []string{"class 王建国>rent 2:1 0.60"}},
		"none takes it back": {func(h *history) { h.classify(book.ClassRent, "王建国"); h.classify(book.ClassNone, "王建国") }, nil},
		"a bank by what it says": {func(h *history) {
			h.classify(book.ClassBankFee, "云溪银行|回单箱")
			h.classify(book.ClassBankFee, "云溪银行|回单箱")
		}, []string{"class memo:回单箱>bank_fee 2:0 0.75"}},
		"a Latin name":           {func(h *history) { h.classify(book.ClassRent, "Regus Ltd.|office") }, []string{"class regus>rent 1:0 0.67"}},
		"what the owner forgets": {func(h *history) { h.classify(book.ClassRent, "王建国"); h.forget("class|payouts|王建国|rent") }, nil},
		"may be taught again": {func(h *history) {
			h.classify(book.ClassRent, "王建国")
			h.forget("class|payouts|王建国|rent")
			h.classify(book.ClassRent, "王建国")
		}, []string{"class 王建国>rent 1:0 0.67"}},
		"forgetting another is no act": {func(h *history) { h.classify(book.ClassRent, "王建国"); h.forget("class|payouts|王建国|loan") }, []string{"class 王建国>rent 1:0 0.67"}},
	} {
		h := &history{leg: book.LegPayouts}
		c.teach(h)
		if diff := cmp.Diff(c.want, shown(learn.From(book.LegPayouts, h.cases))); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestTheOwnersClassesGoBeforeTheRules(t *testing.T) {
	h := &history{leg: book.LegPayouts}
	h.classify(book.ClassRent, "望江里服务有限公司|服务费")
	h.classify(book.ClassGoods, "|茶叶款 3")
	h.classify(book.ClassGoods, "|茶叶款 4")
	classify := learn.Classifier(learn.From(book.LegPayouts, h.cases))
	for _, c := range []struct {
		party, memo, subject string
		want                 book.Class
	}{
		{"望江里服务公司", "11月服务费", "望江里服务", book.ClassRent},
		{"", "茶叶款 5", "memo:茶叶款", book.ClassGoods},
		{"别家", "茶叶款 5", "", book.ClassNone},
		{"别家", "房租", "", book.ClassRent},
		{"", "", "", book.ClassNone},
	} {
		class, lesson := classify(remark.Read(c.party, c.memo, 20377), c.memo)
		subject := ""
		if lesson != nil {
			subject = lesson.Subject
		}
		if class != c.want || subject != c.subject {
			t.Errorf("%q %q: %q by %q, want %q by %q", c.party, c.memo, class, subject, c.want, c.subject)
		}
	}
}

func TestThresholds(t *testing.T) {
	add := func(h *history, n int, a book.Action, from, to float64) {
		for i := range n {
			h.decided(a, from+(to-from)*float64(i)/float64(n))
		}
	}
	for name, c := range map[string]struct {
		teach         func(h *history)
		suggest, auto float64
	}{
		"too few":             {func(h *history) { add(h, 14, book.Confirm, 0.8, 0.9); add(h, 5, book.Decline, 0.4, 0.6) }, 0, 0},
		"too few declined":    {func(h *history) { add(h, 16, book.Confirm, 0.8, 0.88); add(h, 4, book.Decline, 0.4, 0.6) }, 0, 0},
		"apart":               {func(h *history) { add(h, 10, book.Confirm, 0.8, 0.88); add(h, 10, book.Decline, 0.61, 0.71) }, 0.65*0.71 + 0.35*0.60, 0},
		"never below 0.55":    {func(h *history) { add(h, 30, book.Confirm, 0.3, 0.88); add(h, 5, book.Decline, 0.25, 0.3) }, 0.55, 0},
		"all of twenty right": {func(h *history) { add(h, 20, book.Confirm, 0.9, 1) }, 0, 0.88},
		"nineteen":            {func(h *history) { add(h, 19, book.Confirm, 0.9, 1) }, 0, 0},
		"wrong ones below":    {func(h *history) { add(h, 30, book.Confirm, 0.95, 1); add(h, 2, book.Decline, 0.9, 0.92) }, 0, 0.92},
		"wrong ones above":    {func(h *history) { add(h, 30, book.Confirm, 0.95, 1); add(h, 2, book.Decline, 0.99, 1) }, 0, 0},
	} {
		h := &history{leg: picked}
		c.teach(h)
		var suggest, auto float64
		for _, l := range learn.From(picked, h.cases) {
			suggest, auto = l.Suggest, l.Auto
		}
		if math.Abs(suggest-c.suggest) > 1e-9 || math.Abs(auto-c.auto) > 1e-9 {
			t.Errorf("%s: suggest %.4f auto %.4f, want %.4f %.4f", name, suggest, auto, c.suggest, c.auto)
		}
	}
}
