package reconcile

import (
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"zhangfang/app/book"
	"zhangfang/app/review"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/draw"
)

func shown(t *testing.T, d *desk) (*View, fyne.Window, *told) {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
	w, s := test.NewTempWindow(t, nil), &told{}
	v := New(testDeps(t, d, s, w, "zh"))
	w.SetContent(v.Content())
	w.Resize(fyne.NewSize(1092, 800))
	v.Shown()
	return v, w, s
}

func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestKeyboardAlone(t *testing.T) {
	d := newDesk()
	v, w, s := shown(t, d)
	press(w, fyne.KeyDown, fyne.KeyReturn)
	if d.last() != `confirm [2] [101] ""` || v.list.grid.Selected() != 1 || v.presenter.at() != 3 {
		t.Fatalf("%s, row %d", d.last(), v.list.grid.Selected())
	}
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyX)
	if !strings.HasPrefix(d.last(), "decline [5] [102]") {
		t.Errorf("%s", d.last())
	}
	s.undo()
	press(w, fyne.KeyRight, fyne.KeyDown, fyne.KeyUp, fyne.KeySpace)
	if len(v.presenter.across.ticks) != 1 {
		t.Error("Space ticks nothing across")
	}
	press(w, fyne.KeyLeft, fyne.KeyW)
	if w.Canvas().Overlays().Top() == nil {
		t.Fatal("W asks for no note")
	}
}

func TestWriteOffByDialog(t *testing.T) {
	d := newDesk()
	v, w, _ := shown(t, d)
	press(w, fyne.KeyW, fyne.KeyReturn)
	if w.Canvas().Overlays().Top() == nil || len(d.log) != 0 {
		t.Fatal("no reason is asked for")
	}
	test.Type(w.Canvas().Focused(), "现金收的")
	press(w, fyne.KeyReturn)
	if d.last() != `write_off [1] [] "现金收的"` || w.Canvas().Focused() != fyne.Focusable(v.list.grid) {
		t.Errorf("%s, focus %T", d.last(), w.Canvas().Focused())
	}
}

func TestRawRowsAreOneKeyAway(t *testing.T) {
	_, w, _ := shown(t, newDesk())
	press(w, fyne.KeyDown, fyne.KeyI)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("I shows nothing")
	}
}

func TestButtonsFollowTheRow(t *testing.T) {
	v, w, _ := shown(t, newDesk())
	if v.actions.button(CommandAccept).Disabled() == false {
		t.Error("row 1 has no candidate but can be accepted")
	}
	press(w, fyne.KeyDown)
	if v.actions.button(CommandAccept).Disabled() {
		t.Error("row 2 has candidates but cannot be accepted")
	}
	test.Tap(v.other.rows[1].row)
	if v.presenter.Across().Cursor != 1 {
		t.Error("a click does not select a candidate")
	}
	test.Tap(v.other.rows[0].tick)
	if !v.presenter.Across().Candidates[0].Ticked {
		t.Error("a click does not tick")
	}
}

func TestAClassIsSaidByKey(t *testing.T) {
	d := ledgers()
	v, w, s := shown(t, d)
	v.do(commandOf("C"))
	if w.Canvas().Overlays().Top() != nil {
		t.Fatal("an order has no class")
	}
	v.presenter.PickLeg(bankLedger)
	v.list.grid.Focus()
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyC)
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("C asks nothing")
	}
	for _, b := range buttonsOf(top) {
		if b.Text() == "房租物业" {
			test.Tap(b)
		}
	}
	if d.last() != "classify [302] rent" || len(s.toasts) != 1 || w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(v.list.grid) {
		t.Errorf("%s, %q, focus %T", d.last(), s.toasts, w.Canvas().Focused())
	}
}

func TestTheSwitchShowsThePickedLeg(t *testing.T) {
	d := ledgers()
	v, w, _ := shown(t, d)
	if v.legs.own.Text() != "自选" || v.legs.standing.Selected() != 0 {
		t.Errorf("%q, %d", v.legs.own.Text(), v.legs.standing.Selected())
	}
	if n := len(v.legs.menu()); n != 3 { // the leg, a line, another one
		t.Errorf("%d items", n)
	}
	v.legs.menu()[0].Action()
	if v.legs.own.Text() != "建行对公 ~ 总账" || v.legs.standing.Selected() != -1 || v.channels.Visible() || len(v.legs.menu()) != 4 {
		t.Errorf("%q, %d, %d items", v.legs.own.Text(), v.legs.standing.Selected(), len(v.legs.menu()))
	}
	v.legs.menu()[3].Action()
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	test.Tap(buttons[len(buttons)-1])
	if d.last() != "drop 建行对公~总账" || v.legs.standing.Selected() != 0 || !v.channels.Visible() {
		t.Errorf("%s, %d", d.last(), v.legs.standing.Selected())
	}
}

