package fees

import (
	"testing"
	"time"

	"zhangfang/app/book"
)

func TestCardFormFaults(t *testing.T) {
	p := loadedPresenter(t, newShop(), &told{})
	for _, c := range []struct {
		name  string
		edit  func(*CardForm)
		wrong string
	}{
		{"right", func(*CardForm) {}, ""},
		{"percent sign", func(f *CardForm) { f.Rate = "0.38 %" }, ""},
		{"no rate", func(f *CardForm) { f.Rate = "" }, "rate"},
		{"below zero", func(f *CardForm) { f.Rate = "-1" }, "rate"},
		{"too much", func(f *CardForm) { f.Rate = "100.01" }, "rate"},
		{"no such channel", func(f *CardForm) { f.Channel = 9 }, "channel"},
		{"half a cent", func(f *CardForm) { f.Fixed = "0.105" }, "fixed"},
		{"words", func(f *CardForm) { f.Min = "一毛" }, "min"},
		{"grouped", func(f *CardForm) { f.Cap = "¥1,000" }, ""},
		{"cap below minimum", func(f *CardForm) { f.Min, f.Cap = "2", "1" }, "cap_min"},
		{"no such day", func(f *CardForm) { f.From = "2025-02-30" }, "from"},
		{"Chinese day", func(f *CardForm) { f.To = "2025年10月6日" }, ""},
		{"ends before it begins", func(f *CardForm) { f.From, f.To = "2025-10-02", "2025/10/01" }, "to_from"},
		{"last day in words", func(f *CardForm) { f.To = "明天" }, "to"},
	} {
		f := p.NewCard()
		f.Rate = "0.60"
		c.edit(&f)
		if card, wrong := f.read(); wrong != c.wrong || wrong == "" && (card.Channel != 2 || card.Currency != book.CNY) {
			t.Errorf("%s: wrong %q, want %q, card %+v", c.name, wrong, c.wrong, card)
		}
	}
}

func TestEditKeepsWhatIsNotTouched(t *testing.T) {
	p := loadedPresenter(t, newShop(), &told{})
	for i := range p.State().Cards {
		f, ok := p.EditCard(i)
		got, wrong := f.read()
		if want := p.State().Cards[i].card; !ok || wrong != "" || termsKey(&got) != termsKey(&want) || got.ID != want.ID || got.Rows != want.Rows || got.Valid != want.Valid {
			t.Errorf("card %d: %+v, wrong %q", i, got, wrong)
		}
		f.Rate = "0.99"
		if got, _ = f.read(); got.Rows != 0 {
			t.Errorf("card %d with another rate is still read from %d rows", i, got.Rows)
		}
	}
}

func TestFXForm(t *testing.T) {
	good := FXForm{From: "usd", To: "CNY", Day: "2025-10-26", Rate: "7.1", Market: true}
	if r, wrong := good.read(); wrong != "" || r.From != "USD" || r.Source != book.RateMarket || r.Day != book.NewDay(2025, time.October, 26) {
		t.Errorf("rate %+v, wrong %q", r, wrong)
	}
	for wrong, edit := range map[string]func(*FXForm){
		"from": func(f *FXForm) { f.From = "US" },
		"to":   func(f *FXForm) { f.To = "USD" },
		"rate": func(f *FXForm) { f.Rate = "0" },
		"day":  func(f *FXForm) { f.Day = "" },
	} {
		f := good
		edit(&f)
		if _, got := f.read(); got != wrong {
			t.Errorf("wrong %q, want %q", got, wrong)
		}
	}
}
