package ask

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"zhangfang/assets"
	"zhangfang/ui/kit"
	"zhangfang/ui/kit/box"
	"zhangfang/ui/kit/draw"
	"zhangfang/ui/kit/words"
)

// FileQuestion asks where a file goes that is yet to be written. Nothing is opened,
// made or emptied by asking: Fyne's own dialog empties the file before it tells the
// name.
type FileQuestion struct {
	Title, Action string
	Folder        string                                        // where to begin
	Name          string                                        // offered, without its ending
	Endings       []string                                      // of the name, each with its dot; the owner picks among several
	Opens         bool                                          // a file that is there is opened, not replaced
	Run           kit.Runner                                    // for looking at the disk
	PickFolder    func(from string, picked func(folder string)) // asks the owner for another folder
	Refuse        func(path string) error                       // why a file may not be replaced; called on the runner, may be nil
	Chosen        func(path string)                             // is told the answer, once
}

// File shows the question. Enter answers and Escape cancels; a file that is there
// is replaced after a question of its own only.
func File(w fyne.Window, t *assets.Text, q FileQuestion) *Dialog {
	a := &fileAsker{w: w, t: t, q: q, folder: q.Folder}
	a.looking.Run = q.Run
	return a.show()
}

// fileAsker is the question while it is asked.
type fileAsker struct {
	w       fyne.Window
	t       *assets.Text
	q       FileQuestion
	folder  string
	looking kit.Lane

	dialog  *Dialog
	where   *kit.Label
	entry   *lineEntry
	endings *kit.Segmented // nil with one
	says    *kit.Paragraph
	save    *kit.Button
}

// askSaysHeight is room for a sentence of two lines: a dialog does not grow.
const askSaysHeight = 44

func (a *fileAsker) show() *Dialog {
	t := a.t
	a.where = kit.NewLabel(a.folder).CutMiddle()
	change := kit.NewButton(t.T("kit.file_change"), kit.ButtonSecondary, a.pickFolder)
	a.entry = newLineEntry(a.q.Name)
	a.entry.OnChanged = func(string) { a.look() }
	a.entry.OnSubmitted = func(string) { a.submit() }
	a.entry.cancel = a.shut
	change.OnEscape = a.shut
	a.says = kit.NewParagraph("").Within(dialogWidth)
	a.save = kit.NewButton(a.q.Action, kit.ButtonPrimary, a.submit).WithKey("Enter")
	content := box.VStack(box.GapSmall,
		kit.Captioned(t.T("kit.file_folder"), box.HFill(box.GapSmall, 0, a.where, change)),
		kit.Captioned(t.T("kit.file_name"), box.HFill(box.GapSmall, 0, a.entry, a.ending())),
		box.Sized(0, askSaysHeight, a.says))
	a.dialog = Modal(a.w, a.q.Title, content, kit.NewButton(t.T("kit.cancel"), kit.ButtonSecondary, a.shut), a.save)
	a.look()
	kit.NextFrame(func() {
		a.focus()
		a.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	})
	return a.dialog
}

// ending is how the name ends: fixed, or a choice.
func (a *fileAsker) ending() fyne.CanvasObject {
	if len(a.q.Endings) == 1 {
		return kit.NewLabel(a.q.Endings[0]).Colored(draw.ColorSecondary)
	}
	a.endings = kit.NewSegmented(a.q.Endings, func(int) {
		a.entry.SetText(fileStem(a.entry.Text, a.q.Endings))
		a.look()
	})
	a.endings.OnEscape = a.shut
	return a.endings
}

// path is what was answered so far; false where that cannot be the name of a file.
func (a *fileAsker) path() (string, bool) {
	at := 0
	if a.endings != nil {
		at = endingAt(a.entry.Text, a.q.Endings, a.endings.Selected())
		a.endings.Select(at)
	}
	stem := fileStem(a.entry.Text, a.q.Endings)
	return filepath.Join(a.folder, stem+a.q.Endings[at]), goodStem(stem)
}

// look tells beside the name what stands at that place.
func (a *fileAsker) look() { a.judge(func(string, fileFound) {}) }

// submit answers, where nothing stands in the way.
func (a *fileAsker) submit() {
	a.judge(func(path string, f fileFound) {
		switch {
		case f.err != nil:
			a.focus()
		case f.there && !a.q.Opens:
			a.confirm(path)
		default:
			a.answer(path)
		}
	})
}

// judge looks at the disk, says what is there, and goes on.
func (a *fileAsker) judge(then func(path string, f fileFound)) {
	a.looking.Stop()
	path, ok := a.path()
	a.save.SetText(a.q.Action)
	a.save.SetOff(!ok)
	if !ok {
		a.says.Set(a.badName(), draw.ColorException)
		return
	}
	var f fileFound
	a.looking.Do(func(context.Context) error {
		f = lookAt(path, a.q.Refuse)
		return nil
	}, func(error) {
		a.tell(path, f)
		then(path, f)
	})
}

// badName is what is wrong with the name; nothing yet is said of an empty one.
func (a *fileAsker) badName() string {
	if fileStem(a.entry.Text, a.q.Endings) == "" {
		return ""
	}
	return a.t.T("kit.file_bad_name")
}

func (a *fileAsker) tell(path string, f fileFound) {
	name := filepath.Base(path)
	switch {
	case f.err != nil:
		a.says.Set(words.Sentence(a.t, f.err), draw.ColorException)
	case f.there && a.q.Opens:
		a.says.Set(a.t.T("kit.file_opens", name), draw.ColorSecondary)
		a.save.SetText(a.t.T("kit.file_open"))
	case f.there:
		a.says.Set(a.t.T("kit.file_there", name), draw.ColorSuggestion)
	default:
		a.says.Set("", draw.ColorSecondary)
	}
	a.dialog.Fit()
}

// confirm asks before a file is replaced.
func (a *fileAsker) confirm(path string) {
	t := a.t
	Confirm(a.w, t, t.T("kit.file_replace_title"), t.T("kit.file_replace_text", filepath.Base(path), filepath.Dir(path)), t.T("kit.file_replace"), true, func(yes bool) {
		if yes {
			a.answer(path)
			return
		}
		a.focus()
	})
}

// pickFolder lets the owner pick another folder.
func (a *fileAsker) pickFolder() {
	a.q.PickFolder(a.folder, func(folder string) {
		a.folder = folder
		a.where.SetText(folder)
		a.look()
		a.focus()
	})
}

func (a *fileAsker) focus() { a.w.Canvas().Focus(a.entry) }

func (a *fileAsker) shut() {
	a.looking.Stop()
	a.dialog.Close()
}

func (a *fileAsker) answer(path string) {
	a.shut()
	a.q.Chosen(path)
}
