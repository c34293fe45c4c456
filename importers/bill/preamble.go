package bill

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"zhangfang/app/book"
)

// The words beside which preambles state a period, and the shapes of its ends.
var (
	periodWords = []string{"起始", "起止", "终止", "开始日期", "开始时间", "日期范围", "时间范围", "查询期间", "查询区间", "日期区间", "账单周期", "timerange", "startdate"}
	periodEnd   = regexp.MustCompile(`\d{4}[-/年.]?\d{1,2}[-/月.]?\d{1,2}日?(?:[ T]+\d{1,2}:\d{2}(?::\d{2})?)?`)
)

// Period is the period that a preamble states, both days included. An end at
// midnight is the end of the day before.
func Period(preamble [][]string) (book.Period, bool) {
	var ends []book.Instant
	for _, cells := range preamble {
		line := strings.Join(cells, " ")
		if !containsAny(Name(line), periodWords) {
			continue
		}
		for _, s := range periodEnd.FindAllString(line, -1) {
			if at, ok := ParseTime(strings.Join(strings.Fields(s), " ")); ok {
				ends = append(ends, at)
			}
		}
	}
	if len(ends) != 2 || ends[1].Unix < ends[0].Unix {
		return book.Period{}, false
	}
	p := book.Period{From: DayOf(ends[0]), To: DayOf(ends[1])}
	midnight := (ends[1].Unix+8*3600)%86400 == 0
	if ends[1].Precision != book.PrecisionDay && midnight && p.To > p.From {
		p.To--
	}
	return p, true
}

// The words beside which preambles name the account, and the shape of one.
var (
	accountWords = []string{"账号", "卡号", "查询账号", "客户账号", "本方账号", "账户", "accountnumber", "商户号", "商户编号"}
	account      = regexp.MustCompile(`[0-9*]{4}(?: [0-9*xX]{4}){2,6}(?: [0-9]{1,3})?|[0-9*][0-9*xX]{2,30}[0-9]`)
)

// Account is the account number that a preamble names, "" where it names none; with
// stars where it hides a part of it, and without the spaces between groups of four.
func Account(preamble [][]string) string {
	for _, cells := range preamble {
		for i, c := range cells {
			name, value, inside := strings.Cut(strings.NewReplacer("：", ":", "#", "").Replace(c), ":")
			name = Name(name)
			if (!inside || strings.TrimSpace(value) == "") && i+1 < len(cells) {
				value = cells[i+1]
			}
			for _, w := range accountWords {
				if name == w {
					if a := strings.ReplaceAll(account.FindString(value), " ", ""); strings.Trim(a, "*") != "" {
						return a
					}
				}
			}
		}
	}
	return ""
}

// Totals tells whether a record is a total or a remark under a table and no row
// of it: it begins with a word for a sum, or has a single cell of prose. A single
// number is the beginning of a row that was cut off, and no remark.
func Totals(cells []string) bool {
	first, alone := head(cells)
	switch {
	case first == "":
		return false
	case alone && strings.ContainsFunc(first, func(r rune) bool { return r == ' ' || r >= utf8.RuneSelf }):
		return true
	case first[0] == '#':
		return strings.Trim(first, "#") != "" // nothing else: a column was too narrow for its date
	case first[0] < utf8.RuneSelf && !englishTotal(first):
		return false // nearly every row: it begins with a number or a date
	}
	return Begins(first, totalWords)
}

// head is the first cell that holds something, and whether it is the only one.
func head(cells []string) (first string, alone bool) {
	for _, c := range cells {
		if c == "" {
			continue
		}
		if c = clean(c); c != "" && first != "" {
			return first, false
		}
		first = cmp.Or(first, c)
	}
	return first, true
}

// Begins tells whether the Name of a cell begins with one of the words. A Chinese
// character stands for itself in a Name, so the first tells of nearly every row.
func Begins(cell string, words []string) bool {
	if r, n := utf8.DecodeRuneInString(cell); unicode.Is(unicode.Unified_Ideograph, r) && r != '帐' &&
		!slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, cell[:n]) }) {
		return false
	}
	name := Name(cell)
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(name, w) })
}

// englishTotal tells whether s may begin like an English word for a total.
func englishTotal(s string) bool {
	if len(s) <= 4 {
		return false
	}
	switch [2]byte{s[0] | 0x20, s[1] | 0x20} { // small letters
	case [2]byte{'t', 'o'}, [2]byte{'g', 'r'}, [2]byte{'s', 'u'}, [2]byte{'b', 'a'}:
		return true
	}
	return false
}

var totalWords = []string{"合计", "总计", "小计", "本页合计", "人民币合计", "共计", "total", "grandtotal", "subtotal", "以上数据", "balanceat", "说明:", "备注:", "注:"}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
