package gateway

import (
	"bytes"
	"net/http"
	"path"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhangfang/app/sample"
)

// serveAlipayDownload serves a bill by its address, which is all that it takes.
func (g *Gateway) serveAlipayDownload(w http.ResponseWriter, r *http.Request) {
	f := g.script.next(MethodAlipayDownload)
	if g.before(w, r, f) {
		return
	}
	t, ok := g.tokens.find(g.now(), path.Base(r.URL.Query().Get("fileId")))
	if !ok || f == Expired {
		g.send(w, r, reply{http.StatusOK, map[string]string{"Content-Type": "text/html;charset=GBK"}, []byte("<html><body>download url expired</body></html>")}, f)
		return
	}
	if f == None {
		f = t.fault // a bill may also be scripted where it is asked for
	}
	g.send(w, r, g.alipayFile(t, f), f)
}

// alipayFile packs a bill and its summary.
func (g *Gateway) alipayFile(t ticket, f Fault) reply {
	bill := g.ledger.books.AlipayTradeBill
	if t.kind != "trade" {
		bill = g.ledger.books.AlipayAccountBill
	}
	detail, summary, err := bill(t.period, draftOf(f))
	if err != nil {
		panic(err) // it is written into memory
	}
	detail.Data = mangled(detail.Data, true, f)
	members := []member{g.own(detail), g.own(summary)}
	if f == SummaryFirst {
		members[0], members[1] = members[1], members[0]
	}
	return reply{http.StatusOK, map[string]string{"Content-Type": "application/octet-stream"}, zipped(members, g.now(), f)}
}

// own is a file of a bill under the number of this gateway's shop.
func (g *Gateway) own(b sample.Bill) member {
	return member{strings.ReplaceAll(b.Name, sample.AlipayUser, g.alipay), bytes.ReplaceAll(b.Data, []byte(sample.AlipayUser), []byte(g.alipay))}
}

// draftOf is the draft of a bill by a fault.
func draftOf(f Fault) sample.Draft {
	d := sample.Draft{Empty: f == EmptyBill, Twice: f == RowTwice, Dearer: f == AmountChanged}
	if f == LateRow {
		d.Late = 1
	}
	return d
}

// gbk is text in GBK; what has no place there is not in a bill.
func gbk(s string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "?")
	}
	return out
}
