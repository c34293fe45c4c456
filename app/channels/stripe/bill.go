package stripe

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"zhangfang/app/book"
	"zhangfang/app/channels"
)

// page is the most that Stripe gives at once.
const page = 100

// transaction is a balance transaction; amounts are in the smallest unit.
type transaction struct {
	ID          string          `json:"id"`
	Amount      int64           `json:"amount"`
	Fee         int64           `json:"fee"`
	Net         int64           `json:"net"`
	Currency    string          `json:"currency"`
	Created     int64           `json:"created"`
	AvailableOn int64           `json:"available_on"`
	Category    string          `json:"reporting_category"`
	Description string          `json:"description"`
	Source      json.RawMessage `json:"source"` // an id, or an object where expanded
}

// source is what a transaction is about.
type source struct {
	ID       string            `json:"id"`
	Charge   string            `json:"charge"`
	Metadata map[string]string `json:"metadata"`
}

type listing struct {
	Data    []transaction `json:"data"`
	HasMore bool          `json:"has_more"`
}

// columns are those of the report "balance change from activity" that matter here.
var columns = []string{"balance_transaction_id", "created_utc", "available_on_utc", "currency", "gross", "fee", "net", "reporting_category",
	"source_id", "charge_id", "description", "payment_metadata[order_id]"}

// Bill writes the transactions that were made on a day.
func (c *client) Bill(ctx context.Context, stream string, day book.Day, dir string) (channels.Bill, error) {
	if !channels.Over(day, c.env.Now()) {
		return channels.Bill{}, &book.Problem{Code: channels.CodeNotReady}
	}
	account, err := c.account(ctx)
	if err != nil {
		return channels.Bill{}, err
	}
	path := filepath.Join(dir, "Balance_change_from_activity_"+strings.ReplaceAll(day.String(), "-", "")+".csv")
	rows := 0
	sum, err := channels.Save(path, func(w io.Writer) (err error) {
		if rows, err = c.write(ctx, w, day); err == nil && rows == 0 {
			err = &book.Problem{Code: channels.CodeNoTrade}
		}
		return err
	})
	return channels.Bill{Path: path, SHA256: sum, Account: account}, err
}

// write lists the transactions page by page and tells how many they were.
func (c *client) write(ctx context.Context, to io.Writer, day book.Day) (n int, err error) {
	from, end := channels.DayBounds(day)
	ask := url.Values{
		"limit": {strconv.Itoa(page)}, "created[gte]": {strconv.FormatInt(from.Unix(), 10)}, "created[lt]": {strconv.FormatInt(end.Unix(), 10)},
		"expand[]": {"data.source"},
	}
	w := csv.NewWriter(to)
	w.UseCRLF = true
	if err := w.Write(columns); err != nil {
		return 0, err
	}
	for {
		got, err := c.list(ctx, ask, end)
		for again := 0; book.CodeOf(err) == channels.CodePermission && ask.Has("expand[]"); again++ {
			if again > 0 { // the key may read the balance only: then without order numbers
				ask.Del("expand[]")
			}
			got, err = c.list(ctx, ask, end)
		}
		if err != nil {
			return n, err
		}
		for i := range got.Data {
			if err := w.Write(row(&got.Data[i])); err != nil {
				return n, err
			}
			n++
		}
		if !got.HasMore {
			break
		}
		last := ""
		if len(got.Data) > 0 {
			last = got.Data[len(got.Data)-1].ID
		}
		if last == "" || last == ask.Get("starting_after") {
			return n, &book.Problem{Code: channels.CodeUnexpected, Args: []string{"has_more"}}
		}
		ask.Set("starting_after", last)
	}
	w.Flush()
	return n, w.Error()
}

func row(t *transaction) []string {
	var s source
	if err := json.Unmarshal(t.Source, &s); err != nil {
		s = source{}
		if json.Unmarshal(t.Source, &s.ID) != nil { // null, or nothing we know
			s.ID = ""
		}
	}
	charge := s.Charge
	if strings.HasPrefix(s.ID, "ch_") || strings.HasPrefix(s.ID, "py_") {
		charge = s.ID
	}
	return []string{
		t.ID, stamp(t.Created), stamp(t.AvailableOn), t.Currency, major(t.Amount, t.Currency), major(t.Fee, t.Currency), major(t.Net, t.Currency), t.Category,
		s.ID, charge, t.Description, orderNo(s.Metadata),
	}
}

// orderNo is where shops keep their order number.
func orderNo(metadata map[string]string) string {
	if no := metadata["order_id"]; no != "" {
		return no
	}
	return metadata["order_number"]
}

func stamp(unix int64) string { return time.Unix(unix, 0).UTC().Format(time.DateTime) }

// major writes an amount in whole units, as the reports do.
// https://docs.stripe.com/currencies#zero-decimal
func major(minor int64, currency string) string {
	digits := int32(2)
	switch strings.ToUpper(currency) {
	case "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF":
		digits = 0
	case "BHD", "JOD", "KWD", "OMR", "TND":
		digits = 3
	}
	return decimal.New(minor, -digits).StringFixed(digits)
}

// list asks for a page of transactions made before a moment, which must be past.
func (c *client) list(ctx context.Context, ask url.Values, before time.Time) (listing, error) {
	var got listing
	a, err := c.get(ctx, "/v1/balance_transactions", ask)
	if err != nil {
		return got, err
	}
	if a.Status != http.StatusOK {
		return got, refused(a)
	}
	if err := a.Past(before, c.env.Now()); err != nil {
		return got, err
	}
	return got, a.Decode(&got)
}
