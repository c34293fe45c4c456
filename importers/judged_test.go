package importers_test

// judgement is why a sample does not go in as it is, as a person found right who read
// the file and its manifest.
type judgement struct{ codes, why string }

const (
	cutRows  = "rows were cut from the file; the totals prove it"
	fragment = "a fragment of a statement, made for a parser's tests"
	noEnd    = "the author left the end of the bill out"
	masked   = "the author changed amounts; the totals prove it"
)

// judged are the samples that are held or refused, each with the codes that may say so.
var judged = map[string]judgement{
	"MANIFEST.tsv": {"no_header", "the list of the samples, no bill"},
	"_transcribed/alipay_merchant/2012_账务明细_signcustomer_names-masked_rows-truncated.csv":                      {"totals", cutRows},
	"_transcribed/alipay_merchant/SYNTHETIC_signcustomer_taobao-seller_reordered-columns.csv":                  {"incomplete", noEnd},
	"_transcribed/douyin_shop/SYNTHETIC_orders_BOM_tab-prefixed-ids.csv":                                       {"unknown_format", "8 of 73 columns, without what was paid and when; can be taught"},
	"_transcribed/pinduoduo/SYNTHETIC_店铺账务明细_header-on-physical-row-5.csv":                                     {"incomplete", noEnd},
	"_transcribed/wechat_merchant/2016-02-16_tradebill_SUCCESS_oldformat_2rows_totals-of-383.csv":              {"totals", cutRows},
	"_transcribed/wechat_merchant/2020-04-01_tradebill_REFUND_1row_negative-fee_official-header_no-totals.csv": {"incomplete", noEnd},
	"_transcribed/wechat_merchant/2021-02-01_fundflowbill_BASIC_v3.csv":                                        {"totals", cutRows},
	"adyen/oca_adyen_test.xlsx":                                           {"net_differs damaged_id", "PSP references lost digits in a spreadsheet, and a row's net is not its gross less its costs"},
	"alipay_merchant/oms_signcustomer_header-template.xlsx":               {"incomplete", "a header without rows and end"},
	"alipay_personal/deg_alipay_2023fmt_HEAD.csv":                         {"totals", cutRows},
	"alipay_personal/deg_alipay_app_2021fmt_refund-as-income_d765283.csv": {"totals", cutRows},
	"alipay_personal/lidongchao_2018-01-2.csv":                            {"lost_seconds", "a spreadsheet took the seconds"},
	"bank_icbc/deg_credit.csv":                                            {"totals", masked},
	"bank_icbc/deg_debit-v1.csv":                                          {"totals", masked},
	"bank_pdf_converted/bfc_boc-credit__result1.csv":                      {"bad_date", "dates made up at random, in the year 250"},
	"bank_pdf_converted/bfc_boc-debit__result.csv":                        {"bad_date", "times made up at random, such as 77:57:11"},
	"bank_td/deg_td.csv":                                                  {"no_header_td", "the bank's export has no header; the owner says that it is one"},
	"camt/genkgo/camt052.v2.with-account-name.xml":                        {"missing_cell", "a line without a date"},
	"camt/genkgo/camt053.v2.all-balance-types.xml":                        {"totals", "invented balances that do not add up"},
	"camt/genkgo/camt054.v8-with-UETR.xml":                                {"missing_cell", "a line without a date"},
	"camt/oca/test-camt053":                                               {"totals", masked},
	"camt/oca/test-camt053.zip":                                           {"totals", masked},
	"dirty/duizhangpingtai_order_sample_MOJIBAKE.txt":                     {"mojibake", "saved in the wrong encoding: characters are lost"},
	"dirty/oms_force_verification_header-template.xlsx":                   {"no_header", "a template of two columns, no bill"},
	"generic_sheet/debit_credit.csv":                                      {"sign_unclear", "the one credit has a minus: taken back, or a slip"},
	"generic_sheet/meta_data_separated_credit_debit.csv":                  {"debit_credit_unclear", "a sheet of nobody known: whose debit it is must be said; can be taught"},
	"generic_sheet/meta_data_separated_credit_debit.xlsx":                 {"debit_credit_unclear", "a sheet of nobody known: whose debit it is must be said; can be taught"},
	"generic_sheet/sample_statement_en_empty_values.xlsx":                 {"bad_amount", "dollars with a decimal comma between plain numbers; can be taught"},
	"jd_merchant/oms_jdbill_wallet_1row_excel-serial-date.xls":            {"in_and_out", "the template's row has money in and money out"},
	"mt940/wolph_betterplace__amount_formats.sta":                         {"mt940_order", fragment},
	"mt940/wolph_betterplace__empty_86.sta":                               {"no_table", fragment},
	"mt940/wolph_betterplace__empty_line.sta":                             {"no_table", fragment},
	"mt940/wolph_betterplace__sepa_snippet_broken.sta":                    {"mt940_order", "a statement whose middle is missing"},
	"mt940/wolph_cmxl__account_balance_credit.sta":                        {"statement_cut", fragment},
	"mt940/wolph_cmxl__account_identification_iban.sta":                   {"no_table", fragment},
	"mt940/wolph_cmxl__available_balance.sta":                             {"no_table", fragment},
	"mt940/wolph_cmxl__statement_details.sta":                             {"no_currency_told", fragment},
	"mt940/wolph_cmxl__statement_number.sta":                              {"no_table", fragment},
	"mt940/wolph_jejik__knab.sta":                                         {"totals", masked},
	"mt940/wolph_mBank__with_newline_in_tnr.sta":                          {"totals", cutRows},
	"mt940/wolph_self-provided__details_60-63.sta":                        {"totals", masked},
	"mt940/wolph_self-provided__invalid_statement.sta":                    {"no_table", fragment},
	"mt940/wolph_self-provided__malformed_details.sta":                    {"totals", masked},
	"mt940/wolph_self-provided__overly_long_details.sta":                  {"totals", masked},
	"ofx/oca/test_ofx_wrong.ofx":                                          {"ofx_lacks", "the account's number is missing"},
	"ofx/ofxgo/valid_responses__inv_v202.ofx":                             {"unsupported.investment", "an account of securities"},
	"ofx/ofxtools/invstmtrs.ofx":                                          {"unsupported.investment", "an account of securities"},
	"wechat_merchant/oms_tradebill-ALL_header-template.xlsx":              {"incomplete", "a header without rows and totals"},
	"wechat_personal/deg_wechat_csv_4b4a4a3.csv":                          {"totals", cutRows},
	"wechat_personal/deg_wechat_csv_6ab5b98.csv":                          {"totals", cutRows},
	"wechat_personal/deg_wechat_csv_HEAD.csv":                             {"totals", cutRows},
	"wechat_personal/deg_wechat_xlsx_2026fmt_d93c79d.xlsx":                {"totals", cutRows},
	"wechat_personal/lidongchao_2018-01-3-utf8.csv":                       {"lost_seconds", "a spreadsheet took the seconds"},
}
