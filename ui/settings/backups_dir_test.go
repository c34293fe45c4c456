package settings

import (
	"context"
	"testing"

	"zhangfang/ui/kit"
)

// asking is a machine that notes from where it is asked for the folder of copies.
type asking struct {
	Machine
	working bool // the runner works
	beside  bool // asked meanwhile
}

func (m *asking) BackupDir() string {
	m.beside = m.beside || m.working
	return m.Machine.BackupDir()
}

// TestTheFolderOfCopiesIsTheUIGoroutines: the options that name it change there.
func TestTheFolderOfCopiesIsTheUIGoroutines(t *testing.T) {
	d := newDesk()
	p, _ := ready(t, d)
	around := p.deps.Machine
	m := &asking{Machine: around}
	p.deps.Machine = m
	p.loading.Run = func(ctx context.Context, work func(context.Context) error, done func(error)) {
		kit.InlineRunner(ctx, func(ctx context.Context) error {
			m.working = true
			defer func() { m.working = false }()
			return work(ctx)
		}, done)
	}
	p.Load()
	if m.beside || d.machine.listed != around.BackupDir() {
		t.Errorf("asked off the UI goroutine: %v, listed %q", m.beside, d.machine.listed)
	}
}
