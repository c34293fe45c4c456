package picked

import (
	"cmp"
	"slices"
)

// names knows which names of the terse side are found within which texts of the
// other side, and with how many edits.
type names struct {
	found  [][]sighting // of each name of the terse side, by text
	texts  [][]sighting // of each text: the names that it holds
	rows   []int        // rows across with each text
	across int          // rows across
}

// sighting is a text that holds a name, or, looked at from there, such a name.
type sighting struct {
	text  int32
	edits int32
}

// knowNames looks every name of the terse side up among the texts of the other.
func (w *work) knowNames() {
	terse, wordy := w.terse, w.terse.Other()
	k := &names{found: make([][]sighting, len(w.names[terse])), texts: make([][]sighting, len(w.names[wordy])), rows: make([]int, len(w.names[wordy]))}
	for _, i := range w.part[wordy] {
		if n := w.items[wordy][i].name; n >= 0 {
			k.rows[n]++
		}
	}
	k.across = len(w.part[wordy])
	s := newShelf(w.names[wordy])
	for n, name := range w.names[terse] {
		k.found[n] = s.find(name)
		for _, x := range k.found[n] {
			k.texts[x.text] = append(k.texts[x.text], sighting{int32(n), x.edits})
		}
	}
	w.known = k
	w.forgetParts(s)
}

// forgetParts takes the names away that are but a word which many names hold too: a
// row that says no more than "services" names nobody.
func (w *work) forgetParts(s *shelf) {
	const leastRows, leastNames, share = 3, 8, 40
	terse, wordy := w.terse, w.terse.Other()
	most := max(leastNames, len(w.names[wordy])/share)
	part := [2][]bool{make([]bool, len(w.names[0])), make([]bool, len(w.names[1]))}
	for n := range w.names[terse] {
		part[terse][n] = len(w.known.found[n]) > most
	}
	usual := w.length(wordy)
	for n, name := range w.names[wordy] { // a part is shorter than names are
		part[wordy][n] = 100*len(name) < usual && w.known.rows[n] >= leastRows && s.many(name, most)
	}
	for side := range part {
		for _, i := range w.part[side] {
			if it := &w.items[side][i]; it.name >= 0 && part[side][it.name] {
				it.name = noName
			}
		}
	}
}

// sightings lists the names across that a name agrees with.
func (k *names) sightings(name int32, terse bool) []sighting {
	if terse {
		return k.found[name]
	}
	return k.texts[name]
}

// forgetPhrases takes the names away that are none: texts of the wordy side that go
// with rows which name somebody else.
func (w *work) forgetPhrases(pairs [][2]int32) {
	const enough, clearly = 2, 3
	terse, wordy := w.terse, w.terse.Other()
	same, other := map[int32]int{}, map[int32]int{}
	for _, p := range pairs {
		n := w.items[wordy][p[wordy]].name
		switch r := w.relation(p[0], p[1]); {
		case r.found:
			same[n]++
		case n >= 0 && w.namesKnown(terse, p[terse]):
			other[n]++
		}
	}
	for _, i := range w.part[wordy] {
		if it := &w.items[wordy][i]; other[it.name] >= enough && other[it.name] > clearly*same[it.name] {
			it.name = noName
		}
	}
}

// relation is how the names of two rows stand to each other.
type relation struct {
	edits int     // where the name is found
	found bool    // the one text holds the other's name
	known bool    // both name somebody whom the other side knows
	share float64 // of the rows across, those that would do as well
}

// relate holds the name of a row of the terse side against the text of one across.
func (k *names) relate(name, text int32) relation {
	if name < 0 || text < 0 {
		return relation{}
	}
	list := k.found[name]
	at, ok := slices.BinarySearchFunc(list, text, func(s sighting, t int32) int { return cmp.Compare(s.text, t) })
	if !ok {
		return relation{known: len(list) > 0 && len(k.texts[text]) > 0}
	}
	r := relation{edits: int(list[at].edits), found: true, known: true}
	rows := 0
	for _, s := range list {
		if s.edits <= list[at].edits {
			rows += k.rows[s.text]
		}
	}
	r.share = float64(rows) / float64(max(k.across, 1))
	return r
}
