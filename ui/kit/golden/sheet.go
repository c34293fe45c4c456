package golden

import (
	"image"
	"image/color"
)

const (
	block = 8 // pixels along a side
	// step is what means are kept to, so that a sheet stays small.
	step = 8
	// slack is how far a mean may be from what is kept of it: half a step by that, and
	// what rounding adds.
	slack = 6
	// allowed is how many blocks may lie outside of it.
	allowed = 2
)

// means is the mean colours of a picture's blocks.
type means struct {
	width, height int // in blocks
	of            [][3]uint8
}

// meansOf reads a picture; what is left of a block at the right and lower edge counts
// as a block.
func meansOf(p image.Image) means {
	b := p.Bounds()
	m := means{width: (b.Dx() + block - 1) / block, height: (b.Dy() + block - 1) / block}
	for y := b.Min.Y; y < b.Max.Y; y += block {
		for x := b.Min.X; x < b.Max.X; x += block {
			m.of = append(m.of, mean(p, image.Rect(x, y, x+block, y+block).Intersect(b)))
		}
	}
	return m
}

func mean(p image.Image, r image.Rectangle) [3]uint8 {
	var sum [3]uint32
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			red, green, blue, _ := p.At(x, y).RGBA()
			sum[0], sum[1], sum[2] = sum[0]+red>>8, sum[1]+green>>8, sum[2]+blue>>8
		}
	}
	n := uint32(r.Dx() * r.Dy())
	return [3]uint8{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n)}
}

// difference is where two pictures differ, in pixels.
type difference struct {
	blocks int
	within image.Rectangle
}

func (m means) differ(want means) (d difference) {
	if m.width != want.width || m.height != want.height {
		return difference{len(m.of), image.Rect(0, 0, m.width*block, m.height*block)}
	}
	for i := range m.of {
		if !near(m.of[i], want.of[i]) {
			x, y := i%m.width*block, i/m.width*block
			d.blocks++
			d.within = d.within.Union(image.Rect(x, y, x+block, y+block))
		}
	}
	return d
}

func near(a, b [3]uint8) bool {
	for i := range a {
		if d := int(a[i]) - int(b[i]); d > slack || -d > slack {
			return false
		}
	}
	return true
}

// sheet is the means of the four variants, which are of one size.
type sheet struct{ parts [4]means }

func sheetOf(pictures [4]image.Image) *sheet {
	s := &sheet{}
	for i, p := range pictures {
		s.parts[i] = meansOf(p)
	}
	return s
}

// image is what is kept of a sheet: a pixel a block, two variants by two.
func (s *sheet) image() image.Image {
	w, h := s.parts[0].width, s.parts[0].height
	p := image.NewNRGBA(image.Rect(0, 0, 2*w, 2*h))
	for i, m := range s.parts {
		for k, c := range m.of {
			p.SetNRGBA(i%2*w+k%w, i/2*h+k/w, color.NRGBA{rounded(c[0]), rounded(c[1]), rounded(c[2]), 255})
		}
	}
	return p
}

// rounded is the middle of the step that a value is in.
func rounded(v uint8) uint8 { return v/step*step + step/2 }

// cut takes a sheet apart.
func cut(p image.Image) *sheet {
	s := &sheet{}
	b := p.Bounds()
	w, h := b.Dx()/2, b.Dy()/2
	for i := range s.parts {
		m := means{width: w, height: h}
		for k := range w * h {
			red, green, blue, _ := p.At(b.Min.X+i%2*w+k%w, b.Min.Y+i/2*h+k/w).RGBA()
			m.of = append(m.of, [3]uint8{uint8(red >> 8), uint8(green >> 8), uint8(blue >> 8)})
		}
		s.parts[i] = m
	}
	return s
}
