package reconcile

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/ui/kit/words"
)

// SourceView is the raw row behind an entry.
type SourceView struct {
	Where string
	Cells [][2]string // column, cell
	Seen  string      // which batches held the row
}

// Sources reads the raw rows of the selected row and of the one beside it.
func (p *Presenter) Sources(show func([]SourceView, error)) {
	if !p.Can().Source {
		return
	}
	ids := []book.EntryID{p.across.lead.ID}
	switch a := &p.across; {
	case a.match != nil:
		ids = append(ids, idsOf(a.match.Members[:min(len(a.match.Members), 1)])...)
	case a.cursor >= 0:
		ids = append(ids, a.cands[a.cursor].ID)
	}
	t := p.deps.Text
	var views []SourceView
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		for _, id := range ids {
			src, err := p.deps.Review.EntrySource(ctx, id)
			if err != nil {
				return err
			}
			v := SourceView{Where: t.T("reconcile.source_line", src.File, words.Number(src.Line))}
			for i, cell := range src.Cells {
				name := ""
				if i < len(src.Columns) {
					name = strings.TrimSpace(src.Columns[i])
				}
				v.Cells = append(v.Cells, [2]string{name, strings.TrimSpace(cell)})
			}
			if n := len(src.Seen); n > 1 {
				v.Seen = t.Count("reconcile.seen", n)
			}
			views = append(views, v)
		}
		return nil
	}, func(err error) { show(views, err) })
}
