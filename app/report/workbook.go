package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"zhangfang/assets"
)

// Workbook writes the report of a month as an Excel workbook, in the language of
// text: figures are numbers, totals and shares are formulas that move with them,
// charts are Excel's own.
func Workbook(w io.Writer, f Figures, text *assets.Text, printed time.Time) (err error) {
	doc, err := Model(f, text, printed)
	if err != nil {
		return err
	}
	file := excelize.NewFile()
	defer func() {
		if closeErr := file.Close(); err == nil {
			err = closeErr
		}
	}()
	b := &workbook{file: file, styles: newStyles(file), doc: doc, text: text}
	if err := b.fill(printed); err != nil {
		return fmt.Errorf("workbook of %s: %w", doc.Month, err)
	}
	return file.Write(w)
}

// workbook is a document on its way into sheets.
type workbook struct {
	file   *excelize.File
	styles *styles
	doc    *Document
	text   *assets.Text
}

// fill writes the sheets in the order in which the document first names them.
func (b *workbook) fill(printed time.Time) error {
	stamp := printed.UTC().Format(time.RFC3339)
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: b.doc.Title + " " + b.doc.Month, Creator: b.doc.Shop, Created: stamp, Modified: stamp,
	})
	if err != nil {
		return err
	}
	recalculate := true
	if err := b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}); err != nil {
		return err
	}
	sheets, sections := b.bySheet()
	for i, name := range sheets {
		if i == 0 {
			err = b.file.SetSheetName(b.file.GetSheetName(0), name)
		} else {
			_, err = b.file.NewSheet(name)
		}
		if err != nil {
			return err
		}
		if err := b.write(name, sections[name]); err != nil {
			return err
		}
	}
	return nil
}

func (b *workbook) bySheet() (names []string, sections map[string][]*Section) {
	sections = map[string][]*Section{}
	for i := range b.doc.Sections {
		s := &b.doc.Sections[i]
		if sections[s.Sheet] == nil {
			names = append(names, s.Sheet)
		}
		sections[s.Sheet] = append(sections[s.Sheet], s)
	}
	return names, sections
}

// write fills one sheet from above, and puts the charts of its tables beside them.
func (b *workbook) write(name string, sections []*Section) error {
	stream, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	p := &page{workbook: b, out: stream, name: name}
	if err := p.prepare(sections); err != nil {
		return err
	}
	p.say(look{title: true}, b.doc.Shop+"　"+b.doc.Title+"　"+b.doc.Month)
	for i, s := range sections {
		if i == 0 {
			p.say(look{small: true}, factLine(b.doc.Facts))
		}
		p.section(s)
	}
	if p.err == nil {
		p.err = b.setUp(name, p.keep)
	}
	if p.err != nil {
		return p.err
	}
	return stream.Flush()
}

// setUp makes the sheet print on A4, as wide as the paper, with its pages numbered
// and the rows up to keep on each of them where the last of these heads a table.
func (b *workbook) setUp(name string, keep int) error {
	fit, a4, tall, orientation := true, 9, 0, "portrait"
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToHeight: &tall}); err != nil {
		return err
	}
	shop := strings.ReplaceAll(b.doc.Shop, "&", "&&") // & begins a code there
	err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L" + shop + "&C&P / &N&R" + b.doc.Month})
	if err != nil || keep == 1 {
		return err
	}
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", name, keep, keep),
	})
}

func factLine(facts []Fact) (s string) {
	for i, f := range facts {
		if i > 0 {
			s += "　·　"
		}
		s += f.Label + " " + f.Text
	}
	return s
}
