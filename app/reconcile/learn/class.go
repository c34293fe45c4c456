package learn

import (
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/remark"
)

const (
	minParty = 1 // decisions that teach the class of a party
	minMemo  = 2 // and that of a memo, which says less
)

// memoMark stands before the subject of a lesson that is a memo's words. No
// normalised name has a colon.
const memoMark = "memo:"

// subjects are what a class may be learned of: the counterparty, or where it is
// none, or a bank or a channel that moves money for many reasons, the words of the
// memo.
func subjects(r *remark.Remark, memo string) (party, words string) {
	if r.Party != "" && r.Provider == "" && !isBank(r.Party) {
		return r.Party, ""
	}
	if gist := remark.Gist(memo); remark.Party(gist) != "" {
		return "", memoMark + gist
	}
	return r.Party, ""
}

func isBank(party string) bool {
	return strings.Contains(party, "银行") || strings.Contains(party, "信用社") || slices.Contains(strings.Fields(party), "bank")
}

// vote is the cases that gave a subject a class.
type vote map[book.Class][]int

// classes reads what the lines of a party, or with a memo, are: what most
// decisions said, the newest where as many said otherwise.
func (t *teacher) classes() []book.Lesson {
	votes := map[string]vote{}
	for i := range t.cases {
		d := &t.cases[i].Decision
		if d.Action != book.Classify {
			continue
		}
		for _, subject := range subjectsOf(t.cases[i].Right) {
			if votes[subject] == nil {
				votes[subject] = vote{}
			}
			votes[subject][d.Class] = append(votes[subject][d.Class], i)
		}
	}
	var lessons []book.Lesson
	for subject, v := range votes {
		if l, ok := t.class(subject, v); ok {
			lessons = append(lessons, l)
		}
	}
	return lessons
}

// subjectsOf lists what the rows of one decision teach about, each once.
func subjectsOf(rows []book.Row) []string {
	var out []string
	for i := range rows {
		r := read(&rows[i])
		memo := ""
		if rows[i].Text != nil {
			memo = rows[i].Text.Memo
		}
		if party, words := subjects(&r, memo); party+words != "" {
			out = append(out, party+words)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (t *teacher) class(subject string, v vote) (book.Lesson, bool) {
	var best book.Lesson
	var won []int
	all := 0
	for class, cases := range v {
		l := book.Lesson{Kind: book.LessonClass, Leg: t.leg, Subject: subject, Value: string(class)}
		cases = t.remembered(&l, cases)
		all += len(cases)
		if len(cases) > len(won) || len(cases) > 0 && len(cases) == len(won) && cases[len(cases)-1] > won[len(won)-1] {
			best, won = l, cases
		}
	}
	least := minParty
	if strings.HasPrefix(subject, memoMark) {
		least = minMemo
	}
	if len(won) < least || best.Value == string(book.ClassNone) {
		return best, false
	}
	best.For, best.Against = len(won), all-len(won)
	best.Weight = sure(float64(best.For), float64(best.Against))
	t.sign(&best, won)
	return best, true
}

// Classifier says of bank lines what they are: what the owner taught about their
// counterparty or memo, with that lesson, or else what the rules read, with nil.
func Classifier(lessons []book.Lesson) func(r remark.Remark, memo string) (book.Class, *book.Lesson) {
	taught := map[string]*book.Lesson{}
	for i := range lessons {
		if lessons[i].Kind == book.LessonClass {
			taught[lessons[i].Subject] = &lessons[i]
		}
	}
	return func(r remark.Remark, memo string) (book.Class, *book.Lesson) {
		if len(taught) == 0 {
			return r.Class, nil
		}
		l := taught[r.Party]
		if l == nil {
			_, words := subjects(&r, memo)
			l = taught[words]
		}
		if l == nil {
			return r.Class, nil
		}
		return book.Class(l.Value), l
	}
}
