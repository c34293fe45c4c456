package picked

// leads is sets of the numbers from 0 on, joined two by two, each known by the
// least of its members.
type leads []int

func newLeads(n int) leads {
	l := make(leads, n)
	for i := range l {
		l[i] = i
	}
	return l
}

// of is the least member of the set of i.
func (l leads) of(i int) int {
	for l[i] != i {
		l[i] = l[l[i]]
		i = l[i]
	}
	return i
}

// join makes one set of those of a and b.
func (l leads) join(a, b int) {
	a, b = l.of(a), l.of(b)
	l[max(a, b)] = min(a, b)
}
