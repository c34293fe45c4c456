package remark

import (
	"strings"
	"unicode/utf8"
)

// text is a folded text that can be asked quickly for many words: most of them
// are ruled out by their first character.
type text struct {
	s   string
	has [4]uint64 // a bit for each character of s, by its last eight bits
}

func newText(s string) text {
	t := text{s: fold(s)}
	for _, r := range t.s {
		t.has[r>>6&3] |= 1 << (r & 63)
	}
	return t
}

// longWord is from how many letters on a Latin word may begin a longer one.
const longWord = 6

// find is where a word stands in the text; -1 where it does not.
//
// A Latin word counts only where no letter stands before it, and none behind it
// unless it is long: "pos" is no part of "posted", but "alipay" is of "alipaycn".
func (t *text) find(word string) int { return t.findFrom(word, 0) }

// findFrom is find from a place in the text on.
func (t *text) findFrom(word string, from int) int {
	first, _ := utf8.DecodeRuneInString(word)
	if t.has[first>>6&3]&(1<<(first&63)) == 0 {
		return -1
	}
	for {
		i := strings.Index(t.s[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		if !isLetter(word[0]) || t.standsAlone(i, len(word)) {
			return i
		}
		from = i + len(word)
	}
}

func (t *text) standsAlone(i, size int) bool {
	end := i + size
	if i > 0 && isLetter(t.s[i-1]) {
		return false
	}
	return size >= longWord || end == len(t.s) || !isLetter(t.s[end])
}

// names tells whether the text has one of the words.
func (t *text) names(words ...string) bool {
	for _, w := range words {
		if t.find(w) >= 0 {
			return true
		}
	}
	return false
}

// meaning is words that mean the same.
type meaning[T ~string] struct {
	means T
	words []string
}

// meant is what the first of the words that the text has means; "" none.
func meant[T ~string](t *text, of []meaning[T]) T {
	for i := range of {
		for _, w := range of[i].words {
			if t.means(w) {
				return of[i].means
			}
		}
	}
	return ""
}

// spoiler is characters that change what a word means: one of before right before
// it, or one of after right behind it.
type spoiler struct{ word, before, after string }

// spoilers is never written.
var spoilers = [...]spoiler{
	{word: "蚂蚁", after: "搬"},
	{word: "京东", before: "北南"},
	{word: "interest", after: "i"},
	{word: "代发", before: "件"},
	{word: "本人", before: "日"},
	{word: "税", before: "含价免除保完", after: "号率点控票前后"},
	{word: "充值", before: "费"},
}

// means tells whether the text has the word, and not only where another
// character beside it spoils its meaning.
func (t *text) means(word string) bool {
	i := t.find(word)
	if i < 0 {
		return false
	}
	for s := range spoilers {
		if spoilers[s].word == word {
			return spoilers[s].spares(t, i)
		}
	}
	return true
}

// spares tells whether the word, which first stands at i, stands anywhere unspoilt.
func (s *spoiler) spares(t *text, i int) bool {
	for ; i >= 0; i = t.findFrom(s.word, i+len(s.word)) {
		left, _ := utf8.DecodeLastRuneInString(t.s[:i])
		right, _ := utf8.DecodeRuneInString(t.s[i+len(s.word):])
		if !strings.ContainsRune(s.before, left) && !strings.ContainsRune(s.after, right) {
			return true
		}
	}
	return false
}
