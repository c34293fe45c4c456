package sample

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// TruthFile is the name of the truth beside a shop's files: one JSON object with
// the fields spec, files, ambiguous, edges, faults, voids, lines, payouts and
// sales_pairs, one record a line. Amounts are in fen, days "2006-01-02".
const TruthFile = "truth.json"

// ReadTruth reads the truth of the shop in a folder.
func ReadTruth(dir string) (*Truth, error) {
	f, err := os.Open(filepath.Join(dir, TruthFile))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return DecodeTruth(bufio.NewReader(f))
}

// wireTruth is the object in truth.json.
type wireTruth struct {
	Spec       Spec     `json:"spec"`
	Files      []File   `json:"files"`
	Ambiguous  []Group  `json:"ambiguous"`
	Edges      []Edge   `json:"edges"`
	Faults     []Fault  `json:"faults"`
	Voids      []Void   `json:"voids"`
	Lines      []Line   `json:"lines"`
	Payouts    []Payout `json:"payouts"`
	SalesPairs []Pair   `json:"sales_pairs"`
}

// DecodeTruth reads the content of a truth.json.
func DecodeTruth(r io.Reader) (*Truth, error) {
	var w wireTruth
	if err := json.NewDecoder(r).Decode(&w); err != nil {
		return nil, fmt.Errorf("read %s: %w", TruthFile, err)
	}
	return &Truth{w.Spec, w.Files, w.SalesPairs, w.Payouts, w.Faults, w.Ambiguous, w.Edges, w.Voids, w.Lines}, nil
}

// encodeTruth writes a truth record by record, so that a million pairs are never
// in memory as text.
func encodeTruth(out io.Writer, t *Truth) error {
	w := truthWriter{out: bufio.NewWriterSize(out, 1<<16)}
	w.text(`{"spec":`)
	w.value(t.Spec)
	list(&w, "files", t.Files)
	list(&w, "ambiguous", t.Ambiguous)
	list(&w, "edges", t.Edges)
	list(&w, "faults", t.Faults)
	list(&w, "voids", t.Voids)
	list(&w, "lines", t.Lines)
	list(&w, "payouts", t.Payouts)
	list(&w, "sales_pairs", t.SalesPairs)
	w.text("}\n")
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}

// truthWriter keeps the first error; what comes after it is not written.
type truthWriter struct {
	out *bufio.Writer
	err error
}

func (w *truthWriter) text(s string) {
	if w.err == nil {
		_, w.err = w.out.WriteString(s)
	}
}

func (w *truthWriter) value(v any) {
	if w.err != nil {
		return
	}
	b, err := json.Marshal(v)
	if err != nil {
		w.err = err
		return
	}
	_, w.err = w.out.Write(b)
}

func list[T any](w *truthWriter, name string, records []T) {
	w.text(",\n\"" + name + "\":[")
	for i := range records {
		if i > 0 {
			w.text(",")
		}
		w.text("\n")
		w.value(records[i])
	}
	w.text("]")
}
