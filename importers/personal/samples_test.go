package personal_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/personal"
)

// TestSamples reads the real exports that are at hand: no row of them is refused.
func TestSamples(t *testing.T) {
	billtest.NeedSamples(t)
	want := map[string]string{
		"alipay_personal/deg_alipay_2023fmt_HEAD.csv":                         "alipay.personal",
		"alipay_personal/deg_alipay_app_2021fmt_refund-as-income_d765283.csv": "alipay.personal",
		"alipay_personal/deg_alipay_web_2019fmt_9f67d0f.csv":                  "alipay.personal_web",
		"alipay_personal/lidongchao_2018-01-2.csv":                            "alipay.personal_web",
		"wechat_personal/deg_wechat_csv_4b4a4a3.csv":                          "wechat.personal",
		"wechat_personal/deg_wechat_csv_6ab5b98.csv":                          "wechat.personal",
		"wechat_personal/deg_wechat_csv_HEAD.csv":                             "wechat.personal",
		"wechat_personal/deg_wechat_xlsx_2026fmt_d93c79d.xlsx":                "wechat.personal",
		"wechat_personal/lidongchao_2018-01-3-utf8.csv":                       "wechat.personal",
		"wechat_personal/maoqxxmm_wechat_header-only-trimmed.csv":             "wechat.personal",
		"jd_personal/deg_jd.csv":                                              "jd.personal",
		"meituan_personal/deg_meituan.csv":                                    "meituan.personal",
	}
	for name, format := range want {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(billtest.SampleDir, name))
			if err != nil {
				t.Fatal(err)
			}
			r := billtest.Read(t, personal.Formats(), data, bill.Options{})
			if r.Err != nil || len(r.Problems) > 0 {
				t.Fatal(r.Err, r.Problems)
			}
			if r.Summary.Format != format || len(r.Entries) < r.Summary.Rows || r.Summary.Rows == 0 {
				t.Errorf("%d entries: %+v", len(r.Entries), r.Summary)
			}
			t.Logf("%+v\n%s", r.Summary, strings.Join(r.Lines(), "\n"))
		})
	}
}
