package paypal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
	"zhangfang/importers/bill/billtest"
	"zhangfang/importers/paypal"
)

const activity = `"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Address Status","Sales Tax","Reference Txn ID","Invoice Number","Receipt ID","Balance","Contact Phone Number","Subject","Note","Balance Impact"
"29/12/2025","07:45:51","PST","A Buyer","Website Payment","Completed","USD","1,084.00","-42.50","1,041.50","a@example.com","me@example.com","P1","","0.00","","S-1001","","1,041.50","","Order S-1001","","Credit"
"29/12/2025","08:00:00","PST","A Buyer","Payment Refund","Completed","USD","-84.00","0.00","-84.00","me@example.com","a@example.com","R1","","0.00","P1","S-1001","","957.50","","","","Debit"
"30/12/2025","13:30:31","PST","","User Initiated Currency Conversion","Completed","USD","-50.00","0.00","-50.00","me@example.com","","C1","","","C2","","","907.50","","","","Debit"
"30/12/2025","13:30:31","PST","","User Initiated Currency Conversion","Completed","EUR","43.34","0.00","43.34","","me@example.com","C2","","","C1","","","43.34","","","","Credit"
"31/12/2025","01:47:56","PST","","General Withdrawal","Pending","EUR","-43.34","0.00","-43.34","me@example.com","","W1","","","","","","0.00","","","","Debit"
"31/12/2025","02:00:00","PST","Host","Website Payment","Completed","USD","-19.50","0.00","-19.50","me@example.com","h@example.com","X1","","","","","","888.00","","","","Debit"
"31/12/2025","03:00:00","PST","B Buyer","General Authorization","Completed","USD","70.00","0.00","70.00","b@example.com","me@example.com","A1","","","","","","888.00","","","","Memo"
"31/12/2025","04:00:00","PST","","Payment Hold","Completed","USD","-100.00","0.00","-100.00","","","H1","","","P1","","","788.00","","","","Debit"
"31/12/2025","05:00:00","PST","C Buyer","Express Checkout Payment","Denied","USD","5.00","0.00","5.00","c@example.com","","D1","","","","","","788.00","","","",""
`

func read(t *testing.T, text string) billtest.Result {
	t.Helper()
	return billtest.Read(t, paypal.Formats(), []byte(text), bill.Options{})
}

func TestActivity(t *testing.T) {
	r := read(t, activity)
	r.Check(t,
		"2 payment paid at=2025-12-29T23:45:51+08:00 order=S-1001 txn=P1 gross=108400 amount=108400 fee=4250 USD balance=104150 party=A Buyer memo=Website Payment Order S-1001",
		"3 refund paid at=2025-12-30T00:00:00+08:00 order=S-1001 txn=P1 refund=R1 gross=-8400 amount=-8400 fee=0 USD balance=95750 party=A Buyer memo=Payment Refund",
		"4 transfer paid at=2025-12-31T05:30:31+08:00 txn=C1 gross=-5000 amount=-5000 fee=0 USD balance=90750 memo=User Initiated Currency Conversion",
		"5 transfer paid at=2025-12-31T05:30:31+08:00 txn=C2 gross=4334 amount=4334 fee=0 EUR balance=4334 memo=User Initiated Currency Conversion",
		"6 withdrawal pending at=2025-12-31T17:47:56+08:00 txn=W1 gross=-4334 amount=-4334 fee=0 EUR balance=0 memo=General Withdrawal",
		"7 other paid at=2025-12-31T18:00:00+08:00 txn=X1 gross=-1950 amount=-1950 fee=0 USD balance=88800 party=Host memo=Website Payment",
		"9 transfer paid at=2025-12-31T20:00:00+08:00 txn=H1 gross=-10000 amount=-10000 fee=0 USD balance=78800 memo=Payment Hold",
		"10 payment failed at=2025-12-31T21:00:00+08:00 txn=D1 gross=500 amount=500 fee=0 USD balance=78800 party=C Buyer memo=Express Checkout Payment",
	)
	s := r.Summary
	if s.Source != (book.Source{Provider: "paypal", Stream: book.StreamAccount, Role: book.RolePayments}) || s.Currency != "USD" || s.Rows != 9 {
		t.Errorf("summary %+v", s)
	}
	if r.Entries[2].Batching != "C2" || r.Entries[3].Batching != "C1" {
		t.Error("the sides of a conversion do not name each other")
	}
	if len(r.Codes()) != 0 {
		t.Errorf("notes %v", r.Codes())
	}
}

func TestOwnerSaysWallet(t *testing.T) {
	r := billtest.Read(t, paypal.Formats(), []byte(activity), bill.Options{Role: book.RoleWallet})
	if r.Summary.Source.Role != book.RoleWallet {
		t.Errorf("source %+v", r.Summary.Source)
	}
}

