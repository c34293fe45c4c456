package learn

import (
	"math"
	"strconv"
	"strings"

	"zhangfang/app/book"
)

// Fact tells a lesson for a person, with the decisions behind it. A payer's second
// argument is the number of its channel; who shows it puts the channel's name there.
func Fact(l *book.Lesson) book.Fact {
	yes, no := strconv.Itoa(l.For), strconv.Itoa(l.Against)
	switch l.Kind {
	case book.LessonAlias:
		return book.Fact{Code: "lesson_alias", Args: []string{l.Subject, l.Value, yes, no}}
	case book.LessonNotAlias:
		return book.Fact{Code: "lesson_not_alias", Args: []string{l.Subject, l.Value, yes, percent(l.Weight)}}
	case book.LessonPayer:
		return book.Fact{Code: "lesson_payer", Args: []string{l.Subject, strconv.Itoa(int(l.Channel)), yes, no}}
	case book.LessonThreshold:
		return thresholdFact(l, yes, no)
	}
	if words, ok := strings.CutPrefix(l.Subject, memoMark); ok {
		return book.Fact{Code: "lesson_memo_" + l.Value, Args: []string{words, yes, no}}
	}
	return book.Fact{Code: "lesson_class_" + l.Value, Args: []string{l.Subject, yes, no}}
}

func thresholdFact(l *book.Lesson, yes, no string) book.Fact {
	switch {
	case l.Auto == 0:
		return book.Fact{Code: "lesson_suggest", Args: []string{percent(l.Suggest), yes, no}}
	case l.Suggest == 0:
		return book.Fact{Code: "lesson_auto", Args: []string{percent(l.Auto), yes, no}}
	}
	return book.Fact{Code: "lesson_threshold", Args: []string{percent(l.Suggest), percent(l.Auto), yes, no}}
}

// percent is a share in whole per cent.
func percent(share float64) string { return strconv.Itoa(int(math.Round(100 * share))) }
