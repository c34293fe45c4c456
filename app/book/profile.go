package book

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// ProfileField names what a column of a taught sheet holds.
type ProfileField string

// The fields that a column can be mapped to.
const (
	FieldDate         ProfileField = "date"
	FieldTime         ProfileField = "time"
	FieldAmount       ProfileField = "amount"    // with a sign, or with a direction beside it
	FieldIn           ProfileField = "in"        // money in, with FieldOut
	FieldOut          ProfileField = "out"       // money out
	FieldDirection    ProfileField = "direction" // a word that says in or out
	FieldOrderNo      ProfileField = "order_no"
	FieldTxnNo        ProfileField = "txn_no"
	FieldRefundNo     ProfileField = "refund_no"
	FieldCounterparty ProfileField = "counterparty"
	FieldMemo         ProfileField = "memo"
	FieldFee          ProfileField = "fee"
	FieldBalance      ProfileField = "balance"
	FieldCurrency     ProfileField = "currency"
	FieldStatus       ProfileField = "status"
	FieldMethod       ProfileField = "method"
)

// ProfileFields lists the fields in the order in which a person is asked for them.
func ProfileFields() []ProfileField {
	return []ProfileField{FieldDate, FieldTime, FieldAmount, FieldIn, FieldOut, FieldDirection, FieldOrderNo, FieldTxnNo,
		FieldRefundNo, FieldCounterparty, FieldMemo, FieldFee, FieldBalance, FieldCurrency, FieldStatus, FieldMethod}
}

// DateStyle says how a sheet writes dates whose year comes last.
type DateStyle string

// The styles of dates.
const (
	DateAuto     DateStyle = ""    // told by the dates themselves, or refused
	DateDayFirst DateStyle = "dmy" // 31/12/2025
	DateMonth    DateStyle = "mdy" // 12/31/2025
)

// AmountStyle says how a sheet writes amounts.
type AmountStyle string

// The styles of amounts.
const (
	AmountPoint AmountStyle = ""      // 1,234.50
	AmountComma AmountStyle = "comma" // 1.234,50
	AmountFen   AmountStyle = "fen"   // 123450
)

// SignStyle says what the sign of an amount means that has no direction beside it.
type SignStyle string

// The meanings of signs.
const (
	PlusIsIn  SignStyle = ""
	PlusIsOut SignStyle = "plus_out"
)

// Encoding says how the bytes of a text stand for characters.
type Encoding string

// The encodings that a person can choose. UTF-16 shows itself.
const (
	EncodingAuto    Encoding = "" // UTF-8 or GB18030, as the bytes tell
	EncodingUTF8    Encoding = "utf-8"
	EncodingGB18030 Encoding = "gb18030"
	EncodingBig5    Encoding = "big5"
	EncodingWestern Encoding = "windows-1252"
)

// Encodings lists them in the order in which a person is offered them.
func Encodings() []Encoding {
	return []Encoding{EncodingAuto, EncodingUTF8, EncodingGB18030, EncodingBig5, EncodingWestern}
}

// Profile is how a person taught the program to read a sheet that no format
// knows. It is nothing but data, and is kept in the book and shared as a file.
type Profile struct {
	Name    string                  // what the person calls it
	Columns []string                // the header; the sheet is recognised by it
	Fields  map[ProfileField]string // the column of each field that is mapped
	Role    Role
	Channel string // label of the channel that its rows go to
	Dates   DateStyle
	Amounts AmountStyle
	Signs   SignStyle
	In, Out []string // words of FieldDirection
	Text    Encoding // of a text file

	Currency Currency // of amounts that no column gives one; "" is CNY
	Headless bool     // the sheet has no header: Columns are names by place (列1, 列2 ...)
}

