package importing

import (
	"context"
	"slices"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/ui/kit/words"
)

// unread tells whether the program cannot make out what a file is: nothing that the
// owner says of it would let it in as it is.
func unread(r *book.Receipt) bool {
	s := stepOf(r)
	return r.State == book.ReceiptRefused && (s == StepChoose || s == StepTeach)
}

// Unread are the indexes of State.Waiting of the files that cannot be made out.
func (p *Presenter) Unread() []int {
	var out []int
	for i := range p.waiting {
		if unread(&p.waiting[i].receipt) {
			out = append(out, i)
		}
	}
	return out
}

// PutAside takes the files at the indexes of State.Waiting off the list. done is told
// those that are off it, which can be brought back by importing them again.
func (p *Presenter) PutAside(at []int, done func(off []book.Receipt, err error)) {
	var files []waitingFile
	for _, i := range at {
		if i >= 0 && i < len(p.waiting) {
			files = append(files, p.waiting[i])
		}
	}
	if len(files) == 0 {
		return
	}
	n := 0
	p.deps.Run(context.Background(), func(ctx context.Context) error {
		for ; n < len(files); n++ {
			if files[n].id == 0 {
				continue // only the window knows of it
			}
			if err := p.deps.Intake.PutAside(ctx, files[n].id); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		off := make([]book.Receipt, n)
		for i := range off {
			off[i] = files[i].receipt
		}
		is := func(r *book.Receipt) bool {
			return slices.ContainsFunc(off, func(o book.Receipt) bool { return sameFile(r, &o) })
		}
		p.forget(is)
		p.unlisted = slices.DeleteFunc(slices.Clone(p.unlisted), func(w waitingFile) bool { return is(&w.receipt) })
		p.pending = slices.DeleteFunc(slices.Clone(p.pending), func(f book.Pending) bool { return is(&f.Receipt) })
		p.present()
		done(off, err)
	})
}

// keepUnlisted keeps the empty folders of a drop, which the book does not list, when
// another drop takes its place: only the owner puts something aside.
func (p *Presenter) keepUnlisted(drop []book.Receipt) {
	for i := range p.waiting {
		if w := p.waiting[i]; w.fresh && w.receipt.Problem != nil && w.receipt.Problem.Code == "empty_folder" {
			w.fresh, w.at = false, p.now()
			p.unlisted = append(p.unlisted, w)
		}
	}
	p.unlisted = slices.DeleteFunc(p.unlisted, func(w waitingFile) bool {
		return slices.ContainsFunc(drop, func(r book.Receipt) bool { return sameFile(&r, &w.receipt) })
	})
}

// putAside takes files off the list; dropping them again brings them back, and so does
// undo.
func (v *View) putAside(at ...int) {
	t := v.deps.Text
	v.presenter.PutAside(at, func(off []book.Receipt, err error) {
		if err != nil {
			v.deps.ShowError(err)
		}
		if len(off) == 0 {
			return
		}
		if v.deps.Changed != nil {
			v.deps.Changed() // fewer files wait
		}
		v.deps.Toast(t.Count("import.put_aside", len(off), words.Number(len(off))), t.T("kit.undo"), func() { v.again(off...) })
	})
}

// again imports files, or parts of some, once more as if they were dropped.
func (v *View) again(files ...book.Receipt) {
	var whole []string
	for i := range files {
		if r := &files[i]; partName(r.File) != "" {
			v.deps.Start([]string{r.Path}, intake.Options{Only: r.File})
		} else {
			whole = append(whole, r.Path)
		}
	}
	if len(whole) > 0 {
		v.deps.Start(whole, intake.Options{})
	}
}
