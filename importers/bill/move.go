package bill

import (
	"strings"

	"zhangfang/app/book"
)

// Move says by which columns a sheet tells money in from money out: two columns,
// or an amount with a direction beside it, or a signed amount.
type Move struct {
	In, Out           Field // 收入, 支出
	Credit, Debit     Field // 贷方, 借方
	Amount, Direction Field
	// DebitIn: a debit is money in, as in the owner's own books. On a bank's
	// statement, which is the bank's view of what it owes, it is money out.
	DebitIn bool

	outSign int // of the first amount that went out: +1 or -1
}

// MoveColumns are the names of a Move's columns; a table appends them to its own.
func MoveColumns() []Column {
	return []Column{
		{Names: []string{"收入", "收入金额", "记账金额(收入)", "存入", "存入金额", "转入金额", "转入", "贷方发生额(收入)", "贷方发生额(存入)",
			"收入发生额", "moneyin", "paidin", "deposit", "deposits", "交易金额(收入)"}},
		{Names: []string{"支出", "支出金额", "记账金额(支出)", "取出", "取出金额", "支取金额", "转出金额", "转出", "借方发生额(支取)", "借方发生额(支出)",
			"支出发生额", "moneyout", "paidout", "withdrawal", "withdrawals", "交易金额(支出)"}},
		{Names: []string{"贷方发生额", "贷方金额", "贷方", "贷方(cr)", "credit", "creditamount", "cramount"}},
		{Names: []string{"借方发生额", "借方金额", "借方", "借方(dr)", "debit", "debitamount", "dramount"}},
		{Names: []string{"交易金额", "金额", "发生额", "发生金额", "收支金额", "收/支金额", "amount", "transactionamount"}},
		{Names: []string{"借贷标志", "借贷", "借/贷", "借贷方向", "借贷标识", "收支类型", "收支", "收/支", "收支方向", "收支标志", "交易方向", "资金方向",
			"方向", "d/c", "dc", "dr/cr", "cr/dr", "debit/credit", "credit/debit", "direction", "in/out"}},
	}
}

// MoveAt is the Move whose columns begin at field f.
func MoveAt(f Field) Move {
	return Move{In: f, Out: f + 1, Credit: f + 2, Debit: f + 3, Amount: f + 4, Direction: f + 5}
}

// MoveFields is the number of fields that MoveColumns adds.
const MoveFields Field = 6

// Pairs tells whether money in and money out have a column each.
func (m *Move) Pairs(h *Header) bool {
	return h.Has(m.In) && h.Has(m.Out) || h.Has(m.Credit) && h.Has(m.Debit)
}

// Signed tells whether there is one amount that only its sign gives a direction.
func (m *Move) Signed(h *Header) bool { return !m.Pairs(h) && h.Has(m.Amount) && !h.Has(m.Direction) }

// DebitCredit tells whether debit and credit are what gives the direction.
func (m *Move) DebitCredit(h *Header) bool {
	if h.Has(m.In) && h.Has(m.Out) {
		return false
	}
	word := Name(h.Name(m.Direction))
	return m.Pairs(h) || containsAny(word, []string{"借", "d/c", "dc", "dr", "debit"})
}

// Told tells whether there is an amount at all.
func (m *Move) Told(h *Header) bool { return m.Pairs(h) || h.Has(m.Amount) }

// Read is the amount of a row, plus is in. It fails rows that say both or
// nothing certain.
func (m *Move) Read(r *Record) book.Minor {
	switch {
	case r.Has(m.In) && r.Has(m.Out):
		return m.pair(r, m.In, m.Out)
	case r.Has(m.Credit) && r.Has(m.Debit) && m.DebitIn:
		return m.pair(r, m.Debit, m.Credit)
	case r.Has(m.Credit) && r.Has(m.Debit):
		return m.pair(r, m.Credit, m.Debit)
	}
	r.Need(m.Amount)
	a := r.Amount(m.Amount)
	if !r.Has(m.Direction) {
		return a
	}
	return m.directed(r, a)
}

func (m *Move) pair(r *Record, in, out Field) book.Minor {
	a, b := r.Amount(in), r.Amount(out)
	switch {
	case a != 0 && b != 0:
		r.Fail(CodeBothSides, out, r.Text(in), r.Text(out))
	case b != 0:
		return m.paid(r, out, b)
	case r.Plain(in) == "" && r.Plain(out) == "":
		r.Fail(CodeMissing, in)
	}
	return a
}

// paid is an amount that went out, whether or not the file gives it a minus. A
// file that writes both is not understood: the odd one may be a reversal.
func (m *Move) paid(r *Record, f Field, a book.Minor) book.Minor {
	sign := 1
	if a < 0 {
		sign = -1
	}
	if m.outSign == 0 && r.Problem == nil {
		m.outSign = sign
	}
	if sign != m.outSign {
		r.Fail(CodeSigns, f, r.Text(f))
	}
	return -a.Abs()
}

// directions are the words of direction columns; true is in.
var directions = map[string]bool{
	"贷": true, "贷方": true, "c": true, "cr": true, "credit": true, "收": true, "收入": true, "收款": true, "入": true, "入账": true,
	"转入": true, "来账": true, "进账": true, "存入": true, "in": true, "+": true, "贷cr": true, "收方": true,
	"借": false, "借方": false, "d": false, "dr": false, "debit": false, "支": false, "支出": false, "付款": false, "出": false, "出账": false,
	"转出": false, "往账": false, "付": false, "支取": false, "out": false, "-": false, "借dr": false, "付方": false,
}

func (m *Move) directed(r *Record, a book.Minor) book.Minor {
	word := Name(r.Text(m.Direction))
	in, ok := directions[word]
	if !ok {
		r.Fail(CodeDirection, m.Direction, r.Text(m.Direction))
		return 0
	}
	if m.DebitIn && strings.ContainsAny(word, "借贷cd") {
		in = !in
	}
	switch {
	case a == 0:
		return 0
	case !in:
		return m.paid(r, m.Amount, a)
	case a < 0:
		r.Fail(CodeSigns, m.Amount, r.Text(m.Amount))
	}
	return a
}