// HeaderPrint is the fingerprint of a header: its names, in any order, without
// spaces and letter case.
func HeaderPrint(cells []string) string {
	var names []string
	for _, c := range cells {
		if n := strings.ToLower(strings.Join(strings.Fields(c), "")); n != "" {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	sum := sha256.Sum256([]byte(strings.Join(names, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// Print is the fingerprint of the header that the profile reads; a book has one
// profile for each.
func (p *Profile) Print() string { return HeaderPrint(p.Columns) }

// Check tells what a profile lacks: problem "profile_incomplete", A: the field or
// "name", "role", "channel"; or "profile_damaged" where it contradicts itself.
func (p *Profile) Check() *Problem {
	lacks := func(what string) *Problem { return &Problem{Code: "profile_incomplete", Args: []string{what}} }
	pair := p.Fields[FieldIn] != "" && p.Fields[FieldOut] != ""
	switch {
	case p.Fields[FieldDate] == "":
		return lacks(string(FieldDate))
	case p.Fields[FieldAmount] == "" && !pair:
		return lacks(string(FieldAmount))
	case p.Fields[FieldAmount] != "" && (p.Fields[FieldIn] != "" || p.Fields[FieldOut] != ""):
		return &Problem{Code: "profile_amounts"}
	case p.Role == RoleOrders && p.Fields[FieldOrderNo] == "":
		return lacks(string(FieldOrderNo))
	case p.Role == RoleNone:
		return lacks("role")
	case strings.TrimSpace(p.Name) == "":
		return lacks("name")
	case strings.TrimSpace(p.Channel) == "":
		return lacks("channel")
	}
	return p.contradiction()
}

// contradiction finds what only a damaged file can have.
func (p *Profile) contradiction() *Problem {
	damaged := func(err error) *Problem { return &Problem{Code: "profile_damaged", Err: err} }
	for f, column := range p.Fields {
		if !slices.Contains(ProfileFields(), f) {
			return damaged(fmt.Errorf("field %q", f))
		}
		if column == "" || !slices.Contains(p.Columns, column) {
			return damaged(fmt.Errorf("field %q has no column %q", f, column))
		}
	}
	switch {
	case !slices.Contains([]DateStyle{DateAuto, DateDayFirst, DateMonth}, p.Dates):
		return damaged(fmt.Errorf("dates %q", p.Dates))
	case !slices.Contains([]AmountStyle{AmountPoint, AmountComma, AmountFen}, p.Amounts):
		return damaged(fmt.Errorf("amounts %q", p.Amounts))
	case !slices.Contains(Encodings(), p.Text):
		return damaged(fmt.Errorf("encoding %q", p.Text))
	case !slices.Contains([]SignStyle{PlusIsIn, PlusIsOut}, p.Signs):
		return damaged(fmt.Errorf("signs %q", p.Signs))
	case p.Currency != "" && (len(p.Currency) != 3 || strings.Trim(string(p.Currency), "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != ""):
		return damaged(fmt.Errorf("currency %q", p.Currency))
	}
	return nil
}

// The versions of the form in which profiles are shared. One that uses nothing of the
// second is written in the first, so that an older program can read it.
const (
	profileFirst   = 1
	profileVersion = 2 // with Currency and Headless
)

// profileForm is a profile as it is stored and shared.
type profileForm struct {
	Version int                     `json:"zfprofile"`
	Name    string                  `json:"name"`
	Columns []string                `json:"columns"`
	Fields  map[ProfileField]string `json:"fields"`
	Role    string                  `json:"role"`
	Channel string                  `json:"channel"`
	Dates   DateStyle               `json:"dates,omitempty"`
	Amounts AmountStyle             `json:"amounts,omitempty"`
	Signs   SignStyle               `json:"signs,omitempty"`
	In      []string                `json:"in,omitempty"`
	Out     []string                `json:"out,omitempty"`
	Text    Encoding                `json:"encoding,omitempty"`

	Currency Currency `json:"currency,omitempty"`
	Headless bool     `json:"headless,omitempty"`
}

// EncodeProfile is a profile as JSON, to be kept or shared.
func EncodeProfile(p *Profile) ([]byte, error) {
	version := profileFirst
	if p.Currency != "" || p.Headless {
		version = profileVersion
	}
	b, err := json.MarshalIndent(profileForm{version, p.Name, p.Columns, p.Fields, p.Role.String(), p.Channel,
		p.Dates, p.Amounts, p.Signs, p.In, p.Out, p.Text, p.Currency, p.Headless}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode profile %q: %w", p.Name, err)
	}
	return b, nil
}

// DecodeProfile reads what EncodeProfile wrote. Problems: "profile_damaged",
// "profile_newer", and those of Check.
func DecodeProfile(b []byte) (*Profile, error) {
	var f profileForm
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, &Problem{Code: "profile_damaged", Err: err}
	}
	switch {
	case f.Version > profileVersion:
		return nil, &Problem{Code: "profile_newer"}
	case f.Version < profileFirst:
		return nil, &Problem{Code: "profile_damaged"}
	}
	role, err := ParseRole(f.Role)
	if err != nil {
		return nil, &Problem{Code: "profile_damaged", Err: err}
	}
	p := &Profile{f.Name, f.Columns, f.Fields, role, f.Channel, f.Dates, f.Amounts, f.Signs, f.In, f.Out, f.Text, f.Currency, f.Headless}
	if bad := p.Check(); bad != nil {
		return nil, bad
	}
	return p, nil
}

// SheetView is a sheet as the program sees it, for a person who is to say what
// its columns are.
type SheetView struct {
	Name   string     // of the sheet; "" for text
	Cut    string     // of text: what stands between its columns
	Rows   [][]string // the first records
	Header int        // the likeliest header among Rows; -1 where none looks like one, see Profile.Headless
	Guess  Profile    // what its names and data suggest
}

// SheetTrial is what a profile would make of a file; nothing is written for it.
type SheetTrial struct {
	Rows     int
	Entries  int
	Refused  int
	Covers   Coverage
	Currency Currency
	Sample   []Entry   // the first entries
	Rejects  []Refused // the first refused rows
	Notes    []Note    // about the whole file
	Dates    DateStyle // the order of day and month that the rows show, to be kept in the profile
}
