package mapping

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/words"
)

// form is the left side: what the sheet is, and what its columns hold.
type form struct {
	text      *assets.Text
	presenter *Presenter
	filling   bool // update writes into the fields, which is no change

	sheet, header         *kit.Dropdown
	name, channel         *kit.InlineField
	role, encoding        *kit.Dropdown
	fields                map[book.ProfileField]*kit.Dropdown
	in, out               *kit.InlineField
	dates, amounts, signs *kit.Dropdown
	currency              *kit.Dropdown
	forget                *kit.Button
	scroll                *kit.Scroll
	encodings, headerRow  fyne.CanvasObject // shown where they have a say, as the next ones
	sheets, words, sign   fyne.CanvasObject
	currencies            fyne.CanvasObject
}

// The choices of the form, in the order in which they are offered.
func roles() []book.Role {
	return []book.Role{book.RoleOrders, book.RolePayments, book.RoleWallet, book.RoleBank, book.RoleLedger}
}

func dateStyles() []book.DateStyle {
	return []book.DateStyle{book.DateAuto, book.DateDayFirst, book.DateMonth}
}

func amountStyles() []book.AmountStyle {
	return []book.AmountStyle{book.AmountPoint, book.AmountComma, book.AmountFen}
}

func signStyles() []book.SignStyle { return []book.SignStyle{book.PlusIsIn, book.PlusIsOut} }

// currencies are those that a sheet may be in which names none; the first is the
// book's own, which a profile does not tell.
func currencies() []book.Currency {
	return []book.Currency{book.CNY, "HKD", "USD", "EUR", "GBP", "JPY", "TWD", "MOP", "SGD", "CAD", "AUD", "KRW", "THB"}
}

// kept is a currency as a profile tells it.
func kept(c book.Currency) book.Currency {
	if c == book.CNY {
		return ""
	}
	return c
}

// half is the width of a control that stands beside another.
const half = (formWidth - kit.ScrollGutter - box.Gap) / 2

func newForm(t *assets.Text, p *Presenter, forget func()) *form {
	f := &form{text: t, presenter: p, fields: map[book.ProfileField]*kit.Dropdown{}, scroll: kit.NewScroll(box.Gap)}
	f.sheet = kit.NewDropdown(nil, p.PickSheet)
	f.header = kit.NewDropdown(nil, func(i int) { p.PickHeader(i - 1) })
	f.encoding = kit.NewDropdown(named(t, "mapping.encoding_", texts(book.Encodings(), encodingCode)), func(i int) { p.PickEncoding(book.Encodings()[i]) })
	f.name = f.line(func(d *book.Profile, s string) { d.Name = s })
	f.channel = f.line(func(d *book.Profile, s string) { d.Channel = s })
	f.in = f.line(func(d *book.Profile, s string) { d.In = pieces(s) })
	f.out = f.line(func(d *book.Profile, s string) { d.Out = pieces(s) })
	f.role = f.choice(named(t, "role.", texts(roles(), book.Role.String)), func(d *book.Profile, i int) { d.Role = roles()[i] })
	f.dates = f.choice(f.styles("dates_", len(dateStyles())), func(d *book.Profile, i int) { d.Dates = dateStyles()[i] })
	f.amounts = f.choice(f.styles("amounts_", len(amountStyles())), func(d *book.Profile, i int) { d.Amounts = amountStyles()[i] })
	f.signs = f.choice(f.styles("signs_", len(signStyles())), func(d *book.Profile, i int) { d.Signs = signStyles()[i] })
	f.currency = f.choice(texts(currencies(), func(c book.Currency) string { return t.T("mapping.currency_" + string(c)) }), func(d *book.Profile, i int) { d.Currency = kept(currencies()[i]) })
	for _, field := range book.ProfileFields() {
		d := kit.NewDropdown(nil, nil)
		d.Changed = func(i int) { f.setField(field, i) }
		f.fields[field] = d
	}
	f.forget = kit.NewButton(t.T("mapping.forget"), kit.ButtonSecondary, forget)
	f.lay()
	return f
}

func (f *form) object() fyne.CanvasObject { return f.scroll.Object() }