func TestTwoChannelsAreAskedFor(t *testing.T) {
	d := ledgers()
	d.own = nil
	v, w, _ := shown(t, d)
	v.askChannels()
	buttons := buttonsOf(w.Canvas().Overlays().Top())
	test.Tap(buttons[len(buttons)-1])
	if d.last() != "pick 建行对公~总账" || v.presenter.Leg() != bankLedger || w.Canvas().Overlays().Top() != nil {
		t.Errorf("%s, on %s", d.last(), v.presenter.Leg())
	}
}

func TestEmptyBookLeadsToImport(t *testing.T) {
	d := newDesk()
	clear(d.lines)
	v, w, s := shown(t, &desk{lines: nil})
	_ = v
	for _, b := range buttonsOf(w.Content()) {
		if b.Text() == "去导入" {
			test.Tap(b)
		}
	}
	if phase, _ := v.presenter.Phase(); phase == NoFiles && s.imports != 1 {
		t.Error("the empty state leads nowhere")
	}
}

func buttonsOf(o fyne.CanvasObject) []*kit.Button {
	var out []*kit.Button
	for _, x := range test.LaidOutObjects(o) {
		if b, ok := x.(*kit.Button); ok {
			out = append(out, b)
		}
	}
	return out
}

// TestPictures draws the view for the eye, where ZHANGFANG_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("ZHANGFANG_PICTURES")
	if dir == "" {
		t.Skip("no folder for pictures")
	}
	test.NewTempApp(t)
	for name, prepare := range map[string]func(v *View){
		"reconcile": func(v *View) { v.list.grid.Select(1); v.presenter.TickCandidate(0) },
		"reconcile-matched": func(v *View) {
			v.list.grid.Select(1)
			v.presenter.Accept()
			v.presenter.ShowMatched(true)
			v.list.grid.Select(1)
		},
		"reconcile-swapped":  func(v *View) { v.presenter.SwapLead() },
		"reconcile-none":     func(v *View) {},
		"reconcile-clear":    func(v *View) { v.presenter.PickLeg(book.LegPayouts) },
		"reconcile-filter":   func(v *View) { v.presenter.Search("没有") },
		"reconcile-payouts":  func(v *View) { v.presenter.PickLeg(book.LegPayouts) },
		"reconcile-transit":  func(v *View) { v.presenter.PickLeg(book.LegPayouts); v.presenter.SwapLead(); v.list.grid.Select(2) },
		"reconcile-searched": func(v *View) { v.list.grid.Select(2); v.presenter.SearchAcross("200") },
		"reconcile-group": func(v *View) {
			p := v.presenter
			c := &p.across.cands[0]
			c.left, c.right, c.indistinct, c.Suggested = []book.EntryID{2, 5}, []book.EntryID{101, 102}, true, true
			p.across.group = map[book.EntryID]Row{}
			rows, _ := p.rows(context.Background(), book.LegSales, []book.EntryID{2, 5, 101, 102})
			for _, r := range rows {
				p.across.group[r.ID] = r
			}
			v.update(PartAll)
		},
		"reconcile-ledger":       func(v *View) { v.presenter.PickLeg(bankLedger) },
		"reconcile-ledger-alone": func(v *View) { v.presenter.PickLeg(bankLedger); v.list.grid.Select(3) },
		"reconcile-ledger-right": func(v *View) { v.presenter.PickLeg(bankLedger); v.presenter.SwapLead() },
		"reconcile-ledger-matched": func(v *View) {
			v.presenter.PickLeg(bankLedger)
			v.presenter.ShowMatched(true)
			v.list.grid.Select(3)
		},
		"reconcile-ledger-cancel": func(v *View) { v.presenter.PickLeg(bankLedger); v.list.grid.Select(1) },
		"reconcile-ledger-menu":   func(v *View) { v.presenter.PickLeg(bankLedger); v.legs.own.Tapped(nil) },
		"reconcile-ledger-pick":   func(v *View) { v.askChannels() },
		"reconcile-ledger-drop":   func(v *View) { v.presenter.PickLeg(bankLedger); v.presenter.Accept(); v.askDrop() },
		"reconcile-ledger-class":  func(v *View) { v.presenter.PickLeg(bankLedger); v.list.grid.Select(2); v.askClass() },
		"reconcile-write-off":     func(v *View) { v.askWriteOff() },
		"reconcile-pairing":       func(v *View) { v.presenter.phase, v.presenter.pairing = Pairing, bankLedger; v.update(PartAll) },
		"reconcile-keys":          func(v *View) { v.showKeys() },
		"reconcile-bulk":          func(v *View) { v.do(CommandBulk) },
		"reconcile-later":         func(v *View) { v.do(CommandLater) },
		"reconcile-put-off": func(v *View) {
			v.presenter.SetTicked([]int{1, 3})
			v.presenter.PutOff("11-9", "")
			v.presenter.ShowPutOff(true)
		},
		"reconcile-split": func(v *View) {
			v.list.grid.Select(3)
			v.presenter.SearchAcross("200")
			v.do(CommandSplit)
		},
		"reconcile-more":    func(v *View) { v.actions.row.More.OnTapped() },
		"reconcile-filters": func(v *View) { v.presenter.Filters().Save("微信大单"); v.list.filters.OnTapped() },
		"reconcile-raw":     func(v *View) { v.list.grid.Select(1); v.do(CommandSource) },
	} {
		for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
			test.ApplyTheme(t, draw.NewThemeVariant(variant))
			for _, locale := range []string{"zh", "en"} {
				for _, size := range []fyne.Size{fyne.NewSize(1092, 800), fyne.NewSize(836, 640)} {
					w := test.NewWindow(nil)
					d := newDesk().sorted()
					if name == "reconcile-payouts" || name == "reconcile-transit" {
						d = payouts()
						d.classes = ledgers().classes
						d.classes[202] = review.Classified{Class: book.ClassPlatformFee}
					}
					if strings.Contains(name, "-ledger") {
						d = ledgers()
						void := d.lines[304]
						void.ID, void.Amount, void.Memo, void.Day = 305, 43_217, "冲正 电费代扣", void.Day+1
						d.lines[305], d.reasons[305] = void, book.OpenSuggested
						d.matches = []book.Match{{Leg: bankLedger, Rule: book.RuleScore, Score: 0.93, State: book.MatchAuto,
							Left: []book.EntryID{302}, Right: []book.EntryID{402}, Evidence: d.evidence}}
						if strings.HasSuffix(name, "cancel") {
							d.matches = append(d.matches, book.Match{Leg: bankLedger, Rule: book.RuleCancel, State: book.MatchSuggested, Score: 0.6,
								Left: []book.EntryID{304, 305}, Evidence: []book.Fact{{Code: "cancels", Args: []string{"-432.17", "2025-10-13"}}}})
							delete(d.lines, 403)
						}
					}
					v := New(testDeps(t, d, &told{}, w, locale))
					w.SetPadded(false)
					w.SetContent(v.Content())
					w.Resize(size)
					v.Shown()
					prepare(v)
					save(t, w, filepath.Join(dir, fmt.Sprintf("%s-%s-%s-%.0f.png", name, locale, [2]string{"dark", "light"}[variant], size.Width)))
				}
			}
		}
	}
}

