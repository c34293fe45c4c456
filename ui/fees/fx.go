package fees

import (
	"context"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// FXRow is an exchange rate in words.
type FXRow struct {
	Pair   string // "1 USD = CNY"
	Rate   string
	Day    string
	Source string
	rate   book.FXRate
}

func fxRows(t *assets.Text, rates []book.FXRate) []FXRow {
	out := make([]FXRow, len(rates))
	for i, r := range rates {
		out[i] = FXRow{
			Pair: t.T("fees.fx_pair", string(r.From), string(r.To)), Rate: r.Rate.String(), Day: r.Day.String(),
			Source: t.T("fees.fx_" + r.Source), rate: r,
		}
	}
	return out
}

// FXForm is what the dialog of an exchange rate holds, as written.
type FXForm struct {
	From, To, Day, Rate string
	Market              bool // else agreed with the provider
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// read is the rate that the form says, or the field that is wrong: "from", "to",
// "day" or "rate".
func (f FXForm) read() (r book.FXRate, wrong string) {
	from, to := strings.ToUpper(strings.TrimSpace(f.From)), strings.ToUpper(strings.TrimSpace(f.To))
	if !currencyCode.MatchString(from) {
		return r, "from"
	}
	if !currencyCode.MatchString(to) || to == from {
		return r, "to"
	}
	rate, err := decimal.NewFromString(strings.TrimSpace(f.Rate))
	if err != nil || !rate.IsPositive() {
		return r, "rate"
	}
	day, ok := readDay(f.Day)
	if !ok || day == 0 {
		return r, "day"
	}
	r = book.FXRate{From: book.Currency(from), To: book.Currency(to), Day: day, Rate: rate, Source: book.RateAgreed}
	if f.Market {
		r.Source = book.RateMarket
	}
	return r, ""
}

// SaveFX keeps an exchange rate; the one of the same day and currencies gives way.
func (p *Presenter) SaveFX(r book.FXRate) {
	p.act(func(ctx context.Context) error { return p.deps.Review.SaveFXRates(ctx, []book.FXRate{r}) }, func() {
		p.deps.Toast(p.deps.Text.T("fees.fx_saved", string(r.From), r.Rate.String(), string(r.To)), "", nil)
	})
}

// CanRemoveFX tells whether the exchange rate of a line may be deleted.
func (p *Presenter) CanRemoveFX(i int) bool {
	return p.deps.RemoveFXRate != nil && i >= 0 && i < len(p.state.FX) && !p.busy
}

// RemoveFX deletes an exchange rate; it can be brought back at once.
func (p *Presenter) RemoveFX(i int) {
	if !p.CanRemoveFX(i) {
		return
	}
	t, row := p.deps.Text, p.state.FX[i]
	p.act(func(ctx context.Context) error { return p.deps.RemoveFXRate(ctx, row.rate) }, func() {
		p.deps.Toast(t.T("fees.fx_removed", row.Day, row.Pair), t.T("kit.undo"), func() { p.SaveFX(row.rate) })
	})
}

// NewFX is the form of a new exchange rate: a dollar today.
func (p *Presenter) NewFX() FXForm {
	return FXForm{From: "USD", To: string(book.CNY), Day: book.DayOf(p.deps.Now().In(book.Shanghai)).String()}
}

var dayMarks = strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "")

// readDay reads "2025-10-26", "2025/10/26" or "2025年10月26日"; an empty text is no
// day.
func readDay(s string) (book.Day, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, true
	}
	parts := strings.Split(dayMarks.Replace(s), "-")
	for i := range parts {
		if len(parts[i]) == 1 {
			parts[i] = "0" + parts[i]
		}
	}
	d, err := book.ParseDay(strings.Join(parts, "-"))
	return d, err == nil
}
