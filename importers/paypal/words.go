package paypal

import (
	"slices"
	"strings"

	"zhangfang/app/book"
)

// meanings are the words in the types of transactions, in the languages of the
// columns, in the order in which they are looked for: a fee of a chargeback is a
// fee, and "Auszahlung" is no "Zahlung".
var meanings = []struct {
	kind  book.Kind
	words []string
}{
	{book.KindTransfer, []string{"currency conversion", "währungsumrechnung", "conversion de devise", "conversione di valuta", "conversione valuta",
		"conversión de divisa", "conversión de moneda"}},
	{book.KindWithdrawal, []string{"withdrawal", "transfer to bank", "auszahlung", "abbuchung", "retrait", "virement", "prelievo", "retirada", "retiro"}},
	{book.KindTransfer, []string{"hold", "release", "reserve", "einbehalt", "freigabe", "deposit", "bankgutschrift", "top up", "funding"}},
	{book.KindFee, []string{"fee", "gebühr", "frais", "tariffa", "commissione", "tarifa", "comisión"}},
	{book.KindRefund, []string{"refund", "reversal", "chargeback", "dispute", "rückzahlung", "rückerstattung", "rückbuchung", "remboursement", "rimborso",
		"storno", "reembolso"}},
	{book.KindPayment, []string{"payment", "checkout", "purchase", "donation", "zahlung", "paiement", "pagamento", "pago"}},
}

// meaningOf is the first of the meanings whose words are in a type, len(meanings)
// for none.
func meaningOf(typ string) int {
	typ = strings.ToLower(typ)
	for i, m := range meanings {
		if slices.ContainsFunc(m.words, func(w string) bool { return strings.Contains(typ, w) }) {
			return i
		}
	}
	return len(meanings)
}

// kindOf names a transaction by what its type means. What the merchant pays or gets
// back as a customer is neither a payment nor a refund of the shop's.
func kindOf(meaning int, amount book.Minor) book.Kind {
	if meaning == len(meanings) {
		return book.KindOther
	}
	switch k := meanings[meaning].kind; {
	case k == book.KindWithdrawal && amount > 0:
		return book.KindTransfer
	case k == book.KindPayment && amount < 0, k == book.KindRefund && amount > 0:
		return book.KindOther
	default:
		return k
	}
}

// statuses are what PayPal calls states, in the languages of the columns. A payment
// that was refunded or reversed moved; what took it back is a row of its own.
var statuses = map[string]book.Status{
	"": book.StatusPaid,

	"completed": book.StatusPaid, "abgeschlossen": book.StatusPaid, "terminé": book.StatusPaid, "terminée": book.StatusPaid, "effectué": book.StatusPaid,
	"completata": book.StatusPaid, "completato": book.StatusPaid, "completado": book.StatusPaid, "completada": book.StatusPaid, "cleared": book.StatusPaid,
	"partially refunded": book.StatusPaid, "teilweise zurückgezahlt": book.StatusPaid,

	"refunded": book.StatusRefunded, "zurückgezahlt": book.StatusRefunded, "remboursé": book.StatusRefunded, "rimborsato": book.StatusRefunded,
	"reembolsado": book.StatusRefunded, "reversed": book.StatusRefunded,

	"pending": book.StatusPending, "ausstehend": book.StatusPending, "offen": book.StatusPending, "en attente": book.StatusPending,
	"in sospeso": book.StatusPending, "pendiente": book.StatusPending, "uncleared": book.StatusPending, "unclaimed": book.StatusPending,
	"held": book.StatusPending, "on hold": book.StatusPending, "placed": book.StatusPending, "processing": book.StatusPending,

	"denied": book.StatusFailed, "failed": book.StatusFailed, "canceled": book.StatusFailed, "cancelled": book.StatusFailed, "removed": book.StatusFailed,
	"expired": book.StatusFailed, "returned": book.StatusFailed, "abgelehnt": book.StatusFailed, "storniert": book.StatusFailed, "refusé": book.StatusFailed,
	"annulé": book.StatusFailed, "annullato": book.StatusFailed, "rechazado": book.StatusFailed, "cancelado": book.StatusFailed,
}

// memo tells rows that move nothing, such as authorizations.
var memo = map[string]bool{"memo": true, "mémo": true, "promemoria": true}