func save(t *testing.T, w fyne.Window, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	w.Close()
}

// TestFitsTheSmallestWindow keeps every leg within a window of 1024 x 640, whose
// sidebar takes 189.
func TestFitsTheSmallestWindow(t *testing.T) {
	for _, locale := range []string{"zh", "en"} {
		test.NewTempApp(t)
		test.ApplyTheme(t, draw.NewThemeVariant(theme.VariantLight))
		d := ledgers()
		v := New(testDeps(t, d, &told{}, test.NewTempWindow(t, nil), locale))
		v.Shown()
		for _, leg := range []book.Leg{book.LegSales, book.LegPayouts, bankLedger} {
			v.presenter.PickLeg(leg)
			if got := v.Content().MinSize(); got.Width > 1024-189 || got.Height > 600 {
				t.Errorf("%s, %s: needs %v", locale, leg, got)
			}
		}
	}
}

// TestTheDifferenceIsReadWhole sets a long one smaller.
func TestTheDifferenceIsReadWhole(t *testing.T) {
	v, _, _ := shown(t, newDesk())
	b := v.between
	for text, size := range map[string]float32{"¥0.90": figureSize, "-¥15,042.17": 0, "-¥1,215,042.17": 0} {
		b.show(Between{Difference: text})
		whole := kit.NewLabel(text).Bold().Sized(b.size)
		if got := whole.MinSize().Width; got > b.width || size != 0 && b.size != size {
			t.Errorf("%s is %v wide of %v at size %v", text, got, b.width, b.size)
		}
	}
}
