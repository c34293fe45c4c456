package sample

import (
	"math"
	"strconv"

	"zhangfang/app/book"
)

// ledgerEvents are what happens, with how often of a thousand times.
var ledgerEvents = []struct {
	name  string
	often int
	make  func(*ledgerMaker, string)
}{
	{"simple", 330, (*ledgerMaker).simple},
	{"batch", 85, (*ledgerMaker).batch},
	{"reissue", 65, (*ledgerMaker).reissue},
	{"corrected", 60, (*ledgerMaker).corrected},
	{"bounced", 50, (*ledgerMaker).bounced},
	{"differs", 65, (*ledgerMaker).differs},
	{"twice", 65, (*ledgerMaker).twice},
	{"bank_only", 65, (*ledgerMaker).bankOnly},
	{"books_only", 65, (*ledgerMaker).booksOnly},
	{"offset", 50, (*ledgerMaker).offset},
	{"earlier_period", 40, (*ledgerMaker).earlierPeriod},
	{"cryptic", 60, (*ledgerMaker).cryptic},
}

func (l *ledgerMaker) event() {
	n := l.rng.IntN(1000)
	for _, e := range ledgerEvents {
		if n -= e.often; n < 0 {
			e.make(l, e.name)
			return
		}
	}
}

// day is a day of the statement.
func (l *ledgerMaker) day() book.Day { return l.spec.From + book.Day(l.rng.IntN(l.spec.Days)) }

// last is the day on which both statement and ledger end.
func (l *ledgerMaker) last() book.Day { return l.spec.From + book.Day(l.spec.Days) - 1 }

// settle is the day on which the bank has what was booked on a day: a few days
// later, no weekend, and not beyond the statement.
func (l *ledgerMaker) settle(booked book.Day, most int) book.Day {
	d := booked + book.Day(l.rng.IntN(most+1))
	for d.Weekday() == 0 || d.Weekday() == 6 {
		d++
	}
	return max(min(d, l.last()), l.spec.From)
}

// amount is between 80 and 240,000 yuan, small ones more often, some of them round.
func (l *ledgerMaker) amount() book.Minor {
	fen := book.Minor(math.Exp(math.Log(8_000) + l.rng.Float64()*(math.Log(24_000_000)-math.Log(8_000))))
	switch n := l.rng.IntN(100); {
	case n < 18: // two leading digits
		round := book.Minor(1_000)
		for fen/round >= 100 {
			round *= 10
		}
		return fen / round * round
	case n < 26:
		return fen/100*100 + 50
	case n < 36:
		return fen/100*100 + 99
	}
	return fen
}

// direction is mostly out.
func (l *ledgerMaker) direction() book.Minor {
	if l.rng.IntN(5) < 2 {
		return 1
	}
	return -1
}

// toBank writes a line of the statement about a party.
func (l *ledgerMaker) toBank(d book.Day, amount book.Minor, party, style string) int {
	text := l.words.bank(l, party, style, amount)
	if l.spec.Nameless > 0 && l.rng.IntN(100) < l.spec.Nameless {
		text = l.words.bank(l, "", style, amount)
	}
	if l.spec.NoNumbers {
		text = withoutDigits(text)
	}
	l.bank = append(l.bank, LedgerLine{Day: d, Text: text, Amount: amount})
	return len(l.bank) - 1
}

// toBooks writes a line of the ledger about a party.
func (l *ledgerMaker) toBooks(d book.Day, amount book.Minor, party, style, ref string) int {
	d = min(d, l.last())
	if l.spec.DateSlip > 0 {
		d += book.Day(l.rng.IntN(2*l.spec.DateSlip+1) - l.spec.DateSlip)
	}
	if l.spec.Nameless > 0 && l.rng.IntN(100) < l.spec.Nameless {
		party = ""
	}
	if ref == "" {
		l.voucher += 1 + l.rng.IntN(2)
		ref = "V-" + strconv.Itoa(l.voucher)
	}
	l.books = append(l.books, LedgerLine{Day: d, Text: l.words.books(l, l.misspell(party), style, amount), Ref: ref, Amount: amount})
	return len(l.books) - 1
}

func (l *ledgerMaker) pair(bank, books int, event string) {
	l.pairs = append(l.pairs, ledgerLink{bank, books, event})
}

func (l *ledgerMaker) nextCheque() string {
	l.cheque += 1 + l.rng.IntN(3)
	return strconv.Itoa(l.cheque)
}

func (l *ledgerMaker) simple(event string) {
	party, booked, amount := l.words.party(l), l.day(), l.amount()*l.direction()
	l.pair(l.toBank(l.settle(booked, 4), amount, party, "transfer"), l.toBooks(booked, amount, party, "", ""), event)
}

// cryptic is paid by card: the bank names a brand that the ledger does not know.
func (l *ledgerMaker) cryptic(event string) {
	booked, amount := l.day(), -l.amount()
	l.pair(l.toBank(l.settle(booked, 3), amount, "", "brand"), l.toBooks(booked, amount, l.words.party(l), "", ""), event)
}

