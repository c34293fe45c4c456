package personal

import (
	"regexp"
	"strconv"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers/bill"
)

// maxFrame bounds the lines around the rows that are looked at.
const maxFrame = 100

// statement is what stands around the rows of a bill, the same for all.
type statement struct {
	header *bill.Header
	frame  [][]string // the lines before the rows, and those after them
	framed bool       // there were lines before the header
	ended  bool       // the line of dashes after the rows was there
	rows   int
	ways   map[string]*control // by the label of the line that states them
	still  int
	marked int
}

// control is a direction's rows: as a line of the bill states them, and as read.
type control struct {
	stated, read sum
	told         bool
}

type sum struct {
	rows   int
	amount book.Minor
}

func (s sum) String() string {
	return strconv.Itoa(s.rows) + " / " + book.Money{Minor: s.amount, Currency: book.CNY}.Plain()
}

func begin(b bill.Beginning) *statement {
	s := &statement{header: b.Header, ways: map[string]*control{}}
	for _, label := range labels {
		s.ways[label] = &control{}
	}
	if b.Role == book.RolePayments {
		b.Summary.Source.Role = b.Role
	}
	for _, cells := range b.Preamble {
		if !bill.Empty(cells) {
			s.framed = true
			s.keep(cells)
		}
	}
	return s
}

func (s *statement) keep(cells []string) {
	if len(s.frame) < maxFrame {
		s.frame = append(s.frame, append([]string(nil), cells...))
	}
}

// Foot takes the line of dashes that ends the rows of the older bills of Alipay,
// and what follows it.
func (s *statement) Foot(cells []string, _ int) bool {
	if !s.ended && len(cells[0]) >= 10 && cells[0][0] == '-' {
		s.ended = strings.Trim(cells[0], "- \t") == ""
	}
	if s.ended {
		s.keep(cells)
	}
	return s.ended
}

// What the lines around the rows say.
var (
	countLine   = regexp.MustCompile(`^共[:：]?\s*(\d+)\s*笔记录`)
	wayLine     = regexp.MustCompile(`^(收入|支出|不计收支|中性交易|其他)[:：]\s*(\d+)笔[^\d]*([\d.]+)元`)
	accountLine = regexp.MustCompile(`^(?:支付宝账户|账号|京东账号名)[:：]\s*\[?([^\[\]\s,]+)`)
	exportLine  = regexp.MustCompile(`^(?:导出|申请)时间[:：]\s*\[?([\d: /-]+)`)
)

// labels are the directions as the lines before the rows call them.
var labels = []string{"收入", "支出", "不计收支", "中性交易", "其他"}

// mayDiffer is said by bills whose stated sums leave out what was refunded, so that
// only their number of rows can be compared.
const mayDiffer = "统计逻辑不同"

// End reads the lines around the rows and compares the counts with the rows.
func (s *statement) End(sum *bill.Summary) {
	counted, stated, differs := false, 0, false
	var exported book.Instant
	for _, cells := range s.frame {
		line := strings.TrimLeft(strings.Join(cells, ","), ", \t")
		if m := countLine.FindStringSubmatch(line); m != nil {
			n, err := strconv.Atoi(m[1])
			counted, stated = err == nil, n
		}
		if m := wayLine.FindStringSubmatch(line); m != nil {
			s.state(m[1], m[2], m[3])
		}
		if m := accountLine.FindStringSubmatch(line); m != nil {
			sum.Source.Account = m[1]
		}
		if m := exportLine.FindStringSubmatch(line); m != nil {
			exported, _ = bill.ParseTime(strings.TrimSpace(m[1]))
		}
		differs = differs || strings.Contains(line, mayDiffer)
	}
	s.cover(sum, exported)
	switch {
	case counted && stated != s.rows:
		sum.Notes = append(sum.Notes, bill.FooterNote("笔数", strconv.Itoa(stated), strconv.Itoa(s.rows)))
	case !counted && s.framed:
		sum.Incomplete = &book.Problem{Code: bill.CodeIncomplete}
	}
	if !differs {
		s.compare(sum)
	}
	s.remark(sum)
}

// state takes what a line says of a direction. What is no number, as in a bill
// that was made unreadable, states nothing.
func (s *statement) state(label, rows, amount string) {
	n, err := strconv.Atoi(rows)
	m, _, ok := bill.ParseAmount(amount, book.CNY)
	if c := s.ways[label]; err == nil && ok {
		c.stated, c.told = sum{n, m}, true
	}
}

func (s *statement) compare(to *bill.Summary) {
	for _, label := range labels {
		if c := s.ways[label]; c.told && c.stated != c.read {
			to.Notes = append(to.Notes, bill.FooterNote(label, c.stated.String(), c.read.String()))
		}
	}
}

// cover sets the period. The day of the export was not over yet, so it is left to
// the next file.
func (s *statement) cover(sum *bill.Summary, exported book.Instant) {
	p, ok := bill.Period(s.frame)
	if !ok {
		return
	}
	sum.Covers = book.Coverage{Period: p}
	day := bill.DayOf(exported)
	switch {
	case day == 0 || day > p.To:
	case day > p.From:
		sum.Covers.To = day - 1
	default:
		sum.Covers.PartialEdges = true
	}
}

func (s *statement) remark(sum *bill.Summary) {
	for _, n := range []struct {
		code string
		rows int
	}{{NoteStill, s.still}, {NoteMarked, s.marked}} {
		if n.rows > 0 {
			sum.Notes = append(sum.Notes, book.Note{Code: n.code, Args: []string{strconv.Itoa(n.rows)}})
		}
	}
}
