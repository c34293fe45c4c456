package picked

import (
	"strings"
	"unicode"

	"zhangfang/app/book"
)

// script is what a word is written in.
type script uint8

const (
	latin script = iota // letters of any alphabet
	han                 // Chinese characters, which no space separates
	digit
)

// word is a run of one script within a text, in capitals and half width.
type word struct {
	text   string
	script script
	joined bool // only a space parts it from the word before
}

// wordsOf cuts a text into words; all else only separates.
func wordsOf(s string) (out []word) {
	s = strings.Map(foldRune, s)
	var in script
	from, last := -1, -1 // where the run under way begins, and where the one before ended
	joined := false
	end := func(at int) {
		if from >= 0 {
			out = append(out, word{s[from:at], in, joined})
			from, last = -1, at
		}
	}
	for at, r := range s {
		kind, ok := scriptOf(r)
		if !ok || kind != in {
			end(at)
		}
		if ok && from < 0 {
			from, in, joined = at, kind, last >= 0 && s[last:at] == " "
		}
	}
	end(len(s))
	return out
}

// foldRune makes full-width forms half width, and small letters capitals.
func foldRune(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	return unicode.ToUpper(r)
}

func scriptOf(r rune) (script, bool) {
	switch {
	case r >= '0' && r <= '9':
		return digit, true
	case unicode.Is(unicode.Han, r):
		return han, true
	case unicode.IsLetter(r):
		return latin, true
	}
	return 0, false
}

// units are the pieces of a word whose evidence is learned: a Latin word as a
// whole, and of Chinese characters, which need no dictionary so, every two that
// stand side by side.
func (w word) units(yield func(string) bool) {
	if w.script == latin {
		yield(w.text)
		return
	}
	if w.script != han {
		return
	}
	for i, j := 0, 3; j+3 <= len(w.text); i, j = i+3, j+3 { // the common characters are three bytes long
		if !yield(w.text[i : j+3]) {
			return
		}
	}
}

// squash joins all letters and characters of a text.
func squash(words []word) string {
	var b []byte
	for _, w := range words {
		if w.script != digit {
			b = append(b, w.text...)
		}
	}
	return string(b)
}

// readTexts cuts the texts of both sides into words and finds their numbers.
func (w *work) readTexts() {
	for side := range w.items {
		for _, i := range w.part[side] {
			it := &w.items[side][i]
			t := it.text()
			it.words, it.instead = withoutReplaced(wordsOf(t.Counterparty + " " + t.Memo))
			it.refs = refsOf(it)
			if w.rules.byParty() {
				it.party = partyOf(t)
			}
		}
	}
}

// leastRef is the length from which a number may be a reference.
const leastRef = 3

// refsOf lists what may be a reference: the number in the key, the key itself, and
// the numbers within the text. The row's own number on its side is none, unless it
// is long enough not to be a mere count.
func refsOf(it *item) []string {
	var out []string
	add := func(s string) {
		if len(s) >= leastRef && !looksLikeYear(s) {
			out = append(out, s)
		}
	}
	key := wordsOf(it.row.Key)
	for _, w := range key {
		if w.script == digit {
			add(w.text)
		}
	}
	if len(key) > 1 {
		add(it.row.Key)
	}
	if t := it.text(); len(t.TxnNo) >= 10 {
		add(book.NormalKey(t.TxnNo))
	}
	for _, w := range it.words {
		if w.script == digit {
			add(w.text)
		}
	}
	return out
}

func looksLikeYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
}
