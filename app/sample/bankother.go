package sample

import (
	"math/rand/v2"

	"zhangfang/app/book"
)

// errands is what else moves at the bank on a day, besides what channels pay.
type errands struct {
	bank *bank
	rng  *rand.Rand
	day  book.Day
	left book.Minor // of the balance, if nothing came in
	list []credit
}

// regular is something that the shop pays on a day of the month, and its size: the
// base and, for each forty orders a day, as much again in percent.
type regular struct {
	day, hour   int
	base        book.Minor
	grows       int
	party, memo string
	class       book.Class
}

func regulars() []regular {
	return []regular{
		{3, 11, 19_900, 60, "杭州云店科技有限公司", "平台技术服务费", book.ClassPlatformFee},
		{5, 10, 680_000, 0, "望江里物业管理有限公司", "房租", book.ClassRent},
		{8, 9, 42_600, 20, "云溪供电公司", "电费", book.ClassUtilities},
		{10, 15, 1_140_000, 100, "代发工资", "工资", book.ClassSalary},
		{12, 14, 80_000, 100, "巨浪广告有限公司", "广告推广费充值", book.ClassAdvertising},
		{15, 10, 36_000, 80, "国家金库云溪市支库", "增值税及附加 实时缴税", book.ClassTax},
		{18, 10, 210_000, 60, "云溪市社会保险基金", "社保费", book.ClassSocial},
		{20, 9, 150_000, 0, "云溪银行", "归还贷款", book.ClassLoan},
		{23, 16, 24_000, 90, "顺途速运有限公司", "快递费", book.ClassLogistics},
		{25, 9, 1_000, 0, "云溪银行", "账户管理费", book.ClassBankFee},
	}
}

// ordinary is the errands of a day: bills, suppliers, interest, the owner's own
// money, and what suppliers give back.
func ordinary(b *bank, d book.Day) []credit {
	e := &errands{bank: b, rng: b.rng, day: d, left: b.balance}
	for _, x := range regulars() {
		if x.day == d.Time().Day() {
			grown := x.base * book.Minor(100+x.grows*(b.spec.PerDay/40)) / 100
			e.pay(x.hour, grown, x.party, x.memo, x.class)
		}
	}
	e.income()
	if b.days.after(d-1, 1) == d && e.rng.IntN(5) < 2 {
		e.supplier()
	}
	return e.list
}

// income is the credits that no channel pays, and that need no explanation.
func (e *errands) income() {
	t := e.day.Time()
	switch t.Day() {
	case 7:
		if e.bank.spec.Faults {
			e.get(13, 200_000+100*book.Minor(e.rng.IntN(3000)), "沈青禾", "本人转存", book.ClassOwn)
		}
	case 16:
		e.get(6, 900+book.Minor(e.rng.IntN(4000)), "云溪银行", "通知存款结息", book.ClassInterest)
	case 21:
		if t.Month()%3 == 0 {
			e.get(3, 400+book.Minor(e.rng.IntN(3000)), "云溪银行", "活期结息", book.ClassInterest)
		}
	case 27:
		if e.bank.spec.Faults {
			e.get(15, 8_000+book.Minor(e.rng.IntN(40_000)), "青瓷坊日用品商行", "退货款", book.ClassPurchaseRef)
		}
	}
}

// supplier pays one a good part of what is left above a reserve.
func (e *errands) supplier() {
	spare := e.left - openingBank/4
	if spare <= 0 {
		return
	}
	suppliers := []string{"云岭茶业有限公司", "青瓷坊日用品商行", "禾谷食品有限公司", "远帆包装材料有限公司"}
	goods := []string{"货款", "茶叶款", "包装材料款"}
	amount := spare * book.Minor(10+e.rng.IntN(30)) / 100
	e.pay(11+e.rng.IntN(6), amount-amount%100, suppliers[e.rng.IntN(len(suppliers))], goods[e.rng.IntN(len(goods))], book.ClassGoods)
}

func (e *errands) get(hour int, amount book.Minor, party, memo string, class book.Class) {
	at := midnight(e.day) + int64(hour*3600+e.rng.IntN(3600))
	e.list = append(e.list, credit{at: at, amount: amount, party: party, memo: memo, class: class})
}

// pay never takes more than half of what is left.
func (e *errands) pay(hour int, amount book.Minor, party, memo string, class book.Class) {
	if amount = min(amount, e.left/2); amount > 0 {
		e.left -= amount
		e.get(hour, -amount, party, memo, class)
	}
}
