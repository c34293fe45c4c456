package settings

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zhangfang/app/intake"
	"zhangfang/assets"
)

// AlwaysRow is what the owner let in once and for all, in words.
type AlwaysRow struct {
	Format string
	Remark string
}

// AlwaysCount is how many such words there are.
func (p *Presenter) AlwaysCount() int { return len(p.always) }

// Always is the word at a place of the list.
func (p *Presenter) Always(i int) (AlwaysRow, bool) {
	if i < 0 || i >= len(p.always) {
		return AlwaysRow{}, false
	}
	t, a := p.deps.Text, p.always[i]
	row := AlwaysRow{Format: a.Format, Remark: a.Code}
	if code := "format." + a.Format; t.Has(code) {
		row.Format = t.T(code)
	}
	if code := "settings.remark_" + a.Code; t.Has(code) {
		row.Remark = t.T(code)
	} else {
		row.Remark = t.T("settings.remark_other")
	}
	return row, true
}

// DropAlways takes the word at a place back.
func (p *Presenter) DropAlways(i int) {
	if i < 0 || i >= len(p.always) {
		return
	}
	a := p.always[i]
	p.write(func(ctx context.Context) error { return p.deps.Book.DropAlways(ctx, a) }, func() {
		p.deps.Toast(p.deps.Text.T("settings.did_drop_always"), "", nil)
	})
}

// Taught says which sheets the program was taught to read; "" for none.
func (p *Presenter) Taught() string {
	if len(p.profiles) == 0 {
		return ""
	}
	names := make([]string, len(p.profiles))
	for i := range p.profiles {
		names[i] = p.profiles[i].Name
	}
	slices.Sort(names)
	const most = 6
	t := p.deps.Text
	if len(names) > most {
		return t.Count("settings.taught_more", len(names), list(t, names[:most]))
	}
	return t.T("settings.taught", list(t, names))
}

func list(t *assets.Text, names []string) string { return strings.Join(names, t.T("settings.and")) }

func sortAlways(all []intake.Always) {
	slices.SortFunc(all, func(a, b intake.Always) int {
		return cmp.Or(cmp.Compare(a.Format, b.Format), cmp.Compare(a.Code, b.Code))
	})
}
