package importing

import (
	"context"
	"strings"

	"zhangfang/app/book"
	"zhangfang/assets"
)

// Rejected asks for the refused rows of a batch that quarantine keeps.
func (p *Presenter) Rejected(b *book.Batch, show func([]book.Refused, error)) {
	if b.Refused == 0 || !b.Undone.IsZero() {
		show(nil, nil)
		return
	}
	var rows []book.Refused
	p.deps.Run(context.Background(), func(ctx context.Context) (err error) {
		rows, err = p.deps.Intake.Rejected(ctx, b.ID)
		return err
	}, func(err error) { show(rows, err) })
}

// rejectedText is refused rows as lines to be pasted into a sheet: where each stands,
// why it was refused, and what it says.
func rejectedText(t *assets.Text, rows []book.Refused) string {
	var b strings.Builder
	line := func(cells ...string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(pasted(c))
		}
		b.WriteByte('\n')
	}
	line(t.T("import.col_line"), t.T("import.col_cell"), t.T("import.col_reason"), t.T("import.col_raw"))
	for i := range rows {
		why := &rows[i].Problem
		line(lineText(why.Line), why.Cell, problemHere(t, why), rows[i].Raw)
	}
	return b.String()
}

// pasted is a cell as a spreadsheet takes it: on one line, and never run as a formula.
func pasted(s string) string {
	s = strings.NewReplacer("\t", " ", "\r\n", " ", "\n", " ", "\r", " ").Replace(s)
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}