func TestStatement(t *testing.T) {
	const text = `"Date","Time","Time Zone","Description","Currency","Gross","Fee","Net","Balance","Transaction ID","From Email Address","Name","Bank Name","Bank Account","Shipping and Handling Amount","Sales Tax","Invoice ID","Reference Txn ID"
"9/4/2025","21:15:11","America/Los_Angeles","General Withdrawal - Bank Account","EUR","-1,058.09","0.00","-1,058.09","-1,057.34","T1","","","A Bank","6491","0.00","0.00","",""
"9/4/2025","21:15:11","America/Los_Angeles","General Currency Conversion","EUR","1,058.09","0.00","1,058.09","0.75","T2","","","","","0.00","0.00","","T1"
"9/25/2025","20:44:10","CST","Express Checkout Payment","USD","1,309.80","-48.76","1,261.04","1,261.93","T9","a@example.com","A Buyer","","","0.00","0.00","361",""
`
	r := read(t, text)
	r.Check(t,
		"2 withdrawal paid at=2025-09-05T12:15:11+08:00 txn=T1 gross=-105809 amount=-105809 fee=0 EUR balance=-105734 memo=General Withdrawal - Bank Account",
		"3 transfer paid at=2025-09-05T12:15:11+08:00 txn=T2 gross=105809 amount=105809 fee=0 EUR balance=75 memo=General Currency Conversion",
		"4 payment paid at=2025-09-25 order=361 txn=T9 gross=130980 amount=130980 fee=4876 USD balance=126193 party=A Buyer memo=Express Checkout Payment",
	)
	if r.Entries[1].Batching != "T1" {
		t.Error("a conversion does not name its withdrawal")
	}
	if n := r.Summary.Notes; len(n) != 1 || n[0].Code != paypal.NoteZone || !slices.Equal(n[0].Args, []string{"1", "CST"}) {
		t.Errorf("notes %+v", n)
	}
}

