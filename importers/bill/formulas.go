package bill

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"regexp"
	"strings"
)

// formulaOverlap is how much of a window is looked at again with the next, so
// that no formula's end is cut in two.
const formulaOverlap = 512

// unmade tells whether a workbook holds formulas whose results nobody has worked
// out: programs write such cells empty, or as zeros with the request to work them
// out when the workbook is opened. A person who opens and saves it does that.
func unmade(ctx context.Context, z *zip.Reader) bool {
	asked := false
	for _, part := range z.File {
		if part.Name == "xl/workbook.xml" {
			asked = scanPart(ctx, part, func(b []byte) bool { return bytes.Contains(b, []byte(`fullCalcOnLoad="1"`)) })
		}
	}
	empty := regexp.MustCompile(`(</f>|<f [^>]*/>)(<v></v>|<v ?/>)?</c>`)
	for _, part := range z.File {
		if strings.HasPrefix(part.Name, "xl/worksheets/") && scanPart(ctx, part, func(b []byte) bool {
			at := max(bytes.Index(b, []byte("<f>")), bytes.Index(b, []byte("<f ")))
			return at >= 0 && (asked || empty.Match(b))
		}) {
			return true
		}
	}
	return false
}

// scanPart looks at a part of a workbook window by window. What cannot be read
// is told when its rows are.
func scanPart(ctx context.Context, part *zip.File, look func([]byte) bool) bool {
	r, err := part.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	window := make([]byte, formulaOverlap+chunk)
	kept := 0
	for ctx.Err() == nil {
		n, err := io.ReadFull(r, window[kept:])
		b := window[:kept+n]
		if look(b) {
			return true
		}
		if err != nil {
			return false
		}
		kept = copy(window, b[len(b)-formulaOverlap:])
	}
	return false
}
