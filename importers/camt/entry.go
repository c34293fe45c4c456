package camt

import "strings"

// entry is a line under way. Of the payments that it sums up it keeps what fits
// into a text.
type entry struct {
	line    int
	cells   []string
	texts   []string
	size    int
	payers  side
	payees  side
	details int
	ref     string // of the servicer, in the details
}

// maxInfo bounds the text of a line; a batch may have thousands of payments.
const maxInfo = 2000

func newEntry(line int) *entry {
	e := &entry{line: line, cells: make([]string, columnCount)}
	e.cells[element] = "Ntry"
	return e
}

// side is the names on one side of a line's payments: the one they share.
type side struct {
	name  string
	mixed bool
}

func (s *side) add(name string) {
	if s.name == "" {
		s.name = name
	}
	s.mixed = s.mixed || name != s.name
}

func (s *side) one() string {
	if s.mixed {
		return ""
	}
	return s.name
}

// own are the cells of a line itself, by path.
var own = map[string]int{
	"NtryRef": int(entryRef), "Amt": int(amount), "CdtDbtInd": int(direction), "RvslInd": int(reversal),
	"Sts": int(status), "Sts/Cd": int(status), "Sts/Prtry": int(status),
	"BookgDt/Dt": int(bookingDate), "BookgDt/DtTm": int(bookingDate), "ValDt/Dt": int(valueDate), "ValDt/DtTm": int(valueDate),
	"AcctSvcrRef": int(servicerRef),
}

// end takes an element of the line or of its details. Names stand under Pty since
// version 8; details stood beside NtryDtls in version 1.
func (e *entry) end(step string, text []byte) {
	if c, ok := own[step]; ok {
		if len(text) > 0 {
			e.cells[c] = string(text)
		}
		return
	}
	if step == "AddtlNtryInf" {
		e.text(string(text))
		return
	}
	step = strings.TrimPrefix(step, "NtryDtls/")
	step, inside := strings.CutPrefix(step, "TxDtls")
	if !inside {
		return
	}
	switch strings.Replace(strings.TrimPrefix(step, "/"), "/Pty/", "/", 1) {
	case "":
		e.details++
	case "RltdPties/Dbtr/Nm":
		e.payers.add(string(text))
	case "RltdPties/Cdtr/Nm":
		e.payees.add(string(text))
	case "Refs/AcctSvcrRef":
		e.ref = string(text)
	case "Refs/EndToEndId":
		if string(text) != "NOTPROVIDED" {
			e.text(string(text))
		}
	case "RmtInf/Ustrd", "RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/CdtrRefInf/CdtrRef", "RmtInf/Strd/RfrdDocInf/Nb", "RmtInf/Strd/AddtlRmtInf", "AddtlTxInf":
		e.text(string(text))
	}
}

// text adds a text, once.
func (e *entry) text(s string) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || e.size > maxInfo {
		return
	}
	for _, t := range e.texts {
		if strings.Contains(t, s) {
			return
		}
	}
	if e.size += len(s) + 1; e.size > maxInfo {
		s = "…"
	}
	e.texts = append(e.texts, s)
}

// finish completes the cells. The other party of money in is who pays; of money
// that comes back it is who had been paid.
func (e *entry) finish() []string {
	in := e.cells[direction] == "CRDT"
	if yes(e.cells[reversal]) {
		in = !in
	}
	if e.cells[party] = e.payees.one(); in {
		e.cells[party] = e.payers.one()
	}
	e.cells[info] = strings.Join(e.texts, " ")
	if e.cells[servicerRef] == "" && e.details == 1 {
		e.cells[servicerRef] = e.ref
	}
	return e.cells
}

// yes reads a truth value of XML.
func yes(s string) bool { return s == "true" || s == "1" }
