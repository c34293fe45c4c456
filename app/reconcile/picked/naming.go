package picked

import (
	"strings"
	"unicode/utf8"

	"zhangfang/app/book"
)

// judge is what both sides know about the units of a side: what the texts across
// take for a part of names is one here too, however often it is used otherwise.
type judge struct {
	own, across vocabulary
	rows        [2]int            // of the side, and across
	on          [2]map[string]int // rows of the side that have a unit, and rows across
}

// A unit on one row in oftenShare of a side that hardly any row across has is a
// word of that side, such as the name of a kind of payment.
const (
	oftenShare = 50
	leastOften = 12
	hardlyAny  = 10
)

func (j *judge) names(unit string) (yes, known bool) {
	if t := j.own.units[unit]; t != nil && t.seen >= leastOften && t.chance > 2*t.same {
		return false, true // strangers have it more: the few rows across that name somebody by it do not weigh that up
	}
	if t := j.across.units[unit]; t != nil && t.same > 0 && 2*(t.same-t.chance) >= t.seen {
		return true, true
	}
	if yes, known = j.own.names(unit); known {
		return yes, known
	}
	if t := j.own.units[unit]; unit[0] < utf8.RuneSelf && t != nil && t.same > t.chance { // there it is cut or joined
		return true, false
	}
	here, there := j.on[0][unit], j.on[1][unit]
	if here >= max(leastOften, j.rows[0]/oftenShare) && hardlyAny*there*j.rows[0] < here*j.rows[1] {
		return false, true
	}
	return true, false
}

// judges makes the judge of each side.
func (w *work) judges(v [2]vocabulary) (out [2]judge) {
	var on [2]map[string]int
	for side := range w.items {
		on[side] = map[string]int{}
		for _, i := range w.part[side] {
			seen := map[string]bool{}
			words := w.items[side][i].words
			for at, x := range words {
				if v[side].phrase(words, at) {
					continue
				}
				x.units(func(unit string) bool {
					if !seen[unit] {
						seen[unit] = true
						on[side][unit]++
					}
					return true
				})
			}
		}
	}
	for side := range out {
		out[side] = judge{own: v[side], across: v[1-side], rows: [2]int{len(w.part[side]), len(w.part[1-side])}, on: [2]map[string]int{on[side], on[1-side]}}
	}
	return out
}

// nameIn is what is left of a text when the words that name nobody are taken out;
// "" when too little is left to tell anybody by. kind is what was taken out.
func (j *judge) nameIn(words []word) (name, kind string) {
	var b, k []byte
	rest := j.withoutHead(words)
	for _, w := range words[:len(words)-len(rest)] {
		k = append(k, w.text...)
	}
	for at, w := range rest {
		switch w.script {
		case latin:
			yes, _ := j.names(w.text)
			if short := len(w.text) <= 2 && len(b) == 0; yes && !short && !boilerplate(w.text) && !j.own.phrase(rest, at) {
				b = append(b, w.text...)
			} else {
				k = append(k, w.text...)
			}
		case han:
			name, kind := j.hanName(w.text)
			b, k = append(b, name...), append(k, kind...)
		}
	}
	if weight(string(b)) < 3 {
		return "", string(k)
	}
	return string(b), string(k)
}

// fewPairs are too few to learn words from.
const fewPairs = 40

// withoutHead leaves the first Latin words of a text out, as long as no row across
// has them and a later word is one across: they say what kind of payment it was. It
// serves books that are too small to learn words from.
func (j *judge) withoutHead(words []word) []word {
	if j.own.pairs > fewPairs {
		return words
	}
	for n, w := range words {
		switch {
		case w.script == han:
			return words
		case w.script == latin && j.on[1][w.text] > 0:
			return words[n:]
		}
	}
	return words
}

// hanName keeps the characters whose pairs with their neighbours name parties, and
// the phrases and characters beside as the kind.
func (j *judge) hanName(text string) (name, kind string) {
	text, kind = withoutPhrases(text)
	chars := []rune(text)
	var b strings.Builder
	for i, c := range chars {
		sum, n := 0.0, 0
		for k := max(i-1, 0); k < i+1 && k+1 < len(chars); k++ {
			sum += j.share(string(chars[k : k+2]))
			n++
		}
		if n == 0 || sum/float64(n) > 0.4 {
			b.WriteRune(c)
		} else {
			kind += string(c)
		}
	}
	return b.String(), kind
}

func (j *judge) share(unit string) float64 {
	switch yes, known := j.names(unit); {
	case !known:
		return 0.5
	case yes:
		return 1
	}
	return 0
}

// weight is how much a name says, in letters: a Chinese character says as much as
// two of them.
func weight(name string) int {
	n := 0
	for _, r := range name {
		if kind, _ := scriptOf(r); kind == han {
			n++
		}
		n++
	}
	return n
}

// readNames gives every row its name. A name on more than a twentieth of a side's
// rows is no name: the word that the statement puts on every line of a kind.
func (w *work) readNames(v [2]vocabulary) {
	judges := w.judges(v)
	for side := range w.items {
		at, kinds := map[string]int32{}, map[string]int32{}
		var count []int
		w.names[side] = nil
		for _, i := range w.part[side] {
			it := &w.items[side][i]
			name, kind := judges[side].nameIn(it.words)
			k, ok := kinds[kind]
			if !ok {
				k = int32(len(kinds))
				kinds[kind] = k
			}
			it.kind = k
			if name == "" {
				continue
			}
			n, ok := at[name]
			if !ok {
				n = int32(len(count))
				at[name] = n
				count = append(count, 0)
				w.names[side] = append(w.names[side], name)
			}
			count[n]++
			it.name = n
		}
		for _, i := range w.part[side] {
			if it := &w.items[side][i]; it.name >= 0 && count[it.name] > max(len(w.part[side])/20, leastCommon) {
				it.name = noName
			}
		}
	}
	w.terse = book.Left
	if w.length(book.Right) < w.length(book.Left) {
		w.terse = book.Right
	}
}

// leastCommon is how many rows a word must be on to be taken for none, however few
// rows there are.
const leastCommon = 20

// length is the average length of the names of a side, in hundredths of a byte.
func (w *work) length(side book.Side) int {
	total := 0
	for _, name := range w.names[side] {
		total += len(name)
	}
	return 100 * total / max(len(w.names[side]), 1)
}

// nameless is the share of the rows of a side that name nobody.
func (w *work) nameless(side book.Side) float64 {
	n := 1.0
	for _, i := range w.part[side] {
		if w.items[side][i].name < 0 {
			n++
		}
	}
	return n / float64(len(w.part[side])+1)
}
