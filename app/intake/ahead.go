package intake

import (
	"context"
	"slices"
	"sync/atomic"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// aheadOf is how many files are read while one before them is being written. More
// would hold the identities of more files at once than they save time.
const aheadOf = 2

// observeAhead reads the next files while the one before is being written, and
// gives what it found in the order of the files.
func (s *Service) observeAhead(ctx context.Context, files []bill.File, profiles []book.Profile, opt Options, m *meter) <-chan *observation {
	reading := make(chan chan []*observation, aheadOf-1)
	go func() {
		defer close(reading)
		for _, f := range files {
			read := make(chan []*observation, 1)
			select {
			case reading <- read:
			case <-ctx.Done():
				return
			}
			go func() { read <- observeParts(ctx, f, profiles, opt, m) }()
		}
	}()
	out := make(chan *observation)
	go func() {
		defer close(out)
		for read := range reading {
			for _, o := range <-read {
				select {
				case out <- o:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	return out
}

// observeParts reads a file, or, where it turns out to hold several bills, each
// of them as a file of its own.
func observeParts(ctx context.Context, f bill.File, profiles []book.Profile, opt Options, m *meter) []*observation {
	o := observe(ctx, f, profiles, bill.Options{Role: opt.Role, Progress: m.of(f, "read")})
	if o.problem == nil || o.problem.Code != bill.CodeSheets || f.Part != "" {
		if o.problem == nil && opt.Only != "" && opt.Only != f.Name { // a part that the file has no longer
			o = failed(bill.File{Name: opt.Only, Path: f.Path}, notFound(opt.Only))
		}
		return []*observation{o}
	}
	parts, err := importers.Parts(ctx, f, bill.Options{Role: opt.Role}, profiles...)
	if err != nil {
		return []*observation{failed(f, err)}
	}
	if opt.Only != "" && opt.Only != f.Name {
		parts = slices.DeleteFunc(parts, func(p bill.File) bool { return p.Name != opt.Only })
		if len(parts) == 0 {
			return []*observation{failed(bill.File{Name: opt.Only, Path: f.Path}, notFound(opt.Only))}
		}
	}
	m.total.Add(2 * f.Size * int64(len(parts)-1))
	all := make([]*observation, len(parts))
	for i, p := range parts {
		all[i] = observe(ctx, p, profiles, bill.Options{Role: opt.Role, Progress: m.of(p, "read")})
	}
	return all
}

// meter adds up the bytes read of all files: each is read twice, and once more where
// the plan must tell of its rows.
type meter struct {
	total  atomic.Int64
	done   atomic.Int64
	report func(book.Progress)
}

func newMeter(files []bill.File, report func(book.Progress)) *meter {
	m := &meter{report: report}
	for _, f := range files {
		m.total.Add(2 * f.Size)
	}
	return m
}

// of is the progress function of one reading of one file.
func (m *meter) of(f bill.File, stage string) func(done, total int64) {
	if m.report == nil {
		return nil
	}
	var last int64
	return func(done, _ int64) {
		all := m.done.Add(done - last)
		last = done
		m.report(book.Progress{Stage: stage, What: f.Name, Done: all, Total: m.total.Load()})
	}
}

// again is of for a reading that was not counted on.
func (m *meter) again(f bill.File, stage string) func(done, total int64) {
	report, counted := m.of(f, stage), false
	if report == nil {
		return nil
	}
	return func(done, total int64) {
		if !counted {
			m.total.Add(f.Size)
			counted = true
		}
		report(done, total)
	}
}
