package settings

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/review"
)

// Field is a place of the form.
type Field uint8

// The fields: two amounts, then the deadlines by severity, then a share.
const (
	FieldReview Field = iota
	FieldWriteOff
	FieldHigh
	FieldMedium
	FieldLow
	FieldRefunds
	fieldCount
)

// draft is the form as it is written.
type draft [fieldCount]string

// draftOf is the form of some settings.
func draftOf(s *review.Settings) draft {
	d := draft{FieldReview: yuan(s.ReviewLimit), FieldWriteOff: yuan(s.WriteOffLimit)}
	for i, within := range s.Within {
		d[FieldHigh+Field(i)] = hours(within)
	}
	d[FieldRefunds] = decimal.New(int64(s.RefundWarn), -2).String()
	return d
}

// yuan is an amount without needless decimals: "500", "499.50".
func yuan(m book.Minor) string {
	return strings.TrimSuffix(book.Money{Minor: m, Currency: book.CNY}.Plain(), ".00")
}

// hours is a deadline in hours: "2", "0.5".
func hours(d time.Duration) string {
	return decimal.NewFromInt(int64(d/time.Second)).DivRound(decimal.NewFromInt(3600), 4).String()
}

// longest is the longest deadline: what may wait for longer needs none.
const longest = 365 * 24 * time.Hour

// settings reads the form. ok is false where a field makes no sense: the first of them.
func (d *draft) settings() (s review.Settings, wrong Field, ok bool) {
	for f, to := range []*book.Minor{FieldReview: &s.ReviewLimit, FieldWriteOff: &s.WriteOffLimit} {
		if *to, ok = readYuan(d[f]); !ok {
			return s, Field(f), false
		}
	}
	for i := range s.Within {
		f := FieldHigh + Field(i)
		if s.Within[i], ok = readHours(d[f]); !ok {
			return s, f, false
		}
	}
	share, err := decimal.NewFromString(strings.NewReplacer(" ", "", "%", "", "％", "").Replace(d[FieldRefunds]))
	if err != nil || share.IsNegative() || share.GreaterThan(decimal.New(100, 0)) {
		return s, FieldRefunds, false
	}
	s.RefundWarn = int(share.Shift(2).IntPart())
	return s, 0, true
}

func readYuan(text string) (book.Minor, bool) {
	v, err := decimal.NewFromString(strings.NewReplacer(",", "", "，", "", " ", "", "¥", "", "￥", "", "元", "").Replace(text))
	if err != nil || v.IsNegative() {
		return 0, false
	}
	m, exact, err := book.FromDecimal(v, book.CNY)
	return m, exact && err == nil
}

func readHours(text string) (time.Duration, bool) {
	v, err := decimal.NewFromString(strings.TrimSpace(text))
	if err != nil || !v.IsPositive() || v.GreaterThan(decimal.NewFromInt(int64(longest/time.Hour))) {
		return 0, false
	}
	d := time.Duration(v.Mul(decimal.NewFromInt(3600)).Round(0).IntPart()) * time.Second
	return d, d >= time.Minute
}

// Form is the form as it is shown.
type Form struct {
	Text  [fieldCount]string
	Unit  [fieldCount]string
	Dirty bool   // something is not saved
	Fault string // what is wrong, in a sentence; "" for nothing
	Wrong Field  // where Fault is
}

// Form is the form as it is shown.
func (p *Presenter) Form() Form {
	t := p.deps.Text
	f := Form{Text: p.draft, Dirty: p.draft != draftOf(&p.saved)}
	f.Unit[FieldReview], f.Unit[FieldWriteOff] = t.T("settings.review_unit"), t.T("settings.write_off_unit")
	f.Unit[FieldRefunds] = t.T("settings.refund_unit")
	for i := FieldHigh; i <= FieldLow; i++ {
		f.Unit[i] = t.T("settings.within_unit")
		if d, ok := readHours(p.draft[i]); ok && d%(24*time.Hour) == 0 {
			f.Unit[i] = t.T("settings.within_days", strconv.Itoa(int(d/(24*time.Hour))))
		}
	}
	if _, wrong, ok := p.draft.settings(); !ok {
		f.Wrong = wrong
		switch {
		case wrong == FieldRefunds:
			f.Fault = t.T("settings.fault_share")
		case wrong >= FieldHigh:
			f.Fault = t.T("settings.fault_hours")
		default:
			f.Fault = t.T("settings.fault_amount")
		}
	}
	return f
}

// Edit writes into a field.
func (p *Presenter) Edit(f Field, text string) {
	if f < fieldCount && p.draft[f] != text {
		p.draft[f] = text
		p.changed(PartForm)
	}
}

// Reset writes the defaults into the form; nothing is saved by it.
func (p *Presenter) Reset() {
	d := review.DefaultSettings()
	p.draft = draftOf(&d)
	p.changed(PartForm)
}

// Save keeps what is written, where all of it makes sense.
func (p *Presenter) Save() {
	to, _, ok := p.draft.settings()
	if !ok || !p.Form().Dirty {
		return
	}
	before := p.saved
	p.save(to, "settings.did_save", func() { p.save(before, "settings.did_unsave", nil) })
}

func (p *Presenter) save(to review.Settings, said string, undo func()) {
	p.write(func(ctx context.Context) error { return p.deps.Review.SaveSettings(ctx, to) }, func() {
		p.saved, p.draft = to, draftOf(&to)
		action := ""
		if undo != nil {
			action = p.deps.Text.T("kit.undo")
		}
		p.deps.Toast(p.deps.Text.T(said), action, undo)
	})
}
