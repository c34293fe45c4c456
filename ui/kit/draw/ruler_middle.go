package draw

// CutMiddle is a text without so much of its middle that the rest fits into a
// width; a few letters of its front stay.
func (r *Ruler) CutMiddle(s string, width float32) string {
	const front = 4
	all := []rune(s)
	if len(all) <= front+1 {
		cut, _ := r.Cut(s, width)
		return cut
	}
	head := string(all[:front]) + "…"
	for from := front + 1; from < len(all); from++ {
		if shown := head + string(all[from:]); r.Width(shown) <= width {
			return shown
		}
	}
	cut, _ := r.Cut(s, width)
	return cut
}
