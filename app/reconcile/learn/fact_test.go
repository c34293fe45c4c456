package learn_test

import (
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/learn"
	"zhangfang/assets"
)

func TestEveryLessonReadsAsASentence(t *testing.T) {
	lessons := []book.Lesson{
		{Kind: book.LessonAlias, Subject: "星巴克", Value: "starbucks", For: 3},
		{Kind: book.LessonNotAlias, Subject: "云岭茶业", Value: "青瓷坊", For: 1, Weight: 0.5},
		{Kind: book.LessonPayer, Subject: "某某科技", Channel: 3, For: 2, Against: 1},
		{Kind: book.LessonThreshold, Suggest: 0.62, For: 20, Against: 9},
		{Kind: book.LessonThreshold, Auto: 0.91, For: 20},
		{Kind: book.LessonThreshold, Suggest: 0.62, Auto: 0.91, For: 20, Against: 9},
	}
	for _, c := range book.Classes {
		lessons = append(lessons, book.Lesson{Kind: book.LessonClass, Subject: "王建国", Value: string(c), For: 1},
			book.Lesson{Kind: book.LessonClass, Subject: "memo:茶叶款", Value: string(c), For: 2, Against: 1})
	}
	for _, locale := range []string{assets.Chinese, assets.English} {
		text, err := assets.NewText(locale)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range book.Classes {
			if !text.Has("class." + string(c)) {
				t.Errorf("%s: class %s has no name", locale, c)
			}
		}
		for i := range lessons {
			l := &lessons[i]
			f := learn.Fact(l)
			said := text.T("fact."+f.Code, f.Args...)
			if !text.Has("fact."+f.Code) || strings.Contains(said, "no value") || strings.Contains(said, "memo:") || !strings.Contains(said, f.Args[0]) {
				t.Errorf("%s: %s reads %q", locale, l.Key(), said)
			}
			if l.Against > 0 && !strings.Contains(said, f.Args[len(f.Args)-1]) {
				t.Errorf("%s: %q does not tell what speaks against it", locale, said)
			}
		}
	}
}
