package bank

import (
	"bytes"
	"context"
	"io"
	"iter"
	"strconv"
	"strings"

	"zhangfang/importers/bill"
)

// historyBlocks unfolds the HISQRY export of Bank of China for companies: blocks
// of accounts below each other, each with lines about the account, a header and
// rows, cut by pipes or commas. Every account is a part.
type historyBlocks struct{}

// accountLine begins a block.
const accountLine = "查询账号"

// Is tells the document by its first line and its header.
func (historyBlocks) Is(head []byte) bool {
	first := bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n\"")
	gbk := []byte{0xb2, 0xe9, 0xd1, 0xaf, 0xd5, 0xcb, 0xba, 0xc5} // accountLine in GB18030
	if !bytes.HasPrefix(first, []byte(accountLine)) && !bytes.HasPrefix(first, gbk) {
		return false
	}
	all, err := io.ReadAll(bill.Decoded(bytes.NewReader(head)))
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(all)) {
		if isHistoryHeader(line) {
			return true
		}
	}
	return false
}

func isHistoryHeader(line string) bool {
	return strings.Contains(line, "付款人名称") && strings.Contains(line, "收款人名称") && strings.Contains(line, "交易金额")
}

// Unfold streams the blocks, each a part with totals of its own.
func (historyBlocks) Unfold(ctx context.Context, r io.Reader) iter.Seq2[bill.Unfolded, error] {
	return func(yield func(bill.Unfolded, error) bool) {
		w := walk{blocks: map[string]int{}}
		for line, err := range lines(ctx, r) {
			if !yield(w.line(line), err) || err != nil {
				return
			}
		}
	}
}

// walk is the state of unfolding.
type walk struct {
	comma  byte // of the rows of the block; 0 above its header
	part   string
	cells  []string       // reused
	blocks map[string]int // how often an account was met
}

func (w *walk) line(l textLine) bill.Unfolded {
	switch {
	case isHistoryHeader(l.text):
		w.comma = delimiter(l.text)
	case strings.HasPrefix(strings.TrimLeft(l.text, "\ufeff\" \t"), accountLine):
		w.comma = 0
		w.part = w.name(splitLine(nil, l.text, delimiter(l.text)))
	}
	comma := w.comma
	if comma == 0 {
		comma = delimiter(l.text)
	}
	w.cells = splitLine(w.cells[:0], l.text, comma)
	return bill.Unfolded{Part: w.part, Line: l.no, Cells: w.cells}
}

func delimiter(line string) byte {
	if strings.Contains(line, "|") {
		return '|'
	}
	return ','
}

// name names the part of a block by the end of its account's number, since the
// file's name shall not tell the whole of it, and by its place among those alike.
func (w *walk) name(cells []string) string {
	no := bill.Account([][]string{cells})
	part := "****" + no[max(0, len(no)-4):]
	w.blocks[part]++
	if n := w.blocks[part]; n > 1 {
		part += "-" + strconv.Itoa(n)
	}
	return part
}
