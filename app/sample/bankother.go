package sample

import "zhangfang/app/book"

// errands is what else moves at the bank on a day, besides what channels pay.
type errands struct {
	bank *bank
	day  book.Day
	left book.Minor // of the balance, if nothing came in
	list []credit
}

// ordinary is the errands of a day: rent, wages, suppliers, interest, fees.
func ordinary(b *bank, d book.Day) []credit {
	e := &errands{bank: b, day: d, left: b.balance}
	t := d.Time()
	switch t.Day() {
	case 5:
		e.pay(10, 680_000, "望江里物业管理有限公司", "房租")
	case 10:
		e.pay(15, 1_140_000*book.Minor(1+b.spec.PerDay/40), "代发工资", "工资")
	case 16:
		e.get(6, 900+book.Minor(b.rng.IntN(4000)), "云溪银行", "通知存款结息")
	case 21:
		if t.Month()%3 == 0 {
			e.get(3, 400+book.Minor(b.rng.IntN(3000)), "云溪银行", "活期结息")
		}
	case 25:
		e.pay(9, 1_000, "云溪银行", "账户管理费")
	}
	if b.days.after(d-1, 1) == d && b.rng.IntN(5) < 2 {
		e.supplier()
	}
	return e.list
}

// supplier pays one a good part of what is left above a reserve.
func (e *errands) supplier() {
	spare := e.left - openingBank/4
	if spare <= 0 {
		return
	}
	suppliers := []string{"云岭茶业有限公司", "青瓷坊日用品商行", "禾谷食品有限公司", "远帆包装材料有限公司"}
	goods := []string{"货款", "茶叶款", "包装材料款"}
	rng := e.bank.rng
	amount := spare * book.Minor(10+rng.IntN(30)) / 100
	e.pay(11+rng.IntN(6), amount-amount%100, suppliers[rng.IntN(len(suppliers))], goods[rng.IntN(len(goods))])
}

func (e *errands) get(hour int, amount book.Minor, party, memo string) {
	at := midnight(e.day) + int64(hour*3600+e.bank.rng.IntN(3600))
	e.list = append(e.list, credit{at: at, amount: amount, party: party, memo: memo})
}

// pay never takes more than half of what is left.
func (e *errands) pay(hour int, amount book.Minor, party, memo string) {
	if amount = min(amount, e.left/2); amount > 0 {
		e.left -= amount
		e.get(hour, -amount, party, memo)
	}
}
