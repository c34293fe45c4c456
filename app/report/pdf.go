package report

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"zhangfang/assets"
)

// PDF writes the report of a period as A4 pages, in the language of text. The same
// figures, text and time of printing make the same bytes.
func PDF(w io.Writer, f Figures, text *assets.Text, printed time.Time) error {
	doc, err := Model(f, text, printed)
	if err != nil {
		return err
	}
	return writePDF(w, doc, text, printed)
}

// writePDF writes a document as A4 pages.
func writePDF(w io.Writer, doc *Document, text *assets.Text, printed time.Time) error {
	s, err := draw(doc, text, printed)
	if err != nil {
		return err
	}
	if err := s.pdf.Output(w); err != nil {
		return fmt.Errorf("%s %s: %w", doc.Title, doc.Month, err)
	}
	return nil
}

// draw draws a document on as many pages as it takes.
func draw(doc *Document, text *assets.Text, printed time.Time) (*sheet, error) {
	s, err := newSheet(doc, text, printed)
	if err != nil {
		return nil, fmt.Errorf("report fonts: %w", err)
	}
	s.masthead()
	for i := range doc.Sections {
		if !doc.Sections[i].OnlySheet {
			s.section(&doc.Sections[i])
		}
	}
	s.margins()
	if err := s.pdf.Error(); err != nil {
		return nil, fmt.Errorf("%s %s: %w", doc.Title, doc.Month, err)
	}
	return s, nil
}

// Measures of the page in millimetres, and sizes of text in points.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	side       = 16.0
	width      = pageWidth - 2*side
	top        = 22.0
	bottom     = pageHeight - 18

	bodySize  = 9.0
	smallSize = 7.5
	point     = 25.4 / 72 // millimetres
)

// sheet is the paper while it is drawn on: y is where the next thing goes.
type sheet struct {
	pdf   *fpdf.Fpdf
	doc   *Document
	text  *assets.Text
	fonts fonts
	y     float64
	pages []Page
	page  int // the one drawn on
}

func newSheet(doc *Document, text *assets.Text, printed time.Time) (*sheet, error) {
	pdf := fpdf.New("P", "mm", "A4", "")
	fonts, err := loadFonts()
	if err != nil {
		return nil, err
	}
	pdf.AddUTF8FontFromBytes(family, "", assets.FontRegular)
	pdf.AddUTF8FontFromBytes(family, "B", assets.FontBold)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(printed)
	pdf.SetModificationDate(printed)
	pdf.SetTitle(doc.Title+" "+doc.Month, true)
	pdf.SetAuthor(doc.Shop, true)
	pdf.SetCreator(text.T("app.name"), true)
	pdf.SetLang(text.Locale)
	s := &sheet{pdf: pdf, doc: doc, text: text, fonts: fonts}
	s.turn()
	return s, s.pdf.Error()
}

// turn begins a new page.
func (s *sheet) turn() {
	s.pdf.AddPage()
	s.pages = append(s.pages, Page{})
	s.page = len(s.pages) - 1
	s.y = top
}

// need turns the page unless so much room is left on it.
func (s *sheet) need(height float64) {
	if s.y+height > bottom && s.y > top {
		s.turn()
	}
}

// masthead is the head of the first page: whose report, of when, and what it covers.
func (s *sheet) masthead() {
	const factsWidth = 52.0
	s.y = 20
	room := width - factsWidth - 6
	size := s.fit(s.doc.Shop, style{size: 20, bold: true}, 13, room)
	for _, part := range s.wrap(s.doc.Shop, size, room) {
		s.y += size.size * point * 1.15
		s.put(side, s.y, part, size)
	}
	s.y += 8
	s.put(side, s.y, s.doc.Title+"　"+s.doc.Month, style{size: 12, colour: accent, bold: true})

	y := 20.0 + 5
	for _, f := range s.doc.Facts {
		s.put(pageWidth-side-factsWidth, y, f.Label, style{size: smallSize, colour: grey})
		s.putRight(pageWidth-side, y, f.Text, style{size: smallSize})
		y += 5
	}
	s.y = max(s.y, y-5) + 4 // below the lower of both columns
	s.rule(side, s.y, pageWidth-side, 0.6, accent)
	s.y += 6
}

// margins puts head and foot on every page, once their number is known.
func (s *sheet) margins() {
	pages := s.pdf.PageCount()
	small := style{size: smallSize, colour: grey}
	for p := 1; p <= pages; p++ {
		s.pdf.SetPage(p)
		s.page = p - 1
		if p > 1 {
			title := s.cut(s.doc.Title, small, width/3)
			s.putRight(pageWidth-side, 13, title, small)
			s.put(side, 13, s.cut(s.doc.Shop+" · "+s.doc.Month, small, width*2/3-4), small)
			s.rule(side, 15.5, pageWidth-side, 0.2, line)
		}
		s.rule(side, pageHeight-13.5, pageWidth-side, 0.2, line)
		y := pageHeight - 9.5
		s.put(side, y, s.text.T("app.name"), small)
		number := s.text.T("report.page", strconv.Itoa(p), strconv.Itoa(pages))
		s.put((pageWidth-s.measure(number, small))/2, y, number, small)
		s.putRight(pageWidth-side, y, s.doc.Seal, small)
	}
}
