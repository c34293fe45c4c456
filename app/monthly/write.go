package monthly

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/report"
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
	figures, err := s.Figures(ctx, p, nil)
	if err != nil {
		return err
	}
	err = report.ToFile(path, s.keep, func(w io.Writer) error { return write(w, figures, text, s.now().In(book.Shanghai)) })
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