// batch pays two to five vouchers of one party at once.
func (l *ledgerMaker) batch(event string) {
	party, first, sign := l.words.party(l), l.day(), l.direction()
	var total book.Minor
	var lines []int
	last := first
	for range 2 + l.rng.IntN(4) {
		amount := l.amount() * sign
		d := first + book.Day(l.rng.IntN(6))
		last = max(last, d)
		total += amount
		lines = append(lines, l.toBooks(d, amount, party, "", ""))
	}
	bank := l.toBank(l.settle(last, 1), total, party, "transfer")
	for _, line := range lines {
		l.pair(bank, line, event)
	}
}

// reissue voids a cheque and writes another, which the bank pays.
func (l *ledgerMaker) reissue(event string) {
	party, d, amount := l.words.party(l), l.day(), -l.amount()
	old, fresh := l.nextCheque(), l.nextCheque()
	void := d + 1 + book.Day(l.rng.IntN(5))
	first := l.toBooks(d, amount, party, "", "CQ-"+old)
	l.cancels = append(l.cancels, [2]int{first, l.toBooks(void, -amount, party, "void:"+old, "CQ-"+old+"-R")})
	again := void + book.Day(l.rng.IntN(3))
	l.pair(l.toBank(l.settle(again, 4), amount, party, "cheque:"+fresh), l.toBooks(again, amount, party, "again:"+old, "CQ-"+fresh), event)
}

// corrected pays the wrong amount, gets it back, and pays the right one.
func (l *ledgerMaker) corrected(event string) {
	party, d, wrong, right := l.words.party(l), l.day(), -l.amount(), -l.amount()
	back := d + 1 + book.Day(l.rng.IntN(4))
	l.pair(l.toBank(l.settle(d, 2), wrong, party, "transfer"), l.toBooks(d, wrong, party, "wrong", ""), event)
	l.pair(l.toBank(l.settle(back, 2), -wrong, party, "transfer"), l.toBooks(back, -wrong, party, "back", ""), event)
	l.pair(l.toBank(l.settle(back, 3), right, party, "transfer"), l.toBooks(back, right, party, "", ""), event)
}

// bounced is paid in by cheque and taken back.
func (l *ledgerMaker) bounced(event string) {
	party, d, amount := l.words.party(l), l.day(), l.amount()
	back := d + 2 + book.Day(l.rng.IntN(5))
	l.pair(l.toBank(l.settle(d, 1), amount, "", "deposit"), l.toBooks(d, amount, party, "", ""), event)
	l.pair(l.toBank(l.settle(back, 1), -amount, "", "bounced"), l.toBooks(back, -amount, party, "bounced", ""), event)
}

// differs is booked without the bank's fee, or with two digits swapped.
func (l *ledgerMaker) differs(event string) {
	party, booked, amount := l.words.party(l), l.day(), l.amount()+30_000
	other := amount + book.Minor(1_000+l.rng.IntN(4_000))
	if l.rng.IntN(2) == 0 {
		other = l.swapped(amount)
	}
	l.pair(l.toBank(l.settle(booked, 3), other, party, "wire"), l.toBooks(booked, amount, party, "", ""), event)
}

// swapped exchanges two neighbouring digits that differ.
func (l *ledgerMaker) swapped(amount book.Minor) book.Minor {
	b := []byte(strconv.FormatInt(int64(amount), 10))
	for range 20 {
		if i := 1 + l.rng.IntN(len(b)-1); b[i] != b[i-1] && (i > 1 || b[i] != '0') {
			b[i], b[i-1] = b[i-1], b[i]
			break
		}
	}
	n, err := strconv.ParseInt(string(b), 10, 64)
	if err != nil || book.Minor(n) == amount {
		return amount + 2_500 // no two digits differ: a fee then
	}
	return book.Minor(n)
}

// twice pays the same sum to one party with two cheques.
func (l *ledgerMaker) twice(event string) {
	party, d, amount := l.words.party(l), l.day(), -l.amount()
	for range 2 {
		no := l.nextCheque()
		l.pair(l.toBank(l.settle(d, 3), amount, party, "cheque:"+no), l.toBooks(d, amount, party, "", "CQ-"+no), event)
		d += 3 + book.Day(l.rng.IntN(6))
	}
}

func (l *ledgerMaker) bankOnly(string) {
	amount := book.Minor(300 + l.rng.IntN(9_000))
	style := "interest"
	if l.rng.IntN(4) > 0 {
		style, amount = "charge", -amount
	}
	l.toBank(l.settle(l.day(), 0), amount, "", style)
}

func (l *ledgerMaker) booksOnly(string) {
	l.toBooks(l.day(), l.amount()*l.direction(), l.words.party(l), "outstanding", "")
}

// offset books a payment that is called off.
func (l *ledgerMaker) offset(string) {
	party, d, amount, no := l.words.party(l), l.day(), -l.amount(), l.nextCheque()
	first := l.toBooks(d, amount, party, "", "CQ-"+no)
	l.cancels = append(l.cancels, [2]int{first, l.toBooks(d+1+book.Day(l.rng.IntN(5)), -amount, party, "off", "CQ-"+no+"-R")})
}

func (l *ledgerMaker) earlierPeriod(event string) {
	party, amount := l.words.party(l), l.amount()*l.direction()
	booked := l.spec.From - 1 - book.Day(l.rng.IntN(6))
	l.pair(l.toBank(l.settle(l.spec.From+book.Day(l.rng.IntN(6)), 2), amount, party, "transfer"), l.toBooks(booked, amount, party, "", ""), event)
}
