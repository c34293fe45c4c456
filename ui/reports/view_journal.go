package reports

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
)

// journalPane shows the vouchers of the period and the accounts that they use.
type journalPane struct {
	v       *View
	content fyne.CanvasObject
	buttons *fyne.Container
	export  *kit.Button
	systems *kit.Dropdown
	how     *kit.Paragraph
	card    *kit.Card
	lines   *fyne.Container
	fields  []accountFields
	mapping *fyne.Container
	keys    []Account // that the fields are made for
}

// accountFields are the two fields of an account.
type accountFields struct {
	code, name *kit.InlineField
	chip       *kit.Chip
}

func newJournalPane(v *View) *journalPane {
	t, p := v.deps.Text, v.presenter
	j := &journalPane{v: v, how: kit.NewParagraph(""), lines: box.VStack(0), mapping: box.VStack(box.GapSmall)}
	j.systems = kit.NewDropdown(nil, p.PickSystem).Within(280)
	j.export = kit.NewButton(t.T("journal.export"), kit.ButtonPrimary, func() { v.deps.Choose(p.JournalName(), p.Export) })
	j.buttons = box.HStack(box.GapSmall, j.systems, j.export)
	j.card = kit.NewCard(t.T("journal.vouchers"), "", j.lines)
	save := kit.NewButton(t.T("journal.save_accounts"), kit.ButtonSecondary, j.save)
	accounts := kit.NewCard(t.T("journal.accounts"), t.T("journal.accounts_note"), j.mapping).Extra(save)
	j.content = container.NewVScroll(box.Pad(0, box.Gap, 0, 0, box.VStack(box.Gap, j.how, accounts, j.card)))
	return j
}

func (j *journalPane) fill(s *State) {
	enabled(!s.Busy && len(s.Journal.Lines) > 0, j.export)
	j.systems.SetOptions(s.Journal.Systems)
	j.systems.Select(s.Journal.System)
	j.how.SetText(s.Journal.How)
	j.card.SetSubtitle(s.Journal.Summary)
	j.accounts(s.Journal.Accounts)
	j.lines.Objects = j.table(&s.Journal)
	j.lines.Refresh()
}

// accounts shows the mapping; what the owner is typing into fields of the same
// accounts stays.
func (j *journalPane) accounts(all []Account) {
	t := j.v.deps.Text
	if len(all) != len(j.keys) {
		j.fields = nil
		j.mapping.Objects = nil
		for range all {
			f := accountFields{kit.NewInlineField(110, nil), kit.NewInlineField(240, nil), kit.NewChip("", draw.ToneNeutral)}
			i := len(j.fields)
			submit := func(string) { j.keep(i) }
			f.code.OnSubmitted, f.name.OnSubmitted = submit, submit
			j.fields = append(j.fields, f)
			j.mapping.Add(box.HFill(box.GapSmall, 0, kit.NewLabel(all[i].Use).Cut(), f.code, f.name, box.Sized(64, 0, f.chip)))
		}
		j.keys = make([]Account, len(all))
	}
	for i, a := range all {
		if j.keys[i] != a {
			j.fields[i].code.SetText(a.Code)
			j.fields[i].name.SetText(a.Name)
		}
		if a.Default {
			j.fields[i].chip.Set(t.T("journal.default"), draw.ToneNeutral)
		} else {
			j.fields[i].chip.Set(t.T("journal.chosen"), draw.ToneAccent)
		}
		j.keys[i] = a
	}
}

func (j *journalPane) keep(i int) {
	j.v.presenter.SetAccount(i, j.fields[i].code.Value(), j.fields[i].name.Value())
}

// save keeps every account that was changed.
func (j *journalPane) save() {
	changed := map[int][2]string{}
	for i, a := range j.keys {
		if code, name := j.fields[i].code.Value(), j.fields[i].name.Value(); code != a.Code || name != a.Name {
			changed[i] = [2]string{code, name}
		}
	}
	j.v.presenter.SetAccounts(changed)
}

// table is the first vouchers line by line.
func (j *journalPane) table(s *Journal) []fyne.CanvasObject {
	t := j.v.deps.Text
	if len(s.Lines) == 0 {
		return []fyne.CanvasObject{kit.NewLabel(t.T("journal.none")).Colored(draw.ColorSecondary)}
	}
	row := func(make func(string) *kit.Label, l JournalLine) fyne.CanvasObject {
		cells := []fyne.CanvasObject{make(l.Voucher), make(l.Day), make(l.Account).Cut(), make(l.Memo).Cut(),
			make(l.Debit).Aligned(fyne.TextAlignTrailing), make(l.Credit).Aligned(fyne.TextAlignTrailing)}
		return kit.NewRow(box.Columns(box.GapSmall, []float32{44, 56, 190, 200, 110, 110}, cells...), nil)
	}
	out := []fyne.CanvasObject{row(kit.NewSecondary, JournalLine{t.T("journal.col.no"), t.T("journal.col.day"), t.T("journal.col.account"),
		t.T("journal.col.memo"), t.T("journal.col.debit"), t.T("journal.col.credit")})}
	for _, l := range s.Lines {
		out = append(out, row(kit.NewLabel, l))
	}
	if s.More != "" {
		out = append(out, box.Pad(box.GapSmall, 0, 0, 0, kit.NewSecondary(s.More)))
	}
	return out
}
