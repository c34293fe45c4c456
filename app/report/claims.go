package report

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// Claims is what channels took too much, as it goes to them on paper.
type Claims struct {
	Shop      string
	ChainHead string // of the audit chain, in hex
	Groups    []ClaimGroup
}

// ClaimGroup is what one channel took too much in a month by one rate card. Amounts
// are fees in minor units of Currency.
type ClaimGroup struct {
	Channel    string
	Month      book.Period
	Currency   book.Currency
	Terms      []book.Fact // what the card says: codes "fee_card", "fee_bounds", "fee_method"
	Charged    book.Minor
	Difference book.Minor
	Lines      []book.ExceptionLine // most money first
}

// ClaimsPDF writes claims as A4 pages in the language of text, with lines to sign on.
// book.ErrOverflow when a total leaves the range.
func ClaimsPDF(w io.Writer, c Claims, text *assets.Text, printed time.Time) error {
	doc, err := claimsModel(c, text, printed)
	if err != nil {
		return err
	}
	return writePDF(w, doc, text, printed)
}

// claimsModel makes claims into a document: what is claimed in all, then a table a
// group, each with the terms that it rests on.
func claimsModel(c Claims, text *assets.Text, printed time.Time) (*Document, error) {
	m := &model{text: text}
	doc := &Document{
		Title: m.t("claims.title"), Shop: or(c.Shop, text.T("app.name")), Month: claimSpan(c.Groups),
		Facts: []Fact{{m.t("printed"), printed.Format("2006-01-02 15:04")}},
	}
	if len(c.ChainHead) >= sealLen {
		doc.Seal = m.t("seal", c.ChainHead[:sealLen])
	}
	overview, err := m.claimed(c.Groups)
	if err != nil {
		return nil, fmt.Errorf("claims: %w", err)
	}
	doc.Sections = append(doc.Sections, overview)
	for i := range c.Groups {
		part, err := m.claim(&c.Groups[i])
		if err != nil {
			return nil, fmt.Errorf("claims against %s: %w", c.Groups[i].Channel, err)
		}
		doc.Sections = append(doc.Sections, part)
	}
	if len(c.Groups) > 0 {
		doc.Sections = append(doc.Sections, Section{Title: m.t("signatures"), Signs: []string{m.t("sign.owner"), m.t("claims.received")}})
	}
	return doc, nil
}

// claimed is the sum of all groups, by currency, a row each.
func (m *model) claimed(groups []ClaimGroup) (Section, error) {
	section := Section{Title: m.t("claims.sum")}
	if len(groups) == 0 {
		section.Lines = []string{m.t("claims.none")}
		return section, nil
	}
	section.Lines = []string{m.t("claims.ask")}
	for start := 0; start < len(groups); {
		currency := groups[start].Currency
		t := &Table{Columns: []Column{
			left(m.t("channel")), {Title: m.t("claims.month")}, right(m.t("claims.rows")), right(m.t("claims.charged")), right(m.t("claims.due")), right(m.t("claims.over")),
		}}
		n := 0
		for ; start+n < len(groups) && groups[start+n].Currency == currency; n++ {
			g := &groups[start+n]
			t.add(Text(g.Channel), Text(monthOf(g.Month)), Count(len(g.Lines)), Amount(g.Charged, currency), Amount(g.Charged-g.Difference, currency), Amount(g.Difference, currency))
		}
		if err := t.total(m.t("total_of", string(currency)), n); err != nil {
			return section, err
		}
		section.Tables = append(section.Tables, t)
		start += n
	}
	return section, nil
}

// claim is a group: the terms, and every row with the numbers that the channel finds
// it by.
func (m *model) claim(g *ClaimGroup) (Section, error) {
	section := Section{Title: g.Channel + " · " + monthOf(g.Month)}
	for _, f := range g.Terms {
		if term := m.text.T("fact."+f.Code, f.Args...); term != "" {
			section.Notes = append(section.Notes, term)
		}
	}
	t := &Table{Columns: []Column{
		{Title: m.t("day")}, number(m.t("txn_no")), number(m.t("order_no")),
		right(m.t("claims.charged")), right(m.t("claims.due")), right(m.t("claims.over")), left(m.t("source")),
	}}
	for i := range g.Lines {
		x := &g.Lines[i]
		t.add(Text(x.Day.String()), Text(or(x.RefundNo, x.TxnNo)), Text(x.OrderNo),
			Amount(x.Actual, g.Currency), Amount(x.Expected, g.Currency), Amount(x.Difference().Minor, g.Currency), Text(m.source(x)))
	}
	err := t.total(m.t("total"), len(g.Lines))
	section.Tables = []*Table{t}
	return section, err
}

// claimSpan is the months that claims reach over.
func claimSpan(groups []ClaimGroup) string {
	if len(groups) == 0 {
		return ""
	}
	span := groups[0].Month
	for _, g := range groups {
		span.From, span.To = min(span.From, g.Month.From), max(span.To, g.Month.To)
	}
	first, last := monthOf(book.Period{From: span.From}), monthOf(book.Period{From: span.To})
	if first == last {
		return first
	}
	return first + " – " + last
}

// monthOf is the month that a period begins in: "2025-10".
func monthOf(p book.Period) string {
	t := p.From.Time()
	return strconv.Itoa(t.Year()) + t.Format("-01")
}
