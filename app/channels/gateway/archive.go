package gateway

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"time"
)

// member is a file of a zip.
type member struct {
	name string
	data []byte
}

// zipped packs as Alipay does: names in GBK without the flag of UTF-8.
func zipped(members []member, at time.Time, f Fault) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, m := range members {
		h := &zip.FileHeader{Name: gbk(m.name), NonUTF8: true, Method: zip.Deflate, Modified: at}
		if f == UTF8Names {
			h.Name, h.NonUTF8 = m.name, false
		}
		if f == PathInName && i == 0 {
			h.Name = "../../" + h.Name
		}
		packed := deflated(m.data)
		h.CRC32, h.UncompressedSize64 = crc32.ChecksumIEEE(m.data), uint64(len(m.data))
		if i == 0 && f == Bomb {
			packed, h.CRC32, h.UncompressedSize64 = bomb()
		}
		if i == 0 && f == BadCRC {
			h.CRC32 ^= 1
		}
		h.CompressedSize64 = uint64(len(packed))
		w, err := z.CreateRaw(h)
		if err == nil {
			_, err = w.Write(packed)
		}
		if err != nil {
			panic(err) // it is written into memory
		}
	}
	if err := z.Close(); err != nil {
		panic(err) // it is written into memory
	}
	return short(b.Bytes(), f)
}

// gzipped packs as WeChat Pay does.
func gzipped(data []byte, f Fault) []byte {
	packed, sum, size := deflated(data), crc32.ChecksumIEEE(data), uint64(len(data))
	switch f {
	case Bomb:
		packed, sum, size = bomb()
	case BadCRC:
		sum ^= 1
	}
	b := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255}
	b = append(b, packed...)
	b = binary.LittleEndian.AppendUint32(b, sum)
	return short(binary.LittleEndian.AppendUint32(b, uint32(size)), f)
}

func short(b []byte, f Fault) []byte {
	if f == ShortFile {
		return b[:len(b)*2/3]
	}
	return b
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // it is written into memory
	}
	return b.Bytes()
}

// bomb is two gigabytes of zeros, packed: a megabyte of them over and over, since a
// flushed piece of deflate needs nothing of what stands before it.
func bomb() (packed []byte, sum uint32, size uint64) {
	const piece, times = 1 << 20, 2048
	zeros := make([]byte, piece)
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = w.Write(zeros)
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		panic(err) // it is written into memory
	}
	packed = bytes.Repeat(b.Bytes(), times)
	packed = append(packed, deflated(nil)...)
	h := crc32.NewIEEE()
	for range times {
		_, _ = h.Write(zeros) // never fails
	}
	return packed, h.Sum32(), piece * times
}
