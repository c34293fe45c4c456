package sample

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"zhangfang/app/book"
)

// credit is money on its way to the bank.
type credit struct {
	at     int64
	amount book.Minor
	party  string
	memo   string
	payout *Payout // nil: no channel pays it
	last   bool    // of the credits of the payout
	class  book.Class
	fault  bool // nobody knows what it is for
}

// bankRow is a row of the statement.
type bankRow struct {
	at      int64
	no      string
	amount  book.Minor // with its sign
	balance book.Minor
	party   string
	memo    string
}

// bank is the shop's bank account: what the channels pay, and what else a shop
// pays and gets.
type bank struct {
	rng     *rand.Rand
	spec    Spec
	days    workdays
	numbers *numbers
	truth   *Truth
	balance book.Minor
	coming  map[book.Day][]credit
}

func newBank(spec Spec, days workdays, n *numbers, t *Truth) *bank {
	b := &bank{
		rng: draws(spec.Seed, drawBank), spec: spec, days: days, numbers: n, truth: t,
		balance: openingBank * book.Minor(1+spec.PerDay/100), coming: map[book.Day][]credit{},
	}
	if spec.Faults {
		b.planUnknown()
	}
	return b
}

// expect puts a credit on the day on which it arrives; past the span, nobody sees it.
func (b *bank) expect(c credit) {
	d := dayOf(c.at)
	b.coming[d] = append(b.coming[d], c)
}

// planUnknown plants credits that nothing explains. Not on the first two days:
// what was sold on the day before the span, or on its first, which a sheet may
// cover only in part, could be what they are for.
func (b *bank) planUnknown() {
	span := b.spec.Span()
	first, last := span.From, span.To
	if b.spec.Days >= 4 {
		first, last = first+2, last-1
	}
	people := []string{"宋知远", "林沐阳", "何清和", "许若溪", "陆嘉言"}
	for range max(b.spec.Days/20, 1) {
		d := first + book.Day(b.rng.IntN(int(last-first)+1))
		b.expect(credit{
			at: midnight(d) + 10*3600 + int64(b.rng.IntN(8*3600)), amount: 30_001 + book.Minor(b.rng.IntN(400_000)),
			party: people[b.rng.IntN(len(people))], memo: "转账", fault: true,
		})
	}
}

// day writes the rows of a day in order of time.
func (b *bank) day(d book.Day, write func(*bankRow)) {
	rows := append(b.coming[d], ordinary(b, d)...)
	delete(b.coming, d)
	slices.SortStableFunc(rows, func(x, y credit) int { return cmp.Compare(x.at, y.at) })
	for i := range rows {
		b.post(d, &rows[i], write)
	}
}

func (b *bank) post(d book.Day, c *credit, write func(*bankRow)) {
	b.balance += c.amount
	r := bankRow{at: c.at, no: b.numbers.bank(d), amount: c.amount, balance: b.balance, party: c.party, memo: c.memo}
	write(&r)
	if p := c.payout; p != nil {
		if p.BankTxn == "" {
			p.BankTxn = r.no
		} else {
			p.Further = append(p.Further, r.no)
		}
		if c.last {
			b.truth.Payouts = append(b.truth.Payouts, *p)
		}
	}
	if c.class != "" {
		b.truth.Lines = append(b.truth.Lines, Line{BankTxn: r.no, Class: c.class})
	}
	if c.fault {
		b.truth.Faults = append(b.truth.Faults, Fault{
			Type: book.UnexplainedCredit, Channel: providerBank, Day: d, TxnNo: r.no, Actual: r.amount,
		})
	}
}
