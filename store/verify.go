package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"zhangfang/app/book"
)

// Verify walks the audit chain and the rows, and runs the database's own check.
// It finds: lines changed, missing or cut off at the end (unless the count of
// lines in the book was changed with them); entries that are not as the act that
// wrote them left them, to a block of 256; batches, raw records, decisions, attached
// files, settings, rate cards, exchange rates, rules of business days and closed months
// that are not as recorded;
// matches whose rows are gone. It cannot find a file
// that was replaced as a whole by an older or a made-up one: compare the head with
// the one printed on a report.
func (s *Store) Verify(ctx context.Context) (book.Verification, error) {
	v := &verifier{seals: map[int64][]byte{}, vouched: map[string]book.AuditLine{}, undone: map[book.DecisionID]bool{},
		rules: map[book.ChannelID]dayRuleSubject{}, cut: map[book.ChannelID]*cutRows{}}
	err := func() error {
		snap, err := s.snapshot(ctx, 1)
		if err != nil {
			return err
		}
		defer snap.close()
		return v.run(ctx, snap.one())
	}()
	return v.found, problem("verify the book", err)
}

// maxFaults bounds the list: of a book that is wholly damaged a few are enough.
const maxFaults = 100

type verifier struct {
	found book.Verification
	seals map[int64][]byte // newest seal by block
	conn  *sql.Conn

	vouched     map[string]book.AuditLine // newest line about each kept table
	attachments int                       // that lines tell of
	decisions   int
	undone      map[book.DecisionID]bool // that lines tell of
	rules       map[book.ChannelID]dayRuleSubject
	cut         map[book.ChannelID]*cutRows
}

func (v *verifier) fault(format string, args ...any) {
	if len(v.found.Faults) < maxFaults {
		v.found.Faults = append(v.found.Faults, fmt.Sprintf(format, args...))
	}
}

