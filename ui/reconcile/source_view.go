package reconcile

import (
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/draw"
)

// showSources shows the raw rows behind what stands side by side.
func (v *View) showSources() {
	t := v.deps.Text
	v.presenter.Sources(func(views []SourceView, err error) {
		if err != nil {
			v.deps.ShowError(err)
			return
		}
		var items []ask.Detail
		for _, s := range views {
			items = append(items, ask.Detail{Caption: t.T("reconcile.file"), Value: s.Where, Color: draw.ColorAccent})
			for _, c := range s.Cells {
				items = append(items, ask.Detail{Caption: c[0], Value: c[1]})
			}
			if s.Seen != "" {
				items = append(items, ask.Detail{Value: s.Seen, Color: draw.ColorSecondary})
			}
		}
		ask.Details(v.deps.Window, t, t.T("reconcile.raw_title"), items)
	})
}
