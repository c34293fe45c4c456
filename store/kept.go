package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"

	"zhangfang/app/book"
)

// keptTable is a small table that the chain vouches for as a whole: the line of
// every act that changes it has the digest of all its rows afterwards, so the
// newest of these lines must agree with what the table holds.
type keptTable struct {
	name    string
	columns string   // every column, in the order of the table
	key     string   // what the rows are sorted by
	acts    []string // that change it
}

// keptTables lists the tables that are vouched for as a whole.
func keptTables() []keptTable {
	return []keptTable{
		{"setting", "name, value", "name", []string{actSetting}},
		{"rate_card", rateCardFields, "id", []string{actSaveCard, actRemoveCard}},
		{"fx_rate", "from_currency, to_currency, day, source, rate", "from_currency, to_currency, day, source", []string{actFXRates}},
		{"profile", profileFields, "header", []string{actSaveProfile, actRemoveProfile}},
		{"connection", connectionFields, "id", []string{actConnect, actDisconnect}},
		{"locked_month", "first_day, last_day, at", "first_day", []string{actCloseMonth, actReopenMonth}},
	}
}

// keptBy is the table that an act changes; ok is false for other acts.
func keptBy(act string) (k keptTable, ok bool) {
	for _, k := range keptTables() {
		if slices.Contains(k.acts, act) {
			return k, true
		}
	}
	return keptTable{}, false
}

// auditKept ends an act that changed a kept table.
func (t *tx) auditKept(act string, subject any) error {
	k, ok := keptBy(act)
	if !ok {
		return fmt.Errorf("no table is kept by the act %q", act)
	}
	digest, err := k.digest(t.ctx, t.conn)
	if err != nil {
		return err
	}
	return t.audit(act, subject, digest)
}

// digest is SHA-256 over all rows, each value with its type and length before it.
func (k keptTable) digest(ctx context.Context, conn *sql.Conn) ([]byte, error) {
	h := sha256.New()
	var b []byte
	err := scan(ctx, conn, "SELECT "+k.columns+" FROM "+k.name+" ORDER BY "+k.key, nil, func(row []driver.Value) error {
		b = b[:0]
		for _, v := range row {
			switch v := v.(type) {
			case int64:
				b = binary.AppendVarint(append(b, 'i'), v)
			case string:
				b = append(binary.AppendUvarint(append(b, 's'), uint64(len(v))), v...)
			default:
				return fmt.Errorf("%s holds a value of type %T", k.name, v)
			}
		}
		h.Write(b)
		return nil
	})
	return h.Sum(nil), err
}

// kept remembers the newest line that vouches for a kept table.
func (v *verifier) kept(l *book.AuditLine) {
	if k, ok := keptBy(l.Act); ok {
		v.vouched[k.name] = *l
	}
}

// keptTables checks the kept tables against the newest lines about them. A table
// that no line tells of must be empty.
func (v *verifier) keptTables(ctx context.Context) error {
	for _, k := range keptTables() {
		digest, err := k.digest(ctx, v.conn)
		if err != nil {
			return err
		}
		line, told := v.vouched[k.name]
		if !told {
			line.Digest = hex.EncodeToString(sha256.New().Sum(nil))
		}
		if hex.EncodeToString(digest) != line.Digest {
			v.fault("table %s is not as audit line %d left it", k.name, line.Seq)
		}
	}
	return nil
}
