package columns

import (
	"bytes"
	"slices"
	"sort"
)

// texts is numbered texts in folded letters, each with a 0 after it. They lie in
// blocks, so that nothing moves while more come.
type texts struct {
	blocks []block
	start  []uint32 // where each text begins in its block
	open   []byte   // the block that is being filled
	first  int32    // its first text
}

// block is some texts that follow each other.
type block struct {
	first int32 // the number of its first text
	bytes []byte
}

// blockSize is from which size a block is closed.
const blockSize = 1 << 20

// begin starts a text, of which write adds the pieces: at most four, since SQLite
// holds none of more than a gigabyte and places in a block have 32 bits.
func (t *texts) begin() {
	if len(t.open) >= blockSize {
		t.close()
	}
	t.start = append(t.start, uint32(len(t.open)))
}

// write puts a piece into the text that was begun, and a 0 behind it.
func (t *texts) write(s string) { t.open = append(appendFolded(t.open, s), 0) }

// close ends a block.
func (t *texts) close() {
	if len(t.open) > 0 {
		t.blocks = append(t.blocks, block{t.first, slices.Clone(t.open)})
		t.open, t.first = t.open[:0], int32(len(t.start))
	}
}

// join puts the texts of another behind; neither is filled any more.
func (t *texts) join(o *texts) {
	t.seal()
	o.seal()
	for _, b := range o.blocks {
		t.blocks = append(t.blocks, block{b.first + int32(len(t.start)), b.bytes})
	}
	t.start = joinColumns(t.start, &o.start)
}

// seal ends the filling.
func (t *texts) seal() {
	t.close()
	t.open = nil
}

func (t *texts) len() int { return len(t.start) }

// blockOf is the place of the block that holds a text.
func (t *texts) blockOf(i int32) int {
	return sort.Search(len(t.blocks), func(b int) bool { return t.blocks[b].first > i }) - 1
}

// end is the number behind the last text of a block.
func (t *texts) end(b int) int32 {
	if b+1 < len(t.blocks) {
		return t.blocks[b+1].first
	}
	return int32(len(t.start))
}

// at is a text with all its pieces, once all are sealed.
func (t *texts) at(i int32) []byte {
	b := t.blockOf(i)
	from, in := t.start[i], t.blocks[b].bytes
	if i+1 < t.end(b) {
		return in[from:t.start[i+1]]
	}
	return in[from:]
}

// piece is one of the pieces of a text.
func (t *texts) piece(i int32, place int) []byte {
	s := t.at(i)
	for range place {
		s = s[bytes.IndexByte(s, 0)+1:]
	}
	return s[:bytes.IndexByte(s, 0)]
}

// search puts the texts from one number to before another that have a piece of text
// into a set.
func (t *texts) search(to *Set, needle []byte, from, end int32) {
	if from >= end {
		return
	}
	for b := t.blockOf(from); b < len(t.blocks) && t.blocks[b].first < end; b++ {
		t.searchBlock(to, needle, b, max(from, t.blocks[b].first), min(end, t.end(b)))
	}
}

// searchBlock looks at each text by itself: numbers share so many digits that looking
// through all of them at once stops everywhere.
func (t *texts) searchBlock(to *Set, needle []byte, b int, i, end int32) {
	in, last := t.blocks[b].bytes, t.end(b)-1
	for from := t.start[i]; i < end; i++ {
		next := uint32(len(in))
		if i < last {
			next = t.start[i+1]
		}
		if bytes.Contains(in[from:next], needle) {
			to.Add(i)
		}
		from = next
	}
}
