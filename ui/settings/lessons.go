package settings

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/ui/kit/words"
)

// Lesson is what was learned, in words.
type Lesson struct {
	Key   string
	Kind  string // what it is about
	Says  string // one sentence
	Leg   string
	Votes string // decisions for it and against it
	When  string // of the last decision
}

// learned reads the lessons, the newest first, and puts them in words.
func (p *Presenter) learned(ctx context.Context) ([]book.Lesson, []Lesson, error) {
	lessons, err := p.deps.Review.Lessons(ctx)
	if err != nil {
		return nil, nil, err
	}
	channels, err := p.deps.Review.Channels(ctx)
	if err != nil {
		return nil, nil, err
	}
	slices.SortStableFunc(lessons, func(a, b book.Lesson) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Last, a.Last))
	})
	rows := make([]Lesson, len(lessons))
	for i := range lessons {
		rows[i] = p.inWords(&lessons[i], channels)
	}
	return lessons, rows, nil
}

func (p *Presenter) inWords(l *book.Lesson, channels []book.Channel) Lesson {
	t := p.deps.Text
	name := t.T("settings.other_channel")
	for _, c := range channels {
		if c.ID == l.Channel {
			name = c.Name
		}
	}
	out := Lesson{
		Key:   l.Key(),
		Kind:  t.T("settings.kind_" + string(l.Kind)),
		Says:  words.FactText(t, review.LessonFact(l, name)),
		Votes: strconv.Itoa(l.For) + " / " + strconv.Itoa(l.Against),
		When:  words.DayShort(book.DayOf(l.At.In(book.Shanghai))),
	}
	if left, right, ok := l.Leg.Picked(); ok {
		out.Leg = left + " ~ " + right
	} else {
		out.Leg = t.T("reconcile.leg." + string(l.Leg))
	}
	return out
}

// Len is the number of lessons.
func (p *Presenter) Len() int { return len(p.rows) }

// Lesson is the lesson at a place of the list.
func (p *Presenter) Lesson(i int) (Lesson, bool) {
	if i < 0 || i >= len(p.rows) {
		return Lesson{}, false
	}
	return p.rows[i], true
}

// Count says how many lessons there are; "" for none.
func (p *Presenter) Count() string {
	if n := len(p.rows); n > 0 {
		return p.deps.Text.Count("settings.learned_count", n, words.Number(n))
	}
	return ""
}

// Forget lets the lesson of a key count no more and matches without it; an undo
// brings it back.
func (p *Presenter) Forget(key string) {
	i := slices.IndexFunc(p.lessons, func(l book.Lesson) bool { return l.Key() == key })
	if i < 0 {
		return
	}
	lesson := p.lessons[i]
	var d book.Decision
	p.write(func(ctx context.Context) (err error) {
		d, err = p.deps.Review.ForgetLesson(ctx, &lesson)
		return err
	}, func() {
		p.deps.Toast(p.deps.Text.T("settings.did_forget"), p.deps.Text.T("kit.undo"), func() { p.remember(d.ID) })
	})
}

func (p *Presenter) remember(id book.DecisionID) {
	p.write(func(ctx context.Context) error {
		_, err := p.deps.Review.UndoDecision(ctx, id)
		return err
	}, func() { p.deps.Toast(p.deps.Text.T("settings.did_remember"), "", nil) })
}
