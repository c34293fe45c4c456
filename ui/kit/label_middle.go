package kit

// CutMiddle lets the label shrink by leaving out its middle, and returns it: what
// tells the names of files apart stands at their end.
func (l *Label) CutMiddle() *Label {
	l.inner = true
	return l.Cut()
}

// cutMiddle is a text without so much of its middle that the rest fits into a
// width; a few letters of its front stay.
func (r *ruler) cutMiddle(s string, width float32) string {
	const front = 4
	all := []rune(s)
	if len(all) <= front+1 {
		cut, _ := r.cut(s, width)
		return cut
	}
	head := string(all[:front]) + "…"
	for from := front + 1; from < len(all); from++ {
		if shown := head + string(all[from:]); r.width(shown) <= width {
			return shown
		}
	}
	cut, _ := r.cut(s, width)
	return cut
}
