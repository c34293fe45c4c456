package intake_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhangfang/app/book"
	"zhangfang/app/intake"
)

// otherLayout is a statement as another bank would write it.
func otherLayout(text string) string { return strings.Replace(text, "摘要", "附言", 1) }

// weekly is the statement of a week that names no account; none overlaps another.
func weekly(week int, currency string) string {
	return statement("", line(fmt.Sprint("W", week), fmt.Sprintf("%02d", week+1), "10.00", currency))
}

// TestWeeklyFilesAskAtMostOnce: a statement that names no account is dropped eight
// weeks on end, and its owner asked at most once, whatever the book holds.
func TestWeeklyFilesAskAtMostOnce(t *testing.T) {
	const a, b = "6222000000001111", "6225000000002222"
	row := line("1", "01", "10.00", "CNY")
	type drop struct {
		text string
		to   string
	}
	for _, c := range []struct {
		what   string
		before []drop
		shape  func(string) string
		money  string
		asks   int
		note   string // of the eighth
	}{
		{"an empty book", nil, nil, "CNY", 0, ""},
		{"its own channel", []drop{{statement("", row), ""}}, nil, "CNY", 0, ""},
		{"one channel, of another layout", []drop{{statement("", row), ""}}, otherLayout, "CNY", 1, ""},
		{"one channel with an account", []drop{{statement(a, row), ""}}, nil, "CNY", 0, "channel_only_one"},
		{"one with an account, of another layout", []drop{{statement(a, row), ""}}, otherLayout, "CNY", 1, "channel_as_before"},
		{"one of another currency", []drop{{statement("", row), ""}}, nil, "USD", 1, "channel_as_before"},
		{"two with accounts", []drop{{statement(a, row), "甲"}, {statement(b, row), "乙"}}, nil, "CNY", 1, "channel_as_before"},
		{"two of another layout", []drop{{statement(a, row), "甲"}, {statement(b, row), "乙"}}, otherLayout, "CNY", 1, "channel_as_before"},
		{"one with and one without", []drop{{statement("", row), "甲"}, {statement(b, row), "乙"}}, nil, "CNY", 1, "channel_as_before"},
		{"without an account, and another currency", []drop{{weekly(9, "CNY"), "人民币"}, {weekly(9, "USD"), "美元"}}, nil, "USD", 0, "channel_as_before"},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := newDesk(t)
			bank := func(text, to string) book.Receipt {
				return d.bringAs(intake.Options{Role: book.RoleBank, Channel: to}, d.write("周.csv", text))[0]
			}
			for _, f := range c.before {
				if r := bank(f.text, f.to); r.State != book.ReceiptApplied {
					t.Fatalf("before: %+v %v", r, r.Problem)
				}
			}
			asks, went := 0, map[string]bool{}
			for week := range 8 {
				text := weekly(week+1, c.money)
				if c.shape != nil {
					text = c.shape(text)
				}
				r := bank(text, "")
				if r.State == book.ReceiptHeld && r.Problem.Code == "which_channel" {
					asks++
					r = bank(text, r.Choices[0])
				}
				if r.State != book.ReceiptApplied || r.New != 1 {
					t.Fatalf("week %d: %+v %v", week, r, r.Problem)
				}
				went[r.Channel] = true
				if week == 7 && c.note != "" && !has(&r, c.note) {
					t.Errorf("it is not told why it went to %s: %+v", r.Channel, r.Notes)
				}
			}
			if asks != c.asks || len(went) != 1 {
				t.Errorf("asked %d times, want %d; went to %v", asks, c.asks, went)
			}
		})
	}
}