func (v *verifier) run(ctx context.Context, conn *sql.Conn) error {
	v.conn = conn
	for _, step := range []func(context.Context) error{v.database, v.chain, v.keptTables, v.attachmentCount, v.undoneDecisions, v.dayRules, v.entries, v.matches} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// database runs the checks of SQLite itself.
func (v *verifier) database(ctx context.Context) error {
	err := scan(ctx, v.conn, "PRAGMA quick_check(10)", nil, func(row []driver.Value) error {
		if s := text(row[0]); s != "ok" {
			v.fault("the database is damaged: %s", s)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return scan(ctx, v.conn, "PRAGMA foreign_key_check", nil, func(row []driver.Value) error {
		v.fault("table %s row %d names something that is gone from %s", text(row[0]), num(row[1]), text(row[2]))
		return nil
	})
}

// chain checks the lines, and that what they tell of is as they tell it.
func (v *verifier) chain(ctx context.Context) error {
	sealed, err := v.conn.PrepareContext(ctx, "SELECT block, digest FROM seal WHERE line = ? ORDER BY block")
	if err != nil {
		return err
	}
	defer sealed.Close()
	head, err := walkChain(ctx, v.conn, &v.found.Faults, func(l *book.AuditLine) error {
		v.kept(l)
		switch l.Act {
		case "import":
			if err := v.imported(ctx, l); err != nil {
				return err
			}
		case "undo_import":
			v.takenBack(l)
		case "create":
		case actCutDays:
			v.ruled(l)
		case actDecide, actDecideAll:
			return v.decided(ctx, l)
		case actUndo, actDropLeg:
			v.takenBack(l)
			return nil
		case "attach":
			return v.attached(ctx, l)
		default:
			return nil
		}
		return v.sealed(sealed, l)
	})
	v.found.Lines, v.found.Head = head.Seq, head.Hash
	return err
}

// sealed checks the seals of a line against its digest and keeps them.
func (v *verifier) sealed(st *sql.Stmt, l *book.AuditLine) error {
	seals, err := sealsOf(st, l.Seq)
	if err != nil {
		return err
	}
	if hex.EncodeToString(digestSeals(seals)) != l.Digest {
		v.fault("the seals of audit line %d (%s) are not those it recorded", l.Seq, l.Act)
	}
	for _, s := range seals {
		v.seals[s.block] = s.digest
	}
	return nil
}

// imported checks that a batch and its raw records are as its line says.
func (v *verifier) imported(ctx context.Context, l *book.AuditLine) error {
	var about importSubject
	if err := json.Unmarshal([]byte(l.Subject), &about); err != nil {
		v.fault("audit line %d cannot be read: %v", l.Seq, err)
		return nil
	}
	b, err := scanBatch(v.conn.QueryRowContext(ctx, "SELECT "+batchFields+" FROM batch WHERE id = ?", about.Batch))
	if errors.Is(err, sql.ErrNoRows) {
		v.fault("batch %d of audit line %d is gone", about.Batch, l.Seq)
		return nil
	}
	if err != nil {
		return err
	}
	if subjectOf(&b, about.Raw) != about {
		v.fault("batch %d (%s) is not as audit line %d recorded it", b.ID, b.File, l.Seq)
	}
	if !b.Undone.IsZero() {
		return nil // its raw records went with it
	}
	sum := sha256.New()
	err = scan(ctx, v.conn, "SELECT first_line, last_line, data FROM raw_block WHERE batch = ? ORDER BY id", []any{int64(b.ID)},
		func(row []driver.Value) error {
			digestBlock(sum, &rawBlock{int32(num(row[0])), int32(num(row[1])), blob(row[2])})
			return nil
		})
	if err == nil && hex.EncodeToString(sum.Sum(nil)) != about.Raw {
		v.fault("the raw rows of batch %d (%s) were changed", b.ID, b.File)
	}
	return err
}

// entries checks every block of entries against its newest seal.
func (v *verifier) entries(ctx context.Context) error {
	d := newDigester()
	var e book.Entry
	block := int64(-1)
	check := func() {
		if block < 0 {
			return
		}
		if digest := d.take(); !bytes.Equal(digest, v.seals[block]) {
			v.fault("entries %d to %d are not as the audit chain recorded them", max(block<<sealShift, 1), (block+1)<<sealShift-1)
		}
		delete(v.seals, block)
	}
	err := scan(ctx, v.conn, "SELECT "+entryFields+" FROM entry e ORDER BY e.id", nil, func(row []driver.Value) error {
		getEntry(row, &e)
		if b := blockOf(e.ID); b != block {
			check()
			block = b
		}
		d.add(&e)
		v.onItsDay(&e)
		v.found.Entries++
		return nil
	})
	if err != nil {
		return err
	}
	check()
	v.daysApart()
	for _, b := range sortedKeys(v.seals) {
		if len(v.seals[b]) > 0 {
			v.fault("entries %d to %d are gone, the audit chain says they are there", max(b<<sealShift, 1), (b+1)<<sealShift-1)
		}
	}
	return nil
}

// matches checks that the rows of every match are there, and in no other of the leg.
func (v *verifier) matches(ctx context.Context) error {
	err := scan(ctx, v.conn, `
		SELECT l.name, m.lead FROM match_head m JOIN leg l ON l.id = m.leg
		WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = m.lead) LIMIT ?`, []any{maxFaults}, func(row []driver.Value) error {
		v.fault("a match of leg %s holds entry %d, which is gone", text(row[0]), num(row[1]))
		return nil
	})
	if err != nil {
		return err
	}
	err = scan(ctx, v.conn, `
		SELECT l.name, mm.entry FROM match_member mm JOIN leg l ON l.id = mm.leg
		WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = mm.entry)
			OR NOT EXISTS (SELECT 1 FROM match_head m WHERE m.leg = mm.leg AND m.lead = mm.lead) LIMIT ?`, []any{maxFaults},
		func(row []driver.Value) error {
			v.fault("leg %s: entry %d is in a match that does not hold", text(row[0]), num(row[1]))
			return nil
		})
	if err != nil {
		return err
	}
	return v.members(ctx)
}

// members checks the members that a match names against those that name it.
func (v *verifier) members(ctx context.Context) error {
	members := map[int64]int64{} // by leg: members besides the leads
	err := scan(ctx, v.conn, "SELECT m.leg, "+matchFields+" FROM match_head m", nil, func(row []driver.Value) error {
		r, err := getRecord(row[1:])
		if err != nil {
			return err
		}
		if r.other != 0 {
			members[num(row[0])]++
			return nil
		}
		members[num(row[0])] += int64(len(r.all()) - 1)
		return nil
	})
	if err != nil {
		return err
	}
	return scan(ctx, v.conn, "SELECT l.id, l.name, (SELECT count(*) FROM match_member mm WHERE mm.leg = l.id) FROM leg l", nil,
		func(row []driver.Value) error {
			if want, got := members[num(row[0])], num(row[2]); want != got {
				v.fault("leg %s: matches hold %d rows besides their leads, %d are filed", text(row[1]), want, got)
			}
			return nil
		})
}
