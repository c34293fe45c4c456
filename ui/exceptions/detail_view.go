package exceptions

import (
	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// detailPane tells all about the selected exception.
type detailPane struct {
	card  *kit.Card
	text  *assets.Text
	rows  *kit.Scroll
	width float32 // of a sentence; text must know it before the first layout
	shown Detail
}

func newDetailPane(t *assets.Text) *detailPane {
	d := &detailPane{text: t, rows: kit.NewScroll(kit.GapSmall), width: 258}
	d.card = kit.NewCard("", "", d.rows.Object())
	return d
}

// fit is told the card's width before it is laid out.
func (d *detailPane) fit(width float32) {
	if w := width - 2*kit.GapLarge - kit.ScrollGutter; w != d.width {
		d.width = w
		d.show(d.shown)
	}
}

func (d *detailPane) show(x Detail) {
	if x.Key != d.shown.Key {
		d.rows.ToTop()
	}
	d.shown = x
	t := d.text
	if x.Key == "" {
		d.set(d.sentence(t.T("exceptions.pick")).Colored(kit.ColorSecondary))
		return
	}
	rows := []fyne.CanvasObject{kit.HStack(0, kit.NewChip(x.Chip, x.Tone)), d.sentence(x.Text)}
	rows = d.part(rows, "advice", x.Advice)
	rows = append(rows, kit.NewRule(), d.facts(x.Facts))
	rows = d.part(rows, "evidence", x.Evidence...)
	rows = d.part(rows, "sources", x.Sources...)
	if x.Note != "" {
		rows = d.part(rows, "note", x.Note)
	}
	d.set(rows...)
}

func (d *detailPane) sentence(s string) *kit.Paragraph { return kit.NewParagraph(s).Within(d.width) }

const captionWidth = 64

// facts is short values, captions in a narrow column of their own.
func (d *detailPane) facts(facts [][2]string) fyne.CanvasObject {
	rows := kit.VStack(2)
	for _, f := range facts {
		caption := kit.NewSecondary(f[0]).Sized(13).Cut()
		rows.Add(kit.HFill(kit.GapSmall, 1, kit.Sized(captionWidth, 22, caption),
			kit.NewParagraph(f[1]).Within(d.width-captionWidth-kit.GapSmall)))
	}
	return rows
}

// part adds a heading and sentences, where there are any.
func (d *detailPane) part(rows []fyne.CanvasObject, code string, sentences ...string) []fyne.CanvasObject {
	if len(sentences) == 0 {
		return rows
	}
	rows = append(rows, kit.NewRule(), kit.NewSecondary(d.text.T("exceptions."+code)))
	for _, s := range sentences {
		rows = append(rows, d.sentence(s))
	}
	return rows
}

func (d *detailPane) set(rows ...fyne.CanvasObject) { d.rows.Set(rows...) }
