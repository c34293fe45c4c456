package learn_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zhangfang/app/book"
	"zhangfang/app/reconcile/learn"
)

// drawCases are decisions that repeat a few names, so that they teach something.
func drawCases(t *rapid.T, leg book.Leg) []learn.Case {
	names := []string{"星巴克", "STARBUCKS", "云岭茶业", "|茶叶款", "王建国", "拉卡拉", ""}
	name := rapid.SampledFrom(names)
	h := &history{leg: leg}
	for range rapid.IntRange(0, 60).Draw(t, "cases") {
		if rapid.Bool().Draw(t, "same time") {
			h.day = max(h.day-1, 0)
		}
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			h.classify(rapid.SampledFrom(book.Classes[:3]).Draw(t, "class"), name.Draw(t, "line"))
		case 1:
			if lessons := learn.From(leg, h.cases); len(lessons) > 0 && rapid.IntRange(0, 9).Draw(t, "forgets") == 0 {
				l := rapid.SampledFrom(lessons).Draw(t, "lesson")
				h.forget(l.Key())
			}
		default:
			c := h.decide(rapid.SampledFrom([]book.Action{book.Confirm, book.Confirm, book.Decline}).Draw(t, "action"), name.Draw(t, "left"), name.Draw(t, "right"))
			c.Left[0].Channel = book.ChannelID(rapid.IntRange(1, 2).Draw(t, "channel"))
			c.Score = float64(rapid.IntRange(0, 100).Draw(t, "score")) / 100
		}
	}
	return h.cases
}

func drawLeg(t *rapid.T) book.Leg {
	return rapid.SampledFrom([]book.Leg{picked, book.LegPayouts}).Draw(t, "leg")
}

func TestUndoingADecisionUnlearnsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		leg := drawLeg(t)
		cases := drawCases(t, leg)
		if len(cases) == 0 {
			return
		}
		last := len(cases) - 1
		without := learn.From(leg, cases[:last])
		undone := slices.Clone(cases)
		undone[last].Decision.Undone = start.AddDate(1, 0, 0)
		if diff := cmp.Diff(without, learn.From(leg, undone)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTheOrderOfCasesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		leg := drawLeg(t)
		cases := drawCases(t, leg)
		if diff := cmp.Diff(learn.From(leg, cases), learn.From(leg, rapid.Permutation(cases).Draw(t, "order"))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestWhatTheOwnerForgetsIsGone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		leg := drawLeg(t)
		cases := drawCases(t, leg)
		for _, l := range learn.From(leg, cases) {
			forget := learn.Case{Decision: book.Decision{ID: book.DecisionID(len(cases) + 1), Action: book.Forget, Lesson: l.Key(), At: start.AddDate(0, 0, 100)}}
			for _, left := range learn.From(leg, append(slices.Clip(cases), forget)) {
				if left.Key() == l.Key() {
					t.Fatalf("%s is still there", l.Key())
				}
			}
		}
	})
}

func TestLessonsKeepTheirBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		leg := drawLeg(t)
		lessons := learn.From(leg, drawCases(t, leg))
		for i, l := range lessons {
			if l.Weight < 0 || l.Weight > 1 || l.For < 1 && l.Kind != book.LessonThreshold || l.Last == 0 || l.At.IsZero() || l.Leg != leg {
				t.Fatalf("%+v", l)
			}
			if i > 0 && lessons[i-1].Key() == l.Key() {
				t.Fatalf("%s twice", l.Key())
			}
		}
	})
}

func BenchmarkFrom(b *testing.B) {
	h := &history{leg: picked}
	for i := range 2000 {
		h.decide(book.Confirm, "星巴克咖啡（杭州）有限公司", "STARBUCKS CO., LTD.").Score = float64(i%100) / 100
	}
	b.ReportAllocs()
	for b.Loop() {
		learn.From(picked, h.cases)
	}
}
