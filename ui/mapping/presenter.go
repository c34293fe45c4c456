// Package mapping is the dialog in which a person teaches the program to read a
// sheet that no format knows: what its columns are, and what would become of it.
package mapping

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
	"zhangfang/ui/kit"
)

// Source is what the dialog needs of the use case of bringing files in.
type Source interface {
	Sheets(ctx context.Context, path, file string, text book.Encoding) ([]book.SheetView, error)
	GuessSheet(v book.SheetView, header int) book.Profile
	TrySheet(ctx context.Context, path, file string, p *book.Profile) (book.SheetTrial, error)
	SaveProfile(ctx context.Context, p *book.Profile) error
	RemoveProfile(ctx context.Context, p *book.Profile) error
}

// Phase is what the dialog shows as a whole.
type Phase uint8

// The phases.
const (
	Loading Phase = iota
	Ready
	Failed
)

// State is all that the dialog shows.
type State struct {
	Phase   Phase
	Loads   int // how often the file was read for Rows
	Err     error
	Sheets  []string
	Sheet   int
	Rows    [][]string // the first rows as the program sees them
	Header  int        // of Rows; -1: the sheet has none
	NoFile  bool       // a profile is edited by itself: there is nothing to try it on
	IsText  bool       // the encoding has a say
	Profile book.Profile
	Known   bool // the book has a profile for this header
	Result  Result
}

// Presenter keeps the profile that is being taught and what it would do.
type Presenter struct {
	src        Source
	text       *assets.Text
	path, file string
	own        *book.Profile // edited without a file; nil: a file is taught
	changed    func()

	views   []book.SheetView
	state   State
	loading kit.Lane
	trying  kit.Lane
	saving  kit.Lane
}

func newPresenter(src Source, text *assets.Text, run kit.Runner, path, file string, changed func()) *Presenter {
	return &Presenter{src: src, text: text, path: path, file: file, changed: changed,
		loading: kit.Lane{Run: run}, trying: kit.Lane{Run: run}, saving: kit.Lane{Run: run}}
}

// State is what to show now.
func (p *Presenter) State() State { return p.state }

// Load reads the first rows of the file and fills in what they suggest.
func (p *Presenter) Load() { p.load(book.EncodingAuto) }

// PickEncoding reads the file anew in an encoding.
func (p *Presenter) PickEncoding(text book.Encoding) { p.load(text) }

func (p *Presenter) load(text book.Encoding) {
	p.trying.Stop()
	if p.own != nil {
		p.edit()
		return
	}
	var views []book.SheetView
	p.loading.Do(func(ctx context.Context) (err error) {
		views, err = p.src.Sheets(ctx, p.path, p.file, text)
		return err
	}, func(err error) {
		switch {
		case err != nil && len(p.views) > 0: // in another encoding it is no table
			p.state.Result = Result{Fault: errorText(p.text, err)}
			p.changed()
			return
		case err != nil || len(views) == 0:
			p.state = State{Phase: Failed, Err: err}
			p.changed()
			return
		}
		p.views = views
		p.state = State{Phase: Ready, Loads: p.state.Loads + 1}
		best := 0
		for i, v := range views {
			p.state.Sheets = append(p.state.Sheets, sheetName(p.text, &v))
			if len(v.Guess.Fields) > len(views[best].Guess.Fields) {
				best = i
			}
		}
		p.PickSheet(best)
	})
}

// edit shows a profile by itself: its column names stand for the file.
func (p *Presenter) edit() {
	header := 0
	if p.own.Headless {
		header = -1
	}
	p.state = State{Phase: Ready, NoFile: true, Loads: p.state.Loads + 1, Header: header, Rows: [][]string{p.own.Columns}}
	p.take(*p.own)
}

// sheetName is what a sheet is called: a text by what stands between its columns.
func sheetName(t *assets.Text, v *book.SheetView) string {
	cuts := map[string]string{",": "comma", "\t": "tab", "|": "bar", ";": "semicolon"}
	if code := cuts[v.Cut]; code != "" {
		return t.T("mapping.cut_" + code)
	}
	return v.Name
}

// PickSheet shows another sheet of the file.
func (p *Presenter) PickSheet(i int) {
	if i < 0 || i >= len(p.views) {
		return
	}
	v := p.views[i]
	p.state.IsText = v.Cut != ""
	p.state.Sheet, p.state.Rows, p.state.Header = i, v.Rows, v.Header
	if v.Header < 0 && len(v.Rows) > 0 && !v.Guess.Headless { // the person picks a better one
		text := v.Guess.Text
		p.state.Header, v.Guess = 0, p.src.GuessSheet(v, 0)
		v.Guess.Text = text
	}
	p.take(v.Guess)
}

