package sample

import (
	"strconv"
	"strings"
	"unicode"

	"zhangfang/app/book"
)

// ledgerWords is how a language writes statements and ledgers.
type ledgerWords struct {
	party func(*ledgerMaker) string
	bank  func(l *ledgerMaker, party, style string, amount book.Minor) string
	books func(l *ledgerMaker, party, style string, amount book.Minor) string
}

// oneOf draws from a list of words, which bars keep apart.
func (l *ledgerMaker) oneOf(list string) string {
	words := strings.Split(list, "|")
	return words[l.rng.IntN(len(words))]
}

func (l *ledgerMaker) number(width int) string {
	return string(digits(nil, l.rng.Uint64(), width))
}

// misspell writes one name in twelve with a slip: two characters swapped, or one
// left out.
func (l *ledgerMaker) misspell(name string) string {
	r := []rune(name)
	if len(r) < 6 || l.rng.IntN(12) > 0 {
		return name
	}
	i := 1 + l.rng.IntN(len(r)-3)
	if l.rng.IntN(3) == 0 {
		return string(append(r[:i:i], r[i+1:]...))
	}
	r[i], r[i+1] = r[i+1], r[i]
	return string(r)
}

func withoutDigits(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '#' {
			return -1
		}
		return r
	}, text))
}

// cutName is a name as far as a statement has room for it.
func (l *ledgerMaker) cutName(name string, least, spread int) string {
	r := []rune(name)
	if n := least + l.rng.IntN(spread); n < len(r) {
		r = r[:n]
	}
	return strings.TrimSpace(string(r))
}

func latinWords() ledgerWords {
	return ledgerWords{
		party: func(l *ledgerMaker) string {
			return l.oneOf("Alder|Amberley|Ashford|Beacon|Birchfield|Bluestone|Bramble|Calder|Canyon|Cedarwood|Copperfield|Dalton|Eastwind|Elmhurst|Fairmont|Foxglove|Garnet|Glenrock|Hadley|Hartwell|Highland|Ivory|Juniper|Kestrel|Larkspur|Linden|Marlow|Meadow|Northgate|Oakridge|Orchard|Palisade|Pembroke|Quarry|Redcliff|Rosewood|Saxon|Sherwood|Stonegate|Thistle|Tideway|Upland|Vermont|Wexford|Willow|Yarrow") +
				" " + l.oneOf("Bakery|Builders|Catering|Chemicals|Components|Courier|Design|Electric|Farms|Foods|Freight|Furniture|Garments|Hardware|Interiors|Labs|Machinery|Media|Metals|Optics|Packaging|Paper|Plastics|Printing|Services|Software|Supplies|Textiles|Tools|Trading") +
				" " + l.oneOf("Inc|LLC|Ltd|Co|Corp|LP|Group|GmbH")
		},
		bank:  latinBank,
		books: latinBooks,
	}
}

func latinBank(l *ledgerMaker, party, style string, amount book.Minor) string {
	style, no, _ := strings.Cut(style, ":")
	switch style {
	case "cheque":
		return "CHQ PAID #" + no
	case "deposit":
		return l.oneOf("COUNTER DEPOSIT|BRANCH DEPOSIT")
	case "bounced":
		return "ITEM RETURNED UNPAID"
	case "interest":
		return "CREDIT INTEREST"
	case "charge":
		return l.oneOf("ACCOUNT FEE|SERVICE CHARGE|CARD FEE|OVERDRAFT CHARGE|STATEMENT FEE")
	case "brand":
		return l.oneOf("AIRBNB *|BOOKING.COM |SHELL OIL |STAPLES |ZOOM.US |DROPBOX*|HILTON |FEDEX ") + l.number(7)
	case "wire":
		return strings.TrimSpace("INCOMING WIRE " + l.number(8) + " " + l.cutName(strings.ToUpper(party), 14, 8))
	}
	kind := "BACS PAYMENT"
	if amount > 0 {
		kind = "BACS RECEIPT"
	} else if l.rng.IntN(2) == 0 {
		kind = l.oneOf("CARD PURCHASE|DIRECT DEBIT|BILLPAY")
	}
	name := strings.ToUpper(party)
	if l.rng.IntN(4) == 0 {
		name = strings.ReplaceAll(name, " ", "")
	}
	if l.rng.IntN(2) == 0 {
		name = l.cutName(name, 12, 8)
	}
	return strings.TrimSpace(kind + " " + name)
}

