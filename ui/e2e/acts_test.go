package e2e

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"
)

// The views by the key that, with Ctrl, leads to them.
const (
	importing  xproto.Keysym = '2'
	reconcile  xproto.Keysym = '4'
	exceptions xproto.Keysym = '5'
	underway   xproto.Keysym = '6'
	reports    xproto.Keysym = '8'
)

// view brings a view into sight and lets it read the book.
func (o *owner) view(t *testing.T, key xproto.Keysym) {
	t.Helper()
	o.press(t, key, keyControl)
	time.Sleep(1500 * time.Millisecond)
}

// bringIn drops yesterday's files anywhere, a folder as a file manager gives it, and
// looks at the receipts.
func (o *owner) bringIn(t *testing.T, w xproto.Window, shop string, rows int) status {
	t.Helper()
	o.drop(t, w, 640, 400, shop)
	eventually(t, "every row is in the book and matched", func() bool {
		s := o.status(t)
		return s.rows() >= rows && s.Legs[0].Matched[0] > 0 && s.Legs[1].Matched[0] > 0
	})
	o.view(t, importing)
	o.shot(t, "2-receipts")
	return o.status(t)
}

// reconcile accepts a candidate, takes it back, makes it again, takes it back again, and
// then accepts all suggestions of the most certain rule after a look at them.
func (o *owner) reconcile(t *testing.T, imported status) {
	t.Helper()
	if imported.Legs[0].Suggested[0] == 0 {
		t.Fatal("the shop has nothing to decide")
	}
	o.view(t, reconcile)
	o.shot(t, "3-reconcile")
	o.acceptFirstSuggestion(t)
	one := o.confirmed(t)
	o.again(t, 'z')
	eventually(t, "the decision is taken back", func() bool { return o.confirmed(t) == 0 })
	if now := o.status(t); now.Legs[0] != imported.Legs[0] {
		t.Errorf("after undo %+v, before %+v", now.Legs[0], imported.Legs[0])
	}
	o.again(t, 'y')
	eventually(t, "the decision is made again", func() bool { return o.confirmed(t) == one })
	o.again(t, 'z')
	eventually(t, "the decision is taken back again", func() bool { return o.confirmed(t) == 0 })
	time.Sleep(time.Second)
	o.press(t, 'b')
	time.Sleep(1500 * time.Millisecond)
	o.shot(t, "4-bulk")
	o.press(t, keyReturn)
	eventually(t, "the suggestions are accepted", func() bool { return o.confirmed(t) >= one })
	time.Sleep(time.Second)
}

// settle decides an exception with a note.
func (o *owner) settle(t *testing.T) {
	t.Helper()
	before := o.resolved(t)
	o.view(t, exceptions)
	o.press(t, keyDown)
	o.press(t, 'a')
	time.Sleep(time.Second)
	for _, r := range "refund agreed" {
		o.press(t, xproto.Keysym(r))
	}
	o.shot(t, "5-exceptions")
	o.press(t, keyReturn)
	eventually(t, "the exception is resolved", func() bool { return o.resolved(t) == before+1 })
	o.again(t, 'z')
	eventually(t, "its decision is taken back", func() bool { return o.resolved(t) == before })
	o.again(t, 'y')
	eventually(t, "its decision is made again", func() bool { return o.resolved(t) == before+1 })
}

// again presses a key with Ctrl once the window has shown what the book holds already.
func (o *owner) again(t *testing.T, key xproto.Keysym) {
	t.Helper()
	time.Sleep(1500 * time.Millisecond)
	o.press(t, key, keyControl)
}

// print puts the month on paper; the shop's name is asked for before the first time.
func (o *owner) print(t *testing.T, w xproto.Window) {
	t.Helper()
	bare := o.shade(t, w)
	o.press(t, 'p', keyControl)
	o.covered(t, w, bare)
	o.write(t, "Corner shop")
	o.press(t, keyReturn)
	var pdf string
	eventually(t, "the month's PDF is written", func() bool {
		found, err := filepath.Glob(filepath.Join(filepath.Dir(o.book), "reports", "*.pdf"))
		if err != nil || len(found) == 0 {
			return false
		}
		pdf = found[0]
		return true
	})
	if head := readHead(t, pdf); !strings.HasPrefix(head, "%PDF-") {
		t.Errorf("%s begins with %q", pdf, head)
	}
	o.press(t, keyEscape) // without a viewer of PDFs the window says so
}

// closeMonth closes the month, with a note on what is still open.
func (o *owner) closeMonth(t *testing.T, w xproto.Window, month string) {
	t.Helper()
	o.view(t, reports)
	o.shot(t, "7-report")
	o.click(t, w, 397, 112) // the tab
	time.Sleep(time.Second)
	o.shot(t, "8-closing")
	o.click(t, w, 1000, 300) // the note
	for _, r := range "the rest next month" {
		o.press(t, xproto.Keysym(r))
	}
	o.click(t, w, 1198, 356)
	eventually(t, "the month is closed", func() bool { return o.closed(t, month) })
	o.shot(t, "8-closed")
}

// closed tells whether a month, as "2025-10", is closed.
func (o *owner) closed(t *testing.T, month string) bool {
	t.Helper()
	var out struct{ Closed bool }
	if err := json.Unmarshal(o.tell(t, "close", "--month", month, "--check", "--json"), &out); err != nil {
		t.Fatal(err)
	}
	return out.Closed
}

// standing is what a book holds that must not change by itself.
type standing struct {
	rows, confirmed, resolved int
	sales, payouts            legStatus
	closed                    bool
}

func (o *owner) standing(t *testing.T, month string) standing {
	t.Helper()
	s := o.status(t)
	return standing{s.rows(), o.confirmed(t), o.resolved(t), s.Legs[0], s.Legs[1], o.closed(t, month)}
}

// confirmed counts the rows of matches that a person stands behind.
func (o *owner) confirmed(t *testing.T) int {
	t.Helper()
	return o.count(t, "matches", "state", "confirmed")
}

// resolved counts the exceptions that are done with.
func (o *owner) resolved(t *testing.T) int {
	t.Helper()
	return o.count(t, "exceptions", "state", "resolved")
}

// count counts the rows of an export that hold a value in a column.
func (o *owner) count(t *testing.T, export, column, value string) (n int) {
	t.Helper()
	for _, row := range o.exported(t, export) {
		was, ok := row[column]
		if !ok {
			t.Fatalf("export of %s has no column %s", export, column)
		}
		if was == value {
			n++
		}
	}
	return n
}

// exported is the rows of an export, by the names of its columns.
func (o *owner) exported(t *testing.T, export string) (rows []map[string]string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), export+".csv")
	o.tell(t, "export", export, "-o", file)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil || len(records) == 0 {
		t.Fatalf("export of %s: %d records, %v", export, len(records), err)
	}
	for _, r := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[strings.TrimPrefix(name, "\ufeff")] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}
