package transit

import (
	"math"
	"testing"

	"zhangfang/app/book"
)

func TestSeverity(t *testing.T) {
	tests := []struct {
		expected, actual book.Minor
		age              int
		state            book.ExceptionState
		want             book.Severity
	}{
		{500_00, 0, 0, book.ExceptionOpen, book.High},
		{0, 499_99, 7, book.ExceptionOpen, book.Medium},
		{0, 499_99, 8, book.ExceptionOpen, book.High},
		{100_00, 0, 0, book.ExceptionOpen, book.Medium},
		{99_99, 0, 0, book.ExceptionOpen, book.Low},
		{99_99, 0, 8, book.ExceptionWaiting, book.Medium},
		{99_99, 0, 8, book.ExceptionResolved, book.Low},
		{900_00, 0, 80, book.ExceptionOpen, book.High},
		{math.MaxInt64, math.MinInt64, 0, book.ExceptionOpen, book.High},
	}
	for _, tt := range tests {
		x := book.Exception{Expected: tt.expected, Actual: tt.actual, Age: tt.age, State: tt.state}
		if got := Severity(x, DefaultReviewLimit); got != tt.want {
			t.Errorf("%d for %d, %d days, %v: %v, want %v", tt.actual, tt.expected, tt.age, tt.state, got, tt.want)
		}
	}
}
