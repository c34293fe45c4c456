package paypal

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// crowd serves transactions of given seconds of the day, at most most in one search.
type crowd struct {
	seconds []int // of the transactions, in order
	most    int
	moves   bool // one transaction less on every later page
	late    bool // one transaction more, before the others, on every later page
	before  bool // the end of a span is not in it
	silent  bool // a search that finds nothing names no account
	asked   int
}

func (c *crowd) serve(w http.ResponseWriter, r *http.Request) {
	c.asked++
	q := r.URL.Query()
	from, _ := time.Parse(time.RFC3339, q.Get("start_date"))
	to, _ := time.Parse(time.RFC3339, q.Get("end_date"))
	start, _ := channels.DayBounds(day)
	var all []map[string]any
	for i, s := range c.seconds {
		if at := start.Add(time.Duration(s) * time.Second); !at.Before(from) && (at.Before(to) || at.Equal(to) && !c.before) {
			x := transaction(fmt.Sprintf("P%05d", i), "T0006", "10.00", "-0.64")
			x["transaction_info"].(map[string]any)["transaction_initiation_date"] = at.UTC().Format("2006-01-02T15:04:05-0700")
			all = append(all, x)
		}
	}
	if len(all) > c.most {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"name":"RESULTSET_TOO_LARGE","total_items":%d,"maximum_items":%d}`, len(all), c.most)
		return
	}
	n, _ := strconv.Atoi(q.Get("page"))
	size, _ := strconv.Atoi(q.Get("page_size"))
	total := len(all)
	if c.moves && n > 1 {
		all = all[1:]
	}
	if c.late && n > 1 {
		all = append([]map[string]any{transaction("LATE", "T0006", "10.00", "-0.64")}, all...)
	}
	answer := map[string]any{"transaction_details": all[min((n-1)*size, len(all)):min(n*size, len(all))], "total_items": total, "total_pages": (total + size - 1) / size}
	if total > 0 || !c.silent {
		answer["account_number"] = "ABC123"
	}
	json.NewEncoder(w).Encode(answer)
}

// idsOf are the transactions of a bill, in the order of the file.
func idsOf(t *testing.T, b channels.Bill) []string {
	t.Helper()
	raw, err := os.ReadFile(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\r\n")[1:] {
		ids = append(ids, strings.Split(line, ",")[11])
	}
	return ids
}

func TestASpanWithTooManyIsHalved(t *testing.T) {
	spread := func(n int, of func(i int) int) (s []int) {
		for i := range n {
			s = append(s, of(i))
		}
		return s
	}
	for name, seconds := range map[string][]int{
		"even":            spread(2500, func(i int) int { return i * 86400 / 2500 }),
		"one busy minute": spread(2500, func(i int) int { return 43170 + i*60/2500 }),
		"at both ends":    append(spread(1000, func(int) int { return 0 }), spread(1000, func(int) int { return 86399 })...),
		"at the middle":   append(spread(500, func(int) int { return 43199 }), spread(500, func(int) int { return 43200 })...),
		"all in one half": spread(1500, func(i int) int { return 60000 + i }),
	} {
		for _, before := range []bool{false, true} {
			c := &crowd{seconds: seconds, most: 1000, before: before, silent: before}
			b, err := connect(t, &fake{serve: c.serve}, "me:hush").Bill(t.Context(), stream, day, t.TempDir())
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			ids := idsOf(t, b)
			seen := map[string]bool{}
			for _, id := range ids {
				seen[id] = true
			}
			if len(ids) != len(seconds) || len(seen) != len(seconds) || b.Account != "ABC123" {
				t.Errorf("%s: %d rows, %d of them different, want %d; account %q", name, len(ids), len(seen), len(seconds), b.Account)
			}
			if c.asked > 60 {
				t.Errorf("%s: asked %d times", name, c.asked)
			}
		}
	}
}

// TestTheSecondThatEndsADayIsOfTheNext: it is asked for, since PayPal does not say
// whether the end of a span belongs to it.
func TestTheSecondThatEndsADayIsOfTheNext(t *testing.T) {
	for _, before := range []bool{false, true} {
		c := &crowd{seconds: []int{-1, 0, 86399, 86400, 86401}, most: 10, before: before}
		b, err := connect(t, &fake{serve: c.serve}, "me:hush").Bill(t.Context(), stream, day, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if ids := idsOf(t, b); !slices.Equal(ids, []string{"P00001", "P00002"}) {
			t.Errorf("%v", ids)
		}
	}
}

func TestASecondWithTooManyIsNoBill(t *testing.T) {
	dir := t.TempDir()
	c := &crowd{seconds: make([]int, 11), most: 10}
	_, err := connect(t, &fake{serve: c.serve}, "me:hush").Bill(t.Context(), stream, day, dir)
	if book.CodeOf(err) != channels.CodeUnexpected || !strings.Contains(err.Error(), "RESULTSET_TOO_LARGE") {
		t.Errorf("%v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("a half bill is left: %v", left)
	}
}

func TestAListThatMovesWhileItIsReadIsNoBill(t *testing.T) {
	for name, c := range map[string]*crowd{
		"one less": {seconds: make([]int, 700), most: 1000, moves: true},
		"one more": {seconds: make([]int, 1000), most: 1000, late: true}, // the pages are full, and as many as there were to be
	} {
		if _, err := connect(t, &fake{serve: c.serve}, "me:hush").Bill(t.Context(), stream, day, t.TempDir()); book.CodeOf(err) != channels.CodeDamaged {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPendingRowsAreCounted(t *testing.T) {
	f := &fake{serve: func(w http.ResponseWriter, _ *http.Request) {
		var all []any
		for i, x := range [][2]string{{"T0006", "P"}, {"T0006", "S"}, {"T1300", "P"}, {"T0006", "D"}, {"T0400", "P"}} {
			d := transaction("X"+strconv.Itoa(i), x[0], "10.00", "0.00")
			d["transaction_info"].(map[string]any)["transaction_status"] = x[1]
			all = append(all, d)
		}
		json.NewEncoder(w).Encode(map[string]any{"transaction_details": all, "total_pages": 1})
	}}
	b, err := connect(t, f, "me:hush").Bill(t.Context(), stream, day, t.TempDir())
	if err != nil || b.Pending != 2 || b.Account != "" { // an authorization stays pending until it is captured, as another transaction
		t.Errorf("%+v, %v", b, err)
	}
}

func TestTheAccountIsToldByWords(t *testing.T) {
	for body, want := range map[string]string{
		`{"account_number":"DVGTXPB7SLZZA","total_pages":0}`: "DVGTXPB7SLZZA", `{"total_pages":0}`: "", `{"account_number":"a b\n","total_pages":0}`: channels.CodeUnexpected,
	} {
		c := connect(t, &fake{serve: func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) }}, "me:hush").(channels.Identifier)
		if got, err := c.AccountNumber(t.Context()); got+book.CodeOf(err) != want {
			t.Errorf("%s: %q, %v", body, got, err)
		}
	}
}