// TestAnswersAreForgotten that the owner takes back, or contradicts.
func TestAnswersAreForgotten(t *testing.T) {
	ctx := context.Background()
	const a, b = "6222000000001111", "6225000000002222"
	row := line("1", "01", "10.00", "CNY")
	week := 0
	setUp := func(t *testing.T) (d *desk, next func(to string) book.Receipt) {
		d, week = newDesk(t), 1
		next = func(to string) book.Receipt {
			week++
			return d.bringAs(intake.Options{Role: book.RoleBank, Channel: to}, d.write("周.csv", weekly(week, "CNY")))[0]
		}
		for _, f := range [][2]string{{a, "甲"}, {b, "乙"}} {
			d.bringAs(intake.Options{Role: book.RoleBank, Channel: f[1]}, d.write("月.csv", statement(f[0], row)))
		}
		if r := next(""); !slices.Equal(r.Choices, []string{"甲", "乙"}) {
			t.Fatalf("%+v %v", r, r.Problem)
		}
		return d, next
	}
	undo := func(t *testing.T, d *desk, r book.Receipt) {
		t.Helper()
		if _, err := d.Undo(ctx, r.Batch); err != nil {
			t.Fatal(err)
		}
	}
	mustAsk := func(t *testing.T, r book.Receipt) {
		t.Helper()
		if r.State != book.ReceiptHeld || r.Problem.Code != "which_channel" {
			t.Errorf("not asked: %+v %v", r, r.Problem)
		}
	}
	mustGo := func(t *testing.T, r book.Receipt, channel string) {
		t.Helper()
		if r.State != book.ReceiptApplied || r.Channel != channel {
			t.Errorf("%+v %v", r, r.Problem)
		}
	}
	t.Run("the answer is undone", func(t *testing.T) {
		d, next := setUp(t)
		said := next("乙")
		mustGo(t, next(""), "乙")
		undo(t, d, said)
		mustAsk(t, next(""))
		mustGo(t, next("甲"), "甲")
		mustGo(t, next(""), "甲")
	})
	t.Run("a file that followed it is undone", func(t *testing.T) {
		d, next := setUp(t)
		next("乙")
		undo(t, d, next(""))
		mustAsk(t, next(""))
		mustGo(t, next("乙"), "乙")
		mustGo(t, next(""), "乙")
	})
	t.Run("another answer", func(t *testing.T) {
		d, next := setUp(t)
		next("乙")
		other := next("甲")
		for range 2 {
			mustAsk(t, next(""))
		}
		undo(t, d, other)
		mustGo(t, next(""), "乙")
	})
	t.Run("the only channel was not it", func(t *testing.T) {
		d := newDesk(t)
		drop := func(text, to string) book.Receipt {
			return d.bringAs(intake.Options{Role: book.RoleBank, Channel: to}, d.write("周.csv", text))[0]
		}
		drop(weekly(1, "CNY"), "")
		mustAsk(t, drop(otherLayout(weekly(2, "CNY")), ""))
		r := drop(otherLayout(weekly(2, "CNY")), "银行")
		mustGo(t, drop(otherLayout(weekly(3, "CNY")), ""), "银行")
		undo(t, d, r)
		mustGo(t, drop(otherLayout(weekly(2, "CNY")), ""), "银行") // the week after it stands
		d = newDesk(t)
		drop(weekly(1, "CNY"), "")
		undo(t, d, drop(otherLayout(weekly(2, "CNY")), "银行"))
		mustAsk(t, drop(otherLayout(weekly(2, "CNY")), ""))
		mustGo(t, drop(otherLayout(weekly(2, "CNY")), "工行"), "工行")
		mustGo(t, drop(weekly(3, "CNY"), ""), "银行")
		mustGo(t, drop(otherLayout(weekly(4, "CNY")), ""), "工行")
	})
}

// TestAnEmptiedChannelIsNoGuess: a channel from which all was taken back is taken
// again for files like those that it had, and offered for no others.
func TestAnEmptiedChannelIsNoGuess(t *testing.T) {
	ctx := context.Background()
	for text, want := range map[string]string{
		weekly(1, "CNY"):              "银行",
		otherLayout(weekly(2, "CNY")): "银行 2",
		statement("6222000000001111", line("9", "09", "1.00", "CNY")): "银行 1111",
	} {
		d := newDesk(t)
		drop := func(text string) book.Receipt {
			return d.bringAs(intake.Options{Role: book.RoleBank}, d.write("周.csv", text))[0]
		}
		if _, err := d.Undo(ctx, drop(weekly(1, "CNY")).Batch); err != nil {
			t.Fatal(err)
		}
		if r := drop(text); r.State != book.ReceiptApplied || r.Channel != want {
			t.Errorf("%+v %v", r, r.Problem)
		}
	}
}

// TestADropOfManyIsAskedAboutOnce: what waits for the same answer may be taken again.
func TestADropOfManyIsAskedAboutOnce(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	for i, account := range []string{"6222000000001111", "6225000000002222"} {
		d.bringAs(intake.Options{Role: book.RoleBank}, d.write(fmt.Sprint(i, ".csv"), statement(account, line(fmt.Sprint(i), "01", "10.00", "CNY"))))
	}
	var paths []string
	for week := range 4 {
		paths = append(paths, d.write(fmt.Sprint("周", week, ".csv"), weekly(week, "CNY")))
	}
	if r := d.bringAs(intake.Options{Role: book.RoleBank}, append(paths, d.write("坏.csv", strange))...); r[3].State != book.ReceiptHeld {
		t.Fatalf("%+v", r)
	}
	said := d.bringAs(intake.Options{Role: book.RoleBank, Channel: "银行"}, paths[0])
	alike, err := d.Answered(ctx, said)
	if err != nil || len(alike) != 3 || alike[0].File != "周1.csv" {
		t.Fatalf("%+v %v", alike, err)
	}
	for _, r := range alike {
		if r := d.bringAs(intake.Options{Only: r.File}, r.Path)[0]; r.State != book.ReceiptApplied || r.Channel != "银行" || !has(&r, "channel_as_before") {
			t.Errorf("%+v %v", r, r.Problem)
		}
	}
	d.mustWait("answered", "坏.csv")
	if alike, err = d.Answered(ctx, said); err != nil || len(alike) != 0 {
		t.Errorf("%+v %v", alike, err)
	}
}
