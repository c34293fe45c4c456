package importing

import (
	"slices"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/assets"
	"zhangfang/ui/kit/draw"
)

// waitingFile is a file that did not go in. It stands until it goes in or the
// owner puts it aside.
type waitingFile struct {
	id      book.PendingID // 0: the book does not list it yet
	at      time.Time      // of the try; zero for the last drop
	tried   time.Time      // when the book last looked at it; zero where it does not list it
	fresh   bool           // of the last drop, or tried again just now
	receipt book.Receipt
}

// WaitingRow is a file that waits, as a row.
type WaitingRow struct {
	Chip     string
	Tone     draw.Tone
	File     string
	What     string // what was recognized, and when it was dropped where that is long ago
	Sentence string // why it waits
	Step     Step
	Button   string // what the step is called
	Willing  bool   // goes in if the owner says so, nothing else needed
}

// Step is what helps a file that waits.
type Step uint8

// The steps.
const (
	StepLook     Step = iota // look at it, and import it all the same
	StepChannel              // say which channel it belongs to
	StepRole                 // say what kind of account it is
	StepTeach                // teach the program to read it
	StepPassword             // give its password
	StepAgain                // what stood in its way has gone, or may have: try again
	StepChoose               // choose a better file
)

// helps tells whether a step can be taken without a look at the file.
func (s Step) helps() bool { return s != StepLook && s != StepChannel && s != StepRole }

// stands tells whether a file did not go in.
func stands(r *book.Receipt) bool {
	return r.State == book.ReceiptHeld || r.State == book.ReceiptRefused
}

// waitingFiles are the files of a drop and of earlier ones that did not go in: those
// of the drop first, and of either those first that go in if the owner says so. The
// last drop knows best about its files; of unlisted ones the book does not know.
func waitingFiles(drop []book.Receipt, pending []book.Pending, unlisted []waitingFile) []waitingFile {
	var all []waitingFile
	for i := range drop {
		if !stands(&drop[i]) {
			continue
		}
		w := waitingFile{receipt: drop[i], fresh: true}
		if at := slices.IndexFunc(pending, func(f book.Pending) bool { return sameFile(&f.Receipt, &drop[i]) }); at >= 0 {
			w.id, w.tried = pending[at].ID, pending[at].At
		}
		all = append(all, w)
	}
	for i := range pending {
		f := &pending[i]
		if !slices.ContainsFunc(drop, func(r book.Receipt) bool { return sameFile(&r, &f.Receipt) }) {
			all = append(all, waitingFile{id: f.ID, at: f.At, tried: f.At, receipt: f.Receipt})
		}
	}
	for _, w := range unlisted {
		if !slices.ContainsFunc(all, func(x waitingFile) bool { return sameFile(&x.receipt, &w.receipt) }) {
			all = append(all, w)
		}
	}
	slices.SortStableFunc(all, func(a, b waitingFile) int {
		if a.fresh != b.fresh {
			return freshFirst(a.fresh)
		}
		return urgency(&a.receipt) - urgency(&b.receipt)
	})
	return all
}

// freshFirst puts what the owner just did above what waits since earlier.
func freshFirst(fresh bool) int {
	if fresh {
		return -1
	}
	return 1
}

func waitingRow(t *assets.Text, w *waitingFile, now time.Time) WaitingRow {
	r := &w.receipt
	row := WaitingRow{File: wholeName(r.File), What: content(t, r), Sentence: remark(t, r), Step: stepOf(r), Willing: willing(r)}
	row.Chip, row.Tone = receiptChip(t, r)
	if row.Step == StepTeach {
		row.Sentence = t.T("import.teach_it", stepText(t, StepTeach)) + row.Sentence
	}
	row.Button = stepText(t, row.Step)
	if !w.at.IsZero() {
		if row.What != "" {
			row.What += " · "
		}
		row.What += t.T("import.dropped", dayAgo(t, w.at, now))
	}
	return row
}