// PickHeader says which row names the columns, -1 for none, and guesses afresh.
func (p *Presenter) PickHeader(row int) {
	if row < -1 || row >= len(p.state.Rows) || row == p.state.Header || p.state.NoFile {
		return
	}
	p.state.Header = row
	guess := p.src.GuessSheet(p.views[p.state.Sheet], row)
	guess.Text = p.state.Profile.Text
	p.take(guess)
}

// take begins with a guess, under the file's name until it has a better one.
func (p *Presenter) take(guess book.Profile) {
	base := strings.TrimSuffix(filepath.Base(p.file), filepath.Ext(p.file))
	base = base[strings.LastIndex(base, "!")+1:]
	if p.state.Known = guess.Name != ""; !p.state.Known {
		guess.Name = base
	}
	if guess.Channel == "" {
		guess.Channel = strings.ReplaceAll(base, "~", "-")
	}
	fields := map[book.ProfileField]string{}
	for f, c := range guess.Fields {
		fields[f] = c
	}
	guess.Fields = fields
	p.state.Profile = guess
	p.fillWords()
	p.try()
}

// Columns are the names that a field can be given, the first for none.
func (p *Presenter) Columns() []string {
	out := []string{p.text.T("mapping.unused")}
	for _, c := range p.state.Profile.Columns {
		if c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// ColumnTexts are Columns as a person is shown them: a column that is known by its
// place alone with its first value.
func (p *Presenter) ColumnTexts() []string {
	columns := p.Columns()
	if !p.state.Profile.Headless {
		return columns
	}
	for i, name := range columns {
		at := slices.Index(p.state.Profile.Columns, name)
		if at >= 0 && len(p.state.Rows) > 0 && at < len(p.state.Rows[0]) && !p.state.NoFile {
			columns[i] = p.text.T("mapping.column_like", name, p.state.Rows[0][at])
		}
	}
	return columns
}

// SetField maps a field to a column; "" to none. An amount and a pair of columns
// for in and out exclude each other.
func (p *Presenter) SetField(f book.ProfileField, column string) {
	fields := p.state.Profile.Fields
	if column == "" {
		delete(fields, f)
		p.try()
		return
	}
	for other, c := range fields {
		if c == column && !together(other, f) { // it cannot be both: the other is asked for again
			delete(fields, other)
		}
	}
	fields[f] = column
	switch f {
	case book.FieldAmount, book.FieldDirection:
		delete(fields, book.FieldIn)
		delete(fields, book.FieldOut)
	case book.FieldIn, book.FieldOut:
		delete(fields, book.FieldAmount)
		delete(fields, book.FieldDirection)
	}
	p.fillWords()
	p.try()
}

// Change sets anything else of the profile.
func (p *Presenter) Change(set func(*book.Profile)) {
	set(&p.state.Profile)
	p.try()
}

// try reads the whole file by the profile, and shows what that makes of it.
func (p *Presenter) try() {
	p.trying.Stop()
	draft := p.draft()
	if lack := draft.Check(); lack != nil {
		p.state.Result = Result{Fault: faultText(p.text, lack)}
		p.changed()
		return
	}
	if p.own != nil {
		p.state.Result = Result{Summary: p.text.T("mapping.no_file")}
		p.changed()
		return
	}
	p.state.Result = Result{Busy: true}
	p.changed()
	var trial book.SheetTrial
	p.trying.Do(func(ctx context.Context) (err error) {
		trial, err = p.src.TrySheet(ctx, p.path, p.file, &draft)
		return err
	}, func(err error) {
		p.state.Result = resultOf(p.text, &trial, err)
		p.changed()
	})
}

// draft is the profile as it would be kept, apart from what is still changed.
func (p *Presenter) draft() book.Profile {
	d := p.state.Profile
	d.Name, d.Channel = strings.TrimSpace(d.Name), strings.TrimSpace(d.Channel)
	fields := map[book.ProfileField]string{}
	for f, c := range d.Fields {
		fields[f] = c
	}
	d.Fields = fields
	return d
}

// Save keeps the profile; done is told the error, if any.
func (p *Presenter) Save(done func(error)) {
	draft := p.draft()
	p.saving.Do(func(ctx context.Context) error { return p.src.SaveProfile(ctx, &draft) }, done)
}

// Forget deletes the profile that the book has for this header; done is told the
// error, if any.
func (p *Presenter) Forget(done func(error)) {
	draft := p.draft()
	p.saving.Do(func(ctx context.Context) error { return p.src.RemoveProfile(ctx, &draft) }, done)
}

// Stop ends what still runs.
func (p *Presenter) Stop() {
	p.loading.Stop()
	p.trying.Stop()
}
