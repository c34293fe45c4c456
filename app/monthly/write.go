package monthly

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/report"
	"zhangfang/app/transit"
	"zhangfang/assets"
)

// Write writes the report of a period to a file, a PDF or a workbook by its
// ending. What stood there before is only replaced by a whole report. Problem
// "report_ending" for another ending.
func (s *Service) Write(ctx context.Context, p book.Period, path string, text *assets.Text) error {
	write := report.PDF
	switch strings.ToLower(filepath.Ext(path)) {
	case ".pdf":
	case ".xlsx":
		write = report.Workbook
	default:
		return &book.Problem{Code: "report_ending", File: filepath.Base(path)}
	}
	figures, err := s.reportFigures(ctx, p)
	if err != nil {
		return err
	}
	err = report.ToFile(path, s.keep, func(w io.Writer) error { return write(w, figures, text, s.now().In(book.Shanghai)) })
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// Page and Mark are the report as it prints, for a window to draw.
type (
	Page = report.Page
	Mark = report.Mark
)

// What a Mark is, and the size of a Page in millimetres.
const (
	MarkText   = report.MarkText
	MarkLine   = report.MarkLine
	MarkFill   = report.MarkFill
	MarkFrame  = report.MarkFrame
	MarkDot    = report.MarkDot
	PageWidth  = report.A4Width
	PageHeight = report.A4Height
)

// Preview is a report as it prints, with what a window says beside it.
type Preview struct {
	Shop    string
	Figures book.MonthFigures
	Pages   []Page
}

// Preview draws the report of a period as Write prints it.
func (s *Service) Preview(ctx context.Context, p book.Period, text *assets.Text) (Preview, error) {
	figures, err := s.reportFigures(ctx, p)
	if err != nil {
		return Preview{}, err
	}
	pages, err := report.Pages(figures, text, s.now().In(book.Shanghai))
	if err != nil {
		return Preview{}, fmt.Errorf("draw report: %w", err)
	}
	return Preview{Shop: figures.Book, Figures: figures.MonthFigures, Pages: pages}, nil
}

// reportFigures is Figures with what the pictures of a report are drawn from.
func (s *Service) reportFigures(ctx context.Context, p book.Period) (report.Figures, error) {
	var f report.Figures
	f.Period = p
	g := gathering{period: p, f: &f.MonthFigures, steps: report.Steps(p, report.StepOf(p))}
	err := s.gather(ctx, &g)
	if err == nil {
		err = g.sum()
	}
	if err == nil {
		err = s.pictured(ctx, &g, &f)
	}
	if err != nil {
		return f, fmt.Errorf("report of %s to %s: %w", p.From, p.To, err)
	}
	return f, nil
}

// pictured adds what the pictures are drawn from: of what is under way, its age and
// when it is due; of the rows, how many are matched. On paper the days after the last
// file are missing too: nobody sees beside it how far the files go.
func (s *Service) pictured(ctx context.Context, g *gathering, f *report.Figures) (err error) {
	if f.RefundWarn, err = s.RefundWarn(ctx); err != nil {
		return err
	}
	statuses, err := s.book.Statuses(ctx)
	if err != nil {
		return err
	}
	yesterday := book.DayOf(s.now().In(book.Shanghai)) - 1
	past := g.period // today's files, and those of days to come, are not missing
	past.To = min(past.To, yesterday)
	f.Gaps = missing(statuses, past, yesterday)
	for _, b := range transit.Ageing(g.expected, f.AsOf) {
		a := report.Age{Currency: b.Currency, From: b.From, To: b.To}
		for _, x := range []struct {
			to   *book.Minor
			part book.Minor
		}{{&a.InTransit, b.NotDue.Amount}, {&a.InTransit, b.Due.Amount}, {&a.Late, b.Late.Amount}, {&a.Late, b.Missing.Amount}} {
			if *x.to, err = x.to.Add(x.part); err != nil {
				return err
			}
		}
		f.Ages = append(f.Ages, a)
	}
	if f.Due, err = due(g.expected); err != nil {
		return err
	}
	closings, err := s.book.Closings(ctx)
	if err != nil {
		return err
	}
	if c, ok := ClosedAs(g.period, closings); ok {
		f.Closed = &c
	}
	for i, n := range g.counts {
		f.Matching = append(f.Matching, report.Matching{Period: g.steps[i], Rows: n[0], Matched: n[1]})
	}
	return nil
}

// due sums what is in transit by the day it should arrive.
func due(expected []transit.Expectation) ([]report.Due, error) {
	sums := map[report.Due]book.Minor{}
	for i := range expected {
		if x := &expected[i]; x.State == transit.InTransit {
			k := report.Due{Day: x.Due, Currency: x.Currency}
			sum, err := sums[k].Add(x.Rest())
			if err != nil {
				return nil, err
			}
			sums[k] = sum
		}
	}
	var out []report.Due
	for k, sum := range sums {
		k.Amount = sum
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b report.Due) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Currency, b.Currency))
	})
	return out, nil
}