// dayAgo names a moment by its day as a person does: today and yesterday by their
// names, others by the date, with the year where it is another.
func dayAgo(t *assets.Text, at, now time.Time) string {
	at, now = at.In(book.Shanghai), now.In(book.Shanghai)
	switch days := book.DayOf(now) - book.DayOf(at); {
	case days == 0:
		return t.T("import.today", at.Format("15:04"))
	case days == 1:
		return t.T("import.yesterday", at.Format("15:04"))
	case at.Year() == now.Year():
		return at.Format("01-02")
	}
	return at.Format(time.DateOnly)
}

// waitingHow says what is to be done about the files that wait: how many need only
// a yes, where that is not all of them.
func waitingHow(t *assets.Text, files, willing int) string {
	if willing == 0 || willing == files {
		return t.T("import.waiting_how")
	}
	return t.Count("import.waiting_some", willing)
}

// stepOf is what helps a file most.
func stepOf(r *book.Receipt) Step {
	code := ""
	if r.Problem != nil {
		code = r.Problem.Code
	}
	switch code {
	case "which_channel":
		return StepChannel
	case "debit_credit_unclear":
		return StepRole
	case "password", "wrong_password":
		return StepPassword
	case "month_locked", "file_changed", "unreadable", "book_changed", "book_busy":
		return StepAgain
	}
	switch {
	case waits(r):
		return StepLook
	case intake.CanTeach(r):
		return StepTeach
	}
	return StepChoose
}

func stepText(t *assets.Text, s Step) string {
	return t.T("import." + [...]string{"step_look", "step_channel", "step_role", "step_teach", "step_password", "step_again", "step_choose"}[s])
}

// waits tells whether a file did not go in but may, if the owner says so.
func waits(r *book.Receipt) bool {
	_, ok := intake.Accepts(r)
	return ok
}

// willing tells whether the owner's yes is all that a file needs.
func willing(r *book.Receipt) bool { return waits(r) && stepOf(r) == StepLook }

// Waits is the file at the index of State.Waiting, nil where there is none.
func (p *Presenter) Waits(i int) *book.Receipt {
	if i < 0 || i >= len(p.waiting) {
		return nil
	}
	return &p.waiting[i].receipt
}

// Seen is the file at the index of State.Waiting as it is shown: where other files of
// its channel went in or were undone since it was looked at, it says so, and leaves out
// what it told of the files before it.
func (p *Presenter) Seen(i int) *book.Receipt {
	r := p.Waits(i)
	if r == nil || !p.changedSince(r.Channel, p.waiting[i].tried) {
		return r
	}
	seen := *r
	seen.Notes = slices.DeleteFunc(slices.Clone(r.Notes), func(n book.Note) bool { return n.Code == "gap_before" })
	seen.Notes = append([]book.Note{{Code: "book_since"}}, seen.Notes...)
	return &seen
}

// changedSince tells whether files of a channel went in or were undone after a moment.
func (p *Presenter) changedSince(channel string, at time.Time) bool {
	return channel != "" && !at.IsZero() && slices.ContainsFunc(p.batches, func(b book.Batch) bool {
		return (b.At.After(at) || b.Undone.After(at)) && p.channelName(b.Channel) == channel
	})
}

// AcceptAll is what importing every willing file accepts, by what they need: whole
// files that need the same go in together, a part of a zip or workbook by itself.
func (p *Presenter) AcceptAll() map[intake.Options][]string {
	out := map[intake.Options][]string{}
	for i := range p.waiting {
		r := &p.waiting[i].receipt
		opt, ok := intake.Accepts(r)
		if !ok || !willing(r) {
			continue
		}
		if partName(r.File) == "" {
			opt.Only = ""
		}
		if !slices.Contains(out[opt], r.Path) {
			out[opt] = append(out[opt], r.Path)
		}
	}
	return out
}

// now is the moment by the clock that the view was given.
func (p *Presenter) now() time.Time {
	if p.deps.Now == nil {
		return time.Time{}
	}
	return p.deps.Now()
}
