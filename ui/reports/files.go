package reports

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/monthly"
)

// FileName is what the report is called until the owner says otherwise, with the
// ending "pdf" or "xlsx".
func (p *Presenter) FileName(ending string) string {
	return p.fileName("reports.file", p.deps.Text.T("reports.kind."+p.kind()), "."+ending)
}

// JournalName is what the file of vouchers is called.
func (p *Presenter) JournalName() string {
	return p.fileName("reports.journal_file", p.deps.Text.T("journal.system."+p.system), monthly.JournalEnding(p.system))
}

func (p *Presenter) fileName(code, what, ending string) string {
	name := p.deps.Text.T(code, p.shop, p.stamp(), what)
	clean := strings.NewReplacer("/", "-", `\`, "-", ":", "-", "*", "-", "?", "-", `"`, "-", "<", "-", ">", "-", "|", "-")
	return strings.TrimSpace(clean.Replace(name)) + ending
}

func (p *Presenter) kind() string {
	return [...]string{UnitMonth: "month", UnitQuarter: "quarter", UnitYear: "year", UnitSpan: "span"}[p.state.Unit]
}

// stamp is the period as a file's name has it.
func (p *Presenter) stamp() string {
	from := p.period.From.Time()
	switch p.state.Unit {
	case UnitQuarter:
		return fmt.Sprintf("%dQ%d", from.Year(), (int(from.Month())+2)/3)
	case UnitYear:
		return from.Format("2006")
	case UnitSpan:
		return p.period.From.String() + "~" + p.period.To.String()
	}
	return from.Format("2006-01")
}

// named goes on once the shop has its name, which stands at the head of the report, or
// the owner left it for later.
func (p *Presenter) named(then func()) {
	if p.shop != "" || p.deps.Named == nil {
		then()
		return
	}
	p.deps.Named(func(shop string) {
		p.shop = shop
		then()
	})
}

// Save writes the report to a path, by its ending, and says where it is.
func (p *Presenter) Save(path string) {
	p.write(path, func() { p.tell(p.deps.Text.T("reports.saved", filepath.Base(path)), path) })
}

// Print writes a PDF to a temporary place and opens it: the system's viewer
// prints. Whether one came up cannot be known, so where the file lies is told too.
func (p *Presenter) Print() {
	if p.state.Phase != Ready || p.state.Tab != TabReport {
		p.printWhenReady = true
		p.PickTab(TabReport)
		return
	}
	p.named(func() {
		path := filepath.Join(p.deps.TempDir, p.FileName("pdf"))
		p.write(path, func() {
			if err := p.deps.Open(path); err != nil {
				p.deps.ShowError(err)
				return
			}
			var folder func()
			if p.deps.ShowFolder != nil {
				folder = func() { p.deps.ShowFolder(path) }
			}
			p.deps.Toast(p.deps.Text.T("reports.printing", path), p.deps.Text.T("backup.show"), folder)
		})
	})
}

func (p *Presenter) open(path string) {
	if err := p.deps.Open(path); err != nil {
		p.deps.ShowError(err)
	}
}

// tell says that a file is written and offers to open it.
func (p *Presenter) tell(what, path string) {
	p.deps.Toast(what, p.deps.Text.T("reports.open"), func() { p.open(path) })
}

func (p *Presenter) write(path string, done func()) {
	period := p.period
	p.busy(func(ctx context.Context) error {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return &book.Problem{Code: "cannot_write", File: filepath.Dir(path), Err: err}
		}
		return p.deps.Monthly.Write(ctx, period, path, p.deps.Text)
	}, done)
}

// busy runs work that nothing else may run beside.
func (p *Presenter) busy(work func(context.Context) error, done func()) {
	if p.state.Busy || p.state.Phase != Ready {
		return
	}
	p.state.Busy = true
	p.changed()
	p.deps.Run(context.Background(), work, func(err error) {
		p.state.Busy = false
		p.changed()
		if err != nil {
			p.deps.ShowError(err)
			return
		}
		done()
	})
}