// lay puts the controls under each other, two and two.
func (f *form) lay() {
	caption := func(code string, o fyne.CanvasObject) fyne.CanvasObject {
		return kit.Captioned(f.text.T("mapping."+code), o)
	}
	f.sheets = caption("sheet", f.sheet)
	f.encodings = caption("encoding", f.encoding)
	f.words = kit.FormRow(caption("words_in", f.in), caption("words_out", f.out))
	f.sign = caption("signs", f.signs)
	f.headerRow = caption("header", f.header)
	f.currencies = caption("currency", f.currency)
	rows := []fyne.CanvasObject{
		f.sheets, f.encodings, f.headerRow,
		kit.FormRow(caption("field_name", f.name), caption("field_channel", f.channel)),
		caption("field_role", f.role),
	}
	var pair []fyne.CanvasObject
	for _, field := range book.ProfileFields() {
		if pair = append(pair, caption("field_"+string(field), f.fields[field])); len(pair) == 2 {
			rows, pair = append(rows, kit.FormRow(pair...)), nil
		}
	}
	rows = append(rows, f.words, f.sign, f.currencies, kit.FormRow(caption("dates", f.dates), caption("amounts", f.amounts)), box.HStack(0, f.forget))
	f.scroll.Set(rows...)
}

func (f *form) line(set func(*book.Profile, string)) *kit.InlineField {
	return kit.NewInlineField(half, func(s string) {
		if !f.filling {
			f.presenter.Change(func(d *book.Profile) { set(d, s) })
		}
	})
}

func (f *form) choice(options []string, set func(*book.Profile, int)) *kit.Dropdown {
	return kit.NewDropdown(options, func(i int) { f.presenter.Change(func(d *book.Profile) { set(d, i) }) })
}

func (f *form) setField(field book.ProfileField, i int) {
	column := ""
	if columns := f.presenter.Columns(); i > 0 && i < len(columns) {
		column = columns[i]
	}
	f.presenter.SetField(field, column)
}

// update shows a state in the controls.
func (f *form) update(s *State) {
	f.filling = true
	defer func() { f.filling = false }()
	p := &s.Profile
	show(f.sheets, len(s.Sheets) > 1)
	show(f.headerRow, !s.NoFile)
	show(f.encodings, s.IsText)
	f.encoding.Select(slices.Index(book.Encodings(), p.Text))
	f.sheet.SetOptions(s.Sheets)
	f.sheet.Select(s.Sheet)
	f.header.SetOptions(f.headers(s))
	f.header.Select(s.Header + 1)
	write(f.name, p.Name)
	write(f.channel, p.Channel)
	if !slices.Equal(pieces(f.in.Text), p.In) {
		write(f.in, strings.Join(p.In, " "))
	}
	if !slices.Equal(pieces(f.out.Text), p.Out) {
		write(f.out, strings.Join(p.Out, " "))
	}
	f.role.Select(slices.Index(roles(), p.Role))
	f.dates.Select(slices.Index(dateStyles(), p.Dates))
	f.amounts.Select(slices.Index(amountStyles(), p.Amounts))
	f.signs.Select(slices.Index(signStyles(), p.Signs))
	f.currency.Select(max(slices.IndexFunc(currencies(), func(c book.Currency) bool { return kept(c) == p.Currency }), 0))
	columns, shown := f.presenter.Columns(), f.presenter.ColumnTexts()
	for field, d := range f.fields {
		d.SetOptions(shown)
		d.Select(max(slices.Index(columns, p.Fields[field]), 0))
	}
	show(f.currencies, p.Fields[book.FieldCurrency] == "")
	show(f.words, p.Fields[book.FieldDirection] != "")
	show(f.forget, s.Known)
	show(f.sign, p.Fields[book.FieldDirection] == "" && p.Fields[book.FieldAmount] != "")
	f.scroll.Set(f.scroll.Rows()...) // what is hidden leaves no room
}

// headers names each of the first rows, for the choice of the header, after the
// choice of none.
func (f *form) headers(s *State) []string {
	const most = 28
	out := []string{f.text.T("mapping.no_header")}
	for i, cells := range s.Rows {
		line := []rune(strings.Join(strings.Fields(strings.Join(cells, " ")), " "))
		if len(line) > most {
			line = append(line[:most], '…')
		}
		out = append(out, f.text.T("mapping.row", words.Number(i+1), string(line)))
	}
	return out
}

// styles names the choices of a style, numbered from 0.
func (f *form) styles(code string, n int) []string {
	var out []string
	for i := range n {
		out = append(out, f.text.T("mapping."+code+string(rune('0'+i))))
	}
	return out
}

// write shows a text without moving the cursor of one who writes the same.
func write(f *kit.InlineField, s string) {
	if f.Text != s {
		f.SetText(s)
	}
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
		return
	}
	o.Hide()
}

// encodingCode is the last part of the key of an encoding's name.
func encodingCode(e book.Encoding) string {
	if e == book.EncodingAuto {
		return "auto"
	}
	return string(e)
}

// pieces are what stands between spaces and commas.
func pieces(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,，、;；\t", r) })
}

func texts[T any](all []T, text func(T) string) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = text(v)
	}
	return out
}

func named(t *assets.Text, prefix string, codes []string) []string {
	return texts(codes, func(c string) string { return t.T(prefix + c) })
}
