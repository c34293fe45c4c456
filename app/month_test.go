package app_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhangfang/app/book"
	"zhangfang/app/intake"
	"zhangfang/app/sample"
	"zhangfang/assets"
)

// TestTheMonthAddsUp holds the figures of invented months against each other:
// channels against days, and what arrived against what the bank explains.
func TestTheMonthAddsUp(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir := t.TempDir()
			if _, err := sample.Write(ctx, sample.Spec{Seed: seed + 300, PerDay: 60, Faults: true}, dir); err != nil {
				t.Fatal(err)
			}
			b := openImported(t, dir)
			f, err := b.Monthly.Figures(ctx, book.Month(2025, time.October), nil)
			if err != nil {
				t.Fatal(err)
			}
			var channels, days book.ChannelFigures
			for _, c := range f.Channels {
				if c.Net != c.Sales+c.Refunds-c.Fees {
					t.Errorf("%s: %d + %d - %d is not %d", c.Channel.Name, c.Sales, c.Refunds, c.Fees, c.Net)
				}
				if c.Matched > c.Rows {
					t.Errorf("%s: %d of %d rows matched", c.Channel.Name, c.Matched, c.Rows)
				}
				channels.Sales += c.Sales
				channels.Refunds += c.Refunds
				channels.Fees += c.Fees
				channels.Net += c.Net
				channels.Arrived += c.Arrived
				channels.Late += c.Late
			}
			for _, d := range f.Days {
				days.Sales += d.Sales
				days.Refunds += d.Refunds
				days.Fees += d.Fees
				days.Net += d.Net
				days.Arrived += d.Arrived
				days.Late += d.Late
			}
			if channels.Sales != days.Sales || channels.Refunds != days.Refunds || channels.Fees != days.Fees || channels.Net != days.Net ||
				channels.Arrived != days.Arrived || channels.Late != days.Late {
				t.Errorf("channels %+v\ndays %+v", channels, days)
			}
			var explained book.Minor
			for _, x := range f.Bank {
				explained += x.Explained
			}
			if explained != channels.Arrived {
				t.Errorf("the bank explains %d, the channels say that %d arrived", explained, channels.Arrived)
			}
			if len(f.ChainHead) != 64 || !f.ChainOK {
				t.Errorf("chain %q %v", f.ChainHead, f.ChainOK)
			}
		})
	}
}

func TestTheMonthIsWritten(t *testing.T) {
	ctx := context.Background()
	dir, _ := invented(t)
	b := emptyBook(t)
	bring(t, b, intake.Options{}, dir)
	text, err := assets.NewText("zh")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	for name, magic := range map[string]string{"月报.pdf": "%PDF-", "月报.xlsx": "PK"} {
		path := filepath.Join(out, name)
		if err := b.Monthly.Write(ctx, book.Month(2025, time.October), path, text); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(got, []byte(magic)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := b.Monthly.Write(ctx, book.Month(2025, time.October), filepath.Join(out, "月报.doc"), text); book.CodeOf(err) != "report_ending" {
		t.Errorf("another ending: %v", err)
	}
	if err := b.Monthly.Write(ctx, book.Month(2025, time.October), filepath.Join(out, "no", "such", "folder.pdf"), text); book.CodeOf(err) != "cannot_write" {
		t.Errorf("no folder: %v", err)
	}
	left, err := os.ReadDir(out)
	if err != nil || len(left) != 2 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestExportsHaveTheColumnsThatScriptsRelyOn(t *testing.T) {
	ctx := context.Background()
	dir, _ := invented(t)
	b := emptyBook(t)
	bring(t, b, intake.Options{}, dir)
	for what, header := range map[string]string{
		"entries": "entry_id,batch,channel,role,kind,source_file,source_line,order_no,txn_no,refund_no,time,business_day,gross,amount,fee,net," +
			"currency,counterparty,memo,status,balance",
		"matches":    "match_id,leg,entry_id,kind,rule,score,state,side,channel,source_file,source_line,order_no,txn_no,refund_no,time,amount,fee,currency",
		"exceptions": "id,type,severity,state,leg,channel,entry_id,kind,source_file,source_line,order_no,txn_no,refund_no,business_day,expected,actual,difference,currency,age_days,note",
	} {
		var out bytes.Buffer
		if err := b.Upkeep.Export(ctx, what, "csv", &out); err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitN(out.String(), "\r\n", 2)
		if lines[0] != "\ufeff"+header {
			t.Errorf("%s: %q", what, lines[0])
		}
		if what == "entries" && strings.Count(lines[1], "\r\n") != rows(t, b) {
			t.Errorf("%d rows exported of %d", strings.Count(lines[1], "\r\n"), rows(t, b))
		}
		out.Reset()
		if err := b.Upkeep.Export(ctx, what, "xlsx", &out); err != nil || !strings.HasPrefix(out.String(), "PK") {
			t.Errorf("%s as a workbook: %v", what, err)
		}
	}
}
