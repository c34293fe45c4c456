package exceptions

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

var october = book.Month(2025, time.October)

// noon is when the tests look: 2025-11-01 12:00 in Shanghai.
var noon = time.Date(2025, 11, 1, 12, 0, 0, 0, book.Shanghai)

// desk is a few made-up exceptions behind the interface of the view. It refuses
// what the use case refuses.
type desk struct {
	lines   []book.ExceptionLine
	log     []book.Decision
	calls   []string
	history map[string][]book.ExceptionEvent
	files   []book.Attachment
	data    map[book.AttachmentID][]byte
	match   *book.Match
	err     error
	bare    bool // there are no channels yet
	undone  [][]book.Decision
}

func newDesk() *desk {
	d := &desk{history: map[string][]book.ExceptionEvent{}, data: map[book.AttachmentID][]byte{}}
	add := func(t book.ExceptionType, leg book.Leg, day int, want, got book.Minor, id book.EntryID, age int, facts ...book.Fact) {
		d.lines = append(d.lines, book.ExceptionLine{Exception: book.Exception{Type: t, Leg: leg, Channel: 2, Entry: id,
			Day: october.From + book.Day(day-1), Expected: want, Actual: got, Currency: book.CNY, Age: age, Severity: book.Medium, Evidence: facts},
			ChannelName: "拉卡拉", Kind: book.KindPayment, File: "拉卡拉交易明细.csv", Line: 4212, OrderNo: "S20251026024411", TxnNo: "715794366811", Party: "买家02214"})
	}
	add(book.SettlementMissing, book.LegPayouts, 24, 812_040, 0, 0, 7)
	add(book.DuplicateCharge, book.LegSales, 26, 0, 19_800, 11, 5)
	add(book.MissingPayment, book.LegSales, 26, 12_800, 0, 12, 5)
	add(book.FeeMismatch, book.LegSales, 28, 4_100, 10_410, 13, 3)
	add(book.AmountMismatch, book.LegSales, 31, 5_870, 5_780, 15, 0)
	add(book.SettlementLate, book.LegPayouts, 20, 4_120_618, 4_120_618, 0, 11)
	l := d.lines
	l[0].Severity, l[0].Deadline = book.High, noon.Add(48*time.Minute)
	l[1].Other, l[1].Deadline = 10, noon.Add(-50*time.Hour)
	l[2].Deadline = noon.Add(100 * time.Minute)
	l[3].State, l[3].Note, l[3].Person, l[3].Deadline = book.ExceptionInReview, "已问客服，等回复", "小王", noon.Add(26*time.Hour)
	l[4].Severity, l[4].Deadline = book.Low, noon.Add(7*24*time.Hour)
	l[5].State, l[5].Severity = book.ExceptionResolved, book.Low
	d.history[l[3].Key()] = []book.ExceptionEvent{
		{At: noon.Add(-30 * time.Hour), What: "raised"},
		{At: noon.Add(-2 * time.Hour), What: "decided", Decision: 90, State: book.ExceptionInReview, Note: "已问客服，等回复", Work: book.Work{Person: "小王"}},
	}
	return d
}

func (d *desk) Channels(context.Context) ([]book.Channel, error) {
	if d.bare {
		return nil, d.err
	}
	return []book.Channel{{ID: 1, Name: "店铺订单", Role: book.RoleOrders}, {ID: 2, Name: "拉卡拉", Role: book.RolePayments}}, d.err
}

func (d *desk) Months(context.Context) ([]book.Period, error) { return []book.Period{october}, d.err }

func (d *desk) Settings(context.Context) (review.Settings, error) {
	return review.DefaultSettings(), d.err
}

func (d *desk) Exceptions(_ context.Context, q book.ExceptionQuery) ([]book.ExceptionLine, error) {
	var out []book.ExceptionLine
	for _, x := range d.lines {
		if x.State == book.ExceptionResolved && !q.Resolved || len(q.Types) > 0 && q.Types[0] != x.Type ||
			len(q.Channels) > 0 && q.Channels[0] != x.Channel || !strings.Contains(x.OrderNo+x.Party, q.Text) {
			continue
		}
		out = append(out, x)
	}
	return out, d.err
}

func (d *desk) EntryLines(_ context.Context, ids []book.EntryID) ([]book.EntryLine, error) {
	var out []book.EntryLine
	for _, id := range ids {
		out = append(out, book.EntryLine{Entry: book.Entry{ID: id, Channel: 2, Line: int32(4200 + id), Kind: book.KindPayment, Amount: 19_800, Currency: book.CNY,
			At: book.At(time.Date(2025, 10, 26, 12, 4, int(id), 0, book.Shanghai), book.PrecisionSecond)}, ChannelName: "拉卡拉", File: "拉卡拉交易明细.csv"})
	}
	return out, d.err
}

func (d *desk) EntrySource(context.Context, book.EntryID) (book.EntrySource, error) {
	return book.EntrySource{File: "拉卡拉交易明细.csv", Line: 4212}, d.err
}

func (d *desk) MatchOf(context.Context, book.Leg, book.EntryID) (*book.Match, error) {
	return d.match, d.err
}

func (d *desk) History(_ context.Context, key string) ([]book.ExceptionEvent, error) {
	return d.history[key], d.err
}

func (d *desk) PreviewDisposal(_ context.Context, keys []string, x review.Disposal) (review.Preview, error) {
	var out review.Preview
	for _, l := range d.lines {
		if !slices.Contains(keys, l.Key()) {
			continue
		}
		if size := l.Difference().Minor.Abs(); x.How == book.HowWrittenOff && size > 50_000 {
			m := book.Money{Minor: size, Currency: l.Currency}
			out.Refused = append(out.Refused, review.Refusal{Line: l, Problem: &book.Problem{Code: "write_off_limit", Args: []string{m.Plain(), "500.00"}}})
			continue
		}
		out.Lines = append(out.Lines, l)
		if out.Sums == nil {
			out.Sums = []book.Money{{Currency: l.Currency}}
		}
		out.Sums[0].Minor += l.Difference().Minor.Abs()
	}
	return out, d.err
}

