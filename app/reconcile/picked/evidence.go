package picked

import (
	"math"
	"strings"
	"unicode/utf8"
)

// tally is how a unit of one side's texts fares across pairs that are nearly
// certain: how often the text across has it too, and how often that of a row which
// is certainly another one has it.
type tally struct{ seen, same, chance int }

// Rows to learn from: more would not teach more.
const maxLessons = 4000

// vocabulary is the tallies of the units of a side's texts.
type vocabulary struct {
	units map[string]*tally
	turns map[turn]*tally // of Latin words beside another
	pairs int             // learned from
	rate  float64         // share of pairs in which a name of one text is in the other
}

// How much surer it must be that a unit is a phrase than that it names a party, and
// how often a part of a name is found across where the name is: it may be cut off.
const (
	phraseBits = 5.5
	partFound  = 0.7
	phraseHeld = 0.02
)

// turn is a word and the one before or behind it: "services" is a part of names,
// but not where "rendered" follows.
type turn struct {
	word, beside string
	behind       bool // the other stands behind the word
}

// turns are those of the word at a place of a text, if it is a Latin one.
func turns(words []word, at int, yield func(turn)) {
	if words[at].script != latin {
		return
	}
	if at > 0 && words[at].joined && words[at-1].script == latin {
		yield(turn{words[at].text, words[at-1].text, false})
	}
	if next := at + 1; next < len(words) && words[next].joined && words[next].script == latin {
		yield(turn{words[at].text, words[next].text, true})
	}
}

// names tells whether a unit belongs to names. One that is on many rows and hardly
// ever repeated across (a summary word, a month, what an invoice is about) does
// not; of one that was hardly seen nothing is known.
func (v *vocabulary) names(unit string) (yes, known bool) {
	return v.judged(v.units[unit])
}

func (v *vocabulary) judged(t *tally) (yes, known bool) {
	if t == nil {
		return true, false
	}
	named, phrase := partFound*v.rate, phraseHeld+float64(t.chance)/float64(t.seen)
	if phrase >= named {
		return true, false
	}
	bits := float64(t.same)*math.Log2(named/phrase) + float64(t.seen-t.same)*math.Log2((1-named)/(1-phrase))
	return bits > -phraseBits, bits > 2 || bits < -phraseBits
}

// vocabularies learns from pairs which units name parties, by side.
func (w *work) vocabularies(pairs [][2]int32) (out [2]vocabulary) {
	for side := range out {
		out[side] = vocabulary{units: map[string]*tally{}, turns: map[turn]*tally{}, pairs: len(pairs)}
	}
	agree := 0
	step := len(pairs)/maxLessons + 1
	n := len(pairs)
	each := func(see func(v *vocabulary, words []word, across, chance string)) {
		for k := 0; k < n; k += step {
			other := pairs[(k+n/2+1)%n]
			for side := range out {
				across := squash(w.items[1-side][pairs[k][1-side]].words)
				if across == "" {
					continue // a text that says nothing denies nothing
				}
				see(&out[side], w.items[side][pairs[k][side]].words, across, squash(w.items[1-side][other[1-side]].words))
			}
		}
	}
	each((*vocabulary).addTurns)
	each(func(v *vocabulary, words []word, across, chance string) { agree += v.add(words, across, chance) })
	for side := range out {
		out[side].rate = min(max(float64(agree)/float64(max(2*len(pairs)/step, 1)), 0.2), 0.95)
	}
	return out
}

// addTurns counts the turns of a text.
func (v *vocabulary) addTurns(words []word, across, chance string) {
	for at, w := range words {
		turns(words, at, func(x turn) { v.turns[x] = v.turns[x].counted(holds(across, w.text), holds(chance, w.text)) })
	}
}

// phrase tells whether the word at a place of a text is a part of a phrase there,
// though it may be one of names elsewhere.
func (v *vocabulary) phrase(words []word, at int) (yes bool) {
	turns(words, at, func(x turn) {
		names, known := v.judged(v.turns[x])
		yes = yes || known && !names
	})
	return yes
}

// add counts the units of a text, and tells by 1 that one of them is across though
// not in the text of another row.
func (v *vocabulary) add(words []word, across, chance string) (agrees int) {
	seen := map[string]bool{}
	for at, w := range words {
		if v.phrase(words, at) {
			continue
		}
		w.units(func(unit string) bool {
			if seen[unit] {
				return true
			}
			seen[unit] = true
			here, there := holds(across, unit), holds(chance, unit)
			v.units[unit] = v.units[unit].counted(here, there)
			if here && !there && len(unit) > 3 {
				agrees = 1
			}
			return true
		})
	}
	return agrees
}

// counted is the tally with one more sighting.
func (t *tally) counted(here, there bool) *tally {
	if t == nil {
		t = &tally{}
	}
	t.seen++
	if here {
		t.same++
	}
	if there {
		t.chance++
	}
	return t
}

// holds tells whether a squashed text has a unit, which may be cut short there.
func holds(text, unit string) bool {
	const cut = 5
	if len(unit) > cut && unit[0] < utf8.RuneSelf {
		unit = unit[:cut]
	}
	return strings.Contains(text, unit)
}
