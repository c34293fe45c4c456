package exceptions

import (
	"context"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/ui/kit"
)

// phone is a connection to 拉卡拉 that knows every payment.
type phone struct {
	asked []book.EntryID
	err   error
}

func (*phone) Serving(_ context.Context, ch book.Channel) ([]book.Connection, error) {
	if ch.Role != book.RolePayments {
		return nil, nil
	}
	return []book.Connection{{Name: "我的拉卡拉"}}, nil
}

func (f *phone) QueryEntry(_ context.Context, _ book.Channel, e *book.Entry, _ book.EntrySource) (book.PaymentAnswer, error) {
	f.asked = append(f.asked, e.ID)
	return book.PaymentAnswer{Connection: "我的拉卡拉", State: book.PaymentPaid, Amount: book.Money{Minor: 19_800, Currency: book.CNY},
		Paid: noon.Add(-time.Hour), Asked: noon}, f.err
}

func asking(t *testing.T, run kit.Runner) (*Presenter, *phone) {
	t.Helper()
	f := &phone{}
	deps := testDeps(t, newDesk(), &told{}, nil, "zh")
	deps.Provider = f
	p := newPresenter(deps, func(Part) {})
	p.Load()
	p.querying.Run = run
	return p, f
}

func TestTheProviderIsAskedAboutARow(t *testing.T) {
	p, f := asking(t, kit.InlineRunner)
	if p.Can().Ask {
		t.Error("a day's net can be asked about")
	}
	p.Select(1)
	if a := p.Detail().Asked; !p.Can().Ask || a.Names != "我的拉卡拉" || a.When != "" {
		t.Fatalf("before: %+v", a)
	}
	p.AskProvider()
	a := p.Detail().Asked
	if len(f.asked) != 1 || a.Running || a.Fault != "" || len(a.Said) != 2 || !strings.Contains(a.Said[0], "我的拉卡拉：已收款 ¥198.00") || a.When == "" {
		t.Errorf("asked %v: %+v", f.asked, a)
	}
	p.Select(2)
	if a := p.Detail().Asked; a.When != "" {
		t.Errorf("the answer stands beside another row: %+v", a)
	}
	f.err = &book.Problem{Code: "query_cannot", Args: []string{"我的拉卡拉"}}
	p.AskProvider()
	if a := p.Detail().Asked; !strings.Contains(a.Fault, "我的拉卡拉") || len(a.Said) != 0 || !p.Can().Ask {
		t.Errorf("refused: %+v", a)
	}
	p.Select(1)
	if a := p.Detail().Asked; len(a.Said) != 2 {
		t.Errorf("the answer is gone: %+v", a)
	}
}

func TestAskingCanBeCalledOff(t *testing.T) {
	var done func(error)
	p, _ := asking(t, func(_ context.Context, _ func(context.Context) error, d func(error)) { done = d })
	p.Select(1)
	p.AskProvider()
	if a := p.Detail().Asked; !a.Running || p.Can().Ask {
		t.Fatalf("%+v", a)
	}
	p.CancelAsk()
	done(nil)
	if a := p.Detail().Asked; a.Running || len(a.Said) != 0 || !p.Can().Ask {
		t.Errorf("called off: %+v", a)
	}
}
