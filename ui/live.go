package ui

import (
	"fmt"
	"maps"
	"sync"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/pull"
)

// live is what the window knows of the connections.
type live struct {
	mu     sync.Mutex
	last   map[book.ConnectionID]string // what decides when each is pulled; nil before it was read
	pulled time.Time                    // when a pull that the program began was last under way
	shown  time.Time                    // when the window last read the book because it changed
}

// others tells whether a connection is there, or is pulled by other terms, that was not
// when it was last asked: a command may have made it, which the schedule does not see.
func (l *live) others(all []pull.Status) bool {
	now := make(map[book.ConnectionID]string, len(all))
	for i := range all {
		c := &all[i].Connection
		now[c.ID] = fmt.Sprint(c.From, c.At, c.Paused, all[i].NeedsKeys)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	was := l.last
	l.last = now
	return was != nil && !maps.Equal(was, now)
}

// pullShown is how often the window reads the book while bills come in.
const pullShown = 15 * time.Second

// pulls tells that a pull that the program began is under way.
func (l *live) pulls(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pulled = now
}

// shows tells whether what changed in the book is to be read now, where asked says that
// a pull is under way that the owner began: a back-fill changes the book several times
// a second, for minutes.
func (l *live) shows(asked bool, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	const over = 5 * time.Second // without a word of a pull, which come every second
	if (asked || now.Sub(l.pulled).Abs() < over) && now.Sub(l.shown).Abs() < pullShown {
		return false
	}
	l.shown = now
	return true
}
