package intake

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zhangfang/app/book"
	"zhangfang/importers"
	"zhangfang/importers/bill"
)

// Bounds of what is shown of a sheet that is being taught.
const (
	sheetRows    = 30 // first rows of a sheet
	trialEntries = 50
	trialRejects = 50
)

// CanTeach tells whether the owner may teach the program to read a file: no format
// knows it, or it is read by a profile, which can be edited.
func CanTeach(r *book.Receipt) bool {
	return r.Format == importers.OwnFormat || r.State == book.ReceiptRefused && importers.Teachable(r.Problem)
}

// Unlocked is the service for a file that a password opens. The password is kept
// nowhere else.
type Unlocked struct {
	*Service
	password string
}

// Unlocked gives the service the password of the file that is to be taught.
func (s *Service) Unlocked(password string) Unlocked { return Unlocked{s, password} }

// Sheets shows the sheets of a file as the program sees them. file is the name in
// its receipt, path where the person put it, text its encoding where the person
// knows better. The guess of a sheet that a profile reads is that profile.
func (s *Service) Sheets(ctx context.Context, path, file string, text book.Encoding) ([]book.SheetView, error) {
	return s.Unlocked("").Sheets(ctx, path, file, text)
}

// Sheets is Service.Sheets.
func (s Unlocked) Sheets(ctx context.Context, path, file string, text book.Encoding) ([]book.SheetView, error) {
	f, err := fileAt(ctx, path, file, s.password)
	if err != nil {
		return nil, err
	}
	profiles, err := s.book.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	own, err := importers.OwnHeader(ctx, f, profiles)
	if err != nil {
		return nil, err
	}
	if own != nil && text == book.EncodingAuto {
		text = own.Text
	}
	views, err := importers.Sheets(ctx, f, sheetRows, text)
	if err != nil {
		return nil, err
	}
	for i := range views {
		if own != nil && own.Text == text {
			showOwn(&views[i], own)
		}
	}
	return views, nil
}

// showOwn puts a profile in the place of the guess where a sheet has its header.
func showOwn(v *book.SheetView, own *book.Profile) {
	if own.Headless && v.Guess.Headless && slices.Equal(own.Columns, v.Guess.Columns) {
		v.Header, v.Guess = -1, *own
		return
	}
	for at, cells := range v.Rows {
		if book.HeaderPrint(cells) == own.Print() {
			v.Header, v.Guess = at, *own
			return
		}
	}
}

// GuessSheet is what a sheet suggests when its header is another of its rows.
func (s *Service) GuessSheet(v book.SheetView, header int) book.Profile {
	return importers.GuessAt(v.Rows, header)
}

// TrySheet reads a file by a profile and tells what would become of it. Nothing is
// written. Problems: those of SaveProfile, and why the file cannot be read.
func (s *Service) TrySheet(ctx context.Context, path, file string, p *book.Profile) (book.SheetTrial, error) {
	return s.Unlocked("").TrySheet(ctx, path, file, p)
}

// TrySheet is Service.TrySheet.
func (s Unlocked) TrySheet(ctx context.Context, path, file string, p *book.Profile) (book.SheetTrial, error) {
	var t book.SheetTrial
	if bad := wrongProfile(p); bad != nil {
		return t, bad
	}
	f, err := fileAt(ctx, path, file, s.password)
	if err != nil {
		return t, err
	}
	parts, err := importers.OwnParts(ctx, f, p)
	if err != nil {
		return t, err
	}
	for _, part := range parts {
		summary, err := importers.ReadOwn(ctx, part, p, bill.Options{}, func(row *bill.Row) error {
			tryRow(&t, part, row)
			return nil
		})
		if err != nil {
			return t, err
		}
		trySummary(&t, summary)
	}
	return t, nil
}

func tryRow(t *book.SheetTrial, f bill.File, row *bill.Row) {
	t.Entries += len(row.Entries)
	for i := range row.Entries {
		if len(t.Sample) < trialEntries {
			t.Sample = append(t.Sample, row.Entries[i].Entry)
		}
	}
	if row.Problem != nil {
		if t.Refused++; len(t.Rejects) < trialRejects {
			t.Rejects = append(t.Rejects, refusal(f, row))
		}
	}
}

// trySummary adds what was understood of a sheet to that of the sheets before it.
func trySummary(t *book.SheetTrial, s *bill.Summary) {
	if t.Covers.From == 0 {
		t.Covers = s.Covers
	} else if s.Covers.From != 0 {
		t.Covers.From, t.Covers.To = min(t.Covers.From, s.Covers.From), max(t.Covers.To, s.Covers.To)
	}
	t.Rows += s.Rows
	t.Currency, t.Dates = cmp.Or(t.Currency, s.Currency), cmp.Or(t.Dates, s.Dates)
	t.Notes = append(t.Notes, s.Notes...)
}

// fileAt finds a file again by where it was put and its name in the receipt; of a
// part, the file that holds it.
func fileAt(ctx context.Context, path, file, password string) (bill.File, error) {
	files, refused, err := importers.Expand(ctx, []string{path}, password)
	if err != nil {
		return bill.File{}, err
	}
	for _, f := range files {
		if f.Name == file || strings.HasPrefix(file, f.Name+"!") {
			return f, nil
		}
	}
	if len(refused) > 0 {
		return bill.File{}, refused[0].Problem
	}
	return bill.File{}, &book.Problem{Code: "not_found", File: file}
}
