package billtest

import (
	"encoding/binary"
	"unicode/utf16"
)

// Sizes of a compound file of version 3, in bytes, and its marks for sectors.
const (
	sector      = 512
	leastStream = 4096 // a shorter stream would stand among the small ones
	endOfChain  = 0xFFFFFFFE
	fatSector   = 0xFFFFFFFD
	free        = 0xFFFFFFFF
)

// Compound is a compound file, as those of old office programs, of one stream.
func Compound(name string, stream []byte) []byte {
	stream = pad(stream, max(leastStream, len(stream)))
	sectors := len(stream) / sector
	fats := 1
	for (sectors+1+fats)*4 > fats*sector {
		fats++
	}
	fat := make([]byte, 0, fats*sector)
	chain := func(n int) {
		at := len(fat) / 4
		for i := 1; i < n; i++ {
			fat = binary.LittleEndian.AppendUint32(fat, uint32(at+i))
		}
		fat = binary.LittleEndian.AppendUint32(fat, endOfChain)
	}
	chain(1) // the directory
	chain(sectors)
	for range fats {
		fat = binary.LittleEndian.AppendUint32(fat, fatSector)
	}
	for len(fat)%sector != 0 {
		fat = binary.LittleEndian.AppendUint32(fat, free)
	}
	out := header(1+sectors, fats)
	out = append(out, pad(append(directory("Root Entry", 5, endOfChain, 0), directory(name, 2, 1, len(stream))...), sector)...)
	return append(append(out, stream...), fat...)
}

// header is the first sector; the table of sectors begins at one.
func header(fatAt, fats int) []byte {
	h := make([]byte, sector)
	copy(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3e, 26: 3, 28: 0xfffe, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(h[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(fats), 48: 0, 56: leastStream, 60: endOfChain, 68: endOfChain} {
		binary.LittleEndian.PutUint32(h[at:], v)
	}
	for i := range (sector - 76) / 4 {
		v := uint32(free)
		if i < fats {
			v = uint32(fatAt + i)
		}
		binary.LittleEndian.PutUint32(h[76+4*i:], v)
	}
	return h
}

// directory is an entry of the directory. The root's only child is the stream.
func directory(name string, kind byte, start uint32, size int) []byte {
	d := make([]byte, 128)
	u := utf16.Encode([]rune(name))
	for i, c := range u {
		binary.LittleEndian.PutUint16(d[2*i:], c)
	}
	binary.LittleEndian.PutUint16(d[64:], uint16(2*len(u)+2))
	d[66], d[67] = kind, 1
	for _, at := range []int{68, 72, 76} {
		binary.LittleEndian.PutUint32(d[at:], free)
	}
	if kind == 5 {
		binary.LittleEndian.PutUint32(d[76:], 1)
	}
	binary.LittleEndian.PutUint32(d[116:], start)
	binary.LittleEndian.PutUint64(d[120:], uint64(size))
	return d
}

// pad fills up with zeros to whole sectors, at least n bytes.
func pad(b []byte, n int) []byte {
	n = (n + sector - 1) / sector * sector
	return append(b, make([]byte, n-len(b))...)
}