func (d *desk) Dispose(ctx context.Context, keys []string, x review.Disposal) ([]book.Decision, error) {
	preview, err := d.PreviewDisposal(ctx, keys, x)
	if err != nil {
		return nil, err
	}
	if len(preview.Refused) > 0 {
		return nil, preview.Refused[0].Problem
	}
	var done []book.Decision
	first := book.DecisionID(len(d.log) + 1)
	for i := range d.lines {
		l := &d.lines[i]
		if !slices.Contains(keys, l.Key()) {
			continue
		}
		l.State, l.Note, l.Work = x.State, x.Note, x.Work
		id := book.DecisionID(len(d.log) + 1)
		decision := book.Decision{ID: id, Action: book.SetState, Exception: l.Key(), State: x.State, Note: x.Note, Work: x.Work, Group: int64(first), At: noon}
		d.log, done = append(d.log, decision), append(done, decision)
		d.history[l.Key()] = append(d.history[l.Key()], book.ExceptionEvent{At: noon, What: "decided", Decision: id, State: x.State, Note: x.Note, Work: x.Work})
	}
	d.calls = append(d.calls, strings.TrimSpace(fmt.Sprintf("%s %s %s %q %s", strings.Join(keys, "+"), x.State, x.How, x.Note, x.Person)))
	return done, nil
}

func (d *desk) Attach(_ context.Context, name string, data []byte) (book.Attachment, error) {
	a := book.Attachment{ID: book.AttachmentID(len(d.files) + 1), Name: name, Size: int64(len(data)), At: noon}
	d.files = append(d.files, a)
	d.data[a.ID] = data
	return a, d.err
}

func (d *desk) Attachments(_ context.Context, ids []book.AttachmentID) ([]book.Attachment, error) {
	var out []book.Attachment
	for _, a := range d.files {
		if slices.Contains(ids, a.ID) {
			out = append(out, a)
		}
	}
	return out, d.err
}

func (d *desk) AttachmentData(_ context.Context, id book.AttachmentID) ([]byte, error) {
	return d.data[id], d.err
}

func (d *desk) Undo(ctx context.Context) (book.Decision, error) {
	if len(d.log) == 0 {
		return book.Decision{}, &book.Problem{Code: "no_decision"}
	}
	return d.UndoDecision(ctx, d.log[len(d.log)-1].ID)
}

// UndoDecision takes a decision back with those of its group.
func (d *desk) UndoDecision(_ context.Context, id book.DecisionID) (book.Decision, error) {
	i := slices.IndexFunc(d.log, func(x book.Decision) bool { return x.ID == id })
	first := d.log[i]
	for _, x := range d.log {
		for j := range d.lines {
			if x.Group == first.Group && d.lines[j].Key() == x.Exception {
				d.lines[j].State, d.lines[j].Note, d.lines[j].Work = book.ExceptionOpen, "", book.Work{}
			}
		}
	}
	var act []book.Decision
	for _, x := range d.log {
		if x.Group == first.Group {
			act = append(act, x)
		}
	}
	d.undone = append(d.undone, act)
	d.log = slices.DeleteFunc(d.log, func(x book.Decision) bool { return x.Group == first.Group })
	return first, nil
}

// Redo does again what was undone last.
func (d *desk) Redo(ctx context.Context) (book.Decision, error) {
	if len(d.undone) == 0 {
		return book.Decision{}, &book.Problem{Code: "no_redo"}
	}
	act := d.undone[len(d.undone)-1]
	d.undone = d.undone[:len(d.undone)-1]
	var keys []string
	for _, x := range act {
		keys = append(keys, x.Exception)
	}
	done, err := d.Dispose(ctx, keys, review.Disposal{State: act[0].State, Note: act[0].Note, Work: act[0].Work})
	if err != nil {
		return book.Decision{}, err
	}
	return done[0], nil
}

// told is what the view told the window.
type told struct {
	toasts []string
	undo   func()
	calls  []string
	chosen string // the file that is chosen
}

func testDeps(t *testing.T, d *desk, w *told, window fyne.Window, locale string) Deps {
	t.Helper()
	return Deps{
		Review: d, Months: d.Months, Text: testText(t, locale), Run: kit.InlineRunner, Window: window, Now: func() time.Time { return noon },
		OpenReconcile: func(leg book.Leg, id book.EntryID) { w.calls = append(w.calls, fmt.Sprint(leg, " ", id)) },
		OpenFees:      func() { w.calls = append(w.calls, "fees") },
		Choose:        func(chosen func(string)) { chosen(w.chosen) },
		OpenData:      func(name string, data []byte) { w.calls = append(w.calls, fmt.Sprintf("open %s %s", name, data)) },
		Decided:       func() { w.calls = append(w.calls, "decided") },
		Toast:         func(s, _ string, undo func()) { w.toasts, w.undo = append(w.toasts, s), undo },
		ShowError:     func(err error) { w.calls = append(w.calls, "error "+err.Error()) },
	}
}

func ready(t *testing.T, d *desk) (*Presenter, *told) {
	t.Helper()
	w := &told{}
	p := newPresenter(testDeps(t, d, w, nil, "zh"), func(Part) {})
	p.Load()
	return p, w
}

func testText(t *testing.T, locale string) *assets.Text {
	t.Helper()
	text, err := assets.NewText(locale)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
