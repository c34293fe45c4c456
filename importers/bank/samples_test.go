package bank_test

import (
	"os"
	"path/filepath"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
)

// TestSamples reads the real exports that are at hand: format, rows, and how many
// of them are refused. The refused ones were randomised into dates and times that
// do not exist; the totals that do not agree are of files cut short.
func TestSamples(t *testing.T) {
	billtest.NeedSamples(t)
	tests := []struct {
		path, format  string
		rows, refused int
		suspicious    int // notes
	}{
		{"bank_bmo/deg_debit.csv", "bank.bmo", 4, 0, 0},
		{"bank_ccb/deg_ccb_debit.xls", "bank.statement", 6, 0, 0},
		{"bank_citic/deg_citic_credit.xls", "bank.citic_card", 13, 0, 0},
		{"bank_cmb/maoqxxmm_cmb-creditcard.csv", "bank.cmb_card", 1, 0, 0},
		{"bank_cmb/maoqxxmm_cmb-debitcard.csv", "bank.statement", 3, 0, 0},
		{"bank_hsbc_hk/deg_credit.csv", "bank.hsbc_card", 11, 0, 0},
		{"bank_icbc/deg_credit.csv", "bank.statement", 9, 0, 2},
		{"bank_icbc/deg_debit-v1.csv", "bank.statement", 11, 0, 2},
		{"bank_pdf_converted/bfc_abc-debit__result.csv", "bank.statement", 81, 0, 0},
		{"bank_pdf_converted/bfc_boc-credit__result1.csv", "bank.boc_card", 14, 14, 0},
		{"bank_pdf_converted/bfc_boc-credit__result3.csv", "bank.boc_card", 14, 0, 0},
		{"bank_pdf_converted/bfc_boc-debit__result.csv", "bank.statement", 17, 11, 0},
		{"bank_pdf_converted/bfc_bocom-debit__result.csv", "bank.statement", 14, 0, 0},
		{"bank_pdf_converted/bfc_cmb-credit__result.csv", "bank.cmb_card", 39, 0, 0},
		{"bank_pdf_converted/deg_abc_debit.csv", "bank.statement", 5, 0, 0},
		{"bank_pdf_converted/deg_boc_credit.csv", "bank.boc_card", 14, 0, 0},
		{"bank_pdf_converted/deg_bocom_credit.csv", "bank.bocom_card", 8, 0, 0},
		{"bank_pdf_converted/deg_cgb_credit.csv", "bank.cgb_card", 4, 0, 0},
		{"bank_pdf_converted/deg_cmb_credit.csv", "bank.cmb_card", 6, 0, 0},
		{"bank_td/deg_td.csv", "bank.td", 9, 0, 1},
		{"_transcribed/bank_boc_corporate/SYNTHETIC_HISQRY_202607.csv", "bank.statement", 2, 0, 0},
		{"_transcribed/bank_ccb_corporate/SYNTHETIC_host-to-host_detail.csv", "bank.statement", 1, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(billtest.SampleDir, tt.path))
			if err != nil {
				t.Fatal(err)
			}
			r := readAll(t, data, bill.Options{})
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			suspicious := 0
			for _, n := range r.Summary.Notes {
				if n.Suspicious {
					suspicious++
				}
			}
			s := r.Summary
			if s.Format != tt.format || s.Rows != tt.rows || len(r.Problems) != tt.refused || len(r.Entries) != tt.rows-tt.refused || suspicious != tt.suspicious {
				t.Errorf("%s: %d rows, %d entries, refused %v, notes %v", s.Format, s.Rows, len(r.Entries), r.Problems, s.Notes)
			}
		})
	}
}
