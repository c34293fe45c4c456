package reconcile

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/assets"
	"zhangfang/ui/kit/words"
)

// isBankLine tells a row of a bank statement, which may be classified.
func (r *Row) isBankLine() bool {
	return r.line != nil && r.line.Role == book.RoleBank && !isNet(r.ID)
}

// classify puts to the open bank lines of a page what they are, and who says so.
func (p *Presenter) classify(ctx context.Context, rows []Row) error {
	var ids []book.EntryID
	for i := range rows {
		if rows[i].Open && rows[i].isBankLine() {
			ids = append(ids, rows[i].ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	known, err := p.deps.Review.Classes(ctx, ids)
	if err != nil {
		return err
	}
	for i := range rows {
		if c, ok := known[rows[i].ID]; ok {
			rows[i].Class = p.deps.Text.T("class." + string(c.Class))
			rows[i].ClassBy = classBy(p.deps.Text, &c)
		}
	}
	return nil
}

// classBy says in a sentence what a bank line is and whose word that is.
func classBy(t *assets.Text, c *review.Classified) string {
	name := t.T("class." + string(c.Class))
	switch {
	case c.Owner:
		return t.T("reconcile.class_by_you", name)
	case c.Lesson != nil:
		return t.T("reconcile.class_by_lesson", name, words.FactText(t, review.LessonFact(c.Lesson, "")))
	}
	return t.T("reconcile.class_by_rule", name)
}

// ShowsClasses tells whether the leading pane lists bank lines.
func (p *Presenter) ShowsClasses() bool {
	for _, c := range p.leadChannels() {
		if c.Role == book.RoleBank {
			return true
		}
	}
	return false
}

// classable are the bank lines that saying a class is about: the ticked rows of
// the leading pane, else the selected one.
func (p *Presenter) classable() []book.EntryID {
	var ids []book.EntryID
	for id, r := range p.ticks {
		if r.isBankLine() {
			ids = append(ids, id)
		}
	}
	if lead := &p.across.lead; len(p.ticks) == 0 && lead.isBankLine() {
		ids = append(ids, lead.ID)
	}
	return unique(ids)
}

// Classable counts the bank lines that Classify would be about.
func (p *Presenter) Classable() int { return len(p.classable()) }

// ClassNames are the classes to choose from.
func (p *Presenter) ClassNames() []string {
	names := make([]string, len(book.Classes))
	for i, c := range book.Classes {
		names[i] = p.deps.Text.T("class." + string(c))
	}
	return names
}

// Classify says what the ticked bank lines are, else the selected one, by the
// class's place in ClassNames.
func (p *Presenter) Classify(i int) {
	ids := p.classable()
	if p.busy || len(ids) == 0 || i < 0 || i >= len(book.Classes) {
		return
	}
	class := book.Classes[i]
	said := p.deps.Text.Count("reconcile.did_classify", len(ids), words.Number(len(ids)), p.deps.Text.T("class."+string(class)))
	p.decide(func(ctx context.Context) (book.Decision, error) {
		return p.deps.Review.Classify(ctx, ids, class)
	}, said, nil)
}
