// Package paypal reads what PayPal lets a merchant download: the activity, whose
// columns the person chose and whose language is the account's, and the monthly
// statement. Layout: formats.md 10.
//
// Both tell all that moved in the account, sales and withdrawals alike. They are
// payments, so that orders find them, and pay by the withdrawals among them. The
// owner may say that a file is a wallet's instead: then orders do not look there.
package paypal

import (
	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// Formats are the formats of this family.
func Formats() []bill.Format { return []bill.Format{activity()} }

// The columns of both downloads.
const (
	date bill.Field = iota
	clock
	zone
	name
	what
	status
	currency
	gross
	fee
	net
	sender
	txnNo
	reference
	invoice
	balance
	impact
	subject
)

// columns are named in English, German, French, Italian and Spanish, as seen in
// public files and programs. A Chinese download has not been seen.
var columns = []bill.Column{
	date:      {Names: []string{"date", "datum", "data", "fecha"}, Need: true},
	clock:     {Names: []string{"time", "uhrzeit", "zeit", "heure", "orario", "ora", "hora"}, Need: true},
	zone:      {Names: []string{"timezone", "zeitzone", "fuseauhoraire", "fusoorario", "zonahoraria", "husohorario"}, Need: true},
	name:      {Names: []string{"name", "nom", "nome", "nombre"}, Free: true},
	what:      {Names: []string{"type", "typ", "tipo", "description", "beschreibung", "descrizione", "descripción"}, Need: true, Free: true},
	status:    {Names: []string{"status", "état", "statut", "stato", "estado"}},
	currency:  {Names: []string{"currency", "währung", "devise", "valuta", "divisa", "moneda"}, Need: true},
	gross:     {Names: []string{"gross", "brutto", "avantcommission", "brut", "lordo", "bruto"}, Need: true},
	fee:       {Names: []string{"fee", "gebühr", "commission", "frais", "tariffa", "commissione", "tarifa", "comisión"}},
	net:       {Names: []string{"net", "netto", "neto"}, Need: true},
	sender:    {Names: []string{"fromemailaddress", "absendere-mail-adresse", "deladresseemail", "indirizzoemailmittente", "correoelectrónicodelremitente"}},
	txnNo:     {Names: []string{"transactionid", "transaktionscode", "numérodetransaction", "codicetransazione", "id.detransacción", "iddetransacción"}, Need: true},
	reference: {Names: []string{"referencetxnid", "zugehörigertransaktionscode", "txn-referenzkennung", "numérodelatransactionderéférence", "nodetransactionderéférence", "codicetransazionediriferimento", "id.dereferenciadetrans."}},
	invoice:   {Names: []string{"invoicenumber", "invoiceid", "rechnungsnummer", "numérodefacture", "nodefacture", "n°ordinecommerciante", "numerofattura", "númerodefactura"}},
	balance:   {Names: []string{"balance", "guthaben", "solde", "saldo"}},
	impact:    {Names: []string{"balanceimpact", "auswirkungaufguthaben", "impactsurlesolde", "impattosulsaldo", "impactoenelsaldo"}},
	subject:   {Names: []string{"subject", "betreff", "objet", "oggetto", "asunto", "itemtitle", "artikelbezeichnung", "titredelobjet", "titolooggetto"}, Free: true},
}

func activity() bill.Format {
	return &bill.Table{
		ID:      "paypal.activity",
		Source:  book.Source{Provider: "paypal", Stream: book.StreamAccount, Role: book.RolePayments},
		Columns: columns,
		Dates:   []bill.Field{date}, DayFirst: dayFirst,
		Keys: true,
		Begin: func(b bill.Beginning) (bill.Decoder, error) {
			if b.Role == book.RoleWallet {
				b.Summary.Source.Role = b.Role
			}
			return &rows{zones: map[string]place{}, unknown: map[string]int{}, types: map[string]int{}}, nil
		},
	}
}

// dayFirst tells the languages in which the day stands before the month wherever they
// are spoken, in dates such as 01.02.24 too. English and Spanish are spoken in the
// United States as well.
func dayFirst(h *bill.Header) bool {
	switch bill.Name(h.Name(clock)) {
	case "uhrzeit", "zeit", "heure", "orario", "ora":
		return true
	}
	return false
}
