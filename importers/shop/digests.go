package shop

// digests is a set of digests, in eleven to twenty-two bytes each.
type digests struct {
	table []uint64
	n     int
}

// add puts a digest in and tells whether it is new.
func (d *digests) add(k uint64) bool {
	if d.n*4 >= len(d.table)*3 {
		old := d.table
		d.table = make([]uint64, max(1024, 2*len(old)))
		for _, k := range old {
			if k != 0 {
				d.put(k)
			}
		}
	}
	k = max(k, 1) // nothing stands in an empty place
	if !d.put(k) {
		return false
	}
	d.n++
	return true
}

func (d *digests) put(k uint64) bool {
	mask := uint64(len(d.table) - 1)
	for slot := k & mask; ; slot = (slot + 1) & mask {
		switch d.table[slot] {
		case 0:
			d.table[slot] = k
			return true
		case k:
			return false
		}
	}
}
