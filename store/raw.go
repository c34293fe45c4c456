package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Raw records are kept as blocks: the records of a batch in file order, each as
// uvarint line (from the record before, the block's first from 0), uvarint
// number of cells, and per cell uvarint length and bytes; the whole compressed.
const rawBlockBytes = 256 << 10

// rawBlock is a compressed block and the lines it holds.
type rawBlock struct {
	first, last int32
	data        []byte
}

// rawWriter packs records into blocks and compresses them on a goroutine of its
// own, at most two blocks behind.
type rawWriter struct {
	block rawBlock // data not compressed yet
	queue chan rawBlock
	free  chan []byte
	done  sync.WaitGroup
	sum   hash.Hash
	once  sync.Once
}

// newRawWriter gives each finished block to out, in order.
func newRawWriter(out func(*rawBlock)) *rawWriter {
	w := &rawWriter{queue: make(chan rawBlock, 1), free: make(chan []byte, 3), sum: sha256.New()}
	w.done.Go(func() {
		// Only wrong options make an error.
		enc, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest),
			zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(rawBlockBytes), zstd.WithEncoderCRC(false))
		defer enc.Close()
		for b := range w.queue {
			plain := b.data
			b.data = enc.EncodeAll(plain, nil)
			select {
			case w.free <- plain[:0]:
			default:
			}
			digestBlock(w.sum, &b)
			out(&b)
		}
	})
	return w
}

// add packs one record.
func (w *rawWriter) add(line int32, cells []string) {
	b := &w.block
	if len(b.data) == 0 {
		b.first, b.last = line, 0
	}
	b.data = binary.AppendUvarint(b.data, uint64(line-b.last))
	b.data = binary.AppendUvarint(b.data, uint64(len(cells)))
	for _, c := range cells {
		b.data = binary.AppendUvarint(b.data, uint64(len(c)))
		b.data = append(b.data, c...)
	}
	b.last = line
	if len(b.data) >= rawBlockBytes {
		w.flush()
	}
}

func (w *rawWriter) flush() {
	w.queue <- w.block
	w.block = rawBlock{}
	select {
	case w.block.data = <-w.free:
	default:
	}
}

// close compresses what is left and waits.
func (w *rawWriter) close() {
	w.once.Do(func() {
		if len(w.block.data) > 0 {
			w.queue <- w.block
		}
		close(w.queue)
		w.done.Wait()
	})
}

// digest is SHA-256 over the blocks in order, in hex; valid after close.
func (w *rawWriter) digest() string { return hex.EncodeToString(w.sum.Sum(nil)) }

// digestBlock takes a block into a digest: its lines, its length, its bytes.
func digestBlock(h hash.Hash, b *rawBlock) {
	var head [16]byte
	binary.BigEndian.PutUint32(head[:], uint32(b.first))
	binary.BigEndian.PutUint32(head[4:], uint32(b.last))
	binary.BigEndian.PutUint64(head[8:], uint64(len(b.data)))
	h.Write(head[:])
	h.Write(b.data)
}

var errRawBlock = errors.New("the raw block is damaged")

// rawCells finds the record of a line in a compressed block; nil when the block
// does not hold it.
func rawCells(data []byte, line int32) ([]string, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	plain, err := dec.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errRawBlock, err)
	}
	r := rawReader{rest: plain}
	var at int32
	for len(r.rest) > 0 && r.err == nil {
		at += int32(r.uvarint())
		n := r.uvarint()
		cells := make([]string, 0, min(n, 1024))
		for range n {
			cells = append(cells, string(r.bytes(r.uvarint())))
			if r.err != nil {
				return nil, r.err
			}
		}
		if at == line {
			return cells, nil
		}
	}
	return nil, r.err
}

// rawReader reads the parts of a block.
type rawReader struct {
	rest []byte
	err  error
}

func (r *rawReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.err, r.rest = errRawBlock, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *rawReader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.err, r.rest = errRawBlock, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}
