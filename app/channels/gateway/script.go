package gateway

import (
	"math/rand/v2"
	"sync"
)

// script says which call goes wrong, and counts the calls.
type script struct {
	mu      sync.Mutex
	calls   map[string]int
	rules   []rule
	chance  float64
	rng     *rand.Rand
	struck  map[Fault]int
	rotated bool
}

// rule is a fault of one call of a method, or of all where nth is 0.
type rule struct {
	method string
	nth    int
	fault  Fault
}

// On scripts what becomes of calls of a method: see the Method constants. Rules that
// were given later come first.
func (g *Gateway) On(method string) On { return On{g, method} }

// On is a method whose calls are scripted.
type On struct {
	g      *Gateway
	method string
}

// Nth is the n-th call of the method from now on, counted from 1.
func (o On) Nth(n int) Nth { return Nth{o, n} }

// Always has every call from now on go wrong; None ends it.
func (o On) Always(f Fault) { o.g.script.add(rule{o.method, 0, f}) }

// Nth is a call that is scripted.
type Nth struct {
	on On
	n  int
}

// Then has the call go wrong.
func (n Nth) Then(f Fault) {
	s := &n.on.g.script
	s.add(rule{n.on.method, s.count(n.on.method) + n.n, f})
}

// Chance has each call that no rule is about go wrong with a probability, by one of
// the Passing faults of its method. 0 ends it.
func (g *Gateway) Chance(p float64, seed uint64) {
	s := &g.script
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chance, s.rng = p, rand.New(rand.NewPCG(seed, 0))
}

// Clear ends all faults. Calls stay counted.
func (g *Gateway) Clear() {
	s := &g.script
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules, s.chance, s.rotated = nil, 0, false
}

// Calls is how often a method was called.
func (g *Gateway) Calls(method string) int { return g.script.count(method) }

// Struck is how often a fault struck.
func (g *Gateway) Struck(f Fault) int {
	s := &g.script
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.struck[f]
}

func (s *script) add(r rule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = append(s.rules, r)
}

func (s *script) count(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

// next counts a call of a method and tells what goes wrong with it.
func (s *script) next(method string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.calls == nil {
		s.calls, s.struck = map[string]int{}, map[Fault]int{}
	}
	s.calls[method]++
	f := s.pick(method)
	if f != None {
		s.struck[f]++
	}
	s.rotated = s.rotated || f == Rotated
	return f
}

func (s *script) pick(method string) Fault {
	for i := len(s.rules) - 1; i >= 0; i-- {
		if r := &s.rules[i]; r.method == method && (r.nth == 0 || r.nth == s.calls[method]) {
			return r.fault
		}
	}
	if s.chance == 0 || s.rng.Float64() >= s.chance {
		return None
	}
	passing := Passing(method)
	return passing[s.rng.IntN(len(passing))]
}

// newKey tells whether the providers sign by another key since a Rotated.
func (s *script) newKey() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rotated
}
