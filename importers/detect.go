package importers

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// find is a format found in a view of a file.
type find struct {
	view   int
	name   string // of the view
	format bill.Format
	plain  bool // the format reads any sheet with fitting columns
	at     int  // index of the header row
	notes  []book.Note
}

// plainSheet is the format of sheets that have nothing but a date and an amount.
const plainSheet = "sheet.plain"

// detect finds the views that are tables of known formats, at least one. Text is
// one table. Of a workbook's sheets those with rows are, each a bill of its own;
// plain sheets beside a provider's own bill are sums and lists made of it.
func detect(views []bill.View, role book.Role) ([]find, error) {
	var full, empty []find
	var other []string
	for i, v := range views {
		fm, at := formatOf(bill.NewHead(v.Head), role)
		if fm == nil {
			if v.Name != "" && filled(v.Head) > 1 {
				other = append(other, v.Name)
			}
			continue
		}
		f := find{view: i, name: v.Name, format: fm, plain: fm.Name() == plainSheet, at: at}
		switch {
		case v.Name == "" && !v.Statement: // text, however it is cut
			return []find{f}, nil
		case v.Statement || !v.All || filled(v.Head[at+1:]) > 0:
			full = append(full, f)
		default:
			empty = append(empty, f)
		}
	}
	if len(full) == 0 && len(empty) == 0 {
		return nil, unknown(views)
	}
	if len(full) == 0 {
		full = empty[:1]
	}
	full, aside := ownBills(full)
	if other = append(other, aside...); len(other) > 0 {
		full[0].notes = []book.Note{{Code: bill.NoteSheets, Args: []string{strings.Join(other, "、")}}}
	}
	return full, nil
}

// ownBills leaves plain sheets aside where there are others, and names them.
func ownBills(all []find) (bills []find, aside []string) {
	for _, f := range all {
		if f.plain {
			aside = append(aside, f.name)
			continue
		}
		bills = append(bills, f)
	}
	if len(bills) == 0 {
		return all, nil
	}
	return bills, aside
}

// choose picks the find of a part, or the only one there is.
func choose(finds []find, part string) (find, error) {
	var names []string
	for _, f := range finds {
		if part != "" && f.name == part || part == "" && len(finds) == 1 {
			return f, nil
		}
		names = append(names, f.name)
	}
	return find{}, &book.Problem{Code: bill.CodeSheets, Args: []string{strings.Join(names, "、")}}
}

// partDigest tells the parts of a file apart, so that the second is not taken
// for the first once more.
func partDigest(file, part string) string {
	sum := sha256.Sum256([]byte(file + "!" + part))
	return hex.EncodeToString(sum[:])
}

func filled(rows [][]string) int {
	n := 0
	for _, cells := range rows {
		if !bill.Empty(cells) {
			n++
		}
	}
	return n
}
