package importing

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// waved tells whether a file went in only because the owner always lets such ones in.
func waved(r *book.Receipt) bool {
	return slices.ContainsFunc(r.Notes, func(n book.Note) bool { return n.Code == intake.NoteAlways })
}

// Always lets files like one in from now on, or has them wait again.
func (p *Presenter) Always(r book.Receipt, on bool, done func(error)) {
	p.deps.Run(context.Background(), func(ctx context.Context) error { return p.deps.Intake.Always(ctx, &r, on) }, done)
}

// letIn has files like one go in from now on, and imports it as the owner said.
func (v *View) letIn(r book.Receipt, opt intake.Options) {
	t := v.deps.Text
	v.presenter.Always(r, true, func(err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		v.deps.Toast(t.T("import.always_on"), t.T("kit.undo"), func() { v.holdAgain(r) })
		v.deps.Start([]string{r.Path}, opt)
	})
}

// holdAgain has files like one wait again.
func (v *View) holdAgain(r book.Receipt) {
	v.presenter.Always(r, false, func(err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		v.deps.Toast(v.deps.Text.T("import.always_is_off"), "", nil)
	})
}
