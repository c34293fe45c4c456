package single

import (
	"cmp"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// InFront notes that the owner looks at this window now: it is the one that a start
// which names no book is meant for. A nil claim notes nothing.
func (c *Claim) InFront() {
	if c == nil {
		return
	}
	now := time.Now()
	if err := os.Chtimes(c.base+".lock", now, now); err != nil {
		slog.Warn("note which window is in front", "err", err)
	}
}

// HandOver brings a call to the window that was in front last, whichever book it has;
// false where no window answers.
func HandOver(ctx context.Context, dir string, call Call) bool {
	files, err := os.ReadDir(dir)
	if err != nil { // no window was ever open
		return false
	}
	var sockets []string
	for _, f := range files {
		if filepath.Ext(f.Name()) == ".sock" {
			sockets = append(sockets, filepath.Join(dir, f.Name()))
		}
	}
	slices.SortFunc(sockets, func(a, b string) int { return cmp.Compare(frontSince(b), frontSince(a)) })
	return slices.ContainsFunc(sockets, func(socket string) bool { return hand(ctx, socket, call) == nil })
}

// frontSince is when the window of a socket was in front last, in Unix nanoseconds; 0
// where nobody knows.
func frontSince(socket string) int64 {
	info, err := os.Stat(strings.TrimSuffix(socket, ".sock") + ".lock")
	if err != nil {
		return 0
	}
	return info.ModTime().UnixNano()
}
