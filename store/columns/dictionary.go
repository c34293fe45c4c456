package columns

import (
	"bytes"
	"hash/maphash"
)

// dictionary is texts that many rows share, each once: what was bought, and by whom.
type dictionary struct {
	texts
	seed    maphash.Seed
	numbers map[uint64]uint32 // by hash; nil once no more come
	folded  []byte
}

// add is the number of a text. Two texts of one hash, if ever, have a number for
// each time the second comes.
func (d *dictionary) add(s string) uint32 {
	d.folded = appendFolded(d.folded[:0], s)
	return d.addFolded(d.folded)
}

func (d *dictionary) addFolded(s []byte) uint32 {
	if d.numbers == nil {
		d.numbers, d.seed = map[uint64]uint32{}, maphash.MakeSeed()
	}
	hash := maphash.Bytes(d.seed, s)
	have, ok := d.numbers[hash]
	if ok && bytes.Equal(d.filled(have), s) {
		return have
	}
	number := uint32(d.len())
	d.begin()
	d.open = append(append(d.open, s...), 0)
	if !ok {
		d.numbers[hash] = number
	}
	return number
}

// filled is a text while more come.
func (d *dictionary) filled(number uint32) []byte {
	s := d.open
	if int32(number) < d.first {
		s = d.blocks[d.blockOf(int32(number))].bytes
	}
	s = s[d.start[number]:]
	return s[:bytes.IndexByte(s, 0)]
}

// absorb takes in the texts of another and tells their numbers here.
func (d *dictionary) absorb(o *dictionary) []uint32 {
	numbers := make([]uint32, o.len())
	for i := range numbers {
		numbers[i] = d.addFolded(o.filled(uint32(i)))
	}
	*o = dictionary{}
	return numbers
}

// seal ends the filling.
func (d *dictionary) seal() {
	d.texts.seal()
	d.numbers, d.folded = nil, nil
}
