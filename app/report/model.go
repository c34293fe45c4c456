package report

import (
	"fmt"
	"strconv"
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// Model makes a period's figures into a document in the language of text. printed
// is the time that stands on it, in the owner's zone. book.ErrOverflow when a
// total leaves the range.
func Model(f Figures, text *assets.Text, printed time.Time) (*Document, error) {
	m := &model{Figures: f, text: text}
	doc := &Document{
		Title: m.t("title." + m.kind()),
		Shop:  f.Book,
		Month: m.month(),
		Facts: []Fact{
			{m.t("period"), f.Period.From.String() + " – " + f.Period.To.String()},
			{m.t("as_of"), or(f.AsOf.String(), dash)},
			{m.t("printed"), printed.Format("2006-01-02 15:04")},
		},
	}
	if m.Closed != nil {
		doc.Facts = append(doc.Facts, Fact{m.t("closed"), m.Closed.At.In(printed.Location()).Format("2006-01-02 15:04")})
	}
	if doc.Shop == "" {
		doc.Shop = text.T("app.name")
	}
	if len(f.ChainHead) >= sealLen {
		doc.Seal = m.t("seal", f.ChainHead[:sealLen])
	}
	if m.empty() {
		doc.Sections = append(doc.Sections, Section{Title: m.t("overview"), Sheet: m.t("sheet.summary"), Lines: []string{m.t("empty", doc.Month)}})
	} else {
		for _, part := range []func(*Document) error{m.overview, m.channels, m.bank, m.exceptions, m.days} {
			if err := part(doc); err != nil {
				return nil, fmt.Errorf("report of %s: %w", doc.Month, err)
			}
		}
	}
	if !m.empty() || len(m.Gaps) > 0 {
		doc.Sections = append(doc.Sections, m.gaps())
	}
	doc.Sections = append(doc.Sections, m.audit(), m.signatures())
	return doc, nil
}

// sealLen is how much of the chain's head stands at the foot of each page.
const sealLen = 16

// model is a document in the making.
type model struct {
	Figures
	text *assets.Text
}

// t is the text of a code of the report.
func (m *model) t(code string, args ...string) string { return m.text.T("report."+code, args...) }

// rows is a number of rows in words.
func (m *model) rows(n int) string { return m.text.Count("report.rows", n, grouped(int64(n))) }

// kind is what sort of period it is: "month", "quarter", "year" or "span".
func (m *model) kind() string {
	first := m.Period.From.Time()
	year, month := first.Year(), first.Month()
	switch m.Period {
	case book.Month(year, month):
		return "month"
	case book.Period{From: book.NewDay(year, month, 1), To: book.NewDay(year, month+3, 1) - 1}:
		if month%3 == 1 {
			return "quarter"
		}
	case book.Period{From: book.NewDay(year, 1, 1), To: book.NewDay(year, 12, 31)}:
		return "year"
	}
	return "span"
}

// month is the period in words: a month, quarter or year where it is one, else its
// days.
func (m *model) month() string {
	from := m.Period.From.Time()
	year := strconv.Itoa(from.Year())
	switch kind := m.kind(); kind {
	case "month":
		return m.t("month", year, strconv.Itoa(int(from.Month())))
	case "quarter":
		return m.t("quarter", year, strconv.Itoa(int(from.Month()-1)/3+1))
	case "year":
		return m.t("year", year)
	}
	return m.Period.From.String() + " – " + m.Period.To.String()
}

// empty tells whether nothing happened in the period.
func (m *model) empty() bool {
	for _, c := range m.Channels {
		if c.SaleRows+c.RefRows+c.Rows > 0 || money(c) {
			return false
		}
	}
	for _, b := range m.Bank {
		if b.CreditRows+b.DebitRows > 0 {
			return false
		}
	}
	for _, d := range m.Days {
		if d.SaleRows+d.RefRows > 0 {
			return false
		}
	}
	return len(m.Exceptions) == 0
}

// money tells whether a channel moved or holds any.
func money(c book.ChannelFigures) bool {
	return c.Sales|c.Refunds|c.Fees|c.Net|c.Arrived|c.Transit|c.Late|c.Balance != 0
}

// currencies lists those of the month, the base currency first.
func (m *model) currencies() []book.Currency {
	var out []book.Currency
	seen := map[book.Currency]bool{}
	see := func(c book.Currency) {
		if !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	for _, c := range m.Channels {
		if c.Currency == book.CNY && takings(c) {
			see(book.CNY)
		}
	}
	for _, c := range m.Channels {
		see(c.Currency)
	}
	for _, d := range m.Days {
		see(d.Currency)
	}
	for _, b := range m.Bank {
		see(b.Currency)
	}
	for _, x := range m.Exceptions {
		see(x.Currency)
	}
	return out
}

// totalLabel names a total, with its currency where there are several.
func (m *model) totalLabel(c book.Currency) string {
	if len(m.currencies()) > 1 {
		return m.t("total_of", string(c))
	}
	return m.t("total")
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func left(title string) Column   { return Column{Title: title, Wrap: true} }
func number(title string) Column { return Column{Title: title, Number: true} }
func right(title string) Column  { return Column{Title: title, Align: AlignRight} }

func share(title string, r Ratio) Column {
	return Column{Title: title, Align: AlignRight, Ratio: &r}
}
