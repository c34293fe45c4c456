package importing

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// countTexts tell the period of a file and its rows; nothing where none were
// counted.
func countTexts(t *assets.Text, r *book.Receipt) []string {
	if r.State == book.ReceiptRefused || r.State == book.ReceiptSkipped {
		return nil
	}
	rows := t.T("import.counts", kit.Number(r.Rows), kit.Number(r.New), kit.Number(r.Known), kit.Number(r.Changed))
	if r.Suspicious+r.Refused > 0 {
		rows += " · " + t.T("import.counts_odd", kit.Number(r.Suspicious), kit.Number(r.Refused))
	}
	if r.Covers.From == 0 {
		return []string{rows}
	}
	return []string{t.T("import.period", r.Covers.From.String(), r.Covers.To.String()), rows}
}

// standing is what the owner may say, or has said, about all files like one.
type standing uint8

const (
	standingNone  standing = iota
	standingOffer          // they may always go in
	standingSet            // they do; the owner may want to be asked again
)

// Standing tells what may be said about all files like the one at the index of
// State.Receipts.
func (p *Presenter) Standing(i int) standing {
	if i < 0 || i >= len(p.receipts) {
		return standingNone
	}
	r := &p.receipts[i]
	waved := func(n book.Note) bool { return n.Code == intake.NoteAlways }
	switch {
	case intake.CanAlways(r):
		return standingOffer
	case slices.ContainsFunc(r.Notes, waved):
		return standingSet
	}
	return standingNone
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
		if opt, ok := accepts(&r); ok {
			v.deps.Start([]string{r.Path}, opt)
		}
	})
}
