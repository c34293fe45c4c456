package gateway

import (
	"sync"
	"time"

	"zhangfang/app/book"
)

// ticket is what the address of a file leads to.
type ticket struct {
	kind   string
	period book.Period
	fault  Fault  // of the call that gave the address
	file   []byte // unpacked, where its hash was told already
	until  time.Time
}

// tokens are the addresses that were given away.
type tokens struct {
	mu  sync.Mutex
	all map[string]ticket
}

// issue makes an address that lives for thirty seconds.
func (t *tokens) issue(now time.Time, x ticket) string { return t.keep(now, downloadLives, x) }

// lasting makes a token that leads to nothing, and lives for longer.
func (t *tokens) lasting(now time.Time, lives time.Duration) string {
	return t.keep(now, lives, ticket{})
}

func (t *tokens) keep(now time.Time, lives time.Duration, x ticket) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for token, old := range t.all {
		if now.After(old.until) {
			delete(t.all, token)
		}
	}
	if t.all == nil {
		t.all = map[string]ticket{}
	}
	token := random(16)
	x.until = now.Add(lives)
	t.all[token] = x
	return token
}

// find is what an address leads to while it lives.
func (t *tokens) find(now time.Time, token string) (ticket, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	x, ok := t.all[token]
	return x, ok && !now.After(x.until)
}
