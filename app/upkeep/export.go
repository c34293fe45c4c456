package upkeep

import (
	"context"
	"fmt"
	"io"
	"iter"

	"zhangfang/app/book"
	"zhangfang/app/report"
)

// What can be exported.
const (
	Entries    = "entries"
	Matches    = "matches"
	Exceptions = "exceptions"
	Transit    = "transit" // what channels owe, and where it is
	Fees       = "fees"    // what each payment cost, and what it should have
	Claims     = "claims"  // what channels took too much
)

// Exports lists what can be exported.
func Exports() []string { return []string{Entries, Matches, Exceptions, Transit, Fees, Claims} }

// headers are the columns of an export, as scripts rely on them (DESIGN 6).
var headers = map[string][]string{
	Entries: {"entry_id", "batch", "channel", "role", "kind", "source_file", "source_line", "order_no", "txn_no", "refund_no", "time",
		"business_day", "gross", "amount", "fee", "net", "currency", "counterparty", "memo", "status", "balance"},
	Matches: {"match_id", "leg", "entry_id", "kind", "rule", "score", "state", "side", "channel", "source_file", "source_line", "order_no",
		"txn_no", "refund_no", "time", "amount", "fee", "currency"},
	Exceptions: {"id", "type", "severity", "state", "leg", "channel", "entry_id", "kind", "source_file", "source_line", "order_no", "txn_no",
		"refund_no", "business_day", "expected", "actual", "difference", "currency", "age_days", "note"},
	Transit: {"channel", "terminal", "business_day", "entry_id", "rows", "currency", "net", "arrived", "rest", "state", "due", "late_after",
		"missing_after", "arrived_on", "age_days", "estimated"},
	Fees: {"entry_id", "channel", "method", "kind", "source_file", "source_line", "order_no", "txn_no", "refund_no", "business_day", "gross", "amount",
		"fee", "expected", "difference", "currency", "rate", "card"},
	Claims: {"channel", "month", "order_no", "txn_no", "refund_no", "business_day", "charged", "expected", "difference", "currency",
		"source_file", "source_line"},
}

// Export streams what (one of Exports) as "csv" or "xlsx".
// Problem "usage" for anything else.
func (s *Service) Export(ctx context.Context, what, format string, w io.Writer) error {
	header, ok := headers[what]
	if !ok {
		return &book.Problem{Code: "usage", Args: []string{what}}
	}
	rows := map[string]func(context.Context) iter.Seq2[[]report.Value, error]{
		Entries: s.entries, Matches: s.matches, Exceptions: s.exceptionRows, Transit: s.transitRows, Fees: s.feeRows, Claims: s.claimRows,
	}[what](ctx)
	switch format {
	case "csv":
		return report.CSV(w, header, rows)
	case "xlsx":
		return report.XLSX(w, what, header, rows)
	}
	return &book.Problem{Code: "usage", Args: []string{format}}
}

// ExportFile is Export to a file, which is replaced as a whole. Problems:
// "cannot_write", "is_the_book".
func (s *Service) ExportFile(ctx context.Context, what, format, path string) error {
	return report.ToFile(path, s.keep, func(w io.Writer) error { return s.Export(ctx, what, format, w) })
}

func (s *Service) entries(ctx context.Context) iter.Seq2[[]report.Value, error] {
	return each(s.book.ExportEntries(ctx), func(row []report.Value, e *book.EntryLine) []report.Value {
		net := e.Net()
		row = append(row, number(int64(e.ID)), number(int64(e.Batch)), report.Text(e.ChannelName), report.Text(e.Role.String()),
			report.Text(e.Kind.String()))
		row = append(origin(row, e), when(e), report.Text(e.Day.String()))
		row = append(row, report.Amount(e.Gross, e.Currency), report.Amount(e.Amount, e.Currency), report.Amount(e.Fee, e.Currency),
			report.Amount(net.Minor, net.Currency), report.Text(string(e.Currency)), report.Text(e.Counterparty), report.Text(e.Memo),
			report.Text(e.Status.String()))
		if e.Balance == nil {
			return append(row, report.Value{})
		}
		return append(row, report.Amount(*e.Balance, e.Currency))
	})
}

func (s *Service) matches(ctx context.Context) iter.Seq2[[]report.Value, error] {
	return each(s.book.ExportMatches(ctx), func(row []report.Value, m *book.MatchLine) []report.Value {
		row = append(row, report.Text(m.MatchID), report.Text(string(m.Leg)), number(int64(m.ID)), report.Text(m.Kind.String()),
			report.Text(string(m.Rule)), report.Score(m.Score), report.Text(m.State.String()), report.Text(m.Side.String()), report.Text(m.ChannelName))
		row = append(origin(row, &m.EntryLine), when(&m.EntryLine))
		return append(row, report.Amount(m.Amount, m.Currency), report.Amount(m.Fee, m.Currency), report.Text(string(m.Currency)))
	})
}

func (s *Service) exceptionRows(ctx context.Context) iter.Seq2[[]report.Value, error] {
	lines, err := s.judged.Exceptions(ctx, book.ExceptionQuery{Resolved: true})
	all := func(yield func(*book.ExceptionLine, error) bool) {
		if err != nil {
			yield(nil, fmt.Errorf("exceptions: %w", err))
			return
		}
		for i := range lines {
			if !yield(&lines[i], nil) {
				return
			}
		}
	}
	return each(all, func(row []report.Value, x *book.ExceptionLine) []report.Value {
		entry, line := report.Value{}, report.Value{}
		if x.Entry > 0 {
			entry, line = number(int64(x.Entry)), number(int64(x.Line))
		}
		return append(row, report.Text(x.Key()), report.Text(string(x.Type)), report.Text(x.Severity.String()), report.Text(x.State.String()),
			report.Text(string(x.Leg)), report.Text(x.ChannelName), entry, report.Text(x.Kind.String()), report.Text(x.File), line,
			report.Text(x.OrderNo), report.Text(x.TxnNo), report.Text(x.RefundNo), report.Text(x.Day.String()),
			report.Amount(x.Expected, x.Currency), report.Amount(x.Actual, x.Currency), report.Amount(x.Difference().Minor, x.Currency),
			report.Text(string(x.Currency)), report.Count(x.Age), report.Text(x.Note))
	})
}

// each turns things into rows over one buffer.
func each[T any](things iter.Seq2[*T, error], fill func([]report.Value, *T) []report.Value) iter.Seq2[[]report.Value, error] {
	return func(yield func([]report.Value, error) bool) {
		var row []report.Value
		for thing, err := range things {
			if err != nil {
				yield(nil, err)
				return
			}
			row = fill(row[:0], thing)
			if !yield(row, nil) {
				return
			}
		}
	}
}

// origin is where a row stands and the numbers that it goes by.
func origin(row []report.Value, e *book.EntryLine) []report.Value {
	return append(row, report.Text(e.File), number(int64(e.Line)), report.Text(e.OrderNo), report.Text(e.TxnNo), report.Text(e.RefundNo))
}

func when(e *book.EntryLine) report.Value {
	zone := e.Zone
	if zone == nil {
		zone = book.Shanghai
	}
	return report.Text(e.At.Format(zone))
}

func number(n int64) report.Value { return report.Count(int(n)) }
