package report

// section draws a part of the report, its fields in their order.
func (s *sheet) section(part *Section) {
	s.heading(part)
	for _, l := range part.Lines {
		s.paragraph(l, style{size: bodySize}, 1.5)
	}
	s.cards(part.Cards)
	s.charts(part.Charts)
	for _, n := range part.Notes {
		s.paragraph(n, style{size: smallSize, colour: grey}, 0.6)
	}
	if len(part.Notes) > 0 {
		s.y += 1.5
	}
	for _, t := range part.Tables {
		s.table(t)
	}
	s.facts(part.Facts)
	s.signs(part.Signs)
	s.y += 5
}

// heading opens a section. It stays with what it heads: signatures with all of
// them, a table with its first rows.
func (s *sheet) heading(part *Section) {
	room := 24.0
	switch {
	case len(part.Signs) > 0:
		room = 10 + signHeight*float64(len(part.Signs))
	case len(part.Tables) > 0:
		g := s.layout(part.Tables[0])
		room = 10 + 6*float64(len(part.Notes)) + g.opening(s.headerLines(g))
	case len(part.Facts) > 0:
		room = 36
	}
	s.need(room)
	s.fill(side, s.y+0.4, 1.2, 4.6, accent)
	s.put(side+3.2, s.y+4.4, part.Title, style{size: 12, bold: true})
	s.y += 8.5
}

// paragraph sets a text over the whole width and leaves a gap after it.
func (s *sheet) paragraph(text string, st style, gap float64) {
	height := st.size * point * 1.5
	for _, l := range s.wrap(text, st, width) {
		s.need(height)
		s.put(side, s.y+height*0.72, l, st)
		s.y += height
	}
	s.y += gap
}

// cards draws key figures, three a row.
func (s *sheet) cards(cards []Card) {
	const columns, gap, height = 3, 4.0, 19.0
	if len(cards) == 0 {
		return
	}
	s.y += 1.5
	each := (width - gap*(columns-1)) / columns
	for i, c := range cards {
		if i%columns == 0 {
			s.need(height + gap)
		}
		x := side + float64(i%columns)*(each+gap)
		s.frame(x, s.y, each, height, 0.3, line)
		room := each - 8
		s.put(x+4, s.y+5.2, c.Label, style{size: 8, colour: grey})
		figure := c.Value.String()
		s.put(x+4, s.y+11.6, figure, s.fit(figure, style{size: 14, bold: true}, 6, room))
		s.put(x+4, s.y+16.4, c.Note, s.fit(c.Note, style{size: smallSize, colour: grey}, 4.5, room))
		if i%columns == columns-1 || i == len(cards)-1 {
			s.y += height + gap
		}
	}
	s.y++
}

// facts sets labels with their texts beside them.
func (s *sheet) facts(facts []Fact) {
	const labelWidth = 36.0
	for _, f := range facts {
		st := s.fit(f.Text, style{size: bodySize}, 7, width-labelWidth)
		height := bodySize * point * 1.6
		for i, l := range s.wrap(f.Text, st, width-labelWidth) {
			s.need(height)
			if i == 0 {
				s.put(side, s.y+height*0.7, f.Label, style{size: bodySize, colour: grey})
			}
			s.put(side+labelWidth, s.y+height*0.7, l, st)
			s.y += height
		}
	}
}

const signHeight = 13.0

// signs draws the lines to sign on, each with a date.
func (s *sheet) signs(signs []string) {
	const name, date = 28.0, 116.0
	label := style{size: bodySize}
	day := s.text.T("report.sign.date")
	for _, who := range signs {
		y := s.y + signHeight - 2.5
		s.put(side, y, who, label)
		s.rule(side+name, y+1, side+date-8, 0.3, grey)
		s.put(side+date, y, day, label)
		s.rule(side+date+12, y+1, pageWidth-side, 0.3, grey)
		s.y += signHeight
	}
}
