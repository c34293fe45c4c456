package reconcile

import (
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/learn"
	"zhangfang/app/reconcile/remark"
)

// read is what a bank line says.
func read(r *book.Row) remark.Remark {
	if r.Text == nil {
		return remark.Remark{}
	}
	return remark.Read(r.Text.Counterparty, r.Text.Memo, r.Day)
}

// shown is what a bank line says, for a sentence.
func shown(t *book.RowText) string {
	switch {
	case t == nil:
		return ""
	case t.Counterparty != "":
		return t.Counterparty
	}
	return t.Memo
}

// payLessons is what the owner taught about bank lines: who pays for which
// channel, and what the lines are that no channel pays.
type payLessons struct {
	payers   map[string]book.ChannelID   // by party
	lines    map[book.EntryID]book.Class // decided of one line; the newest decision counts
	classify func(said remark.Remark, memo string) (book.Class, *book.Lesson)
}

func newPayLessons(p *Parameters) payLessons {
	l := payLessons{map[string]book.ChannelID{}, map[book.EntryID]book.Class{}, learn.Classifier(p.Lessons)}
	for i := range p.Lessons {
		if x := &p.Lessons[i]; x.Kind == book.LessonPayer {
			l.payers[x.Subject] = x.Channel
		}
	}
	for _, d := range p.Decisions {
		if d.Action == book.Classify {
			for _, id := range d.Right {
				l.lines[id] = d.Class
			}
		}
	}
	return l
}

// payerOf is the channel for which the party of a bank line pays; 0 where nobody
// taught it.
func (l *payLessons) payerOf(r *book.Row) book.ChannelID {
	if len(l.payers) == 0 || r.Text == nil {
		return 0
	}
	return l.payers[remark.Counterparty(r.Text.Counterparty, r.Text.Memo)]
}

// classOf is what a bank line is; told says that the owner said so, of this line
// or of such lines.
func (l *payLessons) classOf(r *book.Row, said remark.Remark) (class book.Class, told bool) {
	if class, told = l.lines[r.ID]; told {
		return class, true
	}
	memo := ""
	if r.Text != nil {
		memo = r.Text.Memo
	}
	class, lesson := l.classify(said, memo)
	return class, lesson != nil
}

// internal tells whether no channel has to explain a credit: the owner said what
// it is, or it is interest, the owner's own money, a loan, the refund of something
// bought. Where the text names a channel, only the owner and the surest words count.
func (w *payouts) internal(c *credit) bool {
	class, told := w.lessons.classOf(&w.rows[c.row], c.said)
	switch {
	case told:
		return class != book.ClassPayout && class != book.ClassNone
	case class == book.ClassInterest, class == book.ClassOwn:
		return true
	case c.names():
		return false
	}
	return slices.Contains([]book.Class{book.ClassLoan, book.ClassPurchaseRef, book.ClassSalary, book.ClassTax, book.ClassSocial}, class)
}
