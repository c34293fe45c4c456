package importing

import (
	"context"

	"zhangfang/app/book"
)

// PlanUndo asks what undoing a batch would take back, and gives the plan in words.
func (p *Presenter) PlanUndo(id book.BatchID, show func(UndoText, error)) {
	var plan book.UndoPlan
	var lines []book.EntryLine
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		if plan, err = p.deps.Intake.PlanUndo(ctx, id); err == nil && p.deps.EntryLines != nil {
			lines, err = p.deps.EntryLines(ctx, named(plan.Decisions))
		}
		return err
	}, func(err error) { show(undoText(p.deps.Text, plan, lines), err) })
}

// Undo takes the batch of a plan back and reads everything again.
func (p *Presenter) Undo(id book.BatchID, done func(error)) {
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		_, err := p.deps.UndoBatch(ctx, id)
		return err
	}, func(err error) {
		if err == nil {
			p.forget(func(r *book.Receipt) bool { return r.Batch == id })
			p.Load()
		}
		done(err)
	})
}