// TestLanguages: the same payment and withdrawal, as accounts of other languages
// download them.
func TestLanguages(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"German", `"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Absender E-Mail-Adresse","Transaktionscode","Zugehöriger Transaktionscode","Rechnungsnummer","Guthaben","Auswirkung auf Guthaben"
"13.01.2026","14:37:47","CET","Käufer","PayPal Express-Zahlung","Abgeschlossen","EUR","1.058,09","-1,94","1.056,15","k@example.com","T1","","S1","1.056,15","Haben"
"14.01.2026","14:37:47","CET","","Allgemeine Abbuchung","Abgeschlossen","EUR","-1.056,15","0,00","-1.056,15","","T2","","","0,00","Soll"
`},
		{"French", `"Date","Heure","Fuseau horaire","Nom","Type","État","Devise","Avant commission","Commission","Net","De l'adresse email","Numéro de transaction","Numéro de la transaction de référence","Numéro de facture","Solde","Impact sur le solde"
"13/01/2026","14:37:47","CET","Käufer","Paiement Express Checkout","Terminé","EUR","1` + "\u00a0" + `058,09","-1,94","1` + "\u202f" + `056,15","k@example.com","T1","","S1","1 056,15","Crédit"
"14/01/2026","14:37:47","CET","","Virement standard","Terminé","EUR","-1 056,15","0,00","-1 056,15","","T2","","","0,00","Débit"
`},
		{"Italian", `"Data","Orario","Fuso orario","Nome","Tipo","Stato","Valuta","Lordo","Tariffa","Netto","Indirizzo email mittente","Codice transazione","Codice transazione di riferimento","N° ordine commerciante","Saldo","Impatto sul saldo"
"13/01/2026","14:37:47","CET","Käufer","Pagamento Express Checkout","Completata","EUR","1.058,09","-1,94","1.056,15","k@example.com","T1","","S1","1.056,15","Accredito"
"14/01/2026","14:37:47","CET","","Prelievo generico","Completata","EUR","-1.056,15","0,00","-1.056,15","","T2","","","0,00","Addebito"
`},
		{"Spanish", `"Fecha","Hora","Zona horaria","Nombre","Tipo","Estado","Divisa","Bruto","Tarifa","Neto","Correo electrónico del remitente","Id. de transacción","Número de factura","Saldo"
"13/01/2026","14:37:47","CET","Käufer","Pago exprés","Completado","EUR","1.058,09","-1,94","1.056,15","k@example.com","T1","S1","1.056,15"
"14/01/2026","14:37:47","CET","","Retirada general","Completado","EUR","-1.056,15","0,00","-1.056,15","","T2","","0,00"
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := read(t, c.text)
			if r.Err != nil || len(r.Entries) != 2 || len(r.Codes()) != 0 {
				t.Fatal(r.Err, r.Problems, r.Codes())
			}
			e, w := r.Entries[0], r.Entries[1]
			if got := strings.TrimSpace(fmt.Sprintln(e.Kind, e.Status, e.At.Format(book.Shanghai), e.OrderNo, e.TxnNo, e.Amount, e.Fee, *e.Balance, e.Counterparty)); got != "payment paid 2026-01-13T21:37:47+08:00 S1 T1 105809 194 105615 Käufer" {
				t.Errorf("payment: %s", got)
			}
			if w.Kind != book.KindWithdrawal || w.Amount != -105615 {
				t.Errorf("withdrawal: %v %d", w.Kind, w.Amount)
			}
		})
	}
}

func TestYen(t *testing.T) {
	text := strings.NewReplacer("USD", "JPY", `"1,084.00","-42.50","1,041.50"`, `"1,084","-42","1,042"`, `"-84.00","0.00","-84.00"`, `"-84","0","-84"`).Replace(activity)
	r := read(t, text)
	if e := r.Entries[0]; e.Amount != 1084 || e.Fee != 42 || r.Entries[1].Amount != -84 {
		t.Errorf("%v %v", r.Lines(), r.Problems)
	}
}

func TestBadRows(t *testing.T) {
	for _, c := range []struct{ old, new, code, cell string }{
		{`"1,084.00"`, `"1.084.0000"`, bill.CodeAmount, "Gross"},
		{`"Website Payment","Completed"`, `"Website Payment","Sideways"`, paypal.CodeStatus, "Status"},
		{`"USD","1,084.00"`, `"Dollars","1,084.00"`, bill.CodeCurrency, "Currency"},
		{`"P1","","0.00",""`, `"","","0.00",""`, bill.CodeMissing, "Transaction ID"},
		{`"29/12/2025","07:45:51"`, `"","07:45:51"`, bill.CodeMissing, "Date"},
		{`"29/12/2025","07:45:51"`, `"29/12/2025","7h"`, bill.CodeDate, "Time"},
	} {
		r := read(t, strings.Replace(activity, c.old, c.new, 1))
		if len(r.Problems) != 1 || r.Problems[0].Code != c.code || r.Problems[0].Cell != c.cell {
			t.Errorf("%s: %v", c.new, r.Problems)
		}
	}
}

func TestNetDiffers(t *testing.T) {
	r := read(t, strings.Replace(activity, `"1,041.50","a@`, `"1,041.00","a@`, 1))
	if !slices.Equal(r.Codes(), []string{bill.NoteNet}) || !slices.Equal(r.Notes[0].Args, []string{"1041.00", "1041.50"}) || !r.Notes[0].Suspicious {
		t.Errorf("notes %+v", r.Notes)
	}
}

func TestEmpty(t *testing.T) {
	head, _, _ := strings.Cut(activity, "\n")
	read(t, head+"\n").Check(t)
}

func TestAmbiguousDates(t *testing.T) {
	lines := strings.SplitAfterN(activity, "\n", 3)
	r := read(t, lines[0]+strings.Replace(lines[1], "29/12/2025", "09/12/2025", 1))
	if book.CodeOf(r.Err) != bill.CodeDateOrder {
		t.Errorf("got %v", r.Err)
	}
}

// TestDatesByLanguage: short dates, and those that no row makes clear, are read as
// the language of the columns writes them; what a row shows goes before.
func TestDatesByLanguage(t *testing.T) {
	german := `"Datum","Uhrzeit","Zeitzone","Typ","Status","Währung","Brutto","Gebühr","Netto","Transaktionscode"
"01.02.24","14:37:47","CET","PayPal Express-Zahlung","Abgeschlossen","EUR","1,00","0,00","1,00","T1"
`
	spanish := strings.NewReplacer("Datum", "Fecha", "Uhrzeit", "Hora", "Zeitzone", "Zona horaria", "Typ", "Tipo", "Status", "Estado", "Währung", "Divisa",
		"Brutto", "Bruto", "Gebühr", "Tarifa", "Netto", "Neto", "Transaktionscode", "Id. de transacción", "01.02.24", "01/02/2024").Replace(german)
	for _, c := range []struct{ text, day, code string }{
		{german, "2024-02-01", ""},
		{strings.ReplaceAll(german, "01.02.24", "01.02.2024"), "2024-02-01", ""},
		{german + strings.Replace(german[strings.Index(german, "\n")+1:], "01.02.24", "01/13/2024", 1), "2024-01-02", ""},
		{spanish, "", bill.CodeDateOrder},
	} {
		r := read(t, c.text)
		if book.CodeOf(r.Err) != c.code || c.code == "" && (len(r.Entries) == 0 || r.Entries[0].Day.String() != c.day) {
			t.Errorf("%s: %v %v %v", c.text, r.Err, r.Problems, r.Lines())
		}
	}
}

func FuzzRead(f *testing.F) { billtest.Fuzz(f, paypal.Formats(), activity) }
