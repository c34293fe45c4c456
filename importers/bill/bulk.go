package bill

import (
	"strings"

	"zhangfang/app/book"
)

// bulk adds up the text that the cells of a sheet hold. Cells that share one long
// text make a small file as long as a bomb.
type bulk int

// add counts a row; it refuses the sheet where it is longer than any bill.
func (n *bulk) add(cells []string, line int) error {
	for _, c := range cells {
		*n += bulk(len(c))
	}
	if *n > maxUnpacked {
		return &book.Problem{Code: CodeTooBig, Line: line, Args: []string{"2 GB"}}
	}
	return nil
}

// lostCells counts the cells with characters that were lost to a charset.
func lostCells(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.Contains(c, "\ufffd") {
			n++
		}
	}
	return n
}
