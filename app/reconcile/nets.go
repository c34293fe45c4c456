package reconcile

import (
	"slices"

	"zhangfang/app/book"
)

// Nets lists the rows behind the nets of the channels that do not pay whole calendar
// days, as Payouts cuts them. Of all other nets the rows are those of the channel's
// day in one currency.
func Nets(rows []book.Row, p *Parameters) []book.NetRows {
	w := newPayouts(rows, p, nil)
	w.gather()
	whole := make(map[*owed]bool, len(w.owed))
	for _, o := range w.owed {
		whole[o] = true
	}
	w.regroup()
	var out []book.NetRows
	for _, o := range w.owed {
		if whole[o] || o.beyond {
			continue
		}
		n := book.NetRows{Channel: o.Channel, Terminal: o.Terminal, Day: o.Day, Currency: o.Currency, Rows: make([]book.EntryID, len(o.rows))}
		for k, i := range o.rows {
			n.Rows[k] = rows[i].ID
		}
		slices.Sort(n.Rows)
		out = append(out, n)
	}
	return out
}
