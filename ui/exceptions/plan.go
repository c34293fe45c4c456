package exceptions

import (
	"context"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// Plan is what a decision on several exceptions would do, to be confirmed.
type Plan struct {
	Title   string
	Text    string     // how many, how much
	Kinds   []PlanKind // by type
	Skipped []string   // how many stay as they are, a sentence for each reason
	Refused []string   // each that stays as it is, and why
	Action  string     // the word on the button; "" where nothing would be done

	keys     []string
	disposal review.Disposal
	said     string
}

// PlanKind is the exceptions of one type in a plan.
type PlanKind struct {
	Name  string
	Tone  draw.Tone
	Count string
	Sum   string // of the differences, by currency
}

// Plan is the plan that PartPlan tells of.
func (p *Presenter) Plan() Plan { return p.plan }

// makePlan asks what a decision would do to those of the picked exceptions that
// can go its way.
func (p *Presenter) makePlan(q *Question, d review.Disposal) {
	var keys []string
	var not []*book.ExceptionLine
	for _, x := range q.lines {
		if q.Way.fits(x) {
			keys = append(keys, x.Key())
			if s := q.Way.state(x.State); len(keys) == 1 || s == book.ExceptionOpen {
				d.State = s // one state for all: reopened only where all were resolved
			}
		} else {
			not = append(not, x)
		}
	}
	p.busy = true
	var preview review.Preview
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		preview, err = p.deps.Review.PreviewDisposal(ctx, keys, d)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.fail(err)
			return
		}
		p.plan = makePlan(p.deps.Text, q, &preview, not)
		p.plan.disposal = d
		p.changed(PartPlan)
	})
}

func makePlan(t *assets.Text, q *Question, preview *review.Preview, not []*book.ExceptionLine) Plan {
	way, n := t.T("exceptions.way_"+q.Way.code()), len(preview.Lines)
	plan := Plan{Title: q.Title, Text: t.T("exceptions.plan_nothing")}
	if n > 0 {
		total := sums{money: preview.Sums}
		plan.Text = t.Count("exceptions.plan", n, words.Number(n), total.text(words.Amount))
		plan.Action = t.Count("exceptions.plan_do", n, way, words.Number(n))
		plan.said = t.Count("exceptions.did_many", n, t.T("exceptions.did_"+q.Way.code()), words.Number(n))
	}
	plan.Kinds = planKinds(t, preview.Lines)
	for i := range preview.Lines {
		plan.keys = append(plan.keys, preview.Lines[i].Key())
	}
	for i := range preview.Refused {
		r := &preview.Refused[i]
		why := words.ProblemText(t, r.Problem)
		if r.Line.Type != "" { // else it is gone
			plan.Refused = append(plan.Refused, t.T("exceptions.refused", words.ExceptionText(t, &r.Line), why))
		}
	}
	plan.Skipped = skipped(t, preview.Refused, len(not))
	for _, x := range not {
		plan.Refused = append(plan.Refused, t.T("exceptions.refused_state", words.ExceptionText(t, x), t.T("xstate."+x.State.String())))
	}
	return plan
}

// skipped tells how many are left out for each reason; those of which the state
// does not fit are counted already.
func skipped(t *assets.Text, refused []review.Refusal, unfit int) []string {
	var reasons []string
	count := map[string]int{}
	note := func(why string, n int) {
		if count[why] == 0 {
			reasons = append(reasons, why)
		}
		count[why] += n
	}
	for i := range refused {
		why := words.ProblemText(t, refused[i].Problem)
		if refused[i].Problem.Code == "write_off_limit" {
			why = t.T("exceptions.skip_limit") // its sentence names the amount of one
		}
		note(why, 1)
	}
	if unfit > 0 {
		note(t.T("exceptions.skip_state"), unfit)
	}
	for i, why := range reasons {
		reasons[i] = t.Count("exceptions.skip", count[why], words.Number(count[why]), why)
	}
	return reasons
}

// planKinds adds the lines up by type, in the order of the types.
func planKinds(t *assets.Text, lines []book.ExceptionLine) []PlanKind {
	var kinds []PlanKind
	for _, k := range book.ExceptionTypes {
		n, total := 0, sums{}
		for i := range lines {
			if lines[i].Type == k {
				n++
				total.add(lines[i].Difference())
			}
		}
		if n > 0 {
			kinds = append(kinds, PlanKind{words.ExceptionName(t, k), kit.ExceptionTone(k), t.Count("exceptions.rows", n, words.Number(n)), total.text(words.Signed)})
		}
	}
	return kinds
}

// Carry does what the plan says, in one act that one undo takes back.
func (p *Presenter) Carry() {
	plan := p.plan
	p.plan = Plan{}
	if len(plan.keys) > 0 {
		p.decide(plan.keys, plan.disposal, plan.said, true)
	}
}
