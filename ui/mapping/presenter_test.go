package mapping

import (
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

func loaded(t *testing.T, d *desk) *Presenter {
	t.Helper()
	p := newPresenter(d, chinese(t), kit.InlineRunner, "/a/日记.xlsx", "日记.xlsx", func() {})
	p.Load()
	return p
}

func TestGuessesAreFilledIn(t *testing.T) {
	d := diary()
	s := loaded(t, d).State()
	if s.Phase != Ready || s.Sheet != 1 || s.Header != 1 || !slices.Equal(s.Sheets, []string{"封面", "十月"}) {
		t.Fatalf("%+v", s)
	}
	if s.Profile.Name != "日记" || s.Profile.Channel != "日记" || s.Profile.Fields[book.FieldAmount] != "钱数" {
		t.Errorf("profile %+v", s.Profile)
	}
	r := s.Result
	if !r.OK() || r.Summary != "读 2 行，记 1 条，拒收 1 行 · 2025-10-01 至 2025-10-02" || len(d.tried) != 1 {
		t.Errorf("result %+v, tried %d", r, len(d.tried))
	}
	if got := strings.Join(r.Entries[0], "|"); got != "3|2025-10-01|银行入账|+¥5.00|T1|卖菜" && !strings.HasPrefix(got, "3|2025-10-01|") {
		t.Error(got)
	}
	if len(r.Refused) != 1 || r.Refused[0][0] != "4" || r.Refused[0][1] != "那天" || !strings.Contains(r.Refused[0][2], "胡说") {
		t.Errorf("refused %v", r.Refused)
	}
}

func TestEveryChangeIsTried(t *testing.T) {
	d := diary()
	p := loaded(t, d)
	p.SetField(book.FieldDirection, "方向")
	p.Change(func(q *book.Profile) { q.In = []string{"进"} })
	if n := len(d.tried); n != 3 || d.tried[0].Fields[book.FieldDirection] != "" || d.tried[2].In[0] != "进" {
		t.Errorf("%d tried: %+v", n, d.tried)
	}
	p.SetField(book.FieldDate, "")
	if s := p.State(); s.Result.OK() || s.Result.Fault != "还差：日期" || len(d.tried) != 3 {
		t.Errorf("%+v", s.Result)
	}
}

func TestOneAmountOrTwo(t *testing.T) {
	p := loaded(t, diary())
	p.SetField(book.FieldIn, "钱数")
	f := p.State().Profile.Fields
	if f[book.FieldAmount] != "" || f[book.FieldIn] != "钱数" || p.State().Result.Fault != "还差：金额" {
		t.Errorf("%v %q", f, p.State().Result.Fault)
	}
	p.SetField(book.FieldAmount, "钱数")
	if f = p.State().Profile.Fields; f[book.FieldIn] != "" {
		t.Errorf("%v", f)
	}
}

func TestAnotherHeaderGuessesAfresh(t *testing.T) {
	p := loaded(t, diary())
	p.PickHeader(2)
	s := p.State()
	if s.Header != 2 || s.Profile.Columns[0] != "2025-10-01" || s.Profile.Role != book.RoleBank || s.Result.OK() {
		t.Errorf("%+v", s)
	}
	if got := p.Columns(); len(got) != 5 || got[0] != "不用" {
		t.Errorf("columns %v", got)
	}
	p.PickSheet(0)
	if s = p.State(); s.Sheet != 0 || s.Header != 0 {
		t.Errorf("a sheet without a header: %+v", s)
	}
}

func TestWhatFailsIsTold(t *testing.T) {
	d := diary()
	d.err = errBroken
	if s := loaded(t, d).State(); s.Phase != Failed || s.Err == nil {
		t.Errorf("%+v", s)
	}
	d = diary()
	p := loaded(t, d)
	d.err = &book.Problem{Code: "ambiguous_dates", File: "日记.xlsx", Args: []string{"03/04/2025"}}
	p.SetField(book.FieldMemo, "做啥")
	if r := p.State().Result; r.OK() || !strings.Contains(r.Fault, "03/04/2025") {
		t.Errorf("%+v", r)
	}
	d.err, d.trial.Entries = nil, 0
	p.SetField(book.FieldMemo, "那天")
	if r := p.State().Result; r.OK() || !strings.Contains(r.Fault, "胡说") {
		t.Errorf("why nothing can be read: %+v", r)
	}
	d.trial.Rejects = nil
	p.SetField(book.FieldMemo, "")
	if r := p.State().Result; r.OK() || r.Fault == "" {
		t.Errorf("a profile that reads nothing may be kept: %+v", r)
	}
}

func TestTheEncodingIsAskedOfTextsOnly(t *testing.T) {
	d := diary()
	p := loaded(t, d)
	if p.State().IsText {
		t.Error("a workbook has an encoding")
	}
	d.views = d.views[1:]
	d.views[0].Name, d.views[0].Cut, d.views[0].Guess.Text = "", ";", book.EncodingBig5
	p.PickEncoding(book.EncodingBig5)
	s := p.State()
	if !s.IsText || s.Profile.Text != book.EncodingBig5 || s.Sheets[0] != "按分号分列" || !slices.Equal(d.text, []book.Encoding{"", "big5"}) {
		t.Errorf("%+v, asked %q", s, d.text)
	}
	d.err = errBroken
	p.PickEncoding(book.EncodingWestern)
	if s = p.State(); s.Phase != Ready || s.Result.OK() || s.Profile.Text != book.EncodingBig5 {
		t.Errorf("an encoding that does not fit: %+v", s)
	}
	d.err = nil
	p.PickHeader(0)
	if got := p.State().Profile.Text; got != book.EncodingBig5 {
		t.Errorf("another header: %q", got)
	}
}

func TestTheWordsOfADirectionAreSuggested(t *testing.T) {
	p := loaded(t, diary())
	p.SetField(book.FieldDirection, "方向")
	if f := p.State().Profile; len(f.In) != 1 || f.In[0] != "进" || len(f.Out) != 0 {
		t.Errorf("%q %q", f.In, f.Out)
	}
	for values, ok := range map[string]bool{"进 出 进": true, "收入 支出 ": true, "Credit Debit": true, "+ -": true, "收付": false, "甲 乙": false, "": false, "收1 收2 收3 收4 收5 收6 收7": false} {
		if _, _, got := directionWords(strings.Split(values, " ")); got != ok {
			t.Errorf("%q: %v", values, got)
		}
	}
}

// TestAColumnIsOneThing: a day cannot be an order number too; the field that had the
// column is asked for again.
func TestAColumnIsOneThing(t *testing.T) {
	for name, c := range map[string]struct {
		first, then book.ProfileField
		keeps       bool
	}{
		"a day and a number":  {book.FieldDate, book.FieldOrderNo, false},
		"a day and its time":  {book.FieldDate, book.FieldTime, true},
		"a sum and a fee":     {book.FieldAmount, book.FieldFee, false},
		"two kinds of number": {book.FieldOrderNo, book.FieldTxnNo, true},
	} {
		p := loaded(t, diary())
		p.SetField(c.first, "做啥")
		p.SetField(c.then, "做啥")
		fields := p.State().Profile.Fields
		if _, has := fields[c.first]; has != c.keeps || fields[c.then] != "做啥" {
			t.Errorf("%s: %v", name, fields)
		}
	}
}
