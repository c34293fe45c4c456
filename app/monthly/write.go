package monthly

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhangfang/app/book"
	"zhangfang/app/report"
	"zhangfang/assets"
)

// Write writes the report of a period to a file, a PDF or a workbook by its
// ending. What stood there before is only replaced by a whole report. Problem
// "report_ending" for another ending.
func (s *Service) Write(ctx context.Context, p book.Period, path string, text *assets.Text) (err error) {
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
	out, err := os.CreateTemp(filepath.Dir(path), ".zhangfang-*")
	if err != nil {
		return &book.Problem{Code: "cannot_write", File: path, Err: err}
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(out.Name()))
		}
	}()
	if err := errors.Join(write(out, figures, text, s.now().In(book.Shanghai)), out.Chmod(0o644), out.Close()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	if err := os.Rename(out.Name(), path); err != nil {
		return &book.Problem{Code: "cannot_write", File: path, Err: err}
	}
	return nil
}