func latinBooks(l *ledgerMaker, party, style string, amount book.Minor) string {
	style, no, _ := strings.Cut(style, ":")
	switch style {
	case "void":
		return "Void of cheque #" + no + ", " + party
	case "again":
		return party + ": cheque replaced, supersedes void #" + no
	case "off":
		return "Cancelled: payment to " + party
	case "wrong":
		return party + ": paid by mistake"
	case "back":
		return party + ": mistaken payment sent back"
	case "bounced":
		return party + ": deposited cheque returned"
	}
	about := l.oneOf("Raw materials|Site rent|Advertising in print|Legal advice|Travel of staff|Office supplies|Software licence|Repair of tools|Insurance premium|Cloud hosting")
	if amount > 0 {
		about = l.oneOf("Invoice settled|Goods sold|Milestone reached|Deposit on order|Services rendered")
	}
	text := about + " no. " + l.number(5)
	if party == "" {
		return text
	}
	return party + ": " + text
}

func chineseWords() ledgerWords {
	return ledgerWords{
		party: func(l *ledgerMaker) string {
			brand := l.oneOf("云|星|鸿|锦|瑞|晨|嘉|德|恒|凯|华|远|通|盛|祥|宏|新|金|海|天") + l.oneOf("帆|岭|达|泰|福|源|景|川|翔|禾|辉|诚|悦|安|博|力")
			return l.oneOf("杭州|苏州|宁波|上海|深圳|广州|成都|武汉|青岛|厦门||") + brand +
				l.oneOf("科技|贸易|食品|服饰|建材|物流|电子|机械|广告|包装|印刷|家具|五金|农业|餐饮|医疗|软件|商务") + l.oneOf("有限公司|有限责任公司|股份有限公司|（集团）有限公司|商行|经营部")
		},
		bank:  chineseBank,
		books: chineseBooks,
	}
}

func chineseBank(l *ledgerMaker, party, style string, amount book.Minor) string {
	style, no, _ := strings.Cut(style, ":")
	switch style {
	case "cheque":
		return "支票兑付 " + no
	case "deposit":
		return l.oneOf("柜台存现|支票存入")
	case "bounced":
		return "退票"
	case "interest":
		return "活期结息"
	case "charge":
		return l.oneOf("账户管理费|转账手续费|短信服务费|回单费|年费")
	case "brand":
		return l.oneOf("银联消费 携程|快捷支付 滴滴|银联消费 中石化|快捷支付 美团|代扣 顺丰") + l.number(6)
	case "wire":
		return strings.TrimSpace("大额来账" + l.number(8) + " " + l.cutName(party, 7, 5))
	}
	kind := l.oneOf("跨行转账|网银汇款|批量代付|实时汇兑")
	if amount > 0 {
		kind = l.oneOf("转账存入|跨行汇入|来账")
	}
	if l.rng.IntN(2) == 0 {
		party = l.cutName(party, 7, 5)
	}
	if l.rng.IntN(5) == 0 {
		return kind + party
	}
	return strings.TrimSpace(kind + " " + party + l.oneOf("|| 货款| 往来款"))
}

func chineseBooks(l *ledgerMaker, party, style string, amount book.Minor) string {
	style, no, _ := strings.Cut(style, ":")
	switch style {
	case "void":
		return "红字冲销" + no + "号支票 " + party
	case "again":
		return "补付" + party + "（替换作废支票" + no + "）"
	case "off":
		return "作废：付" + party
	case "wrong":
		return "误付" + party
	case "back":
		return "收回误付" + party + "款项"
	case "bounced":
		return party + "支票被退"
	}
	if amount > 0 {
		return "收" + party + l.oneOf("货款|项目款|定金|服务费|尾款") + " 单" + strconv.Itoa(l.voucher*7)
	}
	return "付" + party + l.oneOf("材料款|房租|广告费|运费|维修费|设备款|办公用品|咨询费") + " 单" + strconv.Itoa(l.voucher*7)
}
