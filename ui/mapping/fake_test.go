package mapping

import (
	"context"
	"errors"
	"testing"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// desk is a made-up file behind the interface of the dialog.
type desk struct {
	views  []book.SheetView
	trial  book.SheetTrial
	err    error
	tried  []book.Profile
	saved  []book.Profile
	gone   []book.Profile
	text   []book.Encoding
	own    []book.Profile
	noSave error
}

func (d *desk) Profiles(context.Context) ([]book.Profile, error) { return d.own, d.err }

func diary() *desk {
	rows := [][]string{{"老板日记"}, {"那天", "钱数", "做啥", "方向"}, {"2025-10-01", "5.00", "卖菜", "进"}}
	return &desk{
		views: []book.SheetView{{Name: "封面", Rows: [][]string{{"封面"}}, Header: -1}, {Name: "十月", Rows: rows, Header: 1, Guess: book.Profile{
			Columns: rows[1], Role: book.RoleLedger, Fields: map[book.ProfileField]string{book.FieldDate: "那天", book.FieldAmount: "钱数"}}}},
		trial: book.SheetTrial{Rows: 2, Entries: 1, Refused: 1, Currency: book.CNY,
			Covers:  book.Coverage{Period: book.Period{From: book.NewDay(2025, 10, 1), To: book.NewDay(2025, 10, 2)}},
			Sample:  []book.Entry{{Line: 3, Kind: book.KindDeposit, Day: book.NewDay(2025, 10, 1), Amount: 500, Currency: book.CNY, TxnNo: "T1", Memo: "卖菜"}},
			Rejects: []book.Refused{{Problem: book.Problem{Code: "bad_date", File: "日记.xlsx", Line: 4, Cell: "那天", Args: []string{"胡说"}}}}},
	}
}

func (d *desk) Sheets(_ context.Context, _, _ string, text book.Encoding) ([]book.SheetView, error) {
	d.text = append(d.text, text)
	return d.views, d.err
}

func (d *desk) GuessSheet(v book.SheetView, header int) book.Profile {
	if header < 0 {
		return book.Profile{Columns: []string{"列1", "列2", "列3"}, Headless: true, Role: book.RoleBank, Fields: map[book.ProfileField]string{}}
	}
	return book.Profile{Columns: v.Rows[header], Role: book.RoleBank, Fields: map[book.ProfileField]string{}}
}

func (d *desk) TrySheet(_ context.Context, _, _ string, p *book.Profile) (book.SheetTrial, error) {
	d.tried = append(d.tried, *p)
	return d.trial, d.err
}

func (d *desk) SaveProfile(_ context.Context, p *book.Profile) error {
	if d.noSave == nil {
		d.saved = append(d.saved, *p)
	}
	return d.noSave
}

func (d *desk) RemoveProfile(_ context.Context, p *book.Profile) error {
	d.gone = append(d.gone, *p)
	return d.noSave
}

func chinese(t *testing.T) *assets.Text {
	t.Helper()
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var errBroken = errors.New("broken")
