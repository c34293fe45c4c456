package exceptions

import (
	"cmp"
	"slices"

	"zhangfang/app/book"
)

// order is how the list is sorted; the zero order is worst first.
type order struct {
	by   string // the id of a column
	desc bool
}

func (o order) sorted(lines []book.ExceptionLine) []book.ExceptionLine {
	out := slices.Clone(lines)
	compare := o.compare()
	if compare == nil {
		return out
	}
	slices.SortStableFunc(out, func(a, b book.ExceptionLine) int {
		if o.desc {
			a, b = b, a
		}
		return compare(&a, &b)
	})
	return out
}

func (o order) compare() func(a, b *book.ExceptionLine) int {
	switch o.by {
	case "type":
		return func(a, b *book.ExceptionLine) int {
			return cmp.Compare(slices.Index(book.ExceptionTypes, a.Type), slices.Index(book.ExceptionTypes, b.Type))
		}
	case "severity":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.Severity, b.Severity) }
	case "day":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.Day, b.Day) }
	case "difference":
		return func(a, b *book.ExceptionLine) int {
			return cmp.Compare(a.Difference().Minor.Abs(), b.Difference().Minor.Abs())
		}
	case "age":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.Age, b.Age) }
	case "deadline":
		return byDeadline
	case "state":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.State, b.State) }
	case "person":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.Person, b.Person) }
	case "number":
		return func(a, b *book.ExceptionLine) int { return cmp.Compare(a.OrderNo+a.TxnNo, b.OrderNo+b.TxnNo) }
	}
	return nil
}

// byDeadline puts what has no deadline after all that has one.
func byDeadline(a, b *book.ExceptionLine) int {
	if a.Deadline.IsZero() != b.Deadline.IsZero() {
		if a.Deadline.IsZero() {
			return 1
		}
		return -1
	}
	return a.Deadline.Compare(b.Deadline)
}
