package store

import (
	"encoding/json"
	"strings"

	"zhangfang/app/book"
)

// receiptForm is a receipt as it is stored: what names the file stands beside it.
type receiptForm struct {
	State      book.ReceiptState `json:"state"`
	Format     string            `json:"format,omitempty"`
	Channel    string            `json:"channel,omitempty"`
	Role       string            `json:"role,omitempty"`
	From       book.Day          `json:"from,omitempty"`
	To         book.Day          `json:"to,omitempty"`
	PartEdges  bool              `json:"partial_edges,omitempty"`
	Rows       int               `json:"rows,omitempty"`
	New        int               `json:"new,omitempty"`
	Known      int               `json:"known,omitempty"`
	Changed    int               `json:"changed,omitempty"`
	Suspicious int               `json:"suspicious,omitempty"`
	Refused    int               `json:"refused,omitempty"`
	Problem    *problemForm      `json:"problem,omitempty"`
	Notes      []book.Note       `json:"notes,omitempty"`
	Rejects    []rejectForm      `json:"rejects,omitempty"`
	Changes    []book.Change     `json:"changes,omitempty"`
	Choices    []string          `json:"choices,omitempty"`
}

// problemForm is a problem as it is stored; its cause was for the log.
type problemForm struct {
	File string `json:"file,omitempty"`
	refusal
}

type rejectForm struct {
	Problem problemForm `json:"problem"`
	Raw     string      `json:"raw"`
}

// Bounds of a stored receipt, in bytes: what a list needs, however odd the file.
const (
	maxReceipt = 64 << 10
	maxRawTold = 1000
)

// encodeReceipt is a receipt as JSON of at most about maxReceipt bytes: of what it
// lists, the first are kept. The counts stay.
func encodeReceipt(r *book.Receipt) ([]byte, error) {
	f := receiptForm{
		State: r.State, Format: r.Format, Channel: r.Channel, Role: r.Role.String(),
		From: r.Covers.From, To: r.Covers.To, PartEdges: r.Covers.PartialEdges,
		Rows: r.Rows, New: r.New, Known: r.Known, Changed: r.Changed, Suspicious: r.Suspicious, Refused: r.Refused,
		Notes: r.Notes, Changes: r.Changes, Choices: r.Choices,
	}
	if r.Problem != nil {
		p := formOf(r.Problem)
		f.Problem = &p
	}
	for i := range r.Rejects {
		raw := r.Rejects[i].Raw
		raw = strings.ToValidUTF8(raw[:min(len(raw), maxRawTold)], "")
		f.Rejects = append(f.Rejects, rejectForm{formOf(&r.Rejects[i].Problem), raw})
	}
	for {
		b, err := json.Marshal(f)
		if err != nil || len(b) <= maxReceipt || !f.halve() {
			return b, err
		}
	}
}

// halve leaves out half of what a receipt lists; false where it lists nothing.
func (f *receiptForm) halve() bool {
	if len(f.Rejects)+len(f.Changes)+len(f.Notes)+len(f.Choices) == 0 {
		return false
	}
	f.Rejects, f.Changes = f.Rejects[:len(f.Rejects)/2], f.Changes[:len(f.Changes)/2]
	if len(f.Rejects)+len(f.Changes) == 0 {
		f.Notes, f.Choices = f.Notes[:len(f.Notes)/2], f.Choices[:len(f.Choices)/2]
	}
	return true
}

// decodeReceipt reads what encodeReceipt wrote.
func decodeReceipt(b []byte) (book.Receipt, error) {
	var f receiptForm
	if err := json.Unmarshal(b, &f); err != nil {
		return book.Receipt{}, err
	}
	r := book.Receipt{
		State: f.State, Format: f.Format, Channel: f.Channel,
		Covers: book.Coverage{Period: book.Period{From: f.From, To: f.To}, PartialEdges: f.PartEdges},
		Rows:   f.Rows, New: f.New, Known: f.Known, Changed: f.Changed, Suspicious: f.Suspicious, Refused: f.Refused,
		Notes: f.Notes, Changes: f.Changes, Choices: f.Choices,
	}
	if f.Role != "" {
		role, err := book.ParseRole(f.Role)
		if err != nil {
			return r, err
		}
		r.Role = role
	}
	if f.Problem != nil {
		p := f.Problem.problem()
		r.Problem = &p
	}
	for _, x := range f.Rejects {
		r.Rejects = append(r.Rejects, book.Refused{Problem: x.Problem.problem(), Raw: x.Raw})
	}
	return r, nil
}

func formOf(p *book.Problem) problemForm {
	return problemForm{p.File, refusal{p.Code, p.Line, p.Cell, p.Args}}
}

func (f *problemForm) problem() book.Problem {
	return book.Problem{Code: f.Code, File: f.File, Line: f.Line, Cell: f.Cell, Args: f.Args}
}
