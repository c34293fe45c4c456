package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"zhangfang/app/book"
)

// Exceptions lists the stored exceptions with their rows, by day and key,
// resolved ones too. State, note and work are those of the newest standing
// decision; an exception that the engine no longer makes, or makes as resolved, is
// resolved. One that a person resolved is reopened when it was gone and came back
// since, or its difference is another; whatever else was decided before it was
// gone and came back, it is open again. Severity and age are left to who knows the day. Where the row across is known,
// the order number is the order's and the transaction number the channel's.
// The day of a row is its business day, also where a leg went by the one its file states.
func (s *Store) Exceptions(ctx context.Context) ([]book.ExceptionLine, error) {
	var all []book.ExceptionLine
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		all, err = exceptions(ctx, snap.one())
		return err
	}()
	return all, problem("list the exceptions", err)
}

func exceptions(ctx context.Context, q querier) ([]book.ExceptionLine, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT l.name, x.type, x.channel, x.terminal, x.entry, x.other, iif(e.stated, e.day, x.day), x.expected, x.actual, x.currency, x.evidence, x.state, x.gone, x.raised, x.again,
			coalesce(c.name, ec.name), e.kind, b.file, e.line,
			coalesce(iif(oc.role = 1, o.order_no, e.order_no), e.order_no, o.order_no),
			coalesce(iif(ec.role = 1, o.txn_no, e.txn_no), e.txn_no),
			coalesce(e.refund_no, o.refund_no), coalesce(e.party, o.party), d.state, coalesce(d.note, ''), coalesce(d.detail, '')
		FROM exception x
		JOIN leg l ON l.id = x.leg
		LEFT JOIN channel c ON c.id = x.channel
		LEFT JOIN entry e ON e.id = x.entry
		LEFT JOIN entry o ON o.id = x.other
		LEFT JOIN channel ec ON ec.id = e.channel
		LEFT JOIN channel oc ON oc.id = o.channel
		LEFT JOIN batch b ON b.id = e.batch
		LEFT JOIN (SELECT exception, max(id) AS id FROM decision
			WHERE undone = 0 AND action = 'set_state' GROUP BY exception) last ON last.exception = x.key
		LEFT JOIN decision d ON d.id = last.id
		ORDER BY 7, x.key`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []book.ExceptionLine
	for rows.Next() {
		x, err := scanException(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, rows.Err()
}

func scanException(rows *sql.Rows) (book.ExceptionLine, error) {
	var x book.ExceptionLine
	var evidence, stored string
	var gone, raised int64
	var again int
	var channel, file, order, txn, refund, party sql.NullString
	var kind sql.Null[book.Kind]
	var line sql.Null[int32]
	var decided sql.Null[book.ExceptionState]
	err := rows.Scan(&x.Leg, &x.Type, &x.Channel, &x.Terminal, &x.Entry, &x.Other, &x.Day, &x.Expected, &x.Actual, &x.Currency,
		&evidence, &x.State, &gone, &raised, &again,
		&channel, &kind, &file, &line, &order, &txn, &refund, &party, &decided, &x.Note, &stored)
	if err != nil {
		return x, err
	}
	x.ChannelName, x.Kind, x.File, x.Line = channel.String, kind.V, file.String, line.V
	x.OrderNo, x.TxnNo, x.RefundNo, x.Party = order.String, txn.String, refund.String, party.String
	x.Raised = fromUnix(raised)
	more, err := parseDetail(stored)
	if err != nil {
		return x, fmt.Errorf("decision on exception %s: %w", x.Key(), err)
	}
	x.Work = more.Work
	switch {
	case gone != 0:
		x.State = book.ExceptionResolved
	case decided.Valid && x.State != book.ExceptionResolved:
		x.State = stateNow(decided.V, more.Basis, &basis{x.Difference().Minor, again})
	}
	if err := json.Unmarshal([]byte(evidence), &x.Evidence); err != nil {
		return x, fmt.Errorf("evidence of exception %s: %w", x.Key(), err)
	}
	return x, nil
}

// stateNow is what a decision on an exception comes to. Of one taken in a book of
// the first version it is not known what it was about, but for that the exception
// had not come back yet.
func stateNow(decided book.ExceptionState, then, now *basis) book.ExceptionState {
	if then == nil {
		then = &basis{Difference: now.Difference}
	}
	switch {
	case decided == book.ExceptionResolved && *then != *now:
		return book.ExceptionReopened
	case then.Again != now.Again:
		return book.ExceptionOpen
	}
	return decided
}

// Settlements lists what channels should have paid to the bank, by day.
func (s *Store) Settlements(ctx context.Context) ([]book.Settlement, error) {
	var all []book.Settlement
	err := func() error {
		rows, err := s.read.QueryContext(ctx, `
			SELECT channel, day, entry, currency, terminal, net, entries, arrived, arrived_on, bank_seen
			FROM settlement ORDER BY day, channel, entry, currency, terminal`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var x book.Settlement
			if err := rows.Scan(&x.Channel, &x.Day, &x.Entry, &x.Currency, &x.Terminal, &x.Net, &x.Rows,
				&x.Arrived, &x.ArrivedOn, &x.BankSeen); err != nil {
				return err
			}
			all = append(all, x)
		}
		return rows.Err()
	}()
	return all, problem("list the settlements", err)
}
