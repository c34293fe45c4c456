package store

import (
	"context"
	"strings"
	"testing"

	"zhangfang/app/book"
)

// TestVerifyFindsTampering changes a book with plain SQL, each time a fresh one.
func TestVerifyFindsTampering(t *testing.T) {
	for name, c := range map[string]struct{ query, want string }{
		"amount":          {"UPDATE entry SET amount = amount + 1 WHERE id = 300", "entries 256 to 511 are not as"},
		"text":            {"UPDATE entry SET memo = 'x' WHERE id = 1", "entries 1 to 255 are not as"},
		"row added":       {"INSERT INTO entry SELECT 5000, batch, channel, line, kind, status, at, precision, day, gross, amount, fee, currency, balance, settles, order_no, txn_no, refund_no, party, memo, method, terminal, card, batching, stated FROM entry WHERE id = 1", "entries 4864 to 5119 are not as"},
		"row removed":     {"DELETE FROM entry WHERE id = 402", "entries 256 to 511 are not as"},
		"rows removed":    {"DELETE FROM entry WHERE id > 255", "are gone"},
		"seal with it":    {"UPDATE seal SET digest = x'00' WHERE block = 0", "the seals of audit line 2 (import)"},
		"line changed":    {"UPDATE audit SET subject = replace(subject, '500', '501') WHERE seq = 2", "audit line 2 (import) was changed"},
		"line removed":    {"DELETE FROM seal WHERE line = 3; DELETE FROM audit WHERE seq = 3", "audit line 3 is missing"},
		"end cut off":     {"DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)", "the audit chain ends with line 5, the book knows of 6 lines"},
		"batch":           {"UPDATE batch SET file = 'other.csv' WHERE id = 1", "batch 1 (other.csv) is not as audit line 2"},
		"raw rows":        {"UPDATE raw_block SET last_line = last_line + 1 WHERE batch = 1", "the raw rows of batch 1"},
		"decision":        {"UPDATE decision SET note = 'x'", "decision 1 was changed"},
		"decision gone":   {"DELETE FROM decision", "decision 1 of audit line 6 is gone"},
		"match member":    {"DELETE FROM match_member", "leg sales: matches hold 1 rows besides their leads, 0 are filed"},
		"match head":      {"DELETE FROM match_head", "is in a match that does not hold"},
		"dangling sight":  {"PRAGMA foreign_keys = OFF; INSERT INTO sighting VALUES (9999, 1, 1)", "names something that is gone"},
		"match of nobody": {"INSERT INTO match_head VALUES (1, 9999, 8888, 'key', 0, 1.0, NULL, NULL)", "holds entry 9999, which is gone"},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustOpen(t)
			var entries []book.Entry
			for i := range 500 {
				entries = append(entries, order(string(rune('A'+i%26))+strings.Repeat("x", i/26), march(1), 100))
			}
			_, o := importRows(t, s, shopChannel, "o.csv", entries...)
			_, p := importRows(t, s, wechatChannel, "p.csv", payment("A", march(1), 100), payment("B", march(1), 100))
			saveRun(t, s, true, outcomeOf([]book.Match{pairOf(o[0], p[0])}))
			importRows(t, s, shopChannel, "o2.csv", order("B", march(1), 150))
			if _, err := s.Decide(context.Background(), book.Decision{Action: book.Confirm, Leg: book.LegSales, Left: o[:1], Right: p[:1]}); err != nil {
				t.Fatal(err)
			}
			mustVerify(t, s)
			execute(t, s.Path(), strings.Split(c.query, "; ")...)
			v, err := s.Verify(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(v.Faults, "\n"), c.want) {
				t.Errorf("faults %q, want %q", v.Faults, c.want)
			}
		})
	}
}

func TestChainHead(t *testing.T) {
	ctx := context.Background()
	s := mustOpen(t)
	if err := s.SetName(ctx, "茶庄"); err != nil {
		t.Fatal(err)
	}
	head, whole, err := s.ChainHead(ctx)
	if err != nil || !whole || head.Seq != 2 || head.Act != "setting" || len(head.Hash) != 64 {
		t.Errorf("%+v %v %v", head, whole, err)
	}
	execute(t, s.Path(), "UPDATE audit SET at = at + 1 WHERE seq = 1")
	if _, whole, err = s.ChainHead(ctx); whole || err != nil {
		t.Error("changed, and found whole", err)
	}
}

func TestVerifyDamagedFile(t *testing.T) {
	s := mustOpen(t)
	importRows(t, s, shopChannel, "o.csv", order("A", march(1), 100))
	execute(t, s.Path(), "PRAGMA writable_schema = ON", "UPDATE sqlite_master SET rootpage = 2 WHERE name = 'entry_channel_day'")
	path := s.Path()
	s.Close()
	again, err := openBook(path)
	if err != nil {
		return // refused at once is as good
	}
	defer again.Close()
	v, err := again.Verify(context.Background())
	if err == nil && len(v.Faults) == 0 {
		t.Error("a damaged index was not found")
	}
}
