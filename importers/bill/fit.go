package bill

import (
	"slices"
	"strings"
)

// Realign mends a row whose free text holds delimiters of its own: the cells too
// many belong to one of the free columns. It is that one with which every time
// and amount is one. Where none fits, or two that read the times and amounts
// differently, the row stays as it is and will be refused.
func Realign(h *Header, cells []string, free, times, amounts []Field) []string {
	extra := len(cells) - len(h.Cells)
	if extra <= 0 || Empty(cells[len(h.Cells):]) && plausible(h, cells, times, amounts) {
		return cells // a comma behind the last cell is common
	}
	var fitting []string
	for _, f := range free {
		at := h.at[f]
		if at < 0 {
			continue
		}
		try := slices.Concat(cells[:at], []string{strings.Join(cells[at:at+extra+1], ",")}, cells[at+extra+1:])
		switch {
		case !plausible(h, try, times, amounts):
		case fitting == nil:
			fitting = try
		case !same(h, fitting, try, slices.Concat(times, amounts)):
			return cells
		}
	}
	if fitting == nil {
		return cells
	}
	return fitting
}

func same(h *Header, a, b []string, fields []Field) bool {
	return !slices.ContainsFunc(fields, func(f Field) bool { return h.Has(f) && a[h.at[f]] != b[h.at[f]] })
}

func plausible(h *Header, cells []string, times, amounts []Field) bool {
	for _, f := range times {
		if at := h.at[f]; at >= 0 {
			if _, ok := ParseTime(clean(cells[at])); !ok {
				return false
			}
		}
	}
	for _, f := range amounts {
		if at := h.at[f]; at >= 0 {
			if s := clean(cells[at]); !blank(s) {
				if _, _, ok := ParseFixed(s, 2); !ok {
					return false
				}
			}
		}
	}
	return true
}
