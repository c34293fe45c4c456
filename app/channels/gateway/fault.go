package gateway

import "slices"

// Methods by which faults are scripted and calls are counted: an Alipay method by its
// name, all else by its path.
const (
	MethodAlipayBill        = "alipay.data.dataservice.bill.downloadurl.query"
	MethodAlipayAccountLog  = "alipay.data.bill.accountlog.query"
	MethodAlipayBalance     = "alipay.data.bill.balance.query"
	MethodAlipayFund        = "alipay.fund.account.query"
	MethodAlipayTrade       = "alipay.trade.query"
	MethodAlipayRefund      = "alipay.trade.fastpay.refund.query"
	MethodAlipayCertificate = "alipay.open.app.alipaycert.download"
	MethodAlipayDownload    = "/downloadBillFile.resource"

	MethodWeChatTradeBill    = "/v3/bill/tradebill"
	MethodWeChatFundBill     = "/v3/bill/fundflowbill"
	MethodWeChatDownload     = "/v3/billdownload/file"
	MethodWeChatCertificates = "/v3/certificates"
	MethodWeChatTransaction  = "/v3/pay/transactions/id/{no}"
	MethodWeChatOrder        = "/v3/pay/transactions/out-trade-no/{no}"
	MethodWeChatRefund       = "/v3/refund/domestic/refunds/{no}"
	MethodWeChatBalance      = "/v3/merchant/fund/balance/{type}"
	MethodWeChatDayBalance   = "/v3/merchant/fund/dayendbalance/{type}"

	MethodPayPalToken        = "/v1/oauth2/token"
	MethodPayPalTransactions = "/v1/reporting/transactions"
	MethodPayPalBalances     = "/v1/reporting/balances"

	MethodStripeTransactions = "/v1/balance_transactions"
	MethodStripePayouts      = "/v1/payouts"
	MethodStripeBalance      = "/v1/balance"
	MethodStripeAccount      = "/v1/account"
)

// Fault is something that goes wrong with a call. A method that cannot have a fault
// goes on as if there were none: see Faults.
type Fault string

// None is a call that goes well.
const None Fault = ""

// Faults of the way there and back.
const (
	Reset       Fault = "reset"        // the connection ends before anything is answered
	Lost        Fault = "lost"         // the connection ends after all is done, without an answer
	Cut         Fault = "cut"          // the connection ends in the middle of the answer
	Hang        Fault = "hang"         // no answer until the client gives up
	Slow        Fault = "slow"         // a byte a second
	Huge        Fault = "huge"         // an answer without end
	Redirect    Fault = "redirect"     // 307 to another host
	OldHTTP     Fault = "old_http"     // HTTP/1.0, closed at the end, without a length
	BadGateway  Fault = "bad_gateway"  // 502 with a page of HTML
	Unavailable Fault = "unavailable"  // 20000, 503: busy
	SystemError Fault = "system_error" // 40004 SYSTEM_ERROR, 500 SYSTEM_ERROR
	Limited     Fault = "limited"      // too many requests
	NotJSON     Fault = "not_json"     // 200 with a page of HTML
	Truncated   Fault = "truncated"    // JSON that ends in the middle, its length true
)

// Faults of signatures, and of what they sign.
const (
	WrongKey     Fault = "wrong_key"       // signed by a key that is not the provider's
	NoSignature  Fault = "no_signature"    // none at all
	SignTest     Fault = "sign_test"       // WeChat Pay's own probing: WECHATPAY/SIGNTEST/...
	WrongSerial  Fault = "wrong_serial"    // names a key that nobody knows; alipay_cert_sn or Wechatpay-Serial
	Altered      Fault = "altered"         // a byte changed after it was signed
	Early        Fault = "early"           // signed 301 seconds ago
	Ahead        Fault = "ahead"           // signed 301 seconds from now
	Escaped      Fault = "escaped"         // "/" written as "\/" and signed so: well signed
	Null         Fault = "null"            // a signed null
	NumberForID  Fault = "number"          // a number where the contract has a string
	UnsignedFail Fault = "unsigned_error"  // a refusal without a signature
	Rotated      Fault = "rotated"         // from now on signed by a new key, until the script is cleared
	ClockOff     Fault = "clock_off"       // the request is refused for its time
	KeysRefused  Fault = "keys_refused"    // the request is refused for its signature
	NoPermission Fault = "no_permission"   // the product is not signed for
	IPRefused    Fault = "address_refused" // the machine's address is not on the list
	NoAccount    Fault = "no_account"      // no such app, merchant or client
)

