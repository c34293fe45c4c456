package reconcile

import "zhangfang/ui/kit"

// showSources shows the raw rows behind what stands side by side.
func (v *View) showSources() {
	t := v.deps.Text
	v.presenter.Sources(func(views []SourceView, err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		var items []kit.Detail
		for _, s := range views {
			items = append(items, kit.Detail{Caption: t.T("reconcile.file"), Value: s.Where, Color: kit.ColorAccent})
			for _, c := range s.Cells {
				items = append(items, kit.Detail{Caption: c[0], Value: c[1]})
			}
			if s.Seen != "" {
				items = append(items, kit.Detail{Value: s.Seen, Color: kit.ColorSecondary})
			}
		}
		kit.Details(v.deps.Window, t, t.T("reconcile.raw_title"), items)
	})
}
