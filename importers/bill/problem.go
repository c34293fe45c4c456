package bill

import (
	"strconv"

	"zhangfang/app/book"
)

// Codes of the problems that this package finds. The sentence of a code is the
// translation "problem.<code>"; A, B and C are its arguments.
const (
	CodeBinary     = "binary"           // not text: zeros in it
	CodeLongLine   = "line_too_long"    // a record of more than a megabyte
	CodeEmpty      = "empty_file"       // nothing in it
	CodeNoTable    = "no_table"         // text, but no table
	CodeMojibake   = "mojibake"         // saved with the wrong encoding
	CodeRead       = "unreadable"       // the operating system refuses
	CodeTooBig     = "too_big"          // A: the limit
	CodeDamaged    = "damaged_workbook" // a workbook that cannot be opened
	CodePassword   = "password"         // encrypted; the owner's password opens it
	CodeLocked     = "locked_workbook"  // encrypted, and opens only in a spreadsheet
	CodeNoBill     = "no_bill"          // "No Bill Exist": no trades that day
	CodeSheets     = "several_sheets"   // A: their names
	CodeManyParts  = "too_many_parts"   // more accounts in a document than can be read
	CodeTables     = "several_tables"   // the header stands there again: another account?
	CodeTwice      = "ambiguous_column" // Cell: a header that stands there twice
	CodeAmount     = "bad_amount"       // A: the cell
	CodeDate       = "bad_date"         // A: the cell
	CodeDateOrder  = "ambiguous_dates"  // A: a cell such as 03/04/2025
	CodeCurrency   = "bad_currency"     // A: the cell
	CodeMissing    = "missing_cell"     // the cell is empty
	CodeFewCells   = "too_few_cells"    // A: there are, B: needed
	CodeManyCells  = "too_many_cells"   // A: there are, B: columns
	CodeBothSides  = "in_and_out"       // money in and money out in one row
	CodeSigns      = "sign_unclear"     // A: the cell
	CodeDirection  = "bad_direction"    // A: the cell
	CodeIncomplete = "incomplete"       // the footer is missing
)

// Codes of notes; the sentence is the translation "note.<code>", and where such a
// note holds the file, "problem.held_<code>".
const (
	NoteDamagedID = "damaged_id"          // A: a number that Excel changed; suspicious
	NoteSeconds   = "lost_seconds"        // A: times; suspicious
	NoteMojibake  = "mojibake"            // A: characters; suspicious
	NoteFormulas  = "unmade_formulas"     // formulas whose results nobody has worked out; suspicious
	NoteFooter    = "totals"              // A: what, B: as stated, C: as added up; suspicious
	NoteUnread    = "total_unread"        // A: what, B: as written; suspicious
	NoteBalance   = "balance_contradicts" // A: rows whose balance goes the other way; suspicious
	NoteFiner     = "finer_than_cent"     // A: amounts
	NoteSameKey   = "repeated_number"     // A: rows, B: a number
	NoteNet       = "net_differs"         // A: net as stated, B: as added up; suspicious where both cannot be
	NoteSheets    = "sheets_skipped"      // A: their names
)

// LostNote tells that n characters of the file are no characters any more.
func LostNote(n int) book.Note {
	return book.Note{Code: NoteMojibake, Args: []string{strconv.Itoa(n)}, Suspicious: true}
}

// FooterNote tells that a total of the file and its rows do not agree; found is ""
// where the total cannot be read, and so not be compared.
func FooterNote(name, stated, found string) book.Note {
	if found == "" {
		return book.Note{Code: NoteUnread, Args: []string{name, stated}, Suspicious: true}
	}
	return book.Note{Code: NoteFooter, Args: []string{name, stated, found}, Suspicious: true}
}
