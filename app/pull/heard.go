package pull

import (
	"cmp"
	"errors"
	"slices"
	"sync"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// Heard is what came to a connection's address of notifications since the program was
// started.
type Heard struct {
	Connection book.ConnectionID
	At         time.Time // of the last
	Code       string    // what was wrong with the last, as the code of a problem; "" for nothing
	Accepted   int       // repeats among them
	Refused    int       // forged ones, and such as could not be read or kept
}

// Hearing is where this program listens for notifications, and what came.
type Hearing struct {
	Address string        // of this machine; "" for nowhere
	Problem *book.Problem // why it could not be listened at an address
	Heard   []Heard       // by connection; none for one that nothing came for
	Unknown int           // how many came for a name that no connection has, or one whose provider tells nothing
}

// Hearing tells where this program listens, and what came so far.
func (s *Service) Hearing() Hearing { return s.heardLog.told() }

// heardLog keeps what Hearing tells.
type heardLog struct {
	mu      sync.Mutex
	address string
	problem *book.Problem
	unknown int
	heard   map[book.ConnectionID]Heard
}

func (l *heardLog) told() Hearing {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := Hearing{Address: l.address, Problem: l.problem, Unknown: l.unknown}
	for _, x := range l.heard {
		h.Heard = append(h.Heard, x)
	}
	slices.SortFunc(h.Heard, func(a, b Heard) int { return cmp.Compare(a.Connection, b.Connection) })
	return h
}

// listens keeps where it is listened from now on, "" for nowhere, or why it is not.
func (l *heardLog) listens(address string, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.address, l.problem = address, nil
	if err != nil && !errors.As(err, &l.problem) {
		l.problem = &book.Problem{Code: "listen_address", Args: []string{address}, Err: err}
	}
}

// came keeps that something came for a connection, and what was wrong with it.
func (l *heardLog) came(id book.ConnectionID, at time.Time, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.heard == nil {
		l.heard = map[book.ConnectionID]Heard{}
	}
	x := l.heard[id]
	x.Connection, x.At, x.Code = id, at, ""
	if err == nil {
		x.Accepted++
	} else {
		x.Refused++
		x.Code = cmp.Or(book.CodeOf(err), channels.CodeUnexpected)
	}
	l.heard[id] = x
}

// lost keeps that something came for nobody.
func (l *heardLog) lost() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.unknown++
}
