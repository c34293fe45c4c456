package channels

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"zhangfang/ui/kit"
	"zhangfang/ui/kit/ask"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// The steps of the dialog.
const (
	stepSite = iota
	stepKeys
	stepTest
	stepStart
	stepCount
)

// Sizes of the dialog: all of it fits a window of 1024 by 640.
const (
	guideWidth  float32 = 640
	guideHeight float32 = 380
)

// guideView is the guided dialog that connects a provider or changes its keys.
type guideView struct {
	view   *View
	form   *Form
	step   int
	dialog *ask.Dialog
	head   *fyne.Container // the names of the steps
	body   *fyne.Container
	fault  *kit.Paragraph
	back   *kit.Button
	next   *kit.Button

	pages [stepCount]fyne.CanvasObject
	keys  *keysPage
	test  *testPage
	start *startPage
}

// connect begins to connect a provider.
func (v *View) connect(provider string) {
	if v.deps.Elsewhere != nil { // the sample shop's book
		v.deps.Elsewhere()
		return
	}
	g := &guideView{view: v}
	g.form = v.presenter.NewForm(provider, g.update)
	g.open(v.deps.Text.T("channels.connect_title", v.deps.Text.T("provider."+provider)), stepSite)
}

// changeKeys begins to change the keys of a connection.
func (v *View) changeKeys(i int) {
	g := &guideView{view: v}
	form, ok := v.presenter.KeysForm(i, g.update)
	if !ok {
		return
	}
	g.form = form
	g.open(v.deps.Text.T("channels.keys_title", form.Name), stepKeys)
}

func (g *guideView) open(title string, step int) {
	t := g.view.deps.Text
	g.view.guide = g
	g.head = box.HStack(box.Gap)
	g.showPlace() // as high as it stays
	g.body = container.NewStack()
	g.fault = kit.NewParagraph("").Within(guideWidth).Colored(draw.ColorException)
	g.pages[stepSite] = g.sitePage()
	g.keys = newKeysPage(g)
	g.pages[stepKeys] = g.keys.object
	g.test = newTestPage(g)
	g.pages[stepTest] = g.test.object
	g.start = newStartPage(g)
	g.pages[stepStart] = g.start.object
	leave := kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, g.leave)
	g.back = kit.NewButton(t.T("channels.back"), kit.ButtonSecondary, func() { g.turn(g.step - 1) })
	g.next = kit.NewButton(t.T("channels.go_on"), kit.ButtonPrimary, g.forward)
	content := box.Sized(guideWidth, 0, box.VStack(box.Gap, g.head, draw.NewRule(), box.Sized(guideWidth, guideHeight, g.body), box.Sized(0, 20, g.fault)))
	g.dialog = ask.Modal(g.view.deps.Window, title, content, leave, g.back, g.next)
	g.turn(step)
}

// leave closes the dialog, after asking where keys would be lost by that.
func (g *guideView) leave() {
	t := g.view.deps.Text
	if !g.form.Begun() {
		g.close()
		return
	}
	ask.Confirm(g.view.deps.Window, t, t.T("channels.leave_title"), t.T("channels.leave_text"), t.T("channels.leave_do"), true, func(yes bool) {
		if yes {
			g.close()
		}
	})
}

// close forgets what was filled in.
func (g *guideView) close() {
	g.form.Close()
	g.dialog.Close()
	g.view.guide = nil
}

// turn shows a step.
func (g *guideView) turn(step int) {
	if step < 0 || step >= stepCount {
		return
	}
	g.step = step
	g.showPlace()
	g.body.Objects = []fyne.CanvasObject{g.pages[step]}
	g.body.Refresh()
	g.fault.SetText("")
	g.update()
	switch step {
	case stepKeys:
		g.keys.focus(0)
	default:
		g.view.deps.Window.Canvas().Focus(g.next)
	}
}

// showPlace names the steps, the one in sight in bold.
func (g *guideView) showPlace() {
	g.head.Objects = nil
	for i, code := range [stepCount]string{"site", "keys", "test", "start"} {
		if i > 0 {
			g.head.Add(kit.NewSecondary("›"))
		}
		place := kit.NewSecondary(g.view.deps.Text.T("channels.step_" + code)).Sized(13)
		if i == g.step {
			place.Colored(draw.ColorAccent).Bold()
		}
		g.head.Add(place)
	}
	g.head.Refresh()
}

// forward does the main thing of the step in sight.
func (g *guideView) forward() {
	t := g.view.deps.Text
	switch g.step {
	case stepKeys:
		g.fault.SetText("")
		ok, wrong := g.form.Filled()
		if !ok {
			g.fault.SetText(t.T("channels.not_filled"))
			g.keys.focus(wrong)
			return
		}
		g.turn(stepTest)
	case stepTest:
		if g.form.Tested == Untested {
			g.form.Try()
			return
		}
		g.turn(stepStart)
	case stepStart:
		g.save()
	default:
		g.turn(g.step + 1)
	}
}

func (g *guideView) save() {
	g.next.Disable()
	g.fault.SetText("")
	g.form.Save(func(fault string, kept bool) {
		if kept {
			g.close()
			return
		}
		g.next.Enable()
		g.start.fill()
		g.fault.SetText(fault)
		g.start.focus()
	})
}

// take hands dropped files to the fields, wherever the owner is in the dialog.
func (g *guideView) take(paths []string) {
	if g.step != stepKeys {
		g.turn(stepKeys)
	}
	g.form.Take(paths, g.keys.at)
}

// update shows the form as it stands.
func (g *guideView) update() {
	if g.dialog == nil {
		return
	}
	t := g.view.deps.Text
	if g.step == stepSite {
		g.back.Disable()
	} else {
		g.back.Enable()
	}
	g.keys.fill()
	g.test.fill()
	label := "channels.go_on"
	g.next.Enable()
	switch {
	case g.step == stepTest && g.form.Tested == Untested:
		label = "channels.test_now"
	case g.step == stepTest && g.form.Tested == Testing:
		g.next.Disable()
	case g.step == stepTest && g.form.Tested == Fails:
		label = "channels.go_on_anyway"
	case g.step == stepStart && g.form.New():
		label = "channels.connect_do"
	case g.step == stepStart:
		label = "channels.save"
	}
	g.next.SetText(t.T(label))
	g.dialog.Fit()
}

// sitePage says what to open on the provider's site.
func (g *guideView) sitePage() fyne.CanvasObject {
	t := g.view.deps.Text
	rows := []fyne.CanvasObject{kit.NewParagraph(t.T("channels.site_intro", t.T("provider."+g.form.Provider))).Within(guideWidth - kit.ScrollGutter)}
	for i, text := range g.form.Guide() {
		number := kit.NewLabel(words.Number(i + 1)).Colored(draw.ColorAccent).Bold()
		line := kit.NewParagraph(text).Within(guideWidth - kit.ScrollGutter - 32)
		rows = append(rows, box.HFill(box.GapSmall, 1, box.VStack(0, box.Sized(20, 0, number)), line))
	}
	site := g.form.Site()
	open := kit.NewButton(t.T("channels.open_site", site), kit.ButtonSecondary, func() { g.view.deps.OpenSite(site) })
	rows = append(rows, box.HStack(0, open), kit.NewParagraph(t.T("channels.site_note")).Sized(13).Colored(draw.ColorSecondary).Within(guideWidth-kit.ScrollGutter))
	s := kit.NewScroll(box.GapSmall) // all of it in sight in either language
	s.Set(rows...)
	return s.Object()
}