// Faults of bills.
const (
	NotReady      Fault = "not_ready"       // isp.bill_not_exist, NO_STATEMENT_EXIST
	Creating      Fault = "creating"        // STATEMENT_CREATING
	BeforeAccount Fault = "before_account"  // BILL_DATE_BEFORE_REGISTRATION
	BadDate       Fault = "bad_date"        // invalid_arguments, INVALID_REQUEST
	EmptyBill     Fault = "empty_bill"      // a header and totals of nothing
	Expired       Fault = "expired"         // the address of the file is too old when it is asked for
	WrongHash     Fault = "wrong_hash"      // the hash told is another
	ShortFile     Fault = "short_file"      // gzip or zip cut off, its length true
	BadCRC        Fault = "bad_crc"         // a checksum in the zip or gzip is wrong
	Bomb          Fault = "bomb"            // unpacks to two gigabytes
	PathInName    Fault = "path_in_name"    // a member called ../../...
	SummaryFirst  Fault = "summary_first"   // the summary before the bill
	UTF8Names     Fault = "utf8_names"      // names of members in UTF-8, with the flag
	UTF8Text      Fault = "utf8_text"       // the text in UTF-8 where it is GBK
	NoMark        Fault = "no_mark"         // without the byte order mark
	LFOnly        Fault = "lf_only"         // lines end in LF
	Reordered     Fault = "reordered"       // columns in another order
	ExtraColumn   Fault = "extra_column"    // one column more
	MissingColumn Fault = "missing_column"  // one column that is needed is not there
	WrongTotals   Fault = "wrong_totals"    // totals of one row more than there are
	NoTotals      Fault = "no_totals"       // cut off above the totals, well packed and hashed
	CommaInName   Fault = "comma_in_name"   // a product's name holds a comma
	LateRow       Fault = "late_row"        // the last row is not in it yet
	RowTwice      Fault = "row_twice"       // a row stands in it twice, totals too
	AmountChanged Fault = "amount_changed"  // a row's amount is another than later, totals too
	PlainFile     Fault = "plain_file"      // not packed though asked for
	SelfUnpacking Fault = "content_encoded" // gzip told as Content-Encoding
)

// Faults of notifications, beside those of signatures: see AlipayNotice, WeChatNotice.
const (
	OtherAccount Fault = "other_account" // well signed, for another app or merchant
	Doubled      Fault = "doubled"       // a field stands in it twice
	ShortNonce   Fault = "short_nonce"   // encrypted with a nonce of eight bytes
	NoResource   Fault = "no_resource"   // nothing encrypted in it
	OtherSecret  Fault = "other_secret"  // encrypted with another API v3 key
)

// Passing are the faults of a method that go away by themselves and leave no doubt
// whether the call went well: what Chance draws from. Hang and Slow are left out,
// which would cost a test their time.
func Passing(method string) []Fault {
	var out []Fault
	for _, f := range Faults(method) {
		if slices.Contains(passing(), f) {
			out = append(out, f)
		}
	}
	return out
}

func passing() []Fault {
	return []Fault{Reset, Lost, Cut, Redirect, BadGateway, Unavailable, SystemError, Limited, NotJSON, Truncated, NumberForID,
		WrongKey, NoSignature, SignTest, WrongSerial, Altered, Null, Creating, Expired, WrongHash, ShortFile, BadCRC}
}

// Faults are all that a method can have.
func Faults(method string) []Fault {
	way := []Fault{Reset, Lost, Cut, Hang, Slow, Huge, Redirect, OldHTTP, BadGateway}
	answer := []Fault{Unavailable, SystemError, Limited, NotJSON, Truncated, NumberForID, KeysRefused, NoPermission, IPRefused, NoAccount}
	signed := []Fault{WrongKey, NoSignature, WrongSerial, Altered, Null, Rotated, ClockOff}
	switch method {
	case MethodAlipayDownload:
		return slices.Concat(way, []Fault{Expired, ShortFile, BadCRC, Bomb}, ofZip(), ofText())
	case MethodAlipayBill:
		return slices.Concat(way, answer, signed, []Fault{Escaped, UnsignedFail, NotReady, BeforeAccount, BadDate}, ofZip(), ofText())
	case MethodWeChatDownload:
		return slices.Concat(way, []Fault{SystemError, Limited, Expired, ShortFile, BadCRC, Bomb, PlainFile, SelfUnpacking})
	case MethodWeChatTradeBill, MethodWeChatFundBill:
		return slices.Concat(way, answer, signed, []Fault{SignTest, Early, Ahead, NotReady, Creating, BadDate, WrongHash, NoMark}, ofText())
	case MethodPayPalToken, MethodPayPalTransactions, MethodPayPalBalances, MethodStripeTransactions, MethodStripePayouts, MethodStripeBalance, MethodStripeAccount, MethodStripeTransaction, MethodStripeCharge, MethodStripeRefund:
		return slices.Concat(way, answer)
	}
	if method == "" || method[0] != '/' {
		return slices.Concat(way, answer, signed, []Fault{Escaped, UnsignedFail})
	}
	return slices.Concat(way, answer, signed, []Fault{SignTest, Early, Ahead})
}

// ofText are the faults of what stands in a bill. Those of WeChat Pay's are scripted
// where the bill is asked for, since its hash is told there; Alipay's there too, or
// where it is fetched.
func ofText() []Fault {
	return []Fault{LFOnly, Reordered, ExtraColumn, MissingColumn, WrongTotals, NoTotals, CommaInName, EmptyBill, LateRow, RowTwice, AmountChanged}
}

// ofZip are the faults of Alipay's zip.
func ofZip() []Fault { return []Fault{PathInName, SummaryFirst, UTF8Names, UTF8Text} }
