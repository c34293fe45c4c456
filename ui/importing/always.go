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

// setAlways changes what is done with files like one, and imports it where they
// now go in.
func (v *View) setAlways(r book.Receipt, on bool) {
	t := v.deps.Text
	v.presenter.Always(r, on, func(err error) {
		switch {
		case err != nil:
			v.deps.ShowError(err)
			return
		case !on:
			v.deps.Toast(t.T("import.always_is_off"), "", nil)
			return
		}
		v.deps.Toast(t.T("import.always_on"), t.T("kit.undo"), func() { v.setAlways(r, false) })
		if opt, ok := intake.Accepts(&r); ok {
			v.deps.Start([]string{r.Path}, opt)
		}
	})
}
