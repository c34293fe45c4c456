package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"zhangfang/app/book"
)

// twoClaims is claims against two channels, the second of so many rows that they take
// several pages.
func twoClaims(rows int) Claims {
	line := func(i int, expected, actual book.Minor) book.ExceptionLine {
		return book.ExceptionLine{File: "微信支付/2025-10.csv", Line: int32(i + 2), Exception: book.Exception{
			Type: book.FeeMismatch, Day: book.NewDay(2025, 10, 1+i%31), Expected: expected, Actual: actual, Currency: book.CNY,
		}, TxnNo: fmt.Sprintf("42000020%020d", i), OrderNo: fmt.Sprintf("S2025%09d", i)}
	}
	terms := []book.Fact{{Code: "fee_card", Args: []string{"0.54%", ""}}, {Code: "fee_method", Args: []string{"信用卡"}}}
	month := book.Month(2025, 10)
	small := ClaimGroup{Channel: "支付宝", Month: book.Month(2025, 9), Currency: book.CNY, Terms: terms[:1], Charged: 100, Difference: 10, Lines: []book.ExceptionLine{line(0, 90, 100)}}
	large := ClaimGroup{Channel: "微信支付", Month: month, Currency: book.CNY, Terms: terms}
	for i := range rows {
		large.Lines = append(large.Lines, line(i, 54, 60))
		large.Charged += 60
		large.Difference += 6
	}
	return Claims{Shop: "西街小馆", Groups: []ClaimGroup{large, small}}
}

func TestClaimsTellEveryRow(t *testing.T) {
	for _, locale := range []string{"zh", "en"} {
		t.Run(locale, func(t *testing.T) {
			text := newText(t, locale)
			c := twoClaims(120)
			doc, err := claimsModel(c, text, printed)
			if err != nil {
				t.Fatal(err)
			}
			var out, again bytes.Buffer
			for _, w := range []io.Writer{&out, &again} {
				if err := ClaimsPDF(w, c, text, printed); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(out.Bytes(), again.Bytes()) {
				t.Error("the same claims made other bytes")
			}
			got := extracted(t, out.Bytes())
			for _, want := range append(texts(doc), "2025-09 – 2025-10", "7.30", c.Groups[0].Lines[119].TxnNo) {
				if !strings.Contains(got, squeeze(want)) {
					t.Errorf("not in the PDF: %q", want)
				}
			}
		})
	}
}

func TestNothingToClaimIsSaid(t *testing.T) {
	var out bytes.Buffer
	text := newText(t, "zh")
	if err := ClaimsPDF(&out, Claims{}, text, printed); err != nil {
		t.Fatal(err)
	}
	if got := extracted(t, out.Bytes()); !strings.Contains(got, squeeze(text.T("report.claims.none"))) {
		t.Errorf("an empty claim says %q", got)
	}
}
