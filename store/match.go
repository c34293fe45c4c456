package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"zhangfang/app/book"
)

// record is a match as it is stored. lead is its smallest left member, or the
// smallest right one where it has no left; other is the right member of a pair.
// What is not a pair packs its members: uvarint number of left ones, then all,
// each side as uvarint steps from the one before.
type record struct {
	lead     int64
	other    int64 // 0: see members
	rule     book.Rule
	state    book.MatchState
	score    float64
	evidence string // JSON; "" for none
	members  string
}

// matchFields is the columns of a record for a query that calls match_head m.
const matchFields = "m.lead, m.other, m.rule, m.state, m.score, m.evidence, m.members"

// standingMatches reads the matches of leg ?1 that hold a row of the JSON array
// ?2; one may come more than once.
const standingMatches = `
	SELECT ` + matchFields + ` FROM json_each(?2) j CROSS JOIN match_head m ON m.leg = ?1 AND m.lead = j.value
	UNION ALL
	SELECT ` + matchFields + ` FROM json_each(?2) j
		CROSS JOIN match_member mm ON mm.leg = ?1 AND mm.entry = j.value
		CROSS JOIN match_head m ON m.leg = ?1 AND m.lead = mm.lead`

func recordOf(m *book.Match) (record, error) {
	r := record{rule: m.Rule, state: m.State, score: m.Score}
	switch {
	case len(m.Left) > 0:
		r.lead = int64(m.Left[0])
	case len(m.Right) > 0:
		r.lead = int64(m.Right[0])
	default:
		return r, errors.New("a match without members")
	}
	if len(m.Left) == 1 && len(m.Right) == 1 {
		r.other = int64(m.Right[0])
	} else {
		r.members = packMembers(m.Left, m.Right)
	}
	if len(m.Evidence) > 0 {
		b, err := json.Marshal(m.Evidence)
		if err != nil {
			return r, err
		}
		r.evidence = string(b)
	}
	return r, nil
}

func packMembers(left, right []book.EntryID) string {
	b := binary.AppendUvarint(nil, uint64(len(left)))
	for _, side := range [][]book.EntryID{left, right} {
		var before book.EntryID
		for _, id := range side {
			b = binary.AppendUvarint(b, uint64(id-before))
			before = id
		}
	}
	return string(b)
}

// sides is the members.
func (r *record) sides() (left, right []book.EntryID) {
	if r.other != 0 {
		return []book.EntryID{book.EntryID(r.lead)}, []book.EntryID{book.EntryID(r.other)}
	}
	b := []byte(r.members)
	n, size := binary.Uvarint(b)
	if size <= 0 {
		return nil, nil
	}
	b = b[size:]
	var before uint64
	for i := uint64(0); len(b) > 0; i++ {
		step, size := binary.Uvarint(b)
		if size <= 0 {
			break
		}
		if i == n {
			before = 0
		}
		before, b = before+step, b[size:]
		if i < n {
			left = append(left, book.EntryID(before))
		} else {
			right = append(right, book.EntryID(before))
		}
	}
	return left, right
}

// all is the members of both sides.
func (r *record) all() []book.EntryID {
	left, right := r.sides()
	return append(left, right...)
}

// counts tells whether its rows are explained by it.
func (r *record) counts() bool { return r.state != book.MatchSuggested }

// append writes all of a record, each text with its length before it.
func (r *record) append(b []byte) []byte {
	b = binary.AppendVarint(b, r.lead)
	b = binary.AppendVarint(b, r.other)
	b = append(b, byte(r.state))
	b = binary.BigEndian.AppendUint64(b, math.Float64bits(r.score))
	for _, s := range []string{string(r.rule), r.evidence, r.members} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// match is the record as a match.
func (r *record) match(leg book.Leg) (book.Match, error) {
	m := book.Match{Leg: leg, Rule: r.rule, State: r.state, Score: r.score}
	m.Left, m.Right = r.sides()
	if r.evidence != "" {
		if err := json.Unmarshal([]byte(r.evidence), &m.Evidence); err != nil {
			return m, fmt.Errorf("evidence of the match of entry %d: %w", r.lead, err)
		}
	}
	return m, nil
}

// putRecord fills a row of leg and matchFields.
func putRecord(row []driver.Value, leg int64, r *record) {
	row[0], row[1], row[2] = leg, r.lead, nil
	if r.other != 0 {
		row[2] = r.other
	}
	row[3], row[4], row[5] = string(r.rule), int64(r.state), r.score
	row[6] = orNull(r.evidence)
	row[7] = nil
	if r.members != "" {
		row[7] = []byte(r.members)
	}
}

// getRecord reads a row of matchFields.
func getRecord(row []driver.Value) (record, error) {
	r := record{
		lead: num(row[0]), other: num(row[1]), rule: book.Rule(text(row[2])), state: book.MatchState(num(row[3])),
		evidence: text(row[5]), members: string(blob(row[6])),
	}
	score, ok := row[4].(float64)
	if !ok {
		return r, fmt.Errorf("score of the match of entry %d is %T", r.lead, row[4])
	}
	r.score = score
	return r, nil
}

// MatchOf is the match that an entry is in on a leg; nil when it is in none.
func (s *Store) MatchOf(ctx context.Context, leg book.Leg, id book.EntryID) (*book.Match, error) {
	var found *book.Match
	err := func() error {
		conn, err := s.read.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		found, err = matchOf(ctx, conn, leg, id)
		return err
	}()
	return found, problem("find the match of a row", err)
}

func matchOf(ctx context.Context, conn *sql.Conn, leg book.Leg, id book.EntryID) (*book.Match, error) {
	var found *book.Match
	err := scan(ctx, conn, `
		SELECT `+matchFields+` FROM leg l CROSS JOIN match_head m ON m.leg = l.id
		WHERE l.name = ?1 AND m.lead = coalesce(
			(SELECT mm.lead FROM match_member mm WHERE mm.leg = l.id AND mm.entry = ?2), ?2)`,
		[]any{string(leg), int64(id)}, func(row []driver.Value) error {
			r, err := getRecord(row)
			if err != nil {
				return err
			}
			m, err := r.match(leg)
			found = &m
			return err
		})
	return found, err
}
